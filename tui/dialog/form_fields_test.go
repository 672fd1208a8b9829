package dialog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/tui/dialog"
)

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

func TestFormSaysThatAFixedFieldCannotBeChanged(t *testing.T) {
	d := open(t, dialog.NewForm(newExtension()), reception())
	for _, key := range []string{"x", "backspace", "ctrl+u"} {
		// When a key that would change it comes to the fixed tenant, that is said,
		d.press("up", key).says("▸ tenant         main").says("    this cannot be changed here")
		// until the cursor leaves it.
		d.press("down")
		for _, row := range d.screen(76, 18) {
			if strings.Contains(row, "cannot be changed") {
				t.Errorf("%s: still said: %q", key, row)
			}
		}
	}
}

func TestFormTurnsAllowedValues(t *testing.T) {
	d := open(t, dialog.NewForm(newExtension()), reception()).press("down", "down")
	d.shows(38, 7,
		"  extension      number, needed",
		"  password       password, needed",
		"▸ admin           true or false",
		"  ↑ 1 more   ↓ 2 more",
		"true or false",
		"    true",
		"    false",
	)
	for _, step := range []struct{ key, want string }{
		{" ", "true"},
		{"right", "false"},
		{"left", "true"},
		{"left", ""},
		{"left", "false"},
		{"t", "t"},
		{"left", "t"},
		{"right", "t"},
		{"right", "true"},
		{"f", "f"},
		{" ", "false"},
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

func TestTabNeverChangesAValue(t *testing.T) {
	for _, key := range []string{"tab", "shift+tab"} {
		form := dialog.NewForm(newExtension())
		d := open(t, form, reception())
		for range 12 {
			d.press(key)
		}
		if changed := form.Changed(); len(changed) != 0 {
			t.Errorf("%s changed %+v", key, changed)
		}
		// not even where something was typed that can be completed
		form = dialog.NewForm(newExtension())
		open(t, form, reception()).press("down", "down", "down", "104", key)
		if changed := form.Changed(); len(changed) != 1 || changed[0].To != "104" {
			t.Errorf("%s changed %+v", key, changed)
		}
	}
}

func TestAChoiceOfSeveralWordsIsWrittenWithItsSpace(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "mode", Allowed: []string{"at once", "in turn"}}}})
	d := open(t, form, reception()).press("at", " ", "o")
	if got := form.Values()["mode"]; got != "at o" {
		t.Errorf("got %q", got)
	}
	d.press("nce", " ")
	if got := form.Values()["mode"]; got != "in turn" {
		t.Errorf("a space turned it to %q", got)
	}
}

func TestFormCompletes(t *testing.T) {
	for about, c := range map[string]struct {
		keys []string
		want string
	}{
		"not what nobody typed":      {[]string{"right"}, ""},
		"what all have in common":    {[]string{"1", "right"}, "10"},
		"then one after the other":   {[]string{"1", "right", "right"}, "1001"},
		"the next":                   {[]string{"1", "right", "right", "right"}, "1002"},
		"round to the first":         {[]string{"10", "right", "right", "right", "right"}, "1001"},
		"on from what was typed":     {[]string{"100", "right", "right"}, "1002"},
		"the only one":               {[]string{"104", "right"}, "1042"},
		"and no more when it stands": {[]string{"104", "right", "right", "x"}, "1042x"},
		"nothing where none fits":    {[]string{"9", "right", "x"}, "9x"},
		"only behind what was typed": {[]string{"104", "left", "right", "x"}, "104x"},
		"and tab goes on":            {[]string{"104", "tab", "x"}, "104"},
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
	d := open(t, form, reception()).press("down", "down", "down", "10").shows(38, 7,
		"  password       password, needed",
		"  admin          true or false",
		"▸ forward to     10",
		"extension: while busy",
		"    1001 Ana Ruiz",
		"    1002 佐藤 花子",
		"    1042 Bo Lund",
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
	d := open(t, form, reception()).press("shift+tab", "pln1_d_b", "right").
		says("  ▸ pln1_d_busyforward where calls go while busy").
		press("enter").says("▸ pln1_d_busyforward  extension")
	d.press("1042", "enter")
	// a name nobody knows is taken with a warning
	d.press("shade", "enter").says("▸ shade").says("    not a property of the guide: it is sent as it is").press("blue")
	// a name that is there already is gone to
	d.press("down", "extension", "enter").says("▸ extension           number, needed")
	// nothing but spaces is no name
	d.press("shift+tab", "  ", "enter").says("▸ add a property").decided(dialog.Stay)
	want := []dialog.Change{{Name: "pln1_d_busyforward", To: "1042", Unknown: true}, {Name: "shade", To: "blue", Unknown: true}}
	if diff := cmp.Diff(want, form.Changed()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestEnterShowsANameThatWasHalfTypedBeforeItIsAdded(t *testing.T) {
	form := dialog.NewForm(newExtension())
	d := open(t, form, reception()).press("shift+tab", "pln1", "enter").says("▸ add a property pln1_d_busyforward")
	d.press("enter").says("▸ pln1_d_busyforward  extension")
	// What is typed anew after that is meant.
	d = open(t, dialog.NewForm(newExtension()), reception()).press("shift+tab", "pln1", "enter", "ctrl+u", "pln1", "enter")
	d.says("▸ pln1            extension").says("  add a property")
}

func TestFormDoesNotTakeANameThatIsNoneOfAClosedList(t *testing.T) {
	const said = "must be one of: desc, maxusers"
	o := newExtension()
	o.MoreFields.Check = func(name string) string {
		if name != "desc" {
			return said
		}
		return ""
	}
	d := open(t, dialog.NewForm(o), reception()).press("shift+tab", "foobar", "enter").says("▸ add a property foobar").says("    " + said)
	// It is said the same when it is left, and when the form is submitted.
	d.press("tab").says("add a property: "+said).press("shift+tab", "ctrl+s").decided(dialog.Stay)
	d.press("shift+tab", "ctrl+u", "desc", "enter").says("▸ desc")
	// A name that is there already is gone to.
	d.press("tab", "admin", "enter").says("▸ admin           true or false")
}

func TestFormSaysThatANameThatIsLeftWasNotAdded(t *testing.T) {
	const said = "add a property: pln1 is not added yet, enter there adds it"
	d := open(t, dialog.NewForm(newExtension()), reception()).press("shift+tab", "pln1", "tab").says("▸ extension       number, needed").says(said)
	// It stays said until something else is done, and is no more when it was added.
	d.press("down").says(said).press("end", "up", "up", "shift+tab", "enter", "enter").says("▸ pln1_d_busyforward  extension")
	for _, row := range d.screen(76, 18) {
		if strings.Contains(row, "not added") {
			t.Errorf("still said: %q", row)
		}
	}
}

func TestFormTellsItsKeys(t *testing.T) {
	d := dialog.NewForm(newExtension())
	at := open(t, d, reception())
	for _, c := range []struct {
		press []string
		want  string
	}{
		{nil, "tab next"},
		{[]string{"tab", "tab"}, "tab next ←→ turns"},
		{[]string{"t"}, "tab next right completes"},
		{[]string{"tab"}, "tab next"},
		{[]string{"10"}, "tab next right completes"},
		{[]string{"tab", "pln1"}, "tab next enter completes"},
		{[]string{"enter"}, "tab next enter adds it"},
	} {
		at.press(c.press...)
		told := ""
		for _, h := range d.Hints(at.keys) {
			told += " " + h.Key + " " + h.Does
		}
		if want := " ctrl+s create esc cancel " + c.want; told != want {
			t.Errorf("after %q it tells %q, want %q", c.press, told, want)
		}
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

// A schedule is read in words below the line in which it is written; what is wrong with it stands there instead.
func TestFormSaysAValueInWords(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Submit: "send", Fields: []dialog.Field{
		{Name: "from", Value: "~"},
		{
			Name: "when", Value: "PX of another PBX", Check: digits,
			Says: func(text string) string { return "it says " + text + strings.Repeat(" and so on", 8) },
		},
	}})
	open(t, form, reception()).press("down").shows(38, 11,
		"  from ~",
		"▸ when PX of another PBX",
		"    it says PX of another PBX and so",
		"    on and so on and so on and so on",
		"    and so on and so on and so on and",
		"    so on",
		"", "", "", "", "",
	)
	// What nobody edited goes back as it came, readable or not;
	open(t, form, reception()).press("ctrl+s").decided(dialog.Chosen)
	if got := form.Values()["when"]; got != "PX of another PBX" {
		t.Errorf("got %q", got)
	}
	// what was typed is checked, and what is wrong with it stands alone.
	d := open(t, form, reception()).press("ctrl+u", "12x", "ctrl+s").decided(dialog.Stay).says("    digits only")
	for _, row := range d.screen(38, 12) {
		if strings.Contains(row, "it says") {
			t.Errorf("still said: %q", row)
		}
	}
	d.press("backspace").says("    it says 12 and so on and so on and so on and so on and so on and so on")
}

func TestFormTakesWhatWasTypedIntoAnother(t *testing.T) {
	// Given what was typed into a form, and the same form with other values,
	typed := []dialog.Change{
		{Name: "name", To: "other"},
		{Name: "pin", From: "1234", To: "9", Secret: true},
		{Name: "note", From: "a\r\nb", To: "a\x1b\r\nc"},
		{Name: "added", To: "x"},
	}
	form := dialog.NewForm(dialog.FormOptions{
		Fields: []dialog.Field{
			{Name: "name", Value: "rota", Fixed: true},
			{Name: "desc", Value: "new"},
			{Name: "pin", Value: "1234", Secret: true},
			{Name: "note", Value: "z", Multiline: true},
		},
		MoreFields: &dialog.MoreFields{Field: func(name string) (dialog.Field, string) { return dialog.Field{Name: name}, "" }},
	})
	// when it is put in there, it stands beside what the other form has, but not in what cannot be edited.
	form.Retype(typed)
	want := map[string]string{"name": "rota", "desc": "new", "pin": "9", "note": "a\x1b\r\nc", "added": "x"}
	if diff := cmp.Diff(want, form.Values()); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	changes := []dialog.Change{
		{Name: "pin", From: "1234", To: "9", Secret: true}, {Name: "note", From: "z", To: "a\x1b\r\nc"}, {Name: "added", To: "x", Unknown: true},
	}
	if diff := cmp.Diff(changes, form.Changed()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}
