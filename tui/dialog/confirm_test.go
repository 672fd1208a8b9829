package dialog_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func hangUp() *dialog.Confirm {
	return dialog.NewConfirm(dialog.ConfirmOptions{
		Question: "Hang up Ana Ruiz?", Detail: []string{"talking 3:12 with 1042 Bo Lund, 2 people in the call"},
	})
}

func TestConfirmShowsWhoseCallItIs(t *testing.T) {
	open(t, hangUp(), reception()).shows(38, 8,
		"Hang up Ana Ruiz?",
		"talking 3:12 with 1042 Bo Lund, 2",
		"people in the call",
		"", "", "", "",
		"y yes   esc no",
	).shows(76, 18,
		"Hang up Ana Ruiz?",
		"talking 3:12 with 1042 Bo Lund, 2 people in the call",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
		"y yes   esc no",
	)
}

func TestConfirmSaysAllOfItOnANarrowScreen(t *testing.T) {
	d := open(t, dialog.NewConfirm(dialog.ConfirmOptions{
		Question: "Hang up 1001 Ana Ruiz-Montgomery of Sales?", Detail: []string{"talking 3:12 with 1042 Bo Lund, 2 people in the call"},
	}), reception())
	_, height := d.Size()
	d.shows(36, height,
		"Hang up 1001 Ana Ruiz-Montgomery of",
		"Sales?",
		"talking 3:12 with 1042 Bo Lund, 2",
		"people in the call",
		"y yes   esc no",
	)
}

func TestConfirmTakesOnlyYes(t *testing.T) {
	open(t, hangUp(), reception()).press("y").decided(dialog.Chosen)
	open(t, hangUp(), reception()).press("n").decided(dialog.Cancelled)
	open(t, hangUp(), reception()).press("esc").decided(dialog.Cancelled)
	// every other key leaves the question where it is
	d := open(t, hangUp(), reception())
	d.press("enter", "enter", " ", "tab", "up", "down", "x", "Y", "j", "q", "backspace").decided(dialog.Stay)
	d.Click(0, 0)
	d.Click(0, 0)
	d.decided(dialog.Stay)
	if d.Typed() {
		t.Error("nothing can be typed here")
	}
}

func TestConfirmIsNeverConfirmedByPastedText(t *testing.T) {
	d := open(t, hangUp(), reception())
	for _, text := range []string{"y", "y\n", "yes", "n"} {
		d.paste(text).decided(dialog.Stay)
	}
	// not even when the key of the paste was looked up as yes
	pasted := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'y'}, Paste: true}
	if v := d.Key(dialog.Key{Action: keymap.Yes, Msg: pasted}); v != dialog.Stay {
		t.Errorf("a pasted yes gave %d", v)
	}
}

func TestConfirmIsNeverConfirmedByHabitWhateverTheKeysAre(t *testing.T) {
	// given a configuration with yes on the space
	keys, err := keymap.Classic().With(map[string][]string{"yes": {"space", "f9"}})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, hangUp(), reception())
	d.keys = keys
	d.press(" ", "y").decided(dialog.Stay)
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{' '}})
	d.decided(dialog.Stay)
	// and even if enter meant yes, it would not
	if v := d.Key(dialog.Key{Action: keymap.Yes, Msg: tea.KeyMsg{Type: tea.KeyEnter}}); v != dialog.Stay {
		t.Errorf("enter gave %d", v)
	}
	if got, want := d.screen(38, 4)[3], "space yes   esc no"; got != want {
		t.Errorf("the hint is %q, want %q", got, want)
	}
	d.send(tea.KeyMsg{Type: tea.KeyF9})
	d.decided(dialog.Chosen)
}
