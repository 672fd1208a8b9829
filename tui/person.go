package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
)

// personForms are the actions that open a form of the selected person, by the method
// that it is for.
var personForms = map[keymap.Action]string{keymap.Note: "getNote", keymap.Forward: "setExtensionProperties"}

// whyNotOpen tells why an action does not open a form of a person, empty when it does;
// ok is false where it is about something else now.
func (a *App) whyNotOpen(action keymap.Action) (why string, ok bool) {
	method, opens := personForms[action]
	_, selected := a.person()
	switch {
	case opens && selected:
		return a.Desk.WhyNotMethod(method), true
	case opens && action == keymap.Note:
		return "no person is selected", true
	}
	return "", false
}

// openNote opens the note of the selected person: the one named by their number.
func (a *App) openNote() tea.Cmd {
	if why := a.whyNot(keymap.Note); why != "" {
		a.say("cannot open a note: "+why, false)
		return nil
	}
	person, _ := a.person()
	return a.openPerson(person, a.Desk.OpenNote)
}

// openForwarding shows and sets where the calls of a person go.
func (a *App) openForwarding(person *model.Extension) tea.Cmd {
	if why := a.whyNot(keymap.Forward); why != "" {
		a.say("cannot show where the calls of "+person.Number.String()+" go: "+why, false)
		return nil
	}
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
