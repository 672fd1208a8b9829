package tui

import tea "github.com/charmbracelet/bubbletea"

// unwrittenMsg says in words why acts cannot be written down; empty when they can.
type unwrittenMsg struct{ why string }

// askUnwritten asks whether acts can be written down: that they are refused is to be known before the first one.
func (a *App) askUnwritten() tea.Cmd {
	if a.Unwritten == nil {
		return nil
	}
	return func() tea.Msg { return unwrittenMsg{a.Unwritten()} }
}

// stillUnwritten asks once more after an act, while it is said that they cannot.
func (a *App) stillUnwritten() tea.Cmd {
	if a.unwritten == "" {
		return nil
	}
	return a.askUnwritten()
}

// againUnwritten asks once more every ten seconds, while it is said that they cannot: the
// disk may have room again.
func (a *App) againUnwritten() tea.Cmd {
	if a.ticked.Second()%10 != 0 {
		return nil
	}
	return a.stillUnwritten()
}

// warnUnwritten says it for as long as it is so, and keeps it among what was done.
func (a *App) warnUnwritten(why string) {
	if why != "" && why != a.unwritten {
		a.Desk.Log().Tell(a.Clock.Now(), "acts are refused", why)
	}
	a.unwritten = why
}
