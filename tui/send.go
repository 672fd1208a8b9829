package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
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
	shown  bool
}

// send gives an intent to the desk. The call carries the word "requested" until
// the board shows the change.
func (a *App) send(action keymap.Action, i desk.Intent) tea.Cmd {
	a.marks.set(i.Target.Call, i.Act.String()+" requested", a.Clock.Now().Add(markLasts))
	a.last = &lastAct{action: action, intent: i}
	return func() tea.Msg {
		outcome, err := a.Desk.Do(a.ctx, i)
		return sentMsg{action: action, intent: i, outcome: outcome, err: err}
	}
}

// sent tells what became of a request.
func (a *App) sent(msg sentMsg) tea.Cmd {
	i := msg.intent
	if msg.err != nil {
		a.marks.drop(i.Target.Call)
		a.say(sayFailure(i, msg.err), false)
		return nil
	}
	a.say(i.Say()+": requested", true)
	if i.Act == desk.Transfer && i.Mode == desk.Attended {
		a.moved = &transferring{leg: i.Target.Leg}
	}
	if i.Act == desk.Barge {
		a.startBarge(i)
	}
	return func() tea.Msg {
		return confirmedMsg{intent: i, shown: a.Desk.Confirm(a.ctx, msg.outcome)}
	}
}

func sayFailure(i desk.Intent, err error) string {
	if refusal, ok := errors.AsType[*desk.Refusal](err); ok {
		return i.Say() + ": " + refusal.Error()
	}
	return i.Say() + ": " + desk.Result(err)
}

func (a *App) confirmed(msg confirmedMsg) {
	i := msg.intent
	if msg.shown {
		a.marks.drop(i.Target.Call)
		a.say(i.Say()+": done", true)
		return
	}
	a.marks.set(i.Target.Call, i.Act.String()+" not confirmed", a.Clock.Now().Add(markLasts))
	a.say(i.Say()+": the PBX took it, but has not shown it yet (not confirmed)", false)
}
