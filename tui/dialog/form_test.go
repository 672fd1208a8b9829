package dialog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/tui/dialog"
)

// newExtension is the form that creates an extension.
func newExtension() dialog.FormOptions {
	numbers := []dialog.Suggestion{{Value: "1001", Help: "Ana Ruiz"}, {Value: "1002", Help: "佐藤 花子"}, {Value: "1042", Help: "Bo Lund"}}
	properties := []dialog.Suggestion{{Value: "pln1_d_busyforward", Help: "where calls go while busy"}, {Value: "pln1_d_noanswerforward", Help: "where calls go unanswered"}}
	return dialog.FormOptions{
		Title: "Create an extension", Intro: "A new user of tenant main.", Submit: "create",
		Fields: []dialog.Field{
			{Name: "tenant", Label: "tenant", Value: "main", Fixed: true},
			{Name: "extension", Label: "extension", Kind: "number", Help: "the number people call", Required: true, Check: digits},
			{Name: "login_password", Label: "password", Kind: "password", Required: true, Secret: true},
			{Name: "admin", Label: "admin", Kind: "true or false", Allowed: []string{"true", "false"}},
			{Name: "forward", Label: "forward to", Kind: "extension", Help: "while busy", Complete: beginning(numbers)},
		},
		MoreFields: &dialog.MoreFields{
			Label: "add a property", Help: "a property of the extension, by its name", Complete: beginning(properties),
			Field: func(name string) (dialog.Field, string) {
				if len(beginning(properties)(name)) == 0 {
					return dialog.Field{Name: name}, "not a property of the guide: it is sent as it is"
				}
				return dialog.Field{Name: name, Kind: "extension"}, ""
			},
		},
		Check: func(values map[string]string) (field, problem string) {
			if values["forward"] != "" && values["forward"] == values["extension"] {
				return "forward", "an extension cannot forward to itself"
			}
			return "", ""
		},
	}
}

func digits(s string) string {
	if strings.Trim(s, "0123456789") != "" {
		return "digits only"
	}
	return ""
}

func beginning(all []dialog.Suggestion) func(string) []dialog.Suggestion {
	return func(typed string) []dialog.Suggestion {
		var list []dialog.Suggestion
		for _, s := range all {
			if strings.HasPrefix(s.Value, typed) {
				list = append(list, s)
			}
		}
		return list
	}
}

func TestFormShowsWhatIsAskedFor(t *testing.T) {
	open(t, dialog.NewForm(newExtension()), reception()).shows(38, 7,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension       number, needed",
		"  password       password, needed",
		"  admin          true or false",
		"  ↓ 2 more",
		"number: the number people call",
	).shows(76, 17,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension       number, needed",
		"  password       password, needed",
		"  admin          true or false",
		"  forward to     extension",
		"  add a property",
		"", "", "", "", "", "", "", "", "",
		"number: the number people call",
	)
}

func TestFormIsFilledIn(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception())
	// when every field is written and left with enter
	d.press("1005", "enter", "hunter22", "enter", "t", "enter", "1042", "enter").decided(dialog.Stay)
	// then enter on the empty row for another field, the last, submits
	d.press("enter").decided(dialog.Chosen)
	want := map[string]string{"tenant": "main", "extension": "1005", "login_password": "hunter22", "admin": "true", "forward": "1042"}
	if diff := cmp.Diff(want, form.Values()); diff != "" || !d.Typed() {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	changes := []dialog.Change{
		{Name: "extension", To: "1005"},
		{Name: "login_password", Label: "password", To: "hunter22", Secret: true},
		{Name: "admin", To: "true"},
		{Name: "forward", Label: "forward to", To: "1042"},
	}
	if diff := cmp.Diff(changes, form.Changed()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestFormGoesToTheFirstProblem(t *testing.T) {
	d := open(t, dialog.NewForm(newExtension()), reception()).press("10x5", "down")
	// what is wrong with a field is said when it is left, and stops nobody
	d.says("▸ password        password, needed").says("    digits only")
	// submitted, the cursor is on the first of the problems
	d.press("ctrl+s").decided(dialog.Stay).shows(76, 17,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension      10x5",
		"    digits only",
		"  password       password, needed",
		"    this is needed",
		"  admin          true or false",
		"  forward to     extension",
		"  add a property",
		"", "", "", "", "", "", "",
		"number: the number people call",
	).shows(38, 7,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension      10x5",
		"    digits only",
		"  password       password, needed",
		"  ↓ 3 more",
		"number: the number people call",
	)
	// and goes when the value is right
	d.press("backspace", "backspace", "05", "down", "longer", "ctrl+s").decided(dialog.Chosen)
}

func TestFormChecksTheValuesTogether(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).press("1005", "enter", "pw", "enter", "down", "1005", "ctrl+s").decided(dialog.Stay)
	d.says("▸ forward to     1005").says("    an extension cannot forward to itself")
	d.press("backspace", "6").decided(dialog.Stay).press("ctrl+s").decided(dialog.Chosen)
}

func TestFormComesBackAfterAFailedSending(t *testing.T) {
	form := dialog.NewForm(newExtension())
	open(t, form, reception()).press("1001", "enter", "hunter22", "ctrl+s").decided(dialog.Chosen)
	before := form.Values()
	// given the PBX refuses, naming what it was given
	form.SetProblem("extension", "1001 exists already (with hunter22)")
	if form.Typed() {
		t.Error("a key that was still on its way must not submit again")
	}
	// then the same form stands as it was left, at the field
	d := open(t, form, reception()).says("▸ extension      1001").says("    1001 exists already (with ***)").says("  password       ***")
	if diff := cmp.Diff(before, form.Values()); diff != "" {
		t.Errorf("lost (-before +after):\n%s", diff)
	}
	// and is sent again when that is put right
	d.press("backspace", "7", "ctrl+s").decided(dialog.Chosen)
	if got := form.Values()["extension"]; got != "1007" {
		t.Errorf("extension %q", got)
	}
}

func TestFormSaysAtTheFootWhatConcernsNoField(t *testing.T) {
	form := dialog.NewForm(newExtension())
	form.SetProblem("", "no connection: hunter2 was not sent")
	d := open(t, form, reception()).says("no connection: hunter2 was not sent")
	form.SetProblem("maxusers", "no more users")
	d.says("maxusers: no more users").press("1")
	for _, row := range d.screen(76, 18) {
		if strings.Contains(row, "no more users") {
			t.Errorf("still there after a key: %q", row)
		}
	}
}

func TestFormIsLeft(t *testing.T) {
	open(t, dialog.NewForm(newExtension()), reception()).press("down", "esc").decided(dialog.Cancelled)
	// with something typed it takes two
	d := open(t, dialog.NewForm(newExtension()), reception()).press("1", "esc").decided(dialog.Stay)
	d.says("esc again drops what was typed").press("2", "esc").decided(dialog.Stay).press("esc").decided(dialog.Cancelled)
}

func TestFormWithoutFieldsIsSent(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Title: "getTenants", Submit: "send", Intro: "It takes nothing."})
	d := open(t, form, reception()).shows(38, 7, "It takes nothing.", "", "", "", "", "", "")
	d.press("a", "tab", "down", "up", "left").paste("x").decided(dialog.Stay)
	d.Click(0, 0)
	d.press("enter").decided(dialog.Chosen)
}

func TestFormSaysAKindOnce(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{
		{Name: "when", Kind: "schedule", Help: "schedule: when it applies"}, {Name: "to", Kind: "extension", Help: "where it goes"},
	}})
	open(t, form, reception()).says("schedule: when it applies").press("tab").says("extension: where it goes")
}
