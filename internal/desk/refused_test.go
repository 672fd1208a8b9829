package desk

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"cordboard/palconn/pal"
)

func TestPermissionIsWantingForTheOneThingThatIsSet(t *testing.T) {
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getExtensionProperties": always(`[]`),
		"setExtensionProperties": func(map[string]any) (string, error) { return "", refusal("No permission.") },
	})
	for want, values := range map[string]map[string]string{"userclass": {"userclass": "x"}, "": {"userclass": "x", "resourcemap": "y"}} {
		f, err := o.Open(t.Context(), Operations(Extensions)[0], Item{Area: Extensions, Name: "1001", Group: pal.UserExtension})
		if err != nil {
			t.Fatal(err)
		}
		typed := valuesOf(f)
		maps.Copy(typed, values)
		_, err = o.Submit(t.Context(), f, typed)
		if problem, at := errors.AsType[*FieldProblem](err); at != (want != "") || at && problem.Field != want {
			t.Errorf("%v: got %v, want it at %q", values, err, want)
		}
	}
}

func TestABareFalseIsPutIntoWords(t *testing.T) {
	o := newOffice(t)
	o.wire.answer = &pal.Failed{Method: "deleteExtension", Result: pal.NewText("false")}
	_, err := o.Submit(t.Context(), o.form("deleteExtension"), map[string]string{"extension": "9999"})
	want := FieldProblem{"extension", "the PBX did not delete it: there may be no such extension"}
	if problem, ok := errors.AsType[*FieldProblem](err); !ok || *problem != want {
		t.Errorf("got %v, want %v", err, &want)
	}
	if got := o.Log().Entries()[0].Result; got != want.Problem {
		t.Errorf("it is written down as %q", got)
	}
}

func refusal(words string) error { return &pal.Refused{Code: -1, Message: pal.NewText(words)} }

func TestARefusalOfThePBXStandsAtItsField(t *testing.T) {
	failed := &pal.Failed{Method: "deleteExtension", Result: pal.NewText("false")}
	for name, c := range map[string]struct {
		method string
		answer error
		field  string
	}{
		"one is there":            {"createExtension", refusal("Extension 2000 exists already"), "extension"},
		"in words of its own":     {"createExtension", refusal("-1"), "extension"},
		"none is there":           {"deleteExtension", failed, "extension"},
		"unknown extension":       {"setExtensionProperties", refusal("Invalid User Name."), "extension"},
		"unknown to a timer":      {"getPlanSwitchTimer", refusal("no extension 2000"), "extension"},
		"a tenant is there":       {"createTenant", refusal("exists already"), "tenant"},
		"unknown tenant":          {"createExtension", refusal(`no tenant "nowhere"`), "tenant"},
		"a note without access":   {"setNote", refusal("No permission."), "name"},
		"no note":                 {"getNote", refusal("Data not found"), "name"},
		"no note to delete":       {"deleteNote", refusal("Data not found"), "name"},
		"a login without rights":  {"createExtension", refusal("No permission."), ""},
		"nothing that is plain":   {"setExtensionProperties", refusal("busy"), ""},
		"a method about no field": {"park", refusal("no user"), ""},
		"a pattern":               {"getExtensions", refusal("Invalid params: pattern: error parsing regexp: missing closing ): `(`"), "pattern"},
		"a long pattern":          {"getExtensions", refusal("Invalid params: pattern is longer than 256 characters"), "pattern"},
		"a value in quotes":       {"insertRouteVariables", refusal(`no route template "nosuch"`), "template"},
		"two fields have it":      {"insertRouteVariables", refusal(`no "same"`), "route-name"},
		"a route is there":        {"insertRouteVariables", refusal("Route same of template did exists already"), "route-name"},
		"what a field is called":  {"insertRouteVariables", refusal(`Invalid params: values: enabled cannot be "2"`), "enabled"},
		"a property":              {"setExtensionProperties", refusal("Invalid params: pln1_d_ringertime must be a whole number"), "pln1_d_ringertime"},
		"a longer name":           {"setExtensionProperties", refusal("Invalid params: login.password is too short."), "login.password"},
		"no answer":               {"createExtension", pal.ErrTimedOut, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, asSA)
			o.wire.answer = c.answer
			_, err := o.Submit(t.Context(), o.form(c.method), map[string]string{
				"tenant": "main", "extension": "2000", "type": "ivr", "name": "n", "tid": "1", "number": "1",
				"template": "nosuch", "enabled": "1", "route-name": "same", "route-tenant": "same",
				"pln1_d_ringertime": "20", "password": "x", "login.password": "y",
			})
			problem, at := errors.AsType[*FieldProblem](err)
			switch {
			case c.field == "" && (at || !errors.Is(err, c.answer)):
				t.Errorf("got %v, want %v", err, c.answer)
			case c.field != "" && (!at || *problem != FieldProblem{c.field, Result(c.answer)}):
				t.Errorf("got %v, want it at %s", err, c.field)
			}
		})
	}
}

func TestASecretIsHiddenAsAWordOfItsOwnOnly(t *testing.T) {
	for said, want := range map[string]string{
		"Extension 3001 exists already": "Extension 3001 exists already",
		"password 1 is too short":       "password *** is too short",
		"1, not x1, 1x or é1: (1)":      "***, not x1, 1x or é1: (***)",
	} {
		if got := withoutSecrets(pal.NewText(said), []string{"1"}); got.String() != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A PBX may repeat what it was sent.
func TestASecretThatThePBXRepeatsIsHidden(t *testing.T) {
	const secret = `ge"heim`
	said := fmt.Sprintf("Invalid params: login_password %s, %q, user type", secret, secret)
	for _, answer := range []error{refusal(said), fmt.Errorf("sent: %w", refusal(said)), &pal.Failed{Method: "createExtension", Result: pal.NewText(said)}} {
		for method, values := range map[string]map[string]string{
			"createExtension": {"extension": "2000", "type": "user", "login_password": secret, "password": "user"},
			// A property that was added is no field of the form that was opened.
			"setExtensionProperties": {"extension": "2000", "login.password": secret},
		} {
			o := newOffice(t)
			o.wire.answer = answer
			_, err := o.Submit(t.Context(), o.form(method), values)
			shown := fmt.Sprint(err, Result(err), o.Log().Entries())
			if strings.Contains(shown, "heim") || !strings.Contains(shown, `login_password ***, "***"`) {
				t.Errorf("%s: shown is %s", method, shown)
			}
			// What stands in plain sight beside it is no secret.
			if method == "createExtension" && !strings.Contains(shown, "user type") {
				t.Errorf("too much is hidden: %s", shown)
			}
		}
	}
}
