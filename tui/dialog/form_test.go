package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/keymap"
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
	open(t, dialog.NewForm(newExtension()), reception()).shows(38, 8,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension       number, needed",
		"  password       password, needed",
		"  admin          true or false",
		"  forward to     extension",
		"number: the number people call",
		"Ctrl-S create   esc cancel   enter ne…",
	).shows(76, 18,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension       number, needed",
		"  password       password, needed",
		"  admin          true or false",
		"  forward to     extension",
		"  add a property",
		"", "", "", "", "", "", "", "", "",
		"number: the number people call",
		"Ctrl-S create   esc cancel   enter next",
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
		{Name: "login_password", To: "hunter22", Secret: true},
		{Name: "admin", To: "true"},
		{Name: "forward", To: "1042"},
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
	d.press("ctrl+s").decided(dialog.Stay).shows(76, 18,
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
		"Ctrl-S create   esc cancel   enter next",
	).shows(38, 8,
		"A new user of tenant main.",
		"  tenant         main",
		"▸ extension      10x5",
		"    digits only",
		"  password       password, needed",
		"    this is needed",
		"number: the number people call",
		"Ctrl-S create   esc cancel   enter ne…",
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

func TestFormMovesBetweenFields(t *testing.T) {
	d := open(t, dialog.NewForm(newExtension()), reception())
	for _, step := range []struct{ key, want string }{
		{"tab", "▸ password        password, needed"},
		{"shift+tab", "▸ extension       number, needed"},
		{"shift+tab", "▸ add a property"},
		{"tab", "▸ extension       number, needed"},
		{"up", "▸ tenant         main"},
		{"up", "▸ tenant         main"},
		{"x", "▸ tenant         main"},
		{"enter", "▸ extension       number, needed"},
		{"pgdown", "▸ add a property"},
		{"pgup", "▸ tenant         main"},
	} {
		d.press(step.key).says(step.want)
	}
	d.screen(38, 8)
	d.Click(3, 3)
	d.says("▸ password        password, needed")
}

func TestFormTurnsAllowedValues(t *testing.T) {
	d := open(t, dialog.NewForm(newExtension()), reception()).press("down", "down")
	d.shows(38, 8,
		"  tenant         main",
		"  extension      number, needed",
		"  password       password, needed",
		"▸ admin           true or false",
		"true or false",
		"    true",
		"    false",
		"Ctrl-S create   esc cancel   tab turn…",
	)
	for _, step := range []struct{ key, want string }{
		{"tab", "true"},
		{"right", "false"},
		{"left", "true"},
		{"left", ""},
		{"left", "false"},
		{"t", "t"},
		{"tab", "true"},
		{"f", "f"},
		{"x", "fx"},
	} {
		d.press(step.key)
		if got := d.Dialog.(*dialog.Form).Values()["admin"]; got != step.want {
			t.Errorf("%s gave %q, want %q", step.key, got, step.want)
		}
	}
	d.press("down").says("    one of: true, false")
	// what can only become one value becomes it when it is left
	d.press("up", "backspace", "down")
	if got := d.Dialog.(*dialog.Form).Values()["admin"]; got != "false" {
		t.Errorf("left with f it is %q", got)
	}
}

func TestFormCompletes(t *testing.T) {
	for about, c := range map[string]struct {
		keys []string
		want string
	}{
		"not what nobody typed":      {[]string{"tab"}, ""},
		"what all have in common":    {[]string{"1", "tab"}, "10"},
		"then one after the other":   {[]string{"1", "tab", "tab"}, "1001"},
		"the next":                   {[]string{"1", "tab", "tab", "tab"}, "1002"},
		"round to the first":         {[]string{"10", "tab", "tab", "tab", "tab"}, "1001"},
		"on from what was typed":     {[]string{"100", "tab", "tab"}, "1002"},
		"the only one":               {[]string{"104", "tab"}, "1042"},
		"and goes on when it stands": {[]string{"104", "tab", "tab", "x"}, "1042"},
		"nothing where none fits":    {[]string{"9", "tab", "x"}, "9"},
	} {
		t.Run(about, func(t *testing.T) {
			form := dialog.NewForm(newExtension())
			open(t, form, reception()).press("down", "down", "down").press(c.keys...).decided(dialog.Stay)
			if got := form.Values()["forward"]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFormListsSuggestions(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).press("down", "down", "down", "10").shows(38, 8,
		"  password       password, needed",
		"  admin          true or false",
		"▸ forward to     10",
		"extension: while busy",
		"    1001 Ana Ruiz",
		"    1002 佐藤 花子",
		"    1042 Bo Lund",
		"Ctrl-S create   esc cancel   tab comp…",
	)
	// a click takes one
	d.Click(6, 5)
	d.says("  ▸ 1002 佐藤 花子").decided(dialog.Stay)
	if got := form.Values()["forward"]; got != "1002" {
		t.Errorf("got %q", got)
	}
}

func TestFormTakesMoreFields(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).press("shift+tab", "pln1_d_b", "tab").
		says("  ▸ pln1_d_busyforward where calls go while busy").
		press("enter").says("▸ pln1_d_busyforward  extension")
	d.press("1042", "enter")
	// a name nobody knows is taken with a warning
	d.press("shade", "enter").says("▸ shade").says("    not a property of the guide: it is sent as it is").press("blue")
	// a name that is there already is gone to
	d.press("down", "extension", "enter").says("▸ extension           number, needed")
	// nothing but spaces is no name
	d.press("shift+tab", "  ", "enter").says("▸ add a property").decided(dialog.Stay)
	want := []dialog.Change{{Name: "pln1_d_busyforward", To: "1042"}, {Name: "shade", To: "blue"}}
	if diff := cmp.Diff(want, form.Changed()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestFormGoesToAFieldThatIsThereByAnotherName(t *testing.T) {
	o := newExtension()
	o.MoreFields.Field = func(name string) (dialog.Field, string) { return dialog.Field{Name: strings.ToLower(name)}, "" }
	form := dialog.NewForm(o)
	open(t, form, reception()).press("shift+tab", "ADMIN", "enter").says("▸ admin           true or false")
	if _, twice := form.Values()["ADMIN"]; twice {
		t.Error("there is a second field")
	}
}

func TestFormDoesNotLoseANameThatWasNotAddedYet(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).press("1005", "down", "pw", "down", "down", "down", "shade", "ctrl+s").decided(dialog.Stay)
	d.says("▸ add a property shade").says("    not added yet: press enter here, or empty it")
	d.press("ctrl+u", "ctrl+s").decided(dialog.Chosen)
}

func TestFormIsLeft(t *testing.T) {
	open(t, dialog.NewForm(newExtension()), reception()).press("down", "esc").decided(dialog.Cancelled)
	// with something typed it takes two
	d := open(t, dialog.NewForm(newExtension()), reception()).press("1", "esc").decided(dialog.Stay)
	d.says("esc again drops what was typed").press("2", "esc").decided(dialog.Stay).press("esc").decided(dialog.Cancelled)
}

func TestFormKeepsToTheLastByteWhatIsNotEdited(t *testing.T) {
	const raw, note = "a\u200bb\tc", "one\r\ntwo\x1b[31m\r\nthree"
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{
		{Name: "name", Value: raw, Check: func(string) string { return "wrong" }},
		{Name: "note", Value: note, Multiline: true},
		{Name: "limit", Value: strings.Repeat("9", 5000)},
	}})
	d := open(t, form, reception()).says("  note").says("  two\uFFFD[31m")
	d.press("right", "tab", "down", "down").press("ctrl+s").decided(dialog.Chosen)
	if changes := form.Changed(); len(changes) != 0 {
		t.Errorf("nothing was edited, changed are %+v", changes)
	}
	// of a note only the line that is edited is written anew
	open(t, form, reception()).press("up", "up", "up", "up", "tab", "home", "x", "ctrl+s").decided(dialog.Chosen)
	want := []dialog.Change{{Name: "note", From: note, To: "xone\r\ntwo\x1b[31m\r\nthree"}}
	if diff := cmp.Diff(want, form.Changed()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestFormSaysWhatItLeavesOutOfAPaste(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).paste("10\u202e05\r\n").says("▸ extension      1005").
		says("    characters that cannot be shown were left out").decided(dialog.Stay)
	if got := form.Values()["extension"]; got != "1005" {
		t.Errorf("got %q", got)
	}
	d.press("6").says("▸ extension      10056")
}

func TestFormWritesNotes(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Title: "Note", Submit: "save", Fields: []dialog.Field{
		{Name: "note", Value: "call Ana", Multiline: true, Help: "everybody can read it"},
	}})
	d := open(t, form, reception()).press("end", "enter", "by 佐藤 noon", "enter").decided(dialog.Stay)
	d.shows(38, 8,
		"▸ note",
		"  call Ana",
		"  by 佐藤 noon",
		"",
		"", "",
		"everybody can read it",
		"Ctrl-S save   esc cancel",
	)
	// lines are joined at their starts and ends, and pasted
	d.press("backspace", "home", "backspace", " ").says("  call Ana by 佐藤 noon")
	d.press("end").paste("!\r\nthen\nBo").press("up", "up", "end", "delete", "ctrl+s").decided(dialog.Chosen)
	if got := form.Values()["note"]; got != "call Ana by 佐藤 noon!then\nBo" {
		t.Errorf("got %q", got)
	}
}

func TestFormMovesTheCaretThroughLongLines(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{
		{Name: "note", Value: "0123456789abcdefghijABCDEFGHIJ\nshort", Multiline: true}, {Name: "other"},
	}})
	// given a line that is folded into three rows of ten cells
	d := open(t, form, reception())
	d.shows(13, 8, "▸ note", "  0123456789", "  abcdefghij", "  ABCDEFGHIJ", "  short", "  other", "", "Ctrl-S    esc")
	for _, step := range []struct{ keys, want string }{
		{"home right right down 1", "0123456789ab1cdefghijABCDEFGHIJ\nshort"},
		{"down down down 2", "0123456789ab1cdefghijABCDEFGHIJ\ns2hort"},
		{"up 3", "0123456789ab1cdefghijABCDEFGHIJ3\ns2hort"},
		{"down home left 4", "0123456789ab1cdefghijABCDEFGHIJ34\ns2hort"},
		{"right 5", "0123456789ab1cdefghijABCDEFGHIJ34\n5s2hort"},
	} {
		d.press(strings.Fields(step.keys)...).screen(13, 8)
		if got := form.Values()["note"]; got != step.want {
			t.Errorf("%s gave %q, want %q", step.keys, got, step.want)
		}
	}
	// and leaves the field at its end
	d.press("down", "x")
	if got := form.Values()["other"]; got != "x" {
		t.Errorf("other is %q", got)
	}
}

func TestFormLetsAFixedNoteBeRead(t *testing.T) {
	lines := strings.Split("abcdefghijklmnop", "")
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{
		{Name: "note", Value: strings.Join(lines, "\n"), Multiline: true, Fixed: true},
	}})
	d := open(t, form, reception())
	for range lines {
		d.press("down")
		d.screen(38, 8)
	}
	d.press("x", "backspace").says("  p")
	if len(form.Changed()) != 0 {
		t.Errorf("changed %+v", form.Changed())
	}
}

func TestFormWithoutFieldsIsSent(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Title: "getTenants", Submit: "send", Intro: "It takes nothing."})
	d := open(t, form, reception()).shows(38, 8, "It takes nothing.", "", "", "", "", "", "", "Ctrl-S send   esc cancel")
	d.press("a", "tab", "down", "up", "left").paste("x").decided(dialog.Stay)
	d.Click(0, 0)
	d.press("enter").decided(dialog.Chosen)
}

// TestFormNeverShowsASecret presses at random in a form with secrets, of which every check complains aloud.
func TestFormNeverShowsASecret(t *testing.T) {
	const old, typed = "correct-horse", "batterY\"staple"
	keys := []string{"enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete", "ctrl+s", "pgup", "pgdown", "a", "1"}
	office := reception().snapshot()
	rapid.Check(t, func(t *rapid.T) {
		aloud := func(text string) string { return "bad: " + text + " of " + old }
		o := newExtension()
		o.Fields = append(o.Fields, dialog.Field{
			Name: "pin", Value: old, Secret: true, Check: aloud, Allowed: []string{typed}, Multiline: true,
			Complete: func(typed string) []dialog.Suggestion { return []dialog.Suggestion{{Value: typed + "!", Help: old}} },
		})
		o.Check = func(values map[string]string) (string, string) { return "", aloud(values["login_password"]) }
		form := dialog.NewForm(o)
		at := &desk{t: t, Dialog: form, keys: keymap.Classic()}
		form.Refresh(office)
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			at.verdict = dialog.Stay
			if rapid.IntRange(0, 4).Draw(t, "paste") == 0 && inSecret(at) {
				at.paste(typed)
			} else {
				at.press(rapid.SampledFrom(keys).Draw(t, "key"))
			}
			if rapid.IntRange(0, 4).Draw(t, "refused") == 0 {
				values := form.Values()
				field := rapid.SampledFrom([]string{"", "pin", "extension"}).Draw(t, "field")
				form.SetProblem(field, aloud(fmt.Sprintf("%q, %s", values["pin"], values["login_password"])))
			}
			for _, row := range at.screen(rapid.IntRange(20, 90).Draw(t, "width"), rapid.IntRange(1, 24).Draw(t, "height")) {
				if strings.Contains(row, "horse") || strings.Contains(row, "batterY") {
					t.Fatalf("shown: %q", row)
				}
			}
		}
	})
}

// inSecret reports whether the cursor is on a secret field.
func inSecret(d *desk) bool {
	for _, row := range d.screen(76, 24) {
		if strings.HasPrefix(row, "▸ pin") || strings.HasPrefix(row, "▸ password") {
			return true
		}
	}
	return false
}

func TestFormStarsWhatIsTypedIntoASecret(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "pin", Value: "8765", Secret: true}}})
	open(t, form, reception()).says("▸ pin ***  type to replace it").press("12").says("▸ pin **")
	if got := form.Values()["pin"]; got != "12" {
		t.Errorf("got %q", got)
	}
	// nobody sees what is deleted, so all of it is
	form = dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "pin", Value: "8765", Secret: true}}})
	open(t, form, reception()).press("left", "home").says("▸ pin ***  type to replace it").press("backspace").says("▸ pin")
	if got := form.Changed(); len(got) != 1 || got[0].To != "" {
		t.Errorf("changed %v", got)
	}
}
