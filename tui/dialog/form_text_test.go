package dialog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/tui/dialog"
)

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
	d.shows(38, 7,
		"▸ note",
		"  call Ana",
		"  by 佐藤 noon",
		"",
		"", "",
		"everybody can read it",
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
	d.shows(13, 7, "▸ note", "  0123456789", "  abcdefghij", "  ABCDEFGHIJ", "  short", "  other", "")
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

func TestFormTellsHowManyLinesOfANoteAreOutOfSight(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{
		{Name: "note", Value: strings.Join(strings.Split("abcdefghijkl", ""), "\n"), Multiline: true},
	}})
	d := open(t, form, reception())
	d.shows(38, 10, "▸ note   ↓ 4 more", "  a", "  b", "  c", "  d", "  e", "  f", "  g", "  h", "")
	for range 9 {
		d.press("down")
	}
	d.shows(38, 10, "▸ note   ↑ 2 more   ↓ 2 more", "  c", "  d", "  e", "  f", "  g", "  h", "  i", "  j", "")
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

func TestFormShowsWhereTheLinesEndInWhatIsWrong(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "note"}, {Name: "other"}}})
	form.SetProblem("note", "now Mon: Bo\r\nTue: Cy"+strings.Repeat(" and so on", 9))
	// What is wrong with the field under the cursor is said whole,
	d := open(t, form, reception()).shows(38, 8,
		"▸ note",
		"    now Mon: Bo↵Tue: Cy and so on and",
		"    so on and so on and so on and so",
		"    on and so on and so on and so on",
		"    and so on",
		"  other", "", "",
	)
	// of another the first two rows.
	if rows := d.press("tab").screen(38, 9); rows[3] != "▸ other" {
		t.Errorf("the rows are %q", rows)
	}
}

func TestFormKeepsTheTabsOfANote(t *testing.T) {
	const note = "a\tb\nc\t\td"
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "note", Value: note, Multiline: true}}})
	d := open(t, form, reception()).says("  a␉b")
	d.press("x").paste("\te").press("ctrl+s").decided(dialog.Chosen)
	if got := form.Values()["note"]; got != "x\tea\tb\nc\t\td" {
		t.Errorf("got %q", got)
	}
}
