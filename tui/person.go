package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/model"
)

// openNote opens the note of the selected person: the one named by their number.
func (a *App) openNote() tea.Cmd {
	person, ok := a.person()
	if !ok {
		a.say("cannot open a note: no person is selected", false)
		return nil
	}
	return a.openPerson(person, a.Desk.OpenNote)
}

// openForwarding shows and sets where the calls of a person go.
func (a *App) openForwarding(person *model.Extension) tea.Cmd {
	return a.openPerson(person, a.Desk.OpenForwarding)
}

func (a *App) openPerson(person *model.Extension, open desk.Opener) tea.Cmd {
	who, view := person.ID, a.active
	a.say("asking the PBX…", true)
	return func() tea.Msg {
		form, err := open(a.ctx, who)
		return openedMsg{form, view, err}
	}
}
