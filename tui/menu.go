package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
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
	d := dialog.NewMenu("Acts", append(possible, not...))
	a.show(d, func() tea.Cmd { return a.do(d.Choice()) })
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
