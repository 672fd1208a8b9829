package model

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

const (
	// longestCall is how long ago a state can have begun.
	longestCall = 24 * time.Hour
	// agreeing is how far a clock may be off that is taken as ours.
	agreeing = 2 * time.Second
	// ownEvents is how many live events tell the clock of a PBX well enough to do
	// without what was known of it before: it may have been set back.
	ownEvents = 8
	// tellable is what makes a difference in a duration.
	tellable = time.Second
)

// moment is a time of ours. One that was reckoned from the clock of the PBX moves
// when more is known of that clock.
type moment struct {
	time.Time
	reckoned bool
}

// clock is what is to be added to the times of the PBX to have ours, as far as live
// events have told it, over all connections.
type clock struct {
	known  bool
	behind time.Duration
}

// reckoning compares the clock of the PBX with ours by the events of a connection.
// Each came after its time: the least difference is the best, and the durations
// that are reckoned by it are never too long.
type reckoning struct {
	*clock
	timed bool
	least time.Duration
	// live counts the events that were told as they happened.
	live int
	// applied is by what the moments on the board were reckoned.
	applied time.Duration
}

// best is what to add to the times of the PBX.
func (r *reckoning) best() time.Duration {
	behind := r.least
	if r.known && r.live < ownEvents {
		behind = min(behind, r.behind)
	}
	if behind.Abs() <= agreeing {
		return 0
	}
	return behind
}

// hear takes the time of an event.
func (b *board) hear(stamp pal.Number, at time.Time) {
	if !stamp.Known {
		return
	}
	r := &b.time
	first := !r.timed
	if behind := at.Sub(time.UnixMilli(stamp.Value)); first || behind < r.least {
		r.timed, r.least = true, behind
	}
	switch {
	case b.settled:
		r.live++
		b.compare()
	case first:
		r.applied = r.best()
	}
}

// compare learns the clock of the PBX from a live event. A clock that is set later
// says nothing of what was told by the clock as it was.
func (b *board) compare() {
	r := &b.time
	best, learned := r.best(), !r.known
	r.known, r.behind = true, best
	if r.live > ownEvents {
		return
	}
	// Only what this connection told of the clock is evidence: it may have been set
	// since the one before.
	b.prove(b.began.Add(-slack - r.least))
	if learned || (best-r.applied).Abs() >= tellable {
		b.reckon()
	}
}

// reckon brings the moments that the PBX told to what is known of its clock now.
func (b *board) reckon() {
	best := b.time.best()
	if by := best - b.time.applied; by != 0 {
		b.time.applied = best
		b.move(by)
	}
}

// since gives when a state began. Once the board has settled the events are fresh,
// and our own clock is the better one; before, the PBX tells of things that began
// earlier, by its clock. A time that is too long ago tells nothing.
func (b *board) since(pbx, at time.Time) moment {
	if b.settled || pbx.IsZero() {
		return moment{Time: at}
	}
	began := pbx.Add(b.time.applied)
	if at.Sub(began) > longestCall {
		return moment{Time: at}
	}
	return moment{began, true}
}

// add moves a moment that was reckoned.
func (m *moment) add(by time.Duration) {
	if m.reckoned {
		m.Time = m.Time.Add(by)
	}
}

// move moves all moments that were reckoned.
func (b *board) move(by time.Duration) {
	for _, l := range b.legs {
		l.began.add(by)
		l.since.add(by)
		l.row.Began, l.row.Since = l.began.Time, l.since.Time
		b.rows.edit(l.phone.place)
	}
	for _, r := range b.rooms {
		r.move(by)
		b.touchRoom(r)
	}
	for _, p := range b.parks {
		p.since.add(by)
		p.row.Since = p.since.Time
	}
	for _, l := range b.lines {
		l.since.add(by)
		l.row.Since = l.since.Time
	}
	b.parksMoved, b.linesMoved = true, true
}

func (r *room) move(by time.Duration) {
	r.began.add(by)
	r.answer.add(by)
	// Snapshots hold the steps that there were.
	r.steps = slices.Clone(r.steps)
	for i := range r.steps {
		if step := &r.steps[i]; step.reckoned {
			step.At = step.At.Add(by)
		}
	}
}

// unsureUntil is before when times are but the latest that they can be: those that
// were told before the board had settled, while the clock of the PBX is not known.
func (b *board) unsureUntil() time.Time {
	switch {
	case b.time.known:
		return time.Time{}
	case b.settled:
		return b.told
	}
	return b.began.Add(longestCall)
}
