package dialog_test

import (
	"strings"
	"testing"

	"cordboard/tui/dialog"
)

func tones() *dialog.Entry {
	return dialog.NewEntry(dialog.EntryOptions{
		Title: "Tones", Prompt: "to 1042 Bo Lund",
		Allowed: func(r rune) bool { return strings.ContainsRune("0123456789*#ABCD", r) },
		Check: func(s string) string {
			if s == "" {
				return "type digits, * or #"
			}
			return ""
		},
	})
}

func TestEntryTakesALine(t *testing.T) {
	entry := tones()
	d := open(t, entry, reception()).press("12*#A").
		shows(38, 8, "to 1042 Bo Lund 12*#A", "", "").
		shows(76, 18, "to 1042 Bo Lund 12*#A", "", "").
		press("enter").decided(dialog.Chosen)
	if got := entry.Choice(); got != "12*#A" || !d.Typed() {
		t.Errorf("got %q, typed %t", got, d.Typed())
	}
}

func TestEntrySaysWhatCannotBeTyped(t *testing.T) {
	entry := tones()
	d := open(t, entry, reception()).press("1a").shows(38, 8, "to 1042 Bo Lund 1", `"a" cannot be used here`, "")
	// the next key that can be takes it away
	d.press("2").shows(38, 8, "to 1042 Bo Lund 12", "", "")
	// of a paste what can be is taken, and Enter in it is none
	d.paste("3x\n4").shows(38, 8, "to 1042 Bo Lund 1234", `"x" cannot be used here`, "").decided(dialog.Stay)
	// what cannot be shown is not shown
	d.paste("\x1b\u202e5").shows(38, 8, "to 1042 Bo Lund 12345", "", "")
}

func TestEntryWithAProblemIsNotChosen(t *testing.T) {
	d := open(t, tones(), reception()).shows(38, 8, "to 1042 Bo Lund", "", "")
	d.press("enter").decided(dialog.Stay).shows(38, 8, "to 1042 Bo Lund", "type digits, * or #", "")
	d.press("esc").decided(dialog.Cancelled)
}

func TestEntryWithoutRulesTakesAnything(t *testing.T) {
	entry := dialog.NewEntry(dialog.EntryOptions{Title: "Note", Prompt: "note"})
	d := open(t, entry, reception()).press("佐藤 y!", "enter").decided(dialog.Chosen)
	if got := entry.Choice(); got != "佐藤 y!" || d.Title() != "Note" {
		t.Errorf("%s: %q", d.Title(), got)
	}
}

func TestEntryShowsTheEndOfALongLine(t *testing.T) {
	entry := dialog.NewEntry(dialog.EntryOptions{Title: "Note", Prompt: "note"})
	d := open(t, entry, reception()).press("0123456789 佐藤 花子 ABCDEFGHIJ").shows(20, 1, "note …子 ABCDEFGHIJ")
	// and what is at the caret when that is moved
	d.press("home").shows(20, 1, "note 0123456789 佐…")
}

func TestEntryDoesNotReadTheClipboardOfItsMachine(t *testing.T) {
	entry := tones()
	open(t, entry, reception()).press("1", "ctrl+v", "2").shows(38, 8, "to 1042 Bo Lund 12", "", "")
}
