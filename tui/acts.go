package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
)

// acts are the acts behind the actions of the keymap.
var acts = map[keymap.Action]desk.Act{
	keymap.Answer: desk.Answer, keymap.Call: desk.Call, keymap.Transfer: desk.Transfer,
	keymap.TransferAttended: desk.Transfer, keymap.TakeBack: desk.TakeBack, keymap.Park: desk.Park,
	keymap.Retrieve: desk.Retrieve, keymap.RetrieveOverdue: desk.Retrieve, keymap.Hold: desk.Hold,
	keymap.Forward: desk.Forward, keymap.Barge: desk.Barge, keymap.Record: desk.Record,
	keymap.DTMF: desk.Tones, keymap.HangUp: desk.HangUp,
}

// lastAct is what repeat does again.
type lastAct struct {
	action keymap.Action
	intent desk.Intent
}

// transferring is the attended transfer that was begun last.
type transferring struct{ leg model.Leg }

// whyNot tells why an action is not possible now; it is empty when it is.
func (a *App) whyNot(action keymap.Action) string {
	if t, _, ok := a.toPerson(action); ok {
		return a.Desk.WhyNot(a.snap, acts[action], t, true)
	}
	t, has := a.target(action)
	return a.Desk.WhyNot(a.snap, acts[action], t, has)
}

// act begins an act on the selection: it asks what it must, or does it.
func (a *App) act(action keymap.Action) tea.Cmd {
	act, ok := acts[action]
	if !ok {
		return nil
	}
	if why := a.whyNot(action); why != "" {
		a.say("cannot "+act.String()+": "+why, false)
		return nil
	}
	if a.lost(action) {
		a.say("the row you had selected is gone: select again", false)
		return nil
	}
	if t, person, ok := a.toPerson(action); ok {
		return a.transferTo(action, t, person)
	}
	t, _ := a.target(action)
	return a.ask(action, desk.Intent{Act: act, Target: t})
}

// lost tells that the cursor was moved by the board, not by the operator, so that
// the selection may not be what they mean.
func (a *App) lost(action keymap.Action) bool {
	if action == keymap.Call || action == keymap.RetrieveOverdue {
		return false
	}
	_, lost := a.views[a.active].list().Pick()
	return lost
}

// transferTo moves the operator's own call to the selected person. Where typing
// searches, the person was chosen by it and nothing more is asked.
func (a *App) transferTo(action keymap.Action, t desk.Target, person *model.Extension) tea.Cmd {
	i := desk.Intent{Act: desk.Transfer, Target: t, To: []string{person.Number.Raw()}, Mode: a.modes(action)[0]}
	if a.Keys.SearchesByTyping() {
		return a.send(action, i)
	}
	return a.ask(action, i)
}
