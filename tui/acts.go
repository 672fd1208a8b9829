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
	if !ok || !a.possible(action) {
		return nil
	}
	if t, person, ok := a.toPerson(action); ok {
		return a.transferTo(action, t, person)
	}
	t, _ := a.target(action)
	i := desk.Intent{Act: act, Target: t}
	if person, ok := a.person(); ok && act == desk.Call && a.Keys.SearchesByTyping() && person.ID != a.Desk.Own() {
		// The person was chosen by the search: nothing more is asked.
		i.To = []string{person.Number.Raw()}
		return a.send(action, i)
	}
	return a.ask(action, i)
}

// possible tells whether an action may be begun now, and says why where not.
func (a *App) possible(action keymap.Action) bool {
	t, _ := a.target(action)
	_, lost := a.views[a.active].list().Pick()
	_, implied := a.implied(action)
	why := a.whyNot(action)
	switch {
	case why != "":
	case lost && !implied && action != keymap.Call:
		why = "the row you had selected is gone; select again"
	case a.marks.pending(t.Call):
		why = a.marks.words[t.Call] + ", wait for it"
	default:
		return true
	}
	a.say("cannot "+acts[action].String()+": "+why, false)
	return false
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
