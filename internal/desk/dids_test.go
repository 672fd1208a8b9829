package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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

// valuesOf are the values of a form as it was opened.
func valuesOf(f Form) map[string]string {
	values := map[string]string{}
	for _, field := range f.Fields {
		values[field.Name] = field.Value
	}
	return values
}

func TestOfADIDOnlyWhatWasChangedIsSent(t *testing.T) {
	// Given a DID that another client changes after it was listed,
	told := `[{"template":"did","name":"support","enabled":"true","v1":"+34","v2":"1001","v3":"c"}]`
	o, line := scripted(t, map[string]func(map[string]any) (string, error){
		"getAllDids": func(map[string]any) (string, error) { return told, nil }, "setDid": always(`"OK"`),
	})
	listing, err := o.List(t.Context(), DIDs, "")
	if err != nil {
		t.Fatal(err)
	}
	told = strings.Replace(told, "1001", "1002", 1)
	// when it is opened and one of its variables is changed, another emptied,
	f, err := o.Open(t.Context(), Operations(DIDs)[0], listing.Items[0])
	if err != nil {
		t.Fatal(err)
	}
	values := valuesOf(f)
	if values["v2"] != "1002" || f.field(t, "enabled").Value != "true" {
		t.Errorf("the form has %v", values)
	}
	values["v1"], values["v3"] = "+49", ""
	line.asked = nil
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	// then it is looked at again, and the others are not sent.
	want := []string{`getAllDids {}`, `setDid {"template":"did","name":"support","v1":"+49","v3":""}`}
	if diff := cmp.Diff(want, line.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	// One that has gone is not opened.
	told = `[]`
	_, err = o.Open(t.Context(), Operations(DIDs)[0], listing.Items[0])
	if _, ok := errors.AsType[*Refusal](err); !ok {
		t.Errorf("got %v", err)
	}
}

func TestDIDsOfOneNameAreToldApart(t *testing.T) {
	// Given a PBX that tells no templates, and two DIDs of one name, one of which does not tell whether it is on,
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getAllDids": always(`[["1","","support","","","","+34"],["","","support","","","","+49"]]`),
	})
	listing, err := o.List(t.Context(), DIDs, "")
	if err != nil {
		t.Fatal(err)
	}
	want := []Item{
		{Area: DIDs, Name: "support", Cells: []string{"", "support", "on", "+34", "", ""}},
		{Area: DIDs, Name: "support", Nth: 1, Cells: []string{"", "support", "", "+49", "", ""}},
	}
	if diff := cmp.Diff(want, listing.Items); diff != "" {
		t.Fatalf("items (-want +got):\n%s", diff)
	}
	// then each opens as itself; what was not told need not be filled in.
	f, err := o.Open(t.Context(), Operations(DIDs)[0], listing.Items[1])
	if enabled := f.field(t, "enabled"); err != nil || f.field(t, "v1").Value != "+49" || enabled.Value != "" || enabled.Required {
		t.Errorf("%+v (%v)", f.Fields, err)
	}
}

func TestADIDDoesNotShowAPassword(t *testing.T) {
	for _, result := range []string{
		`[{"template":"did","name":"support","password":"geheim","secret":"geheim"}]`, `[["1","main","support","geheim"]]`,
	} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getAllDids": always(result)})
		listing, err := o.List(t.Context(), DIDs, "")
		if err != nil || len(listing.Items) != 1 || strings.Contains(fmt.Sprint(listing), "geheim") {
			t.Errorf("%s: %+v (%v)", result, listing, err)
		}
	}
}

// What a PBX tells of a DID is not what the form is about.
func TestAnAnswerDoesNotChangeWhichDIDItIs(t *testing.T) {
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getAllDids": always(`[{"template":"did","name":"support","tenant":"other","route-name":"other","v1":"a"}]`),
	})
	f, err := o.Open(t.Context(), Operations(DIDs)[0], Item{Area: DIDs, Name: "support", Group: "did"})
	want := map[string]string{"template": "did", "name": "support", "v1": "a"}
	for _, field := range f.Fields {
		if field.Value != want[field.Name] {
			t.Errorf("%s is %q", field.Name, field.Value)
		}
	}
	if err != nil || !f.field(t, "name").Fixed {
		t.Errorf("%+v (%v)", f.Fields, err)
	}
}
