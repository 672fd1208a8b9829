package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/model"
)

func TestTheFooterSaysWhatEnterDoesInADialog(t *testing.T) {
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	footer := func() string {
		lines := app.read()
		return strings.TrimRight(lines[len(lines)-1], " ")
	}
	// In the help it does nothing,
	app.key("?")
	if got := footer(); got != " esc close" {
		t.Errorf("the footer of the help is %q", got)
	}
	app.Update(tea.KeyMsg{Type: tea.KeyEsc})
	// in a menu it chooses what can be done,
	app.key("2")
	app.key("enter")
	if got := footer(); got != " enter choose  esc cancel" {
		t.Errorf("the footer of the menu is %q", got)
	}
	// and not what cannot: what is last cannot.
	app.Update(tea.KeyMsg{Type: tea.KeyUp})
	for range app.actions {
		app.Update(tea.KeyMsg{Type: tea.KeyDown})
	}
	if got := footer(); got != " esc cancel" {
		t.Errorf("the footer on what cannot be done is %q", got)
	}
}

func TestTheFooterOfAResultHasItsKeysAndTheResultHasNone(t *testing.T) {
	b := browse(t)
	b.press(viewPBX)
	table := desk.Table{Columns: []string{"note"}, Rows: [][]string{{"a\nb"}, {"c"}}}
	b.tell(submittedMsg{form: desk.Form{Method: "getNote", Title: "getNote"}, table: table, view: b.active})
	lines := b.read()
	if got := strings.TrimRight(lines[len(lines)-1], " "); got != " esc close  type to narrow" {
		t.Errorf("the footer is %q", got)
	}
	all := strings.Join(lines, "\n")
	wantOn(t, all, "a↵b")
	if n := strings.Count(all, "esc"); n != 1 {
		t.Errorf("esc is told %d times:\n%s", n, all)
	}
}

func TestTheFooterOffersNoBargeWhileTheLineIsDown(t *testing.T) {
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	app.barge = &barging{intent: desk.Intent{Target: desk.Target{Epoch: app.snap.Epoch}}, since: app.ticked, ways: []string{desk.Listen}}
	footer := func() string { lines := app.read(); return lines[len(lines)-1] }
	wantOn(t, footer(), "l listen  w whisper  s speak")
	app.Store.Lost(1, model.Reconnecting, "connection reset", morning)
	if got := footer(); strings.Contains(got, "listen") || strings.Contains(got, "speak") {
		t.Errorf("the line is down, and the footer is %q", got)
	}
}

func TestANarrowFooterNamesWhatIsNeededMost(t *testing.T) {
	store := bigBoard(4, 0)
	talk(store, 0, morning)
	talk(store, 1, morning)
	app := screenOn(t, store, 80, 24)
	app.key("2")
	app.refresh()
	lines := app.read()
	wantOn(t, lines[len(lines)-1], "enter acts  t transfer  p park  x hang up")
}
