package tui

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
)

// attendant is a screen where typing searches, with somebody found.
func attendant(t *testing.T, store *model.Store, find string) *App {
	t.Helper()
	app := screenOn(t, store, 120, 30)
	app.Keys = keymap.Attendant()
	for _, r := range find {
		app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return app
}

func TestAnEnterTooManyCallsNobody(t *testing.T) {
	app := attendant(t, bigBoard(20, 0), "10007")
	app.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if app.last == nil || len(app.last.intent.To) != 1 || app.last.intent.To[0] != "10007" {
		t.Fatalf("called is %+v", app.last)
	}
	app.last = nil
	for range 3 {
		app.Update(tea.KeyMsg{Type: tea.KeyEnter})
	}
	if app.last != nil {
		t.Errorf("then %v is called", app.last.intent.To)
	}
}

func TestAnActOfTheAttendantIsForTheirOwnCallWhoeverWasFound(t *testing.T) {
	calls := func(second pal.Code) *App {
		store := bigBoard(20, 0)
		talk(store, 6, morning)
		talk(store, 7, morning)
		for talker, code := range map[string]pal.Code{"901": pal.CodeCallSuccess, "902": second} {
			tell(store, pal.NotifyStatus, map[string]any{"user": "10000", "talker_id": talker, "room_id": talker, "status": int64(code), "other_number": "0911"})
		}
		return attendant(t, store, "10007")
	}
	// Given two own calls of which one talks, and a colleague who is found and talks too,
	app := calls(pal.CodeHold)
	app.do(keymap.Hold)
	// then it is that one.
	if app.last == nil || app.last.intent.Target.Leg.Talker != "901" {
		t.Errorf("held is %+v", app.last)
	}
	// Where both talk nobody knows which is meant: nothing is done, and not to the colleague either.
	app = calls(pal.CodeCallSuccess)
	for _, action := range ownActs {
		app.do(action)
		if app.last != nil || app.open != nil {
			t.Errorf("%s is done: %+v", action, app.last)
		}
	}
}
