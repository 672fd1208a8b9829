package desk

import (
	"cordboard/model"
	"cordboard/palconn/pal"
)

// Target is what an act is about, frozen from the board the operator saw: the
// fingerprint that must not have changed when the act is carried out.
type Target struct {
	Tenant string
	Epoch  uint64
	Call   model.CallID
	Room   pal.Text
	// Leg is the talker that the request names; zero for a park place or for none.
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
}

// Aim chooses targets for one operator.
type Aim struct {
	Snap *model.Snapshot
	// Own is the operator's extension.
	Own model.Who
}

// Call is a conversation. The leg that a transfer or park is asked of is the
// operator's own where there is one, else that of the called party: the caller
// is the one who is moved.
func (a Aim) Call(c *model.Conversation) Target {
	t := Target{
		Tenant: c.Tenant, Epoch: c.Epoch, Call: c.ID, Room: c.Room, State: c.State,
		People: len(c.Parties()), Whole: true, Recording: c.Recording, Place: c.Park,
	}
	stays, leaves := c.From, c.To
	if leaves.Outside() || c.From.Leg.Who() == a.Own && !c.From.Outside() {
		stays, leaves = c.To, c.From
	}
	t.Leg, t.Party, t.Other = leaves.Leg, stays, leaves
	if !leaves.Outside() {
		t.State = leaves.State
	}
	return t
}

// Extension is a person: the leg of theirs that matters most, and the party they
// are with. ok is false when they have no call.
func (a Aim) Extension(e *model.Extension) (Target, bool) {
	talker, ok := e.Main()
	if !ok {
		return Target{Tenant: e.ID.Tenant, Epoch: a.Snap.Epoch, Party: model.Party{Number: e.Number, Name: e.Name}}, false
	}
	return a.Leg(e, talker), true
}

// Leg is one talker of an extension, with the party it is with.
func (a Aim) Leg(e *model.Extension, talker model.Talker) Target {
	t := Target{
		Tenant: e.ID.Tenant, Epoch: talker.ID.Epoch, Call: talker.Call, Room: talker.Room, Leg: talker.ID,
		State: talker.State, Party: model.Party{Number: talker.Other, Name: talker.OtherName},
		Other:  model.Party{Leg: talker.ID, Number: e.Number, Name: e.Name, State: talker.State, Since: talker.Since},
		People: 2, Recording: talker.Recording,
	}
	c, ok := a.Snap.Call(talker.Call)
	if !ok {
		return t
	}
	t.People, t.Place = len(c.Parties()), c.Park
	for _, p := range c.Parties() {
		if p.Leg != talker.ID {
			t.Party = p
			break
		}
	}
	return t
}

// Park is a place with somebody in it.
func (a Aim) Park(p *model.Park) Target {
	return Target{
		Tenant: p.ID.Tenant, Epoch: a.Snap.Epoch, Call: p.Call, State: pal.Parked,
		Party: p.Parked, Other: p.By, People: 1, Place: p.Number,
	}
}

// None is the target of an act that is about no call yet.
func (a Aim) None() Target {
	return Target{Tenant: a.Own.Tenant, Epoch: a.Snap.Epoch}
}

// same tells whether the board still is as it was when the target was frozen. It
// gives what differs in words: before and after.
func (t Target) same(snap *model.Snapshot) (before, after string, ok bool) {
	if t.Epoch != snap.Epoch {
		return "seen before the line broke", "the PBX was connected to again since", false
	}
	if !t.Leg.IsZero() {
		return t.sameLeg(snap)
	}
	if t.Place.Empty() {
		return "", "", true
	}
	p, found := snap.Park(model.Who{Tenant: t.Tenant, Number: t.Place.Raw()})
	switch {
	case !found || p.On != pal.On:
		return t.Party.Label() + " in " + t.Place.String(), t.Place.String() + " is free", false
	case p.Call != t.Call:
		return t.Party.Label() + " in " + t.Place.String(), p.Parked.Label() + " in " + t.Place.String(), false
	}
	return "", "", true
}

func (t Target) sameLeg(snap *model.Snapshot) (before, after string, ok bool) {
	now, found := snap.Talker(t.Leg)
	was := t.Other.Number.String() + " " + t.State.String() + " with " + t.Party.Label()
	if !found {
		return was, "that call has ended", false
	}
	fresh := Target{}
	if e, ok := snap.Extension(t.Leg.Who()); ok {
		fresh = Aim{Snap: snap}.Leg(e, now)
	}
	if now.State != t.State || now.Call != t.Call || fresh.Party.Number != t.Party.Number {
		return was, t.Other.Number.String() + " " + now.State.String() + " with " + fresh.Party.Label(), false
	}
	return "", "", true
}
