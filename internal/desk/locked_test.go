package desk

import (
	"errors"
	"strings"
	"testing"

	"cordboard/palconn/pal"
)

func asUser(o *options) { o.login = pal.ByUser }

func TestANoteThatAUserMayOnlyReadIsFixed(t *testing.T) {
	note := map[string]func(map[string]any) (string, error){"getNote": always(`{"useraccess":"1","note":"Mon: Mia"}`)}
	for _, operation := range []Operation{Operations(Notes)[0], Operations(Notes)[2]} {
		for name, c := range map[string]struct {
			vary   []func(*options)
			locked bool
		}{"a user": {[]func(*options){asUser}, true}, "an admin": {nil, false}} {
			o, line := scripted(t, note, c.vary...)
			f, err := o.Open(t.Context(), operation, Item{Area: Notes, Name: "rota"})
			if err != nil {
				t.Fatal(err)
			}
			if got := f.Locked != ""; got != c.locked {
				t.Errorf("%s, %s: locked %v (%s)", operation.Name, name, got, f.Locked)
			}
			if !c.locked {
				continue
			}
			for _, field := range f.Fields {
				if !field.Fixed {
					t.Errorf("%s: %s can be changed", operation.Name, field.Name)
				}
			}
			// Nothing is sent of it.
			_, err = o.Submit(t.Context(), f, valuesOf(f))
			if problem, ok := errors.AsType[*FieldProblem](err); !ok || problem.Problem != f.Locked || len(line.sentOf(f.Method)) > 0 {
				t.Errorf("%s: got %v", operation.Name, err)
			}
		}
	}
}

func TestWhatAnAdminAloneSetsIsFixedForAUser(t *testing.T) {
	for name, c := range map[string]struct {
		vary  []func(*options)
		fixed bool
	}{"a user": {[]func(*options){asUser}, true}, "an admin": {nil, false}} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getExtensionProperties": always(`["user"]`)}, c.vary...)
		f, err := o.Open(t.Context(), Operations(Extensions)[0], Item{Area: Extensions, Name: "1000", Group: pal.UserExtension})
		if err != nil {
			t.Fatal(err)
		}
		for _, property := range []string{"admin", "userclass", "p1_ptype"} {
			if got := f.field(t, property); got.Fixed != c.fixed || strings.HasPrefix(got.Help, "only an admin sets it") != c.fixed {
				t.Errorf("%s: %+v", name, got)
			}
		}
		if f.field(t, "desc").Fixed {
			t.Errorf("%s may not set a description", name)
		}
		// One that is added is too.
		if field, warning := f.Added("pnumber3", nil); field.Fixed != c.fixed || (warning != "") != c.fixed {
			t.Errorf("%s adds %+v, %q", name, field, warning)
		}
	}
}
