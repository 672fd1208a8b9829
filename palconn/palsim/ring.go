package palsim

import (
	"strconv"

	"cordboard/palconn/pal"
)

// ring is one or more phones that ring for the same thing: the first to answer
// gets it.
type ring struct {
	pbx  *PBX
	room *room
	legs []*talker
	// timeout ends the ringing; nil when it never does.
	timeout *task
	// quick tells that the person waits for the call and picks up at once.
	quick    bool
	answered func(leg *talker)
	failed   func(why cause)
}

// offer describes what rings.
type offer struct {
	room *room
	to   []target
	// other is the party the phones show.
	other party
	// caller tells that the phones ring for a call their user makes.
	caller bool
	barge  *BargeMode
	// quick tells that the user has asked for the call: the phone rings although
	// others who call it would find it busy, and nobody in its place.
	quick bool
	// alone tells that nobody rings in the place of the phone, or beside it.
	alone bool
	// tried are those whose forwarding led here.
	tried []target
	// answered is called when the first phone answers, after its code 2; the other
	// phones have not stopped yet.
	answered func(leg *talker)
	// failed is called when no phone is left that could answer. It may be called
	// before the offer is made when none could be rung.
	failed func(why cause)
}

// obstacle is why a user's phone cannot be rung now: for others, or with own for a
// call that the user has asked for.
func (e *extension) obstacle(own bool) (why cause, blocked bool) {
	switch {
	case !e.registered:
		return causeAbsent, true
	case own && e.isOccupied() || !own && e.isBusy():
		return causeBusy, true
	}
	return cause{}, false
}

// capacity is how many calls a user's phone can have when nothing is set.
func (e *extension) capacity() int {
	if e.number == e.tenant.options.Operator {
		return e.tenant.options.MaxTalkers + operatorMore
	}
	return e.tenant.options.MaxTalkers
}

// isBusy tells a user who takes no more calls: the property says how many at most,
// -1 any number.
func (e *extension) isBusy() bool {
	most, err := strconv.Atoi(e.property(propertySessions))
	if err != nil {
		most = e.capacity()
	}
	return !within(len(e.talkers)+1, most)
}

// isOccupied tells a user whose phone can have no more calls at all, also none that
// the user makes.
func (e *extension) isOccupied() bool { return e.isBusy() && len(e.talkers) >= e.capacity() }

// ready fails when a user's phone cannot have a call that the user asks for.
func (p *PBX) ready(e *extension) error {
	if why, blocked := e.obstacle(true); blocked {
		return failure("%s is %s", e.number, why.words())
	}
	return nil
}

// words says a cause as what the extension is.
func (c cause) words() string {
	if c == causeAbsent {
		return "not registered"
	}
	return "busy"
}

// ring rings the targets of an offer, and those who ring with them or in their
// place.
func (p *PBX) ring(o offer) {
	if group := o.hunted(); group != nil {
		p.hunt(o, group.members())
		return
	}
	r := &ring{pbx: p, room: o.room, quick: o.quick, answered: o.answered}
	r.failed = func(why cause) { p.notTaken(o, why) }
	why := causeUnknown
	for _, to := range o.phones() {
		if to.ext != nil {
			obstacle, blocked := to.ext.obstacle(o.quick)
			if blocked {
				why = obstacle
				continue
			}
		}
		p.addLeg(r, o, to)
	}
	if len(r.legs) == 0 {
		p.notTaken(o, why)
		return
	}
	r.timeout = p.after(o.ringTime(), func() { p.ringOut(r, causeNoAnswer) })
	for _, leg := range r.legs {
		p.people.ringing(leg)
	}
}

// addLeg rings one phone. A voicemail box and an announcement ring for no time at
// all: they answer when the offer has been made.
func (p *PBX) addLeg(r *ring, o offer, to target) {
	leg := p.newTalker(r.room, to.ext, to.party())
	leg.caller, leg.barge, leg.other, leg.ring = o.caller, o.barge, o.other, r
	leg.box, leg.announces = to.box, to.announcer
	r.legs = append(r.legs, leg)
	switch {
	case leg.isMachine():
		p.after(0, func() {
			if leg.rings() {
				p.answer(leg)
			}
		})
	case to.outside != "":
		p.takeLine(leg, r.room.tenant.freeLine())
	}
	if o.caller {
		p.step(leg, pal.Calling, pal.CodeCalling)
	} else {
		p.step(leg, pal.Ringing, pal.CodeCalling)
	}
	p.step(leg, pal.Ringing, pal.CodeStartRinging)
}

// answer is a ringing phone being picked up.
func (p *PBX) answer(leg *talker) {
	r := leg.ring
	r.drop(leg)
	p.agenda.callOff(r.timeout)
	p.step(leg, pal.Talking, pal.CodeCallSuccess)
	r.answered(leg)
	r.silence(causeElsewhere, leg)
	if leg.isMachine() {
		p.playOut(leg)
	}
}

// decline is a ringing phone being hung up, or gone.
func (p *PBX) decline(leg *talker, why cause) {
	r := leg.ring
	p.remove(leg, why, leg)
	if len(r.legs) == 0 {
		p.agenda.callOff(r.timeout)
		r.failed(why)
	}
}

// ringOut ends ringing that nobody answered.
func (p *PBX) ringOut(r *ring, why cause) {
	r.silence(why, nil)
	r.failed(why)
}

// cancelRings ends all ringing in a room because somebody got the call; phones of
// those who barge in ring on.
func (p *PBX) cancelRings(rm *room, by *talker) {
	for _, t := range rm.talkers {
		if t.ring != nil && t.barge == nil {
			t.ring.silence(causeElsewhere, by)
		}
	}
}

// drop takes a leg out of the ring; the leg itself stays.
func (r *ring) drop(leg *talker) {
	r.legs = without(r.legs, leg)
	leg.ring = nil
	if len(r.legs) == 0 {
		r.pbx.agenda.callOff(r.timeout)
	}
}

// silence ends every phone that still rings; failed is not called.
func (r *ring) silence(why cause, by *talker) {
	r.pbx.agenda.callOff(r.timeout)
	for _, leg := range r.legs {
		r.pbx.remove(leg, why, by)
	}
}
