package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
)

// acts are the acts behind the actions of the keymap.
var acts = map[keymap.Action]desk.Act{
	keymap.Answer: desk.Answer, keymap.Call: desk.Call, keymap.Transfer: desk.Transfer,
	keymap.TransferAttended: desk.Transfer, keymap.TakeBack: desk.TakeBack, keymap.Park: desk.Park, keymap.ParkIn: desk.Park,
	keymap.Retrieve: desk.Retrieve, keymap.RetrieveOverdue: desk.Retrieve, keymap.Hold: desk.Hold,
	keymap.Forward: desk.Forward, keymap.Barge: desk.Barge, keymap.Record: desk.Record,
	keymap.DTMF: desk.Tones, keymap.HangUp: desk.HangUp,
}

// lastAct is what repeat does again.
type lastAct struct {
	action keymap.Action
	intent desk.Intent
}

// transferring is the attended transfer that was begun last. It is under way until the
// board shows otherwise: the PBX may take it and show nothing of it yet.
type transferring struct {
	leg model.Leg
	// seen tells that the board has shown it, back that it was taken back.
	seen, back bool
}

// isBack tells that the transfer of a leg was taken back.
func (a *App) isBack(leg model.Leg) bool { return a.moved != nil && a.moved.back && a.moved.leg == leg }

// watchMoved forgets the transfer that was begun last when its leg is gone, or talks
// again after it was held.
func (a *App) watchMoved() {
	if a.moved == nil || a.snap.Sure != model.Live {
		return
	}
	leg, up := a.snap.Talker(a.moved.leg)
	a.moved.seen = a.moved.seen || leg.State == model.Held
	if !up || a.moved.seen && leg.State != model.Held {
		a.moved = nil
	}
}

// movedTarget is the leg whose transfer was begun last.
func (a *App) movedTarget() (desk.Target, bool) {
	if a.moved == nil || a.moved.back {
		return desk.Target{}, false
	}
	t, ok := a.legTarget(a.moved.leg)
	return t.Begun(), ok
}

// waitsForTransfer tells that nothing more is under way on a call than the transfer
// that was begun last, which the PBX has answered or never will: it need not be waited
// for to take it back.
func (a *App) waitsForTransfer(action keymap.Action, t desk.Target) bool {
	return action == keymap.TakeBack && a.moved != nil && !a.moved.back && a.moved.leg == t.Leg && !a.marks.more[t.Call].asked
}

// whyNot tells why an action is not possible now; it is empty when it is.
func (a *App) whyNot(action keymap.Action) string {
	if why, ok := a.whyNotOpen(action); ok {
		return why
	}
	t, has := a.aimed(action)
	return a.Desk.WhyNot(a.snap, acts[action], t, has)
}

// act begins an act on the selection: it asks what it must, or does it.
func (a *App) act(action keymap.Action) tea.Cmd {
	if person, ok := a.person(); ok && action == keymap.Forward {
		return a.openForwarding(person)
	}
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
	if place, ok := a.firstFree(); ok && action == keymap.Park && a.Keys.SearchesByTyping() {
		i.Place = place.ID.Number
		return a.send(action, i)
	}
	return a.ask(action, i)
}

// firstFree is the first place to park in that the PBX says is free.
func (a *App) firstFree() (*model.Park, bool) {
	for _, p := range a.snap.Parks {
		if p.On == model.Off && p.ID.Tenant == a.Desk.Own().Tenant {
			return p, true
		}
	}
	return nil, false
}

// possible tells whether an action may be begun now, and says why where not.
func (a *App) possible(action keymap.Action) bool {
	t, _ := a.aimed(action)
	_, lost := a.views[a.active].list().Pick()
	_, implied := a.implied(action)
	why := a.whyNot(action)
	switch {
	case why != "":
	case lost && !implied && (action != keymap.Call || a.Keys.SearchesByTyping()):
		why = rowGone
	case a.marks.pending(t.Call) && !a.waitsForTransfer(action, t):
		why = a.marks.words[t.Call] + ", wait for it"
	default:
		return true
	}
	a.refuse("cannot " + acts[action].String() + ": " + why)
	if asksForText[acts[action]] {
		a.deafUntil = a.Clock.Now().Add(deafness)
	}
	return false
}

// asksForText are the acts whose dialog is typed into.
var asksForText = map[desk.Act]bool{
	desk.Transfer: true, desk.Call: true, desk.Forward: true, desk.Barge: true, desk.Park: true, desk.Tones: true,
}

// deafness is how long typing is passed over after an act that was refused: it was
// meant for the dialog that the act would have opened, and must not run as keys.
const deafness = 700 * time.Millisecond

// deaf tells that a key was typed on after an act that was refused; it stays so
// for as long as the typing goes on. Enter, which would have ended it, is passed over
// too; a key that is of no use in a line of text ends it and does what it does.
func (a *App) deaf(msg tea.KeyMsg) bool {
	now, typed := a.Clock.Now(), false
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace, tea.KeyBackspace, tea.KeyTab, tea.KeyEnter:
		typed = !now.After(a.deafUntil)
	}
	a.deafUntil = time.Time{}
	if typed && msg.Type != tea.KeyEnter {
		a.deafUntil = now.Add(deafness)
	}
	return typed
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
