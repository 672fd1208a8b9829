package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
)

// openMenu lists the acts for the selection, those that are not possible with
// their reasons.
func (a *App) openMenu() {
	var possible, not []dialog.MenuItem
	for _, e := range a.actions {
		if !e.Act {
			continue
		}
		item := dialog.MenuItem{Label: e.Short, Key: a.keyOf(e.Action), Action: e.Action, Why: a.whyNot(e.Action)}
		if item.Why == "" {
			possible = append(possible, item)
		} else {
			not = append(not, item)
		}
	}
	d, was := dialog.NewMenu("Acts", append(possible, not...)), a.selection()
	a.show(d, func() tea.Cmd { return a.doTo(was, d.Choice()) })
}

// selection is what each action would be about at one moment.
type selection struct {
	pick    pane.Pick
	targets map[keymap.Action]desk.Target
}

func (a *App) selection() selection {
	s := selection{targets: map[keymap.Action]desk.Target{}}
	s.pick, _ = a.views[a.active].list().Pick()
	for _, e := range a.actions {
		s.targets[e.Action], _ = a.aimed(e.Action)
	}
	return s
}

// doTo carries out an action that was chosen in a dialog, unless what it would be done
// to is not what it was when the dialog opened.
func (a *App) doTo(was selection, action keymap.Action) tea.Cmd {
	_, isAct := acts[action]
	about := action
	if action == keymap.Repeat && a.last != nil {
		about = a.last.action
	}
	pick, _ := a.views[a.active].list().Pick()
	t, _ := a.aimed(about)
	same := pick == was.pick && t.Call == was.targets[about].Call && t.Leg == was.targets[about].Leg
	switch needed := isAct || action == keymap.Note || action == keymap.FirstAct || action == keymap.Repeat; {
	case needed && !same:
		a.say(rowGone, false)
	case needed && turned(about, was.targets[about], t):
		a.refuse("cannot " + acts[about].String() + ": the call has changed, choose again")
	default:
		return a.do(action)
	}
	return nil
}

// turned tells that an act would go the other way than when it was chosen: it would
// let go what was to be held, or stop what was to be recorded.
func turned(action keymap.Action, was, now desk.Target) bool {
	switch acts[action] {
	case desk.Hold:
		return (was.State == model.Held) != (now.State == model.Held)
	case desk.Record:
		return (was.Recording == model.On) != (now.Recording == model.On)
	}
	return false
}

// firstAct does the first act that is possible on the selection: what a single
// key most likely means.
func (a *App) firstAct() tea.Cmd {
	for _, action := range []keymap.Action{keymap.Answer, keymap.Retrieve, keymap.Transfer, keymap.Call} {
		if a.whyNot(action) == "" && (action != keymap.Retrieve || a.onPark()) {
			return a.act(action)
		}
	}
	a.openMenu()
	return nil
}

// repeat does the last act again, on what is selected now. What it needs beside
// the target is as it was; it is asked all the same where it was asked before.
func (a *App) repeat() tea.Cmd {
	if a.last == nil {
		a.say("nothing to repeat yet", false)
		return nil
	}
	action, i := a.last.action, a.last.intent
	if !a.possible(action) {
		return nil
	}
	i.Target, _ = a.target(action)
	return a.ask(action, i)
}
