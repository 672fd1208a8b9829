package tui

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/dialog"
)

// ask opens the dialog that an intent needs; an intent that needs none is done.
func (a *App) ask(action keymap.Action, i desk.Intent) tea.Cmd {
	switch i.Act {
	case desk.Transfer:
		a.askTarget(action, i, "Transfer", a.modes(action))
	case desk.Forward:
		a.askTarget(action, i, "Forward", nil)
	case desk.Call:
		a.askTarget(action, i, "Call", nil)
	case desk.Park:
		a.askPlace(action, i)
	case desk.Retrieve:
		return a.askParked(action, i)
	case desk.Barge:
		a.askBarge(action, i)
	case desk.HangUp:
		a.askHangUp(action, i)
	case desk.Tones:
		a.askTones(action, i)
	default:
		return a.send(action, i)
	}
	return nil
}

// toVoicemail is the mode of a transfer to the box of the one who is chosen.
const toVoicemail = "voicemail"

// modes are the modes of a transfer, the one to begin with first.
func (a *App) modes(action keymap.Action) []string {
	modes := []string{desk.Blind, desk.Attended}
	if a.VoicemailPrefix != "" {
		modes = append(modes, toVoicemail)
	}
	if action == keymap.TransferAttended {
		modes[0], modes[1] = modes[1], modes[0]
	}
	return modes
}

func (a *App) askTarget(action keymap.Action, i desk.Intent, verb string, modes []string) {
	o := dialog.TargetOptions{Verb: verb, Book: a.book, Modes: modes, Several: i.Act == desk.Forward, Not: model.Who{Tenant: i.Target.Tenant, Number: i.Target.Party.Number.Raw()}}
	if i.Act != desk.Call {
		o.Subject = a.moves(i.Target)
	}
	if len(i.To) == 1 {
		o.Initial = i.To[0]
	} else if person, ok := a.person(); ok && i.Act == desk.Call && person.ID != a.Desk.Own() {
		o.Initial = person.Number.Raw()
	}
	d := dialog.NewTarget(o)
	a.show(d, func() tea.Cmd {
		i.To, i.Mode = d.Choice()
		if i.Mode == toVoicemail {
			i.To, i.Mode = []string{a.VoicemailPrefix + i.To[0]}, desk.Blind
		}
		return a.send(action, i)
	})
}

// moves says who is moved, and whom they leave where that is not the operator.
func (a *App) moves(t desk.Target) string {
	if t.Leg.IsZero() || t.Leg.Who() == a.Desk.Own() {
		return t.Party.Label()
	}
	return t.Party.Label() + " (from " + t.Other.Number.String() + ")"
}

func (a *App) askPlace(action keymap.Action, i desk.Intent) {
	d := dialog.NewPlace(dialog.PlaceOptions{Subject: i.Target.Party.Label(), Tenant: i.Target.Tenant})
	a.show(d, func() tea.Cmd {
		i.Place = d.Choice()
		return a.send(action, i)
	})
}

// askParked asks which call to retrieve, unless a parked one is selected or the
// action itself says which.
func (a *App) askParked(action keymap.Action, i desk.Intent) tea.Cmd {
	if action == keymap.RetrieveOverdue || a.onPark() {
		return a.send(action, i)
	}
	d := dialog.NewParked(a.Desk.Own().Tenant)
	a.show(d, func() tea.Cmd {
		place, ok := d.Choice()
		if !ok {
			a.say("that call is not parked any more", false)
			return nil
		}
		i.Target = a.aim().Park(place)
		return a.send(action, i)
	})
	return nil
}

func (a *App) askBarge(action keymap.Action, i desk.Intent) {
	d := dialog.NewBarge(i.Target.Party.Label())
	a.show(d, func() tea.Cmd {
		i.Speak, i.Reason = desk.Listen, d.Choice()
		return a.send(action, i)
	})
}

func (a *App) askHangUp(action keymap.Action, i desk.Intent) {
	t := i.Target
	detail := fmt.Sprintf("%s %s with %s, %s in the call", t.State, a.since(a.begun(t)), t.Party.Label(), people(t.People))
	if t.Leg.Who() == a.Desk.Own() {
		detail = fmt.Sprintf("%s %s with %s, %s in the call", t.State, a.since(a.begun(t)), t.Other.Label(), people(t.People))
	}
	switch {
	case t.Whole:
		detail = fmt.Sprintf("%s %s, %s in the call: it ends for all", t.State, a.since(a.begun(t)), people(t.People))
	case t.People > 2:
		detail = fmt.Sprintf("only %s leaves; %s stay", t.Other.Label(), people(t.People-1))
	}
	said := i.Say()
	question := strings.ToUpper(said[:1]) + said[1:] + "?"
	d := dialog.NewConfirm(dialog.ConfirmOptions{Question: question, Detail: []string{detail}})
	a.show(d, func() tea.Cmd { return a.send(action, i) })
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprint(n) + " people"
}

// begun is since when the call of a target has been what it is.
func (a *App) begun(t desk.Target) time.Time {
	if talker, ok := a.snap.Talker(t.Leg); ok {
		return talker.Since
	}
	if c, ok := a.snap.Call(t.Call); ok {
		return c.Since
	}
	return a.frame.Now
}

func (a *App) askTones(action keymap.Action, i desk.Intent) {
	d := dialog.NewEntry(dialog.EntryOptions{
		Title: "Tones", Prompt: "to " + i.Target.Party.Label(), Allowed: isTone,
		Check: func(s string) string {
			if s == "" {
				return "type digits, * or #"
			}
			return ""
		},
	})
	a.show(d, func() tea.Cmd {
		i.Signal = d.Choice()
		return a.send(action, i)
	})
}

func isTone(r rune) bool {
	return r >= '0' && r <= '9' || r == '*' || r == '#' || r >= 'A' && r <= 'D'
}
