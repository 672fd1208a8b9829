package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// settle is how long a dialog that has just opened takes no key that acts: a
// hand that was still typing must not confirm what it has not read.
const settle = 150 * time.Millisecond

// opened is the dialog that has the keys.
type opened struct {
	dialog.Dialog
	at time.Time
	// chosen carries the choice out; it is nil where there is nothing to do.
	chosen func() tea.Cmd
	// cancelled goes back to what was there before; nil for the board.
	cancelled func()
}

// show opens a dialog; chosen runs when a choice was made.
func (a *App) show(d dialog.Dialog, chosen func() tea.Cmd) {
	d.Refresh(a.snap)
	a.finding = false
	a.toast = toast{}
	a.open = &opened{Dialog: d, at: a.Clock.Now(), chosen: chosen}
}

// dialogKey gives a key to the dialog. In its first moments it takes text, but
// nothing that confirms: y never, and enter only after something was typed.
func (a *App) dialogKey(msg tea.KeyMsg) tea.Cmd {
	action, _ := a.Keys.Lookup(msg.String(), keymap.ScopeDialog)
	fresh := a.Clock.Now().Sub(a.open.at) < settle
	if fresh && (action == keymap.Yes || action == keymap.Submit) && !a.open.Typed() {
		if a.confirms() || action == keymap.Submit {
			return nil
		}
	}
	return a.verdict(a.open.Key(dialog.Key{Action: action, Msg: msg}))
}

// confirms tells that the open dialog asks for a yes.
func (a *App) confirms() bool {
	switch a.open.Dialog.(type) {
	case *dialog.Confirm, *dialog.Difference:
		return true
	}
	return false
}

func (a *App) verdict(v dialog.Verdict) tea.Cmd {
	if v == dialog.Stay {
		return nil
	}
	open := a.open
	a.open = nil
	switch {
	case v == dialog.Cancelled && open.cancelled != nil:
		open.cancelled()
	case v == dialog.Chosen && open.chosen != nil:
		return open.chosen()
	}
	return nil
}

// overDialog lays the open dialog over the screen.
func (a *App) overDialog(screen []string) []string {
	width, height := a.open.Size()
	width, height = min(width, a.width-4), min(height, a.height-4)
	look := dialog.Look{Theme: a.Theme, Now: a.frame.Now, Keys: a.Keys}
	rows := a.open.Render(look, width, height)
	box := a.box().Box(width+2, height+2, widget.Section{
		Title: a.open.Title(), TitleSGR: a.Theme.SGR(theme.Title), Rows: rows, Focus: true,
	})
	x, y := (a.width-width-2)/2, max((a.height-height-2)/3, 1)
	a.addSpot(spot{kind: dialogSpot}, x+1, y+1, width, height)
	return widget.Overlay(screen, box, x, y)
}
