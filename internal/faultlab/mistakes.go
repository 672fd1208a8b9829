package main

import (
	"fmt"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// mistakes are what a board shows that is not so. Whatever it leaves open is none.
type mistakes struct {
	// calls, legs and rows are what is shown and false, missing what is true and not shown.
	calls, rows, missing []string
}

func (m *mistakes) add(other mistakes) {
	m.calls = append(m.calls, other.calls...)
	m.rows = append(m.rows, other.rows...)
	m.missing = append(m.missing, other.missing...)
}

// truth is that of a PBX, to be looked up.
type truth struct {
	talkers map[string]palsim.TalkerTruth
	rooms   map[string]bool
	people  map[string]palsim.ExtensionTruth
	parks   map[string]bool
	lines   map[string]bool
}

func lookUp(all palsim.Truth) truth {
	t := truth{
		talkers: map[string]palsim.TalkerTruth{}, rooms: map[string]bool{}, people: map[string]palsim.ExtensionTruth{},
		parks: map[string]bool{}, lines: map[string]bool{},
	}
	for _, leg := range all.Talkers {
		t.talkers[leg.ID], t.rooms[leg.Room] = leg, true
	}
	for _, e := range all.Extensions {
		t.people[e.Number] = e
	}
	for _, p := range all.Parks {
		t.parks[p.Number] = true
	}
	for _, l := range all.Lines {
		t.lines[l.Line] = l.On
	}
	return t
}

// check compares a board on which all has arrived with what is true. A board is to be whole when the PBX told it all.
func (t truth) check(snap *model.Snapshot) (m mistakes) {
	shown := map[string]bool{}
	for _, c := range snap.Calls {
		if !c.Room.Empty() && !t.rooms[c.Room.Raw()] {
			m.calls = append(m.calls, fmt.Sprintf("a call in room %s, %s", c.Room, c.State))
		}
	}
	for _, e := range snap.Extensions.All() {
		for _, leg := range e.Talkers {
			shown[leg.ID.Talker] = true
			m.calls = append(m.calls, t.falseLeg(leg)...)
		}
		m.rows = append(m.rows, t.falsePerson(e)...)
	}
	m.rows = append(m.rows, t.falsePlaces(snap)...)
	for id, leg := range t.talkers {
		if !leg.Outside && !shown[id] {
			m.missing = append(m.missing, fmt.Sprintf("%s %s with %s", leg.User, leg.State, leg.OtherNumber))
		}
	}
	return m
}

// falseLeg tells a leg that is not there, or does something else.
func (t truth) falseLeg(leg model.Talker) []string {
	is, there := t.talkers[leg.ID.Talker]
	if !there || is.User != leg.ID.User || leg.State != pal.Unknown && leg.State != is.State {
		return []string{fmt.Sprintf("%s %s with %s, where there is %s %s", leg.Number, leg.State, leg.Other, is.User, is.State)}
	}
	return nil
}

// falsePerson tells what a row of the directory has that is not so.
func (t truth) falsePerson(e *model.Extension) (lies []string) {
	is := t.people[e.ID.Number]
	if lie(e.Registered, is.Registered) {
		lies = append(lies, fmt.Sprintf("%s registered: %v", e.Number, e.Registered))
	}
	if lie(e.Recording, is.Recording) {
		lies = append(lies, fmt.Sprintf("%s recorded: %v", e.Number, e.Recording))
	}
	v := e.Voicemail
	told := palsim.VoicemailTruth{New: int(v.New), Unread: int(v.Unread), Read: int(v.Read), Saved: int(v.Saved)}
	if v.Known && told != is.Voicemail {
		lies = append(lies, fmt.Sprintf("%s has %d messages, not %d", e.Number, told, is.Voicemail))
	}
	return lies
}

func (t truth) falsePlaces(snap *model.Snapshot) (lies []string) {
	for _, p := range snap.Parks {
		if lie(p.On, t.parks[p.ID.Number]) {
			lies = append(lies, fmt.Sprintf("place %s taken: %v", p.Number, p.On))
		}
	}
	for _, l := range snap.Lines {
		if lie(l.On, t.lines[l.ID.Number]) {
			lies = append(lies, fmt.Sprintf("line %s taken: %v", l.Number, l.On))
		}
	}
	return lies
}

// lie tells a switch that was told, and is not so.
func lie(shown pal.Switch, is bool) bool { return shown != pal.NotTold && (shown == pal.On) != is }
