package palsim

import (
	"strconv"
	"time"

	"cordboard/palconn/pal"
)

// dial lets an extension's phone call a number, and gives the room.
func (p *PBX) dial(from *extension, number string) (room string, err error) {
	to, err := from.tenant.findTarget(number)
	if err != nil {
		return "", err
	}
	if to.ext == from {
		return "", failure("%s cannot call itself", from.number)
	}
	if err := p.ready(from); err != nil {
		return "", err
	}
	return p.call(from, to).room.id, nil
}

// call is a phone calling into the PBX: the caller 1, the called 0 and 65. The
// room of the talker it gives is still known when the call failed at once.
func (p *PBX) call(from *extension, to target) dialled {
	caller := p.newTalker(p.newRoom(from.tenant), from, from.party())
	call := dialled{caller: caller, room: caller.room}
	caller.caller, caller.other = true, to.party()
	p.step(caller, pal.Calling, pal.CodeIncoming)
	p.putThrough(caller, to)
	return call
}

// putThrough connects a caller that is new in the PBX. It hears busy when its tenant has
// as many calls as it may.
func (p *PBX) putThrough(caller *talker, to target) {
	if tn := caller.tenant; !within(tn.calls, tn.maxSessions) {
		p.endRoom(caller.room, caller, causeBusy)
		return
	}
	p.connectTo(caller, to)
}

// dialled is a call that was made; the caller may be gone already.
type dialled struct {
	caller *talker
	room   *room
}

// connectTo rings whom a caller in its room called.
func (p *PBX) connectTo(caller *talker, to ...target) {
	p.ring(offer{
		room: caller.room, to: to, other: caller.party,
		answered: func(leg *talker) { p.connect(caller, leg) },
		failed:   func(why cause) { p.unanswered(caller, to[0].ext, why) },
	})
}

// connect joins a phone that answered with the party that waited for it.
func (p *PBX) connect(waiting, leg *talker) {
	waiting.other = leg.party
	if pl := waiting.place(); pl != nil {
		p.step(waiting, pal.Talking, pal.CodeParkCancel)
		p.freePlace(pl)
	} else {
		p.step(waiting, pal.Talking, pal.CodeAnswerSuccess)
	}
	p.cancelRings(waiting.room, leg)
	p.people.talking(waiting, leg)
}

// unanswered sends a caller to the voicemail box of the one it called, or ends
// the call.
func (p *PBX) unanswered(caller *talker, called *extension, why cause) {
	if called != nil && called.takesMessages(why) {
		p.toBox(caller, called)
		return
	}
	p.endRoom(caller.room, caller, why)
}

// callIn is a call from outside. With no line it comes over the trunk.
func (p *PBX) callIn(from party, to *extension, over *line) *room {
	r := p.newRoom(to.tenant)
	caller := p.newTalker(r, nil, from)
	caller.caller, caller.other = true, to.party()
	p.takeLine(caller, over)
	p.step(caller, pal.Calling, pal.CodeIncoming)
	p.putThrough(caller, target{ext: to})
	return r
}

func (p *PBX) callCommands() map[string]command {
	return map[string]command{
		"makeCall": p.makeCall, "disconnect": p.disconnect,
		"remoteControl": p.remoteControl, "sendDTMF": p.sendDTMF,
	}
}

// makeCall is PAL guide 6.20. Its result carries the number that the calls it
// makes have as logid.
func (p *PBX) makeCall(r *request) (any, error) {
	from, to, err := p.makeCallParties(r)
	if err != nil {
		return nil, err
	}
	if err := r.tenant.anotherCall(); err != nil {
		return nil, err
	}
	p.lastLog++
	rm := p.newRoom(r.tenant)
	rm.logID = strconv.Itoa(p.lastLog)
	if r.text("type") == pal.BothAtOnce {
		p.callBoth(rm, from, to)
	} else {
		p.callInTurn(rm, from, to)
	}
	return "succeeded: " + rm.logID, nil
}

func (p *PBX) makeCallParties(r *request) (from target, to []target, err error) {
	if _, err = p.ownExtension(r, r.text("user")); err != nil {
		return from, nil, err
	}
	if from, err = r.tenant.findTarget(r.text("from")); err != nil {
		return from, nil, err
	}
	if !from.hasPhone() {
		return from, nil, failure("%s has no phone", r.text("from"))
	}
	if from.ext == nil && r.by.rank == pal.ByUser || from.ext != nil && !r.mayActFor(from.ext) {
		return from, nil, errNoPermission
	}
	if from.ext != nil {
		if err := p.ready(from.ext); err != nil {
			return from, nil, err
		}
	}
	for _, number := range r.texts("to") {
		called, err := r.tenant.findTarget(number)
		if err != nil {
			return from, nil, err
		}
		if called == from {
			return from, nil, failure("%s cannot call itself", number)
		}
		to = append(to, called)
	}
	return from, to, nil
}

// callInTurn rings the caller first, and the called when it has picked up.
func (p *PBX) callInTurn(rm *room, from target, to []target) {
	p.ring(offer{
		room: rm, to: []target{from}, other: to[0].party(), caller: true, quick: true,
		answered: func(caller *talker) { p.connectTo(caller, to...) },
		failed:   func(cause) {},
	})
}

// callBoth rings everybody at once and connects the first two sides that answer.
func (p *PBX) callBoth(rm *room, from target, to []target) {
	var first *talker
	answered := func(leg *talker) {
		if first == nil {
			first = leg
			return
		}
		p.connect(first, leg)
	}
	failed := func(why cause) {
		for len(rm.talkers) > 0 {
			p.endRoom(rm, rm.talkers[0], why)
		}
	}
	p.ring(offer{
		room: rm, to: []target{from}, other: to[0].party(), caller: true, quick: true,
		answered: answered, failed: failed,
	})
	p.ring(offer{room: rm, to: to, other: from.party(), answered: answered, failed: failed})
}

// disconnect is PAL guide 6.9. delay is taken as seconds; the guide names no unit.
func (p *PBX) disconnect(r *request) (any, error) {
	if r.has("tid") {
		t, err := p.ownTalker(r, r.text("tid"))
		if err != nil {
			return nil, err
		}
		p.hangUp(t)
		return succeeded, nil
	}
	if r.by.rank == pal.ByUser {
		return nil, errNoPermission
	}
	rm, err := p.findRoom(r, r.text("rid"))
	if err != nil {
		return nil, err
	}
	delay := time.Duration(max(0, r.number("delay", 0))) * time.Second
	if delay == 0 {
		p.endRoom(rm, rm.talkers[0], causeNormal)
		return succeeded, nil
	}
	p.after(delay, func() {
		if len(rm.talkers) > 0 {
			p.endRoom(rm, rm.talkers[0], causeNormal)
		}
	})
	return succeeded, nil
}

// remoteControl answers a phone that rings. Beyond the guide.
func (p *PBX) remoteControl(r *request) (any, error) {
	t, err := p.ownTalker(r, r.text("talker_id"))
	switch {
	case err != nil:
		return nil, err
	case t.ring == nil || t.ext == nil:
		return nil, failure("%s does not ring", t.party.number)
	}
	p.answer(t)
	return succeeded, nil
}

// sendDTMF accepts tones for a call that is up; nobody hears them here. Beyond the
// guide.
func (p *PBX) sendDTMF(r *request) (any, error) {
	t, err := p.ownTalker(r, r.text("talker_id"))
	switch {
	case err != nil:
		return nil, err
	case !t.isTalking():
		return nil, failure("%s does not talk", t.party.number)
	}
	for _, tone := range r.text("signal") {
		if !isTone(tone) {
			return nil, failure("%q is no tone", tone)
		}
	}
	return succeeded, nil
}

func isTone(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'D' || r == '*' || r == '#'
}
