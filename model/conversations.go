package model

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// party is the leg as one side of a conversation.
func (l *leg) party() Party {
	return Party{
		Leg: l.row.ID, Number: l.row.Number, Name: l.row.Name.Or(l.phone.name),
		State: l.row.State, Since: l.row.Since,
	}
}

// other is the other side as this leg was told of it; it has no leg.
func (l *leg) other() Party {
	return Party{Number: l.row.Other, Name: l.row.OtherName, State: l.row.State, Since: l.row.Since}
}

// hasUser reports whether a leg of the room belongs to the number.
func (r *room) hasUser(number string) bool {
	return slices.ContainsFunc(r.legs, func(l *leg) bool { return l.row.ID.User == number })
}

// leg finds a leg of the room; nil for one that is not in it.
func (r *room) leg(id Leg) *leg {
	for _, l := range r.legs {
		if l.row.ID == id {
			return l
		}
	}
	return nil
}

// speaksOutside reports whether the other side of a leg is none of our numbers.
func (r *room) speaksOutside(l *leg) bool {
	return !l.row.Other.Empty() && !r.isOurs(l.row.Other)
}

// isOurs reports whether a number is an extension of the room's tenant.
func (r *room) isOurs(number pal.Text) bool {
	return r.hasUser(number.Raw()) || r.known.has(Who{r.key.tenant, number.Raw()})
}

// outside is the party of a room that has no leg: the one outside, or else the one
// that the legs speak with and that is none of them, by name alone where the number is
// withheld.
func (r *room) outside() Party {
	if p := r.stranger(); !p.Number.Empty() {
		return p
	}
	for _, l := range r.legs {
		if !l.row.Other.Empty() && !r.hasUser(l.row.Other.Raw()) {
			return l.other()
		}
	}
	for _, p := range []Party{r.from, r.to} {
		if p.Outside() && !p.Number.Empty() {
			return p
		}
	}
	for _, l := range r.legs {
		if l.row.Other.Empty() && !l.row.OtherName.Empty() {
			return l.other()
		}
	}
	return Party{}
}

// stranger is the party of a room that is none of our numbers: one that a leg
// speaks with, or one that is remembered.
func (r *room) stranger() Party {
	for _, l := range r.legs {
		if r.speaksOutside(l) {
			return l.other()
		}
	}
	for _, p := range []Party{r.from, r.to} {
		if p.Outside() && !p.Number.Empty() && !r.isOurs(p.Number) {
			return p
		}
	}
	return Party{}
}

// hasBothSides reports whether nobody is missing in the call of a room.
func (r *room) hasBothSides() bool {
	sides := 0
	for _, l := range r.legs {
		switch {
		case l.listens:
		case r.speaksOutside(l):
			return true
		default:
			sides++
		}
	}
	return sides > 1
}

// keepParties remembers both sides before one of them goes. One who listens can be
// left behind and is then a side of what goes on, but neither called nor was called.
func (r *room) keepParties() {
	from, to, _ := r.sides()
	known := !r.caller.Number.Empty() && !r.callee.Number.Empty()
	if !known || !r.listens(from) && !r.listens(to) {
		r.caller, r.callee = richer(r.caller, from), richer(r.callee, to)
	}
	r.from, r.to = richer(r.from, from), richer(r.to, to)
}

func (r *room) listens(p Party) bool {
	l := r.leg(p.Leg)
	return l != nil && l.listens
}

// richer is the later of two parties, but the earlier where that one tells more of
// the same.
func richer(was, now Party) Party {
	if now.Number.Empty() && (now.Name.Empty() || !was.Number.Empty()) || now.Number == was.Number && now.Outside() && !was.Outside() {
		return was
	}
	return now
}

// sides tells who called, who was called and who came in later. With one leg the
// other side is what that leg was told of it.
func (r *room) sides() (from, to Party, joined []Party) {
	if len(r.legs) == 0 {
		return r.from, r.to, nil
	}
	caller := slices.IndexFunc(r.legs, func(l *leg) bool { return l.row.Caller })
	if caller < 0 && len(r.legs) > 1 && !r.speaksOutside(r.legs[0]) {
		caller = 0
	}
	called := r.called(caller)
	for i, l := range r.legs {
		switch i {
		case caller:
			from = l.party()
		case called:
			to = l.party()
		default:
			joined = append(joined, l.party())
		}
	}
	if caller < 0 {
		from = r.outside()
	}
	if called < 0 {
		to = r.legs[caller].other()
	}
	return from, to, joined
}

// called finds the leg that was called, -1 when that is nobody's of ours: the
// first that came with the call; of those that came to it later the first, unless
// the caller speaks with a party outside.
func (r *room) called(caller int) int {
	first := -1
	for i, l := range r.legs {
		switch {
		case i == caller:
		case !l.late:
			return i
		case first < 0:
			first = i
		}
	}
	if caller >= 0 && r.speaksOutside(r.legs[caller]) {
		return -1
	}
	return first
}

// state is the one word for the conversation: parked and held first, since that
// is where somebody waits; then ringing while somebody rings for a party that
// has nobody to talk to.
func (r *room) state() (pal.State, time.Time) {
	if r.park != nil {
		return pal.Parked, r.park.row.Since
	}
	for _, want := range []pal.State{pal.Parked, pal.Held} {
		if since, n := r.in(want); n > 0 {
			return want, since
		}
	}
	_, talking := r.in(pal.Talking)
	ringingSince, ringing := r.in(pal.Ringing)
	if talking > 1 || talking == 1 && (ringing == 0 || r.talksOutside()) {
		return pal.Talking, r.talkingSince(talking)
	}
	if ringing > 0 {
		return pal.Ringing, ringingSince
	}
	for _, want := range []pal.State{pal.Calling, pal.Ending} {
		if since, n := r.in(want); n > 0 {
			return want, since
		}
	}
	return pal.Unknown, r.began.Time
}

// talkingSince is when the sides of a conversation began to talk: one who comes to
// them later begins nothing, unless nobody talked without.
func (r *room) talkingSince(talking int) time.Time {
	var first, since time.Time
	for _, l := range r.legs {
		at := l.row.Since
		switch {
		case l.row.State != pal.Talking:
		case first.IsZero() || at.Before(first):
			first, since = at, first
		case since.IsZero() || at.Before(since):
			since = at
		}
	}
	if talking == 1 || r.talksOutside() {
		since = first
	}
	for _, l := range r.legs {
		// Who of the legs that were there before us came later, nobody told.
		side := l.row.State == pal.Talking && !l.late && !l.began.reckoned
		if side && l.row.Since.After(since) {
			since = l.row.Since
		}
	}
	return since
}

// in counts the legs in a state; since is when the last of them came to it.
func (r *room) in(state pal.State) (since time.Time, n int) {
	for _, l := range r.legs {
		if l.row.State == state {
			n++
			if l.row.Since.After(since) {
				since = l.row.Since
			}
		}
	}
	return since, n
}

// talksOutside tells that the one leg that talks has its partner outside.
func (r *room) talksOutside() bool {
	return slices.ContainsFunc(r.legs, func(l *leg) bool { return l.row.State == pal.Talking && r.speaksOutside(l) })
}

// freeze makes the immutable row of the conversation.
func (r *room) freeze(epoch uint64) *Conversation {
	c := &Conversation{ID: r.id, Epoch: epoch, Tenant: r.key.tenant, Room: r.text, Began: r.began.Time, History: slices.Clip(r.steps)}
	c.From, c.To, c.Joined = r.sides()
	c.State, c.Since = r.state()
	for _, l := range r.legs {
		c.Recording = max(c.Recording, l.row.Recording)
	}
	if r.park != nil {
		c.Park = r.park.row.Number
		c.From, c.To, c.Joined = r.aroundPark()
	}
	if r.line != nil {
		c.Line = r.line.row.Number
	}
	return c
}

// aroundPark tells who waits in the park, who put them there and whose phones ring
// for them.
func (r *room) aroundPark() (parked, by Party, joined []Party) {
	r.park.refresh()
	parked, by = r.park.row.Parked, r.park.row.By
	for _, l := range r.legs {
		if l.row.ID != parked.Leg && l.row.ID != by.Leg {
			joined = append(joined, l.party())
		}
	}
	return parked, by, joined
}
