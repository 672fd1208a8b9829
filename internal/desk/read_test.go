package desk

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// settingsLine tells one of everything, whose value is told, and takes what is set.
func settingsLine(told *string) map[string]func(map[string]any) (string, error) {
	taken := func(map[string]any) (string, error) { return `"OK"`, nil }
	list := func(params map[string]any) (string, error) {
		var values []string
		for _, name := range params["property_names"].([]any) {
			values = append(values, map[string]string{"type": "user", "desc": *told}[name.(string)])
		}
		return toJSON(values), nil
	}
	return map[string]func(map[string]any) (string, error){
		"getExtensionProperties": list, "setExtensionProperties": taken, "getTenantProperties": list, "setTenantProperties": taken,
		"getNote": func(map[string]any) (string, error) {
			return toJSON(map[string]string{"note": "Mon: Mia", "description": *told}), nil
		},
		"setNote":            taken,
		"getPlanSwitchTimer": func(map[string]any) (string, error) { return toJSON(*told), nil },
		"setPlanSwitchTimer": taken,
		"getAllDids": func(map[string]any) (string, error) {
			return `[{"template":"did","name":"support","v1":` + toJSON(*told) + `}]`, nil
		},
		"setDid": taken,
		"getRouteVariables": func(map[string]any) (string, error) {
			return `[` + toJSON(routeWith(map[int]string{0: "1", 2: "mobile", 6: *told, 32: "x"})) + `]`, nil
		},
		"updateRouteVariables": taken,
		"listTenants":          always(`["main"]`),
		"getExtensions":        always(`["1001"]`),
	}
}

// typedSettings is what is typed into the form of each method that changes what the PBX can tell: what it is about, and
// the field that is changed.
var typedSettings = map[string]struct {
	about map[string]string
	field string
	sent  string
}{
	"setExtensionProperties": {map[string]string{"extension": "1001"}, "desc", `{"tenant":"main","extension":"1001","properties":{"desc":"A3"}}`},
	"setTenantProperties":    {map[string]string{"tenant": "main"}, "desc", `{"tenant":"main","properties":{"desc":"A3"}}`},
	"setNote":                {map[string]string{"name": "rota"}, "description", `{"tenant":"main","name":"rota","description":"A3","note":"Mon: Mia"}`},
	"setPlanSwitchTimer":     {map[string]string{"extension": "1001", "number": "2"}, "schedule", `{"extension":"1001","number":"2","schedule":"A3"}`},
	"setDid":                 {map[string]string{"template": "did", "name": "support"}, "v1", `{"template":"did","name":"support","v1":"A3"}`},
	"updateRouteVariables": {
		map[string]string{"template": "trunk", "route-name": "mobile"},
		"v1",
		`{"template":"trunk","update_password":false,"values":` + toJSON(routeWith(map[int]string{0: "1", 2: "mobile", 6: "A3", 32: "x"})) + `}`,
	},
}

func TestAFormFromTheListOfAllIsComparedWithWhatThePBXHas(t *testing.T) {
	if len(typedSettings) != len(readable) {
		t.Fatalf("%d methods of %d are here", len(typedSettings), len(readable))
	}
	for method, c := range typedSettings {
		t.Run(method, func(t *testing.T) {
			// Given the form of a method, into which what it is about was typed,
			told := "A1"
			o, line := scripted(t, settingsLine(&told), asSA)
			typed := maps.Clone(c.about)
			typed[c.field] = "A3"
			f := o.typed(method, typed)
			// then what the PBX has stands in it, and its subject can be changed no more.
			if got := f.field(t, c.field).Value; got != "A1" || o.Say(f, typed) != "" {
				t.Errorf("%s is %q, said %q", c.field, got, o.Say(f, typed))
			}
			for name := range c.about {
				if !f.field(t, name).Fixed {
					t.Errorf("%s can be changed", name)
				}
			}
			// When somebody else changes it, nothing is sent;
			told = "A2"
			values := valuesOf(f)
			values[c.field] = "A3"
			now := o.refusesChanged(f, values, FieldProblem{c.field, "changed meanwhile: now A2"})
			if sent := line.sentOf(method); len(sent) > 0 {
				t.Errorf("sent %q", sent)
			}
			// with the form as it is now, all goes that is changed or has to.
			if _, err := o.Submit(t.Context(), now, values); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{method + " " + c.sent}, line.sentOf(method)); diff != "" {
				t.Errorf("sent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatThePBXDoesNotTellIsSaidToBeUnknown(t *testing.T) {
	for method, c := range typedSettings {
		t.Run(method, func(t *testing.T) {
			told := "A1"
			answers := settingsLine(&told)
			for name := range answers {
				if strings.HasPrefix(name, "get") {
					answers[name] = func(map[string]any) (string, error) {
						return "", &pal.Refused{Method: name, Message: pal.NewText("No permission.")}
					}
				}
			}
			o, line := scripted(t, answers, asSA)
			typed := maps.Clone(c.about)
			typed[c.field] = "A3"
			f := o.typed(method, typed)
			if got, want := o.Say(f, typed), "What there is now is not known: refused by the PBX: No permission."; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			// It is sent all the same, but for a route: all its other values would be emptied.
			_, err := o.Submit(t.Context(), f, typed)
			if sent := len(line.sentOf(method)); sent != 1 != (method == "updateRouteVariables") {
				t.Errorf("sent %d times (%v)", sent, err)
			}
		})
	}
}

func TestATimerThatTwoTenantsHaveIsSaidToBeUnknown(t *testing.T) {
	told := "A1"
	answers := settingsLine(&told)
	answers["listTenants"] = always(`["main","branch"]`)
	o, _ := scripted(t, answers, asSA)
	values := map[string]string{"extension": "1001", "schedule": "A3"}
	f := o.typed("setPlanSwitchTimer", values)
	want := "What there is now is not known: it is in main and branch: log in as admin of one"
	if got := o.Say(f, values); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAFormWhoseSubjectCannotBeToldIsRefusedBeforeItIsAskedWhetherToSend(t *testing.T) {
	told := "A1"
	o, _ := scripted(t, settingsLine(&told), asSA)
	f, _ := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "updateRouteVariables"})
	_, err := o.Read(t.Context(), f, map[string]string{"template": "trunk", "route-name": "mobil", "v1": "A3"})
	if problem, ok := errors.AsType[*FieldProblem](err); !ok || problem.Field != "route-name" {
		t.Errorf("got %v", err)
	}
	// One that was not filled in asks the PBX for nothing.
	o, line := scripted(t, nil)
	f, _ = o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "setNote"})
	if _, err := o.Read(t.Context(), f, nil); err == nil || len(line.asked) > 0 {
		t.Errorf("asked %q (%v)", line.asked, err)
	}
}

func TestANoteThatIsNotThereYetIsCreatedFromTheListOfAll(t *testing.T) {
	told := ""
	answers := settingsLine(&told)
	answers["getNote"] = func(map[string]any) (string, error) {
		return "", &pal.Refused{Method: "getNote", Code: pal.CodeNotFound, Message: pal.NewText("Data not found.")}
	}
	o, line := scripted(t, answers)
	f := o.typed("setNote", map[string]string{"name": "rota", "note": "Mia"})
	if !f.Creates || !f.Grave || slices.Contains(line.asked, "setNote") {
		t.Errorf("creates %v, grave %v", f.Creates, f.Grave)
	}
}
