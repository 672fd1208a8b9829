package desk

import (
	"fmt"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// Target is what an act is about, frozen from the board the operator saw: the
// fingerprint that must not have changed when the act is carried out. An Aim makes
// them; the zero Target is about nothing.
type Target struct {
	Tenant string
	Epoch  uint64
	Call   model.CallID
	Room   pal.Text
	// Leg is the talker that the request names; zero where nobody of ours can be
	// asked.
	Leg   model.Leg
	State pal.State
	// Party is whom the act is about, Other whom they are with.
	Party, Other model.Party
	// People is how many are in the conversation.
	People int
	// Whole tells that the conversation was chosen, not one person in it.
	Whole     bool
	Recording pal.Switch
	// Place is the park place of Retrieve.
	Place pal.Text

	aim aimed
	// begun tells that an attended transfer of the leg was asked for here, whatever the
	// board shows of it.
	begun bool
	// own is the extension of the operator who aimed; third tells that the leg is theirs
	// and neither called nor was called.
	own   model.Who
	third bool
	// crowd names all who are in the conversation.
	crowd string
	// recorded is the leg whose recording Recording tells.
	recorded model.Leg
	// since is when the party came to Place, as far as is known; stay tells that stay from
	// another.
	since time.Time
	stay  uint32
}

// aimed is what a target was chosen as.
type aimed uint8

const (
	atNothing aimed = iota
	atCall
	atLeg
	atPlace
)

// sayHangUp says what hanging up does: it ends the call of all where the whole
// conversation was chosen; else one person leaves it, and where that is the operator it
// is said whom they hang up on.
func (t Target) sayHangUp() string {
	own := !t.Leg.IsZero() && t.Leg.Who() == t.own
	switch {
	case t.isParked():
		return "hang up " + t.Party.Label() + ", parked in " + t.Place.String()
	case t.Whole && t.Other.Number.Empty():
		return "hang up " + t.Party.Label()
	case t.Whole:
		return "hang up " + t.Party.Label() + " and " + t.Other.Label()
	case own && t.People > 2:
		return "leave the call with " + t.Party.Label()
	case own:
		return "hang up " + t.Party.Label() + " (leaving " + t.Other.Number.String() + ")"
	}
	return "hang up " + t.Other.Label()
}

// Begun is the target where the operator has asked for an attended transfer of its leg:
// it can be taken back though the board does not show it yet.
func (t Target) Begun() Target {
	t.begun = true
	return t
}

// same tells whether the board still is as it was when the target was frozen, as
// far as an act depends on it. It gives what differs in words: before and after.
func (t Target) same(snap *model.Snapshot, act Act) (before, after string, ok bool) {
	if t.aim == atNothing {
		return "", "", true
	}
	if t.Epoch != snap.Epoch {
		return "seen before the line broke", "the PBX was connected to again since", false
	}
	now, found := t.again(snap)
	now.begun = t.begun
	switch {
	case !found && t.aim == atPlace:
		return t.describe(), t.Place.String() + " is free", false
	case !found:
		return t.describe(), "that call has ended", false
	case t.fingerprint(act) != now.fingerprint(act):
		return t.describe(), now.describe(), false
	}
	return "", "", true
}

// again chooses the target as it was chosen, on another board.
func (t Target) again(snap *model.Snapshot) (now Target, found bool) {
	aim := Aim{Snap: snap, Own: t.own}
	switch t.aim {
	case atCall:
		if c, ok := snap.Call(t.Call); ok {
			return aim.Call(c), true
		}
	case atLeg:
		talker, up := snap.Talker(t.Leg)
		if e, ok := snap.Extension(t.Leg.Who()); ok && up {
			return aim.Leg(e, talker), true
		}
	case atPlace:
		if p, ok := snap.Park(model.Who{Tenant: t.Tenant, Number: t.Place.Raw()}); ok && p.On == pal.On {
			return aim.Park(p), true
		}
	}
	return Target{}, false
}

// fingerprint is what must not have changed.
type fingerprint struct {
	call         model.CallID
	room, place  pal.Text
	leg          model.Leg
	state        pal.State
	party, other person
	stay         uint32
	crowd        string
	recording    pal.Switch
	recorded     model.Leg
}

// person is who a party is, whatever they are called.
type person struct {
	leg    model.Leg
	number pal.Text
}

// fingerprint leaves out what the act does not touch: who else is in the call
// matters to one that ends or moves them all, the recording to a switch of it. A leg
// whose transfer was begun here is held sooner or later. A stay in a place is known by
// its call and which it is; who it is may be learned later.
func (t Target) fingerprint(act Act) fingerprint {
	f := fingerprint{
		call: t.Call, room: t.Room, place: t.Place, leg: t.Leg, state: t.State,
		party: person{t.Party.Leg, t.Party.Number}, other: person{t.Other.Leg, t.Other.Number}, stay: t.stay,
	}
	if t.isParked() {
		f.party, f.other = person{}, person{}
	}
	switch act {
	case HangUp, Forward:
		if t.Whole {
			f.crowd = t.crowd
		}
	case TakeBack:
		if t.begun {
			f.state = 0
		}
	case Record:
		f.recording, f.recorded = t.Recording, t.recorded
	}
	return f
}

func (t Target) isParked() bool { return t.State == pal.Parked && !t.Place.Empty() }

// inFull says a target with the ids that the PBX knows it by; empty for nothing.
func (t Target) inFull() string {
	if t.aim == atNothing {
		return ""
	}
	return fmt.Sprintf("%s (room %s, talker %s)", t.describe(), t.Room, pal.NewText(t.Leg.Talker))
}

// describe says a target as it stands on the board.
func (t Target) describe() string {
	if t.isParked() {
		return t.Party.Label() + " in " + t.Place.String() + " since " + t.since.Format("15:04:05")
	}
	said := t.Other.Number.String() + " " + t.State.String() + " with " + t.Party.Label()
	if t.People > 2 {
		said += fmt.Sprintf(" and %d more", t.People-2)
	}
	if t.Recording == pal.On {
		said += ", recorded"
	}
	return said
}
