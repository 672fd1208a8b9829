package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/pane"
)

// sentMsg is what became of a request.
type sentMsg struct {
	action  keymap.Action
	intent  desk.Intent
	outcome desk.Outcome
	err     error
}

// confirmedMsg says whether the board has shown what was asked for.
type confirmedMsg struct {
	intent desk.Intent
	// seen tells that the board is to show it, shown that it has.
	seen, shown bool
}

// send gives an intent to the desk. The call carries the word "requested" until
// the board shows the change.
func (a *App) send(action keymap.Action, i desk.Intent) tea.Cmd {
	a.mark(i, "requested", mark{pending: true, asked: true})
	a.last = &lastAct{action: action, intent: i}
	a.endSearch()
	return func() tea.Msg {
		outcome, err := a.Desk.Do(a.ctx, i)
		return sentMsg{action: action, intent: i, outcome: outcome, err: err}
	}
}

// sent tells what became of a request.
func (a *App) sent(msg sentMsg) tea.Cmd {
	i := msg.intent
	if i.Act == desk.Transfer && i.Mode == desk.Attended && (msg.err == nil || desk.IsUnknown(msg.err)) {
		a.moved = &transferring{leg: i.Target.Leg}
	}
	if msg.err != nil {
		a.failed(i, msg.err)
		if i.Act == desk.Barge && desk.IsUnknown(msg.err) {
			a.doubtBarge(msg.outcome)
		}
		return nil
	}
	a.mark(i, "requested", mark{pending: true})
	a.say(i.Say()+": requested", true)
	if i.Act == desk.TakeBack && a.moved != nil && a.moved.leg == i.Target.Leg {
		a.moved.back = true
	}
	if i.Act == desk.Barge {
		a.startBarge(msg.outcome)
	}
	return func() tea.Msg {
		return confirmedMsg{intent: i, seen: msg.outcome.Seen(), shown: a.Desk.Confirm(a.ctx, msg.outcome)}
	}
}

// failed tells why a request was refused, or what is known of its outcome.
func (a *App) failed(i desk.Intent, err error) {
	a.marks.drop(i.Target.Call)
	if desk.IsUnknown(err) {
		a.mark(i, "outcome unknown", mark{})
	}
	refusal, refused := errors.AsType[*desk.Refusal](err)
	switch {
	case refused && refusal.Before != "":
		// Before and after must be seen: the intent would push them off the line.
		a.refuse(refusal.Error())
	case refused:
		a.refuse(i.Say() + ": " + refusal.Error())
	default:
		a.say(i.Say()+": "+desk.Result(err), false)
	}
}

func (a *App) confirmed(msg confirmedMsg) {
	i := msg.intent
	if i.Act == desk.Transfer && i.Mode == desk.Attended && a.isBack(i.Target.Leg) {
		return // what was asked for is not wanted any more
	}
	if !msg.shown {
		a.mark(i, "not confirmed", mark{})
		a.say(i.Say()+": the PBX took it, but has not shown it yet (not confirmed)", false)
		return
	}
	a.marks.drop(i.Target.Call)
	switch {
	case i.Act == desk.Transfer && i.Mode == desk.Attended:
		a.say(i.Say()+": their phone rings; "+a.keyOf(keymap.TakeBack)+" takes it back", true)
		return
	case i.Act == desk.Answer && a.active == 0:
		a.seek(0, pane.Pick{Call: i.Target.Call})
	}
	if rings := i.Act == desk.Retrieve || i.Act == desk.Call || i.Act == desk.Barge; !rings || !msg.seen {
		a.say(i.Say()+": done", true)
		return
	}
	if i.Act == desk.Retrieve {
		a.marks.set(i.Target.Call, "your phone rings", mark{until: a.Clock.Now().Add(phoneRings), pending: true, parked: true})
	}
	a.say(i.Say()+": your phone rings", true)
}

// mark puts a word about an intent beside its call.
func (a *App) mark(i desk.Intent, word string, about mark) {
	about.until = a.Clock.Now().Add(markLasts)
	a.marks.set(i.Target.Call, i.Act.String()+" "+word, about)
}

// endSearch clears what was typed to find somebody, once they are reached.
func (a *App) endSearch() {
	if a.Keys.SearchesByTyping() {
		list := a.views[a.active].list()
		if list.Finding() != "" {
			list.Find("")
			list.Drift() // on whoever stands first now nobody has put the cursor
		}
		a.finding = false
	}
}
