package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
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
		s.targets[e.Action], _ = a.target(e.Action)
	}
	return s
}

// doTo carries out an action that was chosen in a dialog, unless what it would be done
// to is not what it was when the dialog opened.
func (a *App) doTo(was selection, action keymap.Action) tea.Cmd {
	_, isAct := acts[action]
	pick, _ := a.views[a.active].list().Pick()
	t, _ := a.target(action)
	same := pick == was.pick && t.Call == was.targets[action].Call && t.Leg == was.targets[action].Leg
	if !same && (isAct || action == keymap.Note || action == keymap.FirstAct || action == keymap.Repeat) {
		a.say(rowGone, false)
		return nil
	}
	return a.do(action)
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
