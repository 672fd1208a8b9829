package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
)

// inArea is a screen on the items of an area, as the PBX told them.
func inArea(t *testing.T, area desk.Area, names ...string) *browsing {
	b := browse(t)
	b.press(viewPBX)
	for range int(area) {
		b.press(below)
	}
	b.press(into)
	b.lists(area, names...)
	return b
}

// lists brings items of an area.
func (b *browsing) lists(area desk.Area, names ...string) {
	b.under = nil
	var listing desk.Listing
	for _, name := range names {
		listing.Items = append(listing.Items, desk.Item{Area: area, Name: name, Cells: []string{name}})
	}
	b.tell(listedMsg{area: area, listing: listing})
}

// wantSelected compares what the cursor is on.
func (b *browsing) wantSelected(name string) {
	b.t.Helper()
	pick, _ := b.views[b.active].list().Pick()
	if item, ok := b.item(pick); !ok || item.Name != name {
		b.t.Errorf("the cursor is on %q, want %q", item.Name, name)
	}
}

func TestTheOpenAreaIsAskedForAgainOnANewConnection(t *testing.T) {
	// Given a list with the cursor on its second item, and a line that breaks when it is asked for again,
	b := browse(t)
	b.press(viewPBX, into)
	b.clock.pass()
	b.finish()
	b.press(below)
	b.line.fails = pal.ErrClosed
	b.press(again)
	b.finish()
	wantOn(t, strings.Join(b.read(), "\n"), "not sent: the line to the PBX is down")
	b.wantSelected("10001")
	b.line.asked, b.line.fails = nil, nil
	// when the line is back, it is asked for again,
	b.Store.Began(2, morning)
	b.Store.Settled(2, morning)
	b.tell(restedMsg{})
	b.finish()
	b.asks("users ")
	// the error is gone, and the cursor is where it was.
	if shown := strings.Join(b.read(), "\n"); strings.Contains(shown, "not sent") {
		t.Errorf("it still says that the line is down:\n%s", shown)
	}
	b.wantSelected("10001")
	// Once is enough.
	b.tell(restedMsg{})
	b.finish()
	b.asks()
}

func TestAMenuDoesNothingToARowThatHasGone(t *testing.T) {
	for _, left := range [][]string{nil, {"other"}} {
		// Given the menu of a note,
		b := inArea(t, desk.Notes, "rota", "other")
		b.press(into)
		wantOn(t, strings.Join(b.read(), "\n"), "╭ Acts on rota ")
		// when the note leaves the list, its menu opens no form,
		b.lists(desk.Notes, left...)
		b.under = nil
		b.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("d")})
		b.finish()
		if b.open != nil || b.toast.text != rowGone {
			t.Errorf("%T is open, it says %q", b.open, b.toast.text)
		}
	}
}

func TestAKeyForARowThatHasGoneOpensNoMenu(t *testing.T) {
	b := inArea(t, desk.Notes, "rota", "other")
	b.lists(desk.Notes, "other")
	b.press(into)
	if b.open != nil || b.toast.text != rowGone {
		t.Errorf("%T is open, it says %q", b.open, b.toast.text)
	}
	// The rows of another area are others without having gone.
	b.lists(desk.Timers, "1001")
	b.press(back, below, into, into)
	wantOn(t, strings.Join(b.read(), "\n"), "╭ Acts on 1001 ")
}

func TestTheCursorGoesToWhatWasCreated(t *testing.T) {
	// Given a list,
	b := browse(t)
	b.press(viewPBX, into)
	b.clock.pass()
	b.finish()
	b.wantSelected("10000")
	// when one of it is created, it is named, and the cursor goes to it when the list has come again.
	form, _ := b.Desk.Form("createExtension")
	b.tell(submittedMsg{form: form, dialog: b.newForm(form), view: b.active, values: map[string]string{"extension": "10007", "type": "user"}})
	wantOn(t, b.toast.text, "createExtension 10007: done")
	b.finish()
	b.wantSelected("10007")
	// It goes there once.
	b.press(above, again)
	b.finish()
	b.wantSelected("10006")
}

func TestARequestUnderWayIsSaid(t *testing.T) {
	b := browse(t)
	form, _ := b.Desk.Form("getNote")
	d := b.newForm(form)
	typing(d, "rota")
	send := b.formFilled(form, d)
	wantOn(t, strings.Join(b.read(), "\n"), "sending getNote…")
	b.tell(send())
	if shown := strings.Join(b.read(), "\n"); strings.Contains(shown, "sending") {
		t.Errorf("it is still said:\n%s", shown)
	}
}

func TestAFormThatSomebodyElseChangedIsRenewed(t *testing.T) {
	// Given a form into which something was typed, and whose rest somebody else changed before it was sent,
	b := browse(t)
	old := noteForm("who is in", "Mon: Mia")
	d := b.newForm(old)
	typing(d, "!")
	now := noteForm("who is out", "Mon: Bo")
	b.tell(submittedMsg{form: old, dialog: d, view: b.active, err: &desk.Changed{Form: now, Fields: []desk.FieldProblem{
		{Field: "description", Problem: "changed meanwhile: now who is out"}, {Field: "note", Problem: "changed meanwhile: now Mon: Bo"},
	}}})
	// then what was typed stays, the rest is as it is now, and both are told;
	b.wantValues(map[string]string{"name": "rota", "description": "who is in!", "note": "Mon: Bo"})
	wantOn(t, strings.Join(b.read(), "\n"), "now who is out", "now Mon: Bo", "not sent, it was changed meanwhile")
	// the difference is that to what there is now.
	changes := b.open.Dialog.(*dialog.Form).Changed()
	if len(changes) != 1 || changes[0].From != "who is out" || changes[0].To != "who is in!" {
		t.Errorf("the difference is %+v", changes)
	}
}

var submits = tea.KeyMsg{Type: tea.KeyCtrlS}

func TestAFormInWhichNothingChangedSaysSo(t *testing.T) {
	b := browse(t)
	b.tell(openedMsg{form: noteForm("who is in", "Mon: Mia"), view: b.active})
	b.press(submits)
	wantOn(t, strings.Join(b.read(), "\n"), "╭ edit rota ", "nothing changed")
}

func TestTheFooterHasTheKeysOfTheOpenForm(t *testing.T) {
	for _, grave := range []bool{false, true} {
		b := browse(t)
		form := noteForm("who is in", "Mon: Mia")
		form.Grave = grave
		b.tell(openedMsg{form: form, view: b.active})
		footer := func() string { lines := b.read(); return lines[len(lines)-1] }
		wantOn(t, footer(), "Ctrl-S send", "esc cancel", "tab next")
		if all := strings.Join(b.read(), "\n"); strings.Count(all, "Ctrl-S") != 1 {
			t.Errorf("the keys stand twice:\n%s", all)
		}
		// In the last field, of several lines, enter begins a line.
		b.press(below)
		if strings.Contains(footer(), "enter") {
			t.Errorf("the footer is %q", footer())
		}
		b.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("!")}, submits)
		want := map[bool]string{false: " enter send  esc no", true: " y yes  esc no"}[grave]
		if got := strings.TrimRight(footer(), " "); got != want {
			t.Errorf("grave %v: the footer is %q, want %q", grave, got, want)
		}
	}
}

func TestTheFooterOfTheSettingsHasNoActsOnCalls(t *testing.T) {
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	footer := func() string { lines := app.read(); return lines[len(lines)-1] }
	wantOn(t, footer(), "transfer")
	app.Update(viewPBX)
	if strings.Contains(footer(), "transfer") {
		t.Errorf("the footer is %q", footer())
	}
}
