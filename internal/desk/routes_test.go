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

// updated is what an update sends of the trunk, with some values changed.
func updated(changed map[int]string, more string) string {
	values := maps.Clone(trunk)
	values[3] = "" // without update_password it is passed over
	maps.Copy(values, changed)
	return `updateRouteVariables {"template":"trunk"` + more + `,"values":` + toJSON(routeWith(values)) + `}`
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
		"a variable":         {map[string]string{"v1": "other"}, updated(map[int]string{6: "other"}, "")},
		"emptied":            {map[string]string{"v1": ""}, updated(map[int]string{6: ""}, "")},
		"another password":   {map[string]string{"route-password": "neu"}, updated(map[int]string{3: "neu"}, `,"update_password":true`)},
		"no password":        {map[string]string{"route-password": Emptied}, updated(nil, `,"update_password":true`)},
		"two quotes are two": {map[string]string{"v1": `""`}, updated(map[int]string{6: `""`}, "")},
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
		"a variable":     {map[string]string{"v2": "new"}, updated(map[int]string{7: "new"}, "")},
		"one is emptied": {map[string]string{"v1": Emptied, "x9": "z"}, updated(map[int]string{6: "", 32: "z"}, "")},
		"switched off":   {map[string]string{"enabled": "0"}, updated(map[int]string{0: "0"}, "")},
		"no password":    {map[string]string{"route-password": Emptied}, updated(nil, `,"update_password":true`)},
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

func TestWhatIsLeftBlankOfADIDIsLeftOut(t *testing.T) {
	o, line := scripted(t, map[string]func(map[string]any) (string, error){"setDid": always(`"OK"`)}, asSA)
	f, _ := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "setDid"})
	values := map[string]string{"template": "did", "name": "support", "v1": "", "v2": "1001", "v3": Emptied}
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	want := []string{`setDid {"template":"did","name":"support","v2":"1001","v3":""}`}
	if diff := cmp.Diff(want, line.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestDIDsAreReadInBothShapes(t *testing.T) {
	for result, group := range map[string]string{
		`[{"template":"did","name":"support","enabled":"1","v1":"+34"}]`: "did",
		`[["1","main","support","geheim","","","+34"]]`:                  "",
	} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getAllDids": always(result)})
		listing, err := o.List(t.Context(), DIDs, "")
		items := listing.Items
		if err != nil || len(items) != 1 {
			t.Fatalf("%s: %v, %v", result, items, err)
		}
		f, err := o.Open(t.Context(), Operations(DIDs)[0], items[0])
		if err != nil {
			t.Fatal(err)
		}
		values := map[string]string{}
		for _, field := range f.Fields {
			values[field.Name] = field.Value
		}
		if values["name"] != "support" || values["v1"] != "+34" || values["enabled"] != "1" || items[0].Group != group {
			t.Errorf("%s: %+v", result, values)
		}
		if strings.Contains(fmt.Sprint(items, f.Fields), "geheim") {
			t.Errorf("the password is in %v", items)
		}
	}
}
