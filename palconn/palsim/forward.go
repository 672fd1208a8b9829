package palsim

import "cordboard/palconn/pal"

func (p *PBX) forwardCommands() map[string]command {
	return map[string]command{"callforward": p.callforward}
}

// callforward is PAL guide 6.2: the caller stays, everybody else leaves the room,
// and the users ring at once. When none of them answers the caller goes to the
// voicemail box of the first; a parked call stays parked.
func (p *PBX) callforward(r *request) (any, error) {
	rm, err := p.findRoom(r, r.text("rid"))
	if err != nil {
		return nil, err
	}
	if consultsOf(rm.talkers) != nil {
		return nil, failure("a transfer is under way in room %s", rm.id)
	}
	kept := rm.callingParty()
	if !kept.isUp() && kept.state != pal.Calling {
		return nil, failure("nobody calls in room %s", rm.id)
	}
	to, err := p.forwardTargets(r, kept)
	if err != nil {
		return nil, err
	}
	for _, t := range without(rm.talkers, kept) {
		p.endForwarded(t)
	}
	if pl := kept.place(); pl != nil {
		p.retrieve(pl, to, false, func() {})
	} else {
		p.connectTo(kept, to...)
	}
	return succeeded, nil
}

func (p *PBX) forwardTargets(r *request, kept *talker) (to []target, err error) {
	for _, number := range r.texts("user") {
		one, err := r.tenant.findTarget(number)
		switch {
		case err != nil:
			return nil, err
		case one.ext != nil && one.ext == kept.ext:
			return nil, failure("%s is in the call", number)
		}
		to = append(to, one)
	}
	if len(to) == 0 {
		return nil, failure("nobody to forward to")
	}
	return to, nil
}

// endForwarded ends the leg of one who was called; nobody hears of its phone that
// it declined.
func (p *PBX) endForwarded(t *talker) {
	if t.ring != nil {
		p.remove(t, causeCancelled, nil)
		return
	}
	p.endLeg(t, causeNormal)
}

// callingParty is who stays when a call is forwarded: the parked party, else the
// caller, else the first.
func (r *room) callingParty() *talker {
	for _, t := range r.talkers {
		if t.isParked() {
			return t
		}
	}
	for _, t := range r.talkers {
		if t.caller && t.barge == nil && (t.isUp() || t.state == pal.Calling) {
			return t
		}
	}
	return r.talkers[0]
}
