package desk

import (
	"context"
	"slices"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// confirmWithin is how long the notifications may take to show what was done.
const confirmWithin = 2 * time.Second

// isSeen tells that the board is to show an act. Of tones it shows nothing, nor of
// another way of a barge that lasts.
func (d *Desk) isSeen(snap *model.Snapshot, i Intent) bool {
	if i.Act != Barge {
		return i.Act != Tones
	}
	return !d.isIn(snap, i.Target.Call)
}

// isIn tells that the operator's own phone is in a call, or rings for it.
func (d *Desk) isIn(snap *model.Snapshot, call model.CallID) bool {
	own, ok := snap.Extension(d.Own())
	return ok && slices.ContainsFunc(own.Talkers, func(t model.Talker) bool { return t.Call == call })
}

// Confirm waits until the board shows what the outcome's act asked for, for two
// seconds at most. It reports whether it did; for an act that it does not show, at once
// that it did, and writes nothing.
func (d *Desk) Confirm(ctx context.Context, o Outcome) bool {
	if !o.seen {
		return true
	}
	changed, cancel := d.store.Subscribe()
	defer cancel()
	expired := d.clock.After(confirmWithin)
	for {
		if d.shows(d.store.Snapshot(), o) {
			d.book.confirm(o.entry, true)
			return true
		}
		select {
		case <-changed:
			continue
		case <-expired:
			d.book.confirm(o.entry, false)
		case <-ctx.Done():
		}
		return false
	}
}

// shows tells whether a snapshot has the change that an act asked for. A board of
// another connection shows nothing of it: there every leg is another one.
func (d *Desk) shows(snap *model.Snapshot, o Outcome) bool {
	if snap.Sure != model.Live || snap.Epoch != o.epoch {
		return false
	}
	t := o.Intent.Target
	leg, up := snap.Talker(t.Leg)
	switch o.Intent.Act {
	case Transfer:
		return o.Intent.Mode == pal.Attended && up && d.consults(snap, leg, o) ||
			(!up || leg.State == pal.Ending) && t.movedOn(snap, o.Intent.To)
	case Park:
		place, ok := snap.Park(model.Who{Tenant: t.Tenant, Number: o.Intent.Place})
		return ok && place.On == pal.On && place.Call == t.Call
	case Retrieve, Barge, Call:
		return d.phoneWoke(snap, o)
	case HangUp:
		return t.ended(snap, d.endsRoom(t))
	case Forward:
		call, lasts := snap.Call(t.Call)
		return lasts && reaches(call, o.Intent.To)
	case Record:
		return recordingTurned(snap, t)
	case TakeBack, Answer:
		return up && leg.State == pal.Talking
	case Hold:
		return up && leg.State == otherHold(t.State)
	}
	return false
}

// consults tells that an attended transfer is under way: the leg is held, and its
// user has another one since.
func (d *Desk) consults(snap *model.Snapshot, leg model.Talker, o Outcome) bool {
	if leg.State != pal.Held {
		return false
	}
	return slices.ContainsFunc(legsOf(snap, leg.ID.Who()), o.isNew)
}

// movedOn tells that a call goes on without the one who transferred it: with the one
// it was to go to, or with somebody else who is told by another number.
func (t Target) movedOn(snap *model.Snapshot, to []string) bool {
	call, lasts := snap.Call(t.Call)
	if !lasts || reaches(call, to) {
		return lasts
	}
	parties := call.Parties()
	return len(parties) > 1 && !slices.ContainsFunc(parties, func(p model.Party) bool { return p.Number.Raw() == t.Leg.User })
}

// otherHold is what hold makes of a state.
func otherHold(state pal.State) pal.State {
	if state == pal.Held {
		return pal.Talking
	}
	return pal.Held
}

// ended tells that what was hung up is over: the whole call where it was ended by its
// room, whoever leaves it first, else the one leg of it.
func (t Target) ended(snap *model.Snapshot, byRoom bool) bool {
	if byRoom || t.Leg.IsZero() {
		call, lasts := snap.Call(t.Call)
		return !lasts || call.State == pal.Ending
	}
	leg, up := snap.Talker(t.Leg)
	return !up || leg.State == pal.Ending
}

func recordingTurned(snap *model.Snapshot, t Target) bool {
	if t.Recording == pal.On {
		leg, up := snap.Talker(t.recorded)
		return !up || leg.Recording == pal.Off
	}
	leg, up := snap.Talker(t.Leg)
	return up && leg.Recording == pal.On
}

// phoneWoke tells that the operator's own phone has the call that was asked for: a
// leg in the call of the target, or, for a call made, a new one that calls.
func (d *Desk) phoneWoke(snap *model.Snapshot, o Outcome) bool {
	own, ok := snap.Extension(d.Own())
	if !ok {
		return false
	}
	i := o.Intent
	return slices.ContainsFunc(own.Talkers, func(t model.Talker) bool {
		switch {
		case !o.isNew(t.ID):
			return false
		case i.Act == Barge:
			return t.Call == i.Target.Call
		case i.Act == Retrieve:
			return t.Call == i.Target.Call || i.Target.Call == 0
		}
		return t.Caller || slices.Contains(i.To, t.Other.Raw())
	})
}

// isNew tells a leg that was not there when the act was sent.
func (o Outcome) isNew(leg model.Leg) bool { return !slices.Contains(o.before, leg) }

func reaches(c *model.Conversation, numbers []string) bool {
	return slices.ContainsFunc(c.Parties(), func(p model.Party) bool {
		return slices.Contains(numbers, p.Number.Raw())
	})
}
