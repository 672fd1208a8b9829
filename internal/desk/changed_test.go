package desk

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// refusesChanged sends a form and wants it to be refused as one that was changed, with these said at its fields.
func (o *office) refusesChanged(f Form, values map[string]string, want ...FieldProblem) Form {
	o.t.Helper()
	_, err := o.Submit(o.t.Context(), f, values)
	changed, ok := errors.AsType[*Changed](err)
	if !ok {
		o.t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff(want, changed.Fields); diff != "" {
		o.t.Errorf("changed (-want +got):\n%s", diff)
	}
	return changed.Form
}

// sentOf are the requests of a method that were made.
func (s *script) sentOf(method string) []string {
	return slices.DeleteFunc(slices.Clone(s.asked), func(asked string) bool { return !strings.HasPrefix(asked, method+" ") })
}

func TestANoteThatSomebodyElseChangedIsNotWrittenOver(t *testing.T) {
	told := `{"description":"who is in","useraccess":2,"note":"Mon: Mia"}`
	answers := map[string]func(map[string]any) (string, error){
		"getNote": func(map[string]any) (string, error) { return told, nil }, "setNote": always(`"OK"`),
	}
	for name, open := range map[string]func(*office) (Form, error){
		"from the list": func(o *office) (Form, error) {
			return o.Open(o.t.Context(), Operations(Notes)[0], Item{Area: Notes, Name: "rota"})
		},
		"of a person": func(o *office) (Form, error) {
			return o.OpenNote(o.t.Context(), model.Who{Tenant: "main", Number: "rota"})
		},
	} {
		// Given the form of a note, into which a description is typed,
		told = `{"description":"who is in","useraccess":2,"note":"Mon: Mia"}`
		o, line := scripted(t, answers)
		f, err := open(o)
		if err != nil {
			t.Fatal(err)
		}
		values := valuesOf(f)
		values["description"] = "rota"
		// when somebody else changes its text before it is sent, nothing is sent, and the text as it is now is told;
		told = strings.Replace(told, "Mia", `Bo\nTue: Cy`, 1)
		now := o.refusesChanged(f, values, FieldProblem{"note", "changed meanwhile: now Mon: Bo\nTue: Cy"})
		if sent := line.sentOf("setNote"); len(sent) > 0 {
			t.Errorf("%s: sent %q", name, sent)
		}
		// with the form as it is now it goes.
		values["note"] = now.field(t, "note").Value
		if _, err := o.Submit(t.Context(), now, values); err != nil {
			t.Fatal(err)
		}
		want := []string{`setNote {"name":"rota","description":"rota","useraccess":"2","note":"Mon: Bo\nTue: Cy"}`}
		if diff := cmp.Diff(want, line.sentOf("setNote")); diff != "" {
			t.Errorf("%s: sent (-want +got):\n%s", name, diff)
		}
	}
}

func TestANoteThatWasDeletedMeanwhileIsNotMadeAgain(t *testing.T) {
	for told, want := range map[string][]FieldProblem{
		`{"useraccess":2}`: {{"useraccess", "changed meanwhile: now empty"}},
		`{"name":"1003"}`:  nil,
	} {
		there := true
		o, line := scripted(t, map[string]func(map[string]any) (string, error){"getNote": func(map[string]any) (string, error) {
			if !there {
				return "", &pal.Refused{Code: pal.CodeNotFound}
			}
			return told, nil
		}})
		f, err := o.OpenNote(t.Context(), model.Who{Tenant: "main", Number: "1003"})
		if err != nil {
			t.Fatal(err)
		}
		values := valuesOf(f)
		values["note"] = "text"
		there = false
		if now := o.refusesChanged(f, values, want...); !now.Creates {
			t.Error("the form does not say that it creates the note")
		}
		if sent := line.sentOf("setNote"); len(sent) > 0 {
			t.Errorf("sent %q", sent)
		}
	}
}

func TestARouteThatSomebodyElseChangedIsNotWrittenOver(t *testing.T) {
	values := maps.Clone(trunk)
	answers := trunkLine()
	answers["getRouteVariables"] = func(map[string]any) (string, error) { return `[` + toJSON(routeWith(values)) + `]`, nil }
	o, line := scripted(t, answers, asSA)
	f, err := o.Open(t.Context(), Operations(Routes)[0], Item{Area: Routes, Name: "mobile", Group: "trunk"})
	if err != nil {
		t.Fatal(err)
	}
	typed := valuesOf(f)
	typed["v2"] = "mine"
	// When somebody else changes a variable, it is not sent as it was;
	values[6] = "theirs"
	now := o.refusesChanged(f, typed, FieldProblem{"v1", "changed meanwhile: now theirs"})
	if sent := line.sentOf("updateRouteVariables"); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
	// what has no field of its own is sent as it is now.
	values[4] = "reserved anew"
	typed["v1"] = "theirs"
	if _, err := o.Submit(t.Context(), now, typed); err != nil {
		t.Fatal(err)
	}
	want := []string{updated(map[int]string{4: "reserved anew", 6: "theirs", 7: "mine"}, false)}
	if diff := cmp.Diff(want, line.sentOf("updateRouteVariables")); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestForwardingThatSomebodyElseChangedIsNotWrittenOver(t *testing.T) {
	told := `["1001","","","20","",""]`
	o, line := scripted(t, map[string]func(map[string]any) (string, error){
		"getExtensionProperties": func(map[string]any) (string, error) { return told, nil },
	})
	f, err := o.OpenForwarding(t.Context(), model.Who{Tenant: "main", Number: "1003"})
	if err != nil {
		t.Fatal(err)
	}
	values := valuesOf(f)
	values["pln1_d_phoneforward"] = "1002"
	told = `["1009","","","20","",""]`
	o.refusesChanged(f, values, FieldProblem{"pln1_d_phoneforward", "changed meanwhile: now 1009"})
	if sent := line.sentOf("setExtensionProperties"); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
}

// slowDisk takes long to write an act down; meanwhile happens what a test says.
func (o *office) slowDisk(long time.Duration, meanwhile func()) {
	o.pages.writing = func() {
		o.clock.passed += long
		meanwhile()
	}
}

func TestWhatWasWantedTooLongAgoIsNotSent(t *testing.T) {
	o := newOffice(t)
	o.slowDisk(tooLate+time.Second, func() {})
	_, err := o.Invoke(t.Context(), pal.DeleteExtension{Extension: "1003"})
	if refusal, ok := errors.AsType[*Refusal](err); !ok || refusal.Why != "the disk of the journal took 6s" {
		t.Errorf("got %v", err)
	}
	if _, err = o.Submit(t.Context(), o.form("deleteNote"), map[string]string{"name": "rota"}); err == nil {
		t.Error("a form is sent all the same")
	}
	o.sends()
	// What took no longer than may be is.
	o.slowDisk(tooLate, func() {})
	if _, err = o.Invoke(t.Context(), pal.DeleteExtension{Extension: "1003"}); err != nil || len(o.wire.sent) != 1 {
		t.Errorf("sent %q (%v)", o.wire.sent, err)
	}
}

func TestWhatIsChangedWhileTheDiskIsWaitedForIsNotWrittenOver(t *testing.T) {
	for long, asks := range map[time.Duration]bool{soon: false, 2 * soon: true} {
		told := "who is in"
		o, line := scripted(t, map[string]func(map[string]any) (string, error){
			"getNote": func(map[string]any) (string, error) { return toJSON(map[string]string{"description": told}), nil },
			"setNote": always(`"OK"`),
		})
		f, err := o.Open(t.Context(), Operations(Notes)[0], Item{Area: Notes, Name: "rota"})
		if err != nil {
			t.Fatal(err)
		}
		values := valuesOf(f)
		values["note"] = "Mon: Bo"
		// When nobody changes it while it is written down, it goes, whether or not it is looked at again;
		o.slowDisk(long, func() { line.asked = nil })
		if _, err := o.Submit(t.Context(), f, values); err != nil || len(line.sentOf("getNote")) > 0 != asks {
			t.Errorf("%v: asked %q (%v)", long, line.asked, err)
		}
		// when somebody does, it does not where that took long.
		o.slowDisk(long, func() { told, line.asked = "who is out", nil })
		_, err = o.Submit(t.Context(), f, values)
		if _, changed := errors.AsType[*Changed](err); changed != asks || len(line.sentOf("setNote")) > 0 == asks {
			t.Errorf("%v: asked %q (%v)", long, line.asked, err)
		}
	}
}

func TestARouteThatIsFoundAnewWhileTheDiskIsWaitedForIsNotWrittenOver(t *testing.T) {
	// Given the form of a route that was not asked for, with one value typed,
	values := maps.Clone(trunk)
	answers := trunkLine()
	answers["getRouteVariables"] = func(map[string]any) (string, error) { return `[` + toJSON(routeWith(values)) + `]`, nil }
	o, line := scripted(t, answers, asSA)
	f, _ := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: "updateRouteVariables"})
	typed := map[string]string{"template": "trunk", "route-name": "mobile", "v2": "mine"}
	// when another of its values is changed while the disk takes long, nothing is sent.
	o.slowDisk(2*soon, func() { values[6] = "theirs" })
	_, err := o.Submit(t.Context(), f, typed)
	if refusal, ok := errors.AsType[*Refusal](err); !ok || len(line.sentOf("updateRouteVariables")) > 0 {
		t.Errorf("asked %q (%v)", line.asked, refusal)
	}
}
