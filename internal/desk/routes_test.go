package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// script is a line that answers each method as a test says, and remembers what was asked.
type script struct {
	t       *testing.T
	answers map[string]func(params map[string]any) (string, error)
	asked   []string
}

func (s *script) SendOn(ctx context.Context, _ uint64, r pal.Request) (jsontext.Value, error) {
	return s.Send(ctx, r)
}

func (s *script) Send(_ context.Context, r pal.Request) (jsontext.Value, error) {
	custom := r.(pal.Custom)
	s.asked = append(s.asked, custom.Name+" "+string(custom.Params))
	answer, ok := s.answers[custom.Name]
	if !ok {
		s.t.Errorf("asked for %s", s.asked[len(s.asked)-1])
		return nil, pal.ErrUnsupported
	}
	var params map[string]any
	if err := json.Unmarshal(custom.Params, &params); err != nil {
		s.t.Error(err)
	}
	result, err := answer(params)
	return jsontext.Value(result), err
}

func (s *script) Supports(string) bool { return true }

// answers one result whatever it is asked.
func always(result string) func(map[string]any) (string, error) {
	return func(map[string]any) (string, error) { return result, nil }
}

// scripted is an office whose line answers as the test says.
func scripted(t *testing.T, answers map[string]func(map[string]any) (string, error), vary ...func(*options)) (*office, *script) {
	o := newOffice(t, vary...)
	s := &script{t: t, answers: answers}
	o.line = s
	return o, s
}

// routeWith is a route of 33 values, with some of them by their places.
func routeWith(values map[int]string) []string {
	list := make([]string, 33)
	for i, value := range values {
		list[i] = value
	}
	return list
}

func toJSON(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// trunk has one route of which every kind of value is set.
var trunk = map[int]string{
	0: "1", 1: "main", 2: "mobile", 3: "geheim", 4: "reserved", 6: "v-one", 8: strings.Repeat("long ", 2000), 32: "x-nine",
}

func trunkLine() map[string]func(map[string]any) (string, error) {
	return map[string]func(map[string]any) (string, error){
		"getRouteTemplateNames": always(`["trunk"]`),
		"getRouteVariables":     always(`[` + toJSON(routeWith(map[int]string{2: "another"})) + `,` + toJSON(routeWith(trunk)) + `]`),
		"updateRouteVariables":  always(`true`),
	}
}

// updated is what an update sends of the trunk, with some values changed. The password is not sent unless one was typed,
// and the PBX is told so: the guide names no default for update_password, and one that takes true for it would empty it.
func updated(changed map[int]string, newPassword bool) string {
	values := maps.Clone(trunk)
	values[3] = ""
	maps.Copy(values, changed)
	return fmt.Sprintf(`updateRouteVariables {"template":"trunk","update_password":%v,"values":%s}`, newPassword, toJSON(routeWith(values)))
}

func TestARouteHas33ValuesEachInItsPlace(t *testing.T) {
	o := newOffice(t, asSA)
	values := map[string]string{"template": "trunk"}
	var want []string
	for i, field := range routeFields() {
		values[field.Name] = fmt.Sprint("value", i)
		if field.Name == "enabled" {
			values[field.Name] = "1"
		}
		want = append(want, fmt.Sprintf("%q", values[field.Name]))
		if i == 3 {
			want = append(want, `""`, `""`) // val 4 and 5 are reserved
		}
	}
	if _, err := o.Submit(t.Context(), o.form("insertRouteVariables"), values); err != nil {
		t.Fatal(err)
	}
	if len(want) != 33 {
		t.Fatalf("%d values", len(want))
	}
	o.sends(`insertRouteVariables {"template":"trunk","values":[` + strings.Join(want, ",") + `]}`)
}

func TestARouteIsSentBackAsItCameButForWhatWasChanged(t *testing.T) {
	// Given a route with a long variable and a reserved value,
	o, line := scripted(t, trunkLine(), asSA)
	listing, err := o.List(t.Context(), Routes, "")
	if err != nil || len(listing.Items) != 2 {
		t.Fatalf("%+v, %v", listing, err)
	}
	f, err := o.Open(t.Context(), Operations(Routes)[0], listing.Items[1])
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, field := range f.Fields {
		values[field.Name] = field.Value
	}
	if strings.Contains(fmt.Sprint(values, listing.Items), "geheim") {
		t.Error("the password is in the form")
	}
	for name, c := range map[string]struct {
		typed map[string]string
		want  string
	}{
		"a variable":         {map[string]string{"v1": "other"}, updated(map[int]string{6: "other"}, false)},
		"emptied":            {map[string]string{"v1": ""}, updated(map[int]string{6: ""}, false)},
		"another password":   {map[string]string{"route-password": "neu"}, updated(map[int]string{3: "neu"}, true)},
		"no password":        {map[string]string{"route-password": Emptied}, updated(nil, true)},
		"two quotes are two": {map[string]string{"v1": `""`}, updated(map[int]string{6: `""`}, false)},
	} {
		t.Run(name, func(t *testing.T) {
			typed := maps.Clone(values)
			maps.Copy(typed, c.typed)
			if _, err := o.Submit(t.Context(), f, typed); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, line.asked[len(line.asked)-1]); diff != "" {
				t.Errorf("sent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsLeftBlankOfARouteStaysAsItIs(t *testing.T) {
	for name, c := range map[string]struct {
		typed map[string]string
		want  string
	}{
		"a variable":     {map[string]string{"v2": "new"}, updated(map[int]string{7: "new"}, false)},
		"one is emptied": {map[string]string{"v1": Emptied, "x9": "z"}, updated(map[int]string{6: "", 32: "z"}, false)},
		"switched off":   {map[string]string{"enabled": "0"}, updated(map[int]string{0: "0"}, false)},
		"no password":    {map[string]string{"route-password": Emptied}, updated(nil, true)},
	} {
		t.Run(name, func(t *testing.T) {
			// Given the form of the method from the list of all, in which only the name of a route is typed,
			o, line := scripted(t, trunkLine(), asSA)
			f, err := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "updateRouteVariables"})
			if err != nil || !strings.Contains(f.Help, "blank stays") {
				t.Fatalf("%+v, %v", f, err)
			}
			values := map[string]string{"template": "trunk", "route-name": "mobile"}
			maps.Copy(values, c.typed)
			// when it is sent, the route is asked for, and its other values are sent back.
			if _, err := o.Submit(t.Context(), f, values); err != nil {
				t.Fatal(err)
			}
			want := []string{`getRouteVariables {"template":"trunk","tenant":"main"}`, c.want}
			if diff := cmp.Diff(want, line.asked); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

func TestARouteThatIsNotThereIsNotUpdated(t *testing.T) {
	o, line := scripted(t, trunkLine(), asSA)
	f, _ := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "updateRouteVariables"})
	for _, c := range []struct {
		values map[string]string
		field  string
	}{
		{map[string]string{"template": "trunk", "route-name": "mobil"}, "route-name"},
		{map[string]string{"template": "trunk", "route-name": "mobile", "update_password": "true"}, "route-password"},
		{map[string]string{"template": "trunk", "route-name": "mobile", "update_password": "false", "route-password": "neu"}, "update_password"},
	} {
		_, err := o.Submit(t.Context(), f, c.values)
		if problem, ok := errors.AsType[*FieldProblem](err); !ok || problem.Field != c.field {
			t.Errorf("got %v, want a problem at %s", err, c.field)
		}
	}
	if slices.ContainsFunc(line.asked, func(asked string) bool { return strings.HasPrefix(asked, "update") }) {
		t.Errorf("asked %q", line.asked)
	}
}

// A PBX tells val 0 in words of its own.
func TestARouteStaysSwitchedOnAsItWas(t *testing.T) {
	for told, shown := range map[string]string{"1": "on", "true": "on", "True": "on", "0": "off", "false": "off", "": ""} {
		// Given a route whose val 0 is told so,
		values := maps.Clone(trunk)
		values[0] = told
		answers := trunkLine()
		answers["getRouteVariables"] = always(`[` + toJSON(routeWith(values)) + `]`)
		o, line := scripted(t, answers, asSA)
		listing, err := o.List(t.Context(), Routes, "")
		if err != nil || listing.Items[0].Cells[2] != shown {
			t.Errorf("%q is shown as %q (%v)", told, listing.Items[0].Cells, err)
		}
		// when a variable is edited,
		f, err := o.Open(t.Context(), Operations(Routes)[0], listing.Items[0])
		if err != nil || f.field(t, "enabled").Required != (told != "") {
			t.Errorf("%+v (%v)", f.field(t, "enabled"), err)
		}
		typed := valuesOf(f)
		typed["v1"] = "other"
		if _, err := o.Submit(t.Context(), f, typed); err != nil {
			t.Fatal(err)
		}
		// then val 0 goes back as it came.
		if diff := cmp.Diff(updated(map[int]string{0: told, 6: "other"}, false), line.asked[len(line.asked)-1]); diff != "" {
			t.Errorf("%q: sent (-want +got):\n%s", told, diff)
		}
	}
}

func TestARouteThatSeveralTenantsHaveIsNotGuessed(t *testing.T) {
	// Given two tenants with a route of one name, of which the PBX tells one's tenant,
	answers := trunkLine()
	answers["listTenants"] = always(`["main","branch"]`)
	answers["getRouteVariables"] = func(params map[string]any) (string, error) {
		values := map[int]string{0: "1", 1: "main", 2: "mobile", 6: "of " + params["tenant"].(string)}
		if params["tenant"] == "branch" {
			values[1] = ""
		}
		return `[` + toJSON(routeWith(values)) + `]`, nil
	}
	o, line := scripted(t, answers, asSA, noTenant)
	f, _ := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "updateRouteVariables"})
	// when one is changed without saying which, nothing is sent;
	values := map[string]string{"template": "trunk", "route-name": "mobile", "v2": "new"}
	_, err := o.Submit(t.Context(), f, values)
	want := FieldProblem{"route-tenant", "main and branch have such a route: say which"}
	if problem, ok := errors.AsType[*FieldProblem](err); !ok || *problem != want {
		t.Errorf("got %v, want %v", err, &want)
	}
	// when it is said, it is that one.
	values["route-tenant"] = "branch"
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	sent := slices.DeleteFunc(line.asked, func(asked string) bool { return !strings.HasPrefix(asked, "update") })
	wanted := []string{`updateRouteVariables {"template":"trunk","update_password":false,"values":` +
		toJSON(routeWith(map[int]string{0: "1", 1: "branch", 2: "mobile", 6: "of branch", 7: "new"})) + `}`}
	if diff := cmp.Diff(wanted, sent); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}
