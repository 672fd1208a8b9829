package dialog_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func difference(danger bool) *dialog.Difference {
	return dialog.NewDifference(dialog.DifferenceOptions{
		Title: "Change 1001", Question: "Change 3 properties of 1001 Ana Ruiz?", Danger: danger,
		Changes: []dialog.Change{
			{Name: "name", From: "Ana Ruiz", To: "Ana Ruiz-Montgomery of Sales"},
			{Name: "pln1_d_busyforward", To: "1042"},
			{Name: "login_password", From: "8765", To: "hunter22", Secret: true},
			{Name: "note", From: "one\ntwo", To: ""},
		},
	})
}

func TestDifferenceShowsWhatWillBeSent(t *testing.T) {
	d := open(t, difference(false), reception()).shows(76, 18,
		"Change 3 properties of 1001 Ana Ruiz?",
		"name                Ana Ruiz → Ana Ruiz-Montgomery of Sales",
		"pln1_d_busyforward  → 1042",
		"login_password      *** → ***",
		"note",
		"  one",
		"  two",
		"  → (empty)",
		"", "", "", "", "", "", "", "",
		"",
		"enter send   esc no",
	)
	d.shows(38, 8,
		"Change 3 properties of 1001 Ana Ruiz?",
		"name",
		"  Ana Ruiz",
		"  → Ana Ruiz-Montgomery of Sales",
		"pln1_d_busyforward",
		"  → 1042",
		"rows 1-5 of 10",
		"enter send   esc no",
	)
	d.press("pgdown", "down", "down").shows(38, 8,
		"Change 3 properties of 1001 Ana Ruiz?",
		"login_password   *** → ***",
		"note",
		"  one",
		"  two",
		"  → (empty)",
		"rows 6-10 of 10",
		"enter send   esc no",
	)
}

func TestFactsStandBeforeTheChangesAndHaveNoArrow(t *testing.T) {
	open(t, dialog.NewDifference(dialog.DifferenceOptions{
		Question: "Send?",
		Facts:    []dialog.Fact{{Name: "tenant", Value: "main"}, {Name: "password", Value: "geheim", Secret: true}, {Name: "note", Value: "one\ntwo"}},
		Changes:  []dialog.Change{{Name: "name", To: "Ana"}},
	}), reception()).shows(30, 10,
		"Send?",
		"tenant    main",
		"password  ***",
		"note",
		"  one",
		"  two",
		"name      → Ana",
		"", "",
		"enter send   esc no",
	)
}

func TestDifferenceShowsALongValueWhole(t *testing.T) {
	long := strings.Repeat("佐藤", 30) + "end"
	d := open(t, dialog.NewDifference(dialog.DifferenceOptions{
		Question: "Send?", Changes: []dialog.Change{{Name: "note", From: long, To: "short"}},
	}), reception())
	whole := ""
	for _, row := range d.screen(20, 24) {
		whole += strings.TrimSpace(row)
	}
	if !strings.Contains(whole, long) {
		t.Errorf("%q is not in %q", long, whole)
	}
}

func TestDifferenceSaysWhenThereIsNone(t *testing.T) {
	open(t, dialog.NewDifference(dialog.DifferenceOptions{Question: "Send?"}), reception()).
		shows(38, 5, "Send?", "", "", "nothing is changed", "enter send   esc no")
}

func TestDifferenceIsConfirmed(t *testing.T) {
	open(t, difference(false), reception()).press("enter").decided(dialog.Chosen)
	open(t, difference(false), reception()).press("y").decided(dialog.Chosen)
	open(t, difference(false), reception()).press("n").decided(dialog.Cancelled)
	open(t, difference(false), reception()).press("esc").decided(dialog.Cancelled)
	d := open(t, difference(false), reception()).paste("y").paste("\n").press("x", "tab", " ").decided(dialog.Stay)
	d.Click(3, 3)
	d.Click(3, 3)
	d.decided(dialog.Stay)
}

func TestDifferenceInDangerTakesOnlyYes(t *testing.T) {
	open(t, difference(true), reception()).press("y").decided(dialog.Chosen)
	d := open(t, difference(true), reception()).press("enter", "enter", " ", "tab", "Y").paste("y").decided(dialog.Stay)
	d.says("y yes   esc no").press("esc").decided(dialog.Cancelled)
	// not even when enter meant yes
	if v := difference(true).Key(dialog.Key{Action: keymap.Yes, Msg: tea.KeyMsg{Type: tea.KeyEnter}}); v != dialog.Stay {
		t.Errorf("enter gave %d", v)
	}
}

func TestDifferenceSaysWhatIsNotKnown(t *testing.T) {
	d := dialog.NewDifference(dialog.DifferenceOptions{
		Title: "Change 1001", Question: "Send?", Changes: []dialog.Change{{Name: "shade", To: "blue", Unknown: true}},
	})
	open(t, d, reception()).says("shade  (not known) → blue")
}
