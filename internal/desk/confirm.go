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

// Confirm waits until the board shows what the outcome's act asked for, for two
// seconds at most. It reports whether it did.
func (d *Desk) Confirm(ctx context.Context, o Outcome) bool {
	changed, cancel := d.store.Subscribe()
	defer cancel()
	expired := d.clock.After(confirmWithin)
	for {
		if d.shows(d.store.Snapshot(), o) {
			d.log.confirm(o.ID)
			return true
		}
		select {
		case <-changed:
		case <-expired:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

// shows tells whether a snapshot has the change that an act asked for.
func (d *Desk) shows(snap *model.Snapshot, o Outcome) bool {
	if snap.Sure != model.Live {
		return false
	}
	t := o.Intent.Target
	leg, up := snap.Talker(t.Leg)
	call, lasts := snap.Call(t.Call)
	switch o.Intent.Act {
	case Transfer:
		if o.Intent.Mode == pal.Attended {
			return up && leg.State == pal.Held
		}
		return !up || leg.State == pal.Ending
	case Park:
		place, ok := snap.Park(model.Who{Tenant: t.Tenant, Number: o.Intent.Place})
		return ok && place.On == pal.On && place.Call == t.Call
	case Retrieve, Call, Barge:
		return d.phoneWoke(snap, o)
	case HangUp:
		return !t.Leg.IsZero() && (!up || leg.State == pal.Ending) || t.Whole && !lasts
	case Forward:
		return !lasts || reaches(call, o.Intent.To)
	case Record:
		return up && leg.Recording != t.Recording && leg.Recording != pal.NotTold
	case TakeBack, Answer:
		return up && leg.State == pal.Talking
	case Hold:
		return up && leg.State != t.State
	}
	return o.Intent.Act == Tones
}

// phoneWoke tells that the operator's own extension has a leg that it had not
// when the act was sent, or that a barge goes on in another way.
func (d *Desk) phoneWoke(snap *model.Snapshot, o Outcome) bool {
	own, ok := snap.Extension(d.Own())
	if !ok {
		return false
	}
	return slices.ContainsFunc(own.Talkers, func(t model.Talker) bool {
		return !slices.Contains(o.before, t.ID) || o.Intent.Act == Barge && t.Call == o.Intent.Target.Call
	})
}

func reaches(c *model.Conversation, numbers []string) bool {
	return slices.ContainsFunc(c.Parties(), func(p model.Party) bool {
		return slices.Contains(numbers, p.Number.Raw())
	})
}
