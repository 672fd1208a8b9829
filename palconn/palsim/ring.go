package palsim

import "cordboard/palconn/pal"

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
	quick  bool
	// answered is called when the first phone answers, after its code 2; the other
	// phones have not stopped yet.
	answered func(leg *talker)
	// failed is called when no phone is left that could answer. It may be called
	// before the offer is made when none could be rung.
	failed func(why cause)
}

// obstacle is why an extension cannot be rung now.
func (p *PBX) obstacle(e *extension) (why cause, blocked bool) {
	switch {
	case !e.registered:
		return causeAbsent, true
	case p.isBusy(e):
		return causeBusy, true
	}
	return cause{}, false
}

// isBusy tells an extension that can have no more calls.
func (p *PBX) isBusy(e *extension) bool {
	most := p.options.MaxTalkers
	if e.number == p.options.Operator {
		most += operatorMore
	}
	return len(e.talkers) >= most
}

// ready fails when an extension cannot be rung now.
func (p *PBX) ready(e *extension) error {
	if why, blocked := p.obstacle(e); blocked {
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

// ring rings the targets of an offer.
func (p *PBX) ring(o offer) {
	r := &ring{pbx: p, room: o.room, quick: o.quick, answered: o.answered, failed: o.failed}
	why := causeUnknown
	for _, to := range o.to {
		if to.ext != nil {
			obstacle, blocked := p.obstacle(to.ext)
			if blocked {
				why = obstacle
				continue
			}
		}
		p.addLeg(r, o, to)
	}
	if len(r.legs) == 0 {
		o.failed(why)
		return
	}
	r.timeout = p.after(p.options.RingTime, func() { p.ringOut(r, causeNoAnswer) })
	for _, leg := range r.legs {
		p.people.ringing(leg)
	}
}

// addLeg rings one phone. A voicemail box rings for no time at all: it answers
// when the offer has been made.
func (p *PBX) addLeg(r *ring, o offer, to target) {
	leg := p.newTalker(r.room, to.ext, to.party())
	leg.caller, leg.barge, leg.other, leg.ring = o.caller, o.barge, o.other, r
	r.legs = append(r.legs, leg)
	switch {
	case to.box != nil:
		leg.box = to.box
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
	if leg.box != nil {
		p.recordMessage(leg)
	}
}

// decline is a ringing phone being hung up.
func (p *PBX) decline(leg *talker) {
	r := leg.ring
	p.remove(leg, causeDeclined, leg)
	if len(r.legs) == 0 {
		p.agenda.callOff(r.timeout)
		r.failed(causeDeclined)
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
