package palsim

import (
	"math"
	"time"

	"cordboard/palconn/pal"
)

// people are those who sit at the phones. They act by the same ways as everybody
// else: pick up, hang up, and in a PBX with traffic hold, park, transfer, record.
type people struct {
	pbx *PBX
	on  bool
	// busy tells that they do more in a call than to talk and hang up.
	busy bool
	// generation counts how often they were switched: plans of an earlier one are
	// not carried out.
	generation int
}

const (
	// shareNoAnswer of the calls are not answered by anybody.
	shareNoAnswer = 0.12
	medianTalk    = 70 * time.Second
	// sigmaTalk is the spread of the lengths of talks, which are log-normal.
	sigmaTalk    = 0.8
	shortestTalk = 8 * time.Second
	longestTalk  = 15 * time.Minute
)

// plan lets a person do something later, unless by then people were switched off or
// the plan no longer fits.
func (p *people) plan(d time.Duration, fits func() bool, do func()) {
	if !p.on {
		return
	}
	generation := p.generation
	p.pbx.after(d, func() {
		if p.on && p.generation == generation && fits() {
			do()
		}
	})
}

// ringing is a phone that begins to ring.
func (p *people) ringing(leg *talker) {
	if !p.on || leg.isMachine() {
		return
	}
	after, answers := p.patience(leg)
	if answers {
		p.plan(after, leg.rings, func() { p.pbx.answer(leg) })
	}
}

// patience draws how long a phone rings before it is picked up, if it is.
func (p *people) patience(leg *talker) (after time.Duration, answers bool) {
	switch {
	case leg.ring.quick:
		return p.pbx.between(time.Second, 2*time.Second), true
	case p.isOperator(leg):
		return p.pbx.between(6*time.Second, 15*time.Second), true
	}
	after = p.pbx.between(2*time.Second, 12*time.Second)
	return after, !p.pbx.oneIn(shareNoAnswer)
}

// talking is two parties beginning to talk with each other.
func (p *people) talking(a, b *talker) {
	a.story++
	b.story++
	if !p.on || a.isMachine() || b.isMachine() {
		return
	}
	length := p.pbx.talkLength()
	if p.isOperator(a) || !p.isOperator(b) && p.pbx.oneIn(0.5) {
		p.planEnd(length, b, a)
	} else {
		p.planEnd(length, a, b)
	}
	if p.busy {
		p.incident(a, b, length)
	}
}

// isOperator tells a talker whose calls only the other party ends.
func (p *people) isOperator(t *talker) bool {
	return t.ext != nil && t.ext.number == p.pbx.options.Operator
}

// talkLength draws how long people talk.
func (p *PBX) talkLength() time.Duration {
	length := time.Duration(float64(medianTalk) * math.Exp(p.chance.NormFloat64()*sigmaTalk))
	return min(max(length, shortestTalk), longestTalk)
}

// sameStory gives a test whether two talkers still have the conversation that they
// have now.
func sameStory(a, b *talker) func() bool {
	storyA, storyB := a.story, b.story
	return func() bool {
		return !a.isGone() && !b.isGone() && a.room == b.room && a.story == storyA && b.story == storyB
	}
}

// planEnd lets ends hang up after a time; later when one of them holds the call.
func (p *people) planEnd(d time.Duration, ends, other *talker) {
	p.plan(d, sameStory(ends, other), func() {
		if !ends.isTalking() || !other.isTalking() {
			p.planEnd(p.pbx.between(5*time.Second, 15*time.Second), ends, other)
			return
		}
		p.pbx.hangUp(ends)
	})
}

// incident lets one of two who talk do something with the call, sometimes. The
// operator leaves that to the console.
func (p *people) incident(a, b *talker, length time.Duration) {
	actor, other := a, b
	if actor.ext == nil || b.ext != nil && p.pbx.oneIn(0.5) {
		actor, other = b, a
	}
	if actor.ext == nil || p.isOperator(actor) {
		return
	}
	if p.pbx.oneIn(shareRecorded) {
		p.plan(length/10, sameStory(actor, other), func() { _ = p.pbx.record(actor, true) })
	}
	act := p.pbx.drawIncident(actor)
	if act == nil {
		return
	}
	when := time.Duration(float64(length) * (0.2 + 0.4*p.pbx.chance.Float64()))
	p.plan(when, sameStory(actor, other), act)
}

// The shares of the calls in which something happens.
const (
	shareRecorded = 0.10
	shareHeld     = 0.15
	shareParked   = 0.06
	shareBlind    = 0.06
	shareAttended = 0.06
)

// drawIncident draws what a talker does with its call; nil for nothing. What cannot
// be done when its time comes is left.
func (p *PBX) drawIncident(t *talker) func() {
	share := p.chance.Float64()
	for _, incident := range []struct {
		share float64
		act   func()
	}{
		{shareHeld, func() { p.holdForAWhile(t) }},
		{shareParked, func() { p.parkSomewhere(t) }},
		{shareBlind, func() { p.transferToSomebody(t, pal.Blind) }},
		{shareAttended, func() { p.transferToSomebody(t, pal.Attended) }},
	} {
		if share -= incident.share; share < 0 {
			return incident.act
		}
	}
	return nil
}

func (p *PBX) holdForAWhile(t *talker) {
	if p.hold(t) != nil {
		return
	}
	story := t.story
	back := func() bool { return !t.isGone() && t.isHeld() && t.story == story }
	p.people.plan(p.between(4*time.Second, 20*time.Second), back, func() { _ = p.unhold(t) })
}

func (p *PBX) parkSomewhere(t *talker) {
	if pl := t.tenant.freePlace(); pl != nil {
		_ = p.park(t, pl.number)
	}
}

func (p *PBX) transferToSomebody(t *talker, mode string) {
	if to := p.freeExtension(t.tenant); to != nil {
		_ = p.transfer(t, to.number, mode)
	}
}

// parked is a call that was just parked: in a PBX with traffic somebody else takes
// it after a while.
func (p *people) parked(pl *place) {
	if !p.busy {
		return
	}
	parked := pl.talker
	waits := func() bool { return pl.talker == parked }
	p.plan(p.pbx.between(20*time.Second, 90*time.Second), waits, func() {
		if e := p.pbx.freeExtension(pl.tenant); e != nil {
			_ = p.pbx.unpark(e, pl.number)
		}
	})
}

// consulting is the target of an attended transfer having answered: the
// transferrer completes it after a few words.
func (p *people) consulting(c *consult) {
	underWay := func() bool { return c.first.consult == c && c.second.consult == c }
	p.plan(p.pbx.between(5*time.Second, 9*time.Second), underWay, func() { p.pbx.completeTransfer(c) })
}

// between draws a time from low to high.
func (p *PBX) between(low, high time.Duration) time.Duration {
	return low + time.Duration(p.chance.Int64N(int64(high-low)+1))
}

// oneIn is true with the probability share.
func (p *PBX) oneIn(share float64) bool { return p.chance.Float64() < share }
