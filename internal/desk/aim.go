package desk

import (
	"slices"
	"strings"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// Aim chooses targets for one operator.
type Aim struct {
	Snap *model.Snapshot
	// Own is the operator's extension.
	Own model.Who
}

// Call is a conversation. The leg that a transfer or park is asked of is the
// operator's own where there is one, else the one that holds the call, else that
// of the called party: the party it is with is the one who is moved.
func (a Aim) Call(c *model.Conversation) Target {
	t := Target{
		aim: atCall, own: a.Own,
		Tenant: c.Tenant, Epoch: c.Epoch, Call: c.ID, Room: c.Room, State: c.State,
		People: len(c.Parties()), crowd: crowd(c), Whole: true,
		Recording: c.Recording, recorded: a.recorded(c), Place: c.Park,
	}
	t.since, t.stay = a.parked(c)
	t.Party, t.Other = a.ends(c)
	if !c.Park.Empty() {
		t.Leg = t.Party.Leg
		return t
	}
	t.Leg, t.third = t.Other.Leg, slices.Contains(c.Joined, t.Other)
	if talker, ok := a.Snap.Talker(t.Leg); ok {
		t.State, t.Party = talker.State, with(c, talker, t.Party)
	}
	return t
}

// ends chooses who is acted on and whose leg is asked; of a parked call, who waits
// and who put them there.
func (a Aim) ends(c *model.Conversation) (party, asked model.Party) {
	third := slices.IndexFunc(c.Joined, func(p model.Party) bool { return a.isOwn(p) && p.State != model.Ringing })
	switch {
	case !c.Park.Empty():
		return c.From, c.To
	case third >= 0:
		return c.From, c.Joined[third]
	case a.isOwn(c.To), !c.To.Outside() && !a.isOwn(c.From) && (!holds(c.From) || holds(c.To)):
		return c.From, c.To
	case c.From.Outside():
		return c.From, c.To
	}
	return c.To, c.From
}

func (a Aim) isOwn(p model.Party) bool { return !p.Outside() && p.Leg.Who() == a.Own }

func holds(p model.Party) bool { return !p.Outside() && p.State == model.Held }

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
		aim: atLeg, own: a.Own,
		Tenant: e.ID.Tenant, Epoch: talker.ID.Epoch, Call: talker.Call, Room: talker.Room, Leg: talker.ID,
		State: talker.State, Party: model.Party{Number: talker.Other, Name: talker.OtherName},
		Other:  model.Party{Leg: talker.ID, Number: e.Number, Name: e.Name, State: talker.State, Since: talker.Since},
		People: 2, Recording: talker.Recording, recorded: talker.ID,
	}
	c, ok := a.Snap.Call(talker.Call)
	if !ok {
		return t
	}
	t.People, t.Place = len(c.Parties()), c.Park
	t.since, t.stay = a.parked(c)
	t.Party = with(c, talker, t.Party)
	return t
}

// with is the party that a talker is with: the one the PBX tells it, where it is in
// the call; else the first who is not the talker.
func with(c *model.Conversation, talker model.Talker, otherwise model.Party) model.Party {
	others := slices.DeleteFunc(c.Parties(), func(p model.Party) bool { return p.Leg == talker.ID })
	told := slices.IndexFunc(others, func(p model.Party) bool { return p.Number == talker.Other })
	switch {
	case told >= 0:
		return others[told]
	case len(others) > 0:
		return others[0]
	}
	return otherwise
}

// Park is a place with somebody in it.
func (a Aim) Park(p *model.Park) Target {
	t := Target{
		aim: atPlace, own: a.Own,
		Tenant: p.ID.Tenant, Epoch: a.Snap.Epoch, Call: p.Call, State: pal.Parked, Leg: p.Parked.Leg,
		Party: p.Parked, Other: p.By, People: 1, Whole: true, Place: p.Number, since: p.Since, stay: p.Stay,
	}
	if c, ok := a.Snap.Call(p.Call); ok {
		t.Room, t.crowd, t.People = c.Room, crowd(c), len(c.Parties())
	}
	return t
}

// None is the target of an act that is about no call yet.
func (a Aim) None() Target {
	return Target{Tenant: a.Own.Tenant, Epoch: a.Snap.Epoch}
}

// recorded is the first leg of a conversation that is recorded; zero for none.
func (a Aim) recorded(c *model.Conversation) model.Leg {
	for _, p := range c.Parties() {
		if talker, ok := a.Snap.Talker(p.Leg); ok && talker.Recording == model.On {
			return talker.ID
		}
	}
	return model.Leg{}
}

// parked is since when a conversation is parked, and which stay that is.
func (a Aim) parked(c *model.Conversation) (since time.Time, stay uint32) {
	p, ok := a.Snap.Park(model.Who{Tenant: c.Tenant, Number: c.Park.Raw()})
	if c.Park.Empty() || !ok {
		return time.Time{}, 0
	}
	return p.Since, p.Stay
}

// crowd names everybody in a conversation.
func crowd(c *model.Conversation) string {
	names := make([]string, 0, len(c.Joined)+2)
	for _, p := range c.Parties() {
		names = append(names, p.Leg.Talker+" "+p.Number.Raw())
	}
	slices.Sort(names)
	return strings.Join(names, "\x00")
}
