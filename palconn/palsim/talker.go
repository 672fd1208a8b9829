package palsim

import (
	"slices"
	"strconv"
	"time"

	"cordboard/palconn/pal"
)

// firstTID is one below the first talker id.
const firstTID = 20000

// party is somebody as others see them.
type party struct{ number, name string }

// talker is one leg of a call: a phone of an extension, an outside party, or a
// voicemail box that answers.
type talker struct {
	tid    int
	tenant *tenant
	// ext is nil for an outside party and a voicemail box; those are never notified.
	ext   *extension
	party party
	// other is whom the talker speaks with, as it was last told.
	other party
	room  *room
	// caller tells that the talker's user made the call (role "c").
	caller    bool
	state     pal.State
	since     time.Time
	recording bool
	// ring is set while the phone rings.
	ring *ring
	// barge is set for one who barged in.
	barge *BargeMode
	// consult is set on both legs of one who transfers with attendance.
	consult *consult
	// box is the extension whose voicemail box this talker is.
	box *extension
	// announces is the extension whose announcement this talker is.
	announces *extension
	// story counts the conversations of this talker: what its person meant to do in
	// an earlier one is not done in a later one.
	story int
}

// room is a call: the talkers that hear each other, in the order they came.
type room struct {
	id     string
	tenant *tenant
	// logID is the number of the makeCall request that made it, if one did.
	logID   string
	talkers []*talker
}

// cause is why a leg ended: a SIP response code and a Q.850 code.
type cause struct{ rescode, q850 int }

var (
	causeNormal    = cause{200, 16}
	causeCancelled = cause{487, 16}
	causeElsewhere = cause{487, 26}
	causeNoAnswer  = cause{487, 19}
	causeBusy      = cause{486, 17}
	causeAbsent    = cause{480, 20}
	causeUnknown   = cause{404, 1}
	causeDeclined  = cause{603, 21}
)

func (t *talker) id() string { return strconv.Itoa(t.tid) }

func (t *talker) rings() bool      { return t.ring != nil }
func (t *talker) isUp() bool       { return t.state.IsUp() }
func (t *talker) isTalking() bool  { return t.state == pal.Talking }
func (t *talker) isHeld() bool     { return t.state == pal.Held }
func (t *talker) isParked() bool   { return t.state == pal.Parked }
func (t *talker) isRecorded() bool { return t.recording }
func (t *talker) isGone() bool     { return t.room == nil }

// isMachine tells a voicemail box or an announcement.
func (t *talker) isMachine() bool { return t.box != nil || t.announces != nil }

func (t *talker) role() string {
	if t.caller {
		return pal.RoleCaller
	}
	return "s"
}

// peer is the one t speaks with: the first other party of the room that is up, or
// else the first at all; those who barged in do not count.
func (t *talker) peer() *talker {
	var first *talker
	for _, o := range t.room.talkers {
		if o == t || o.barge != nil {
			continue
		}
		if o.isUp() {
			return o
		}
		if first == nil {
			first = o
		}
	}
	return first
}

// place is where t is parked, or nil.
func (t *talker) place() *place {
	i := slices.IndexFunc(t.tenant.places, func(pl *place) bool { return pl.talker == t })
	if i < 0 {
		return nil
	}
	return t.tenant.places[i]
}

// talkersOf gives the calls of an extension or of an outside number, by id.
func (tn *tenant) talkersOf(user string) []*talker {
	if e := tn.user(user); e != nil {
		return e.talkers
	}
	var found []*talker
	for _, t := range tn.outside {
		if t.party.number == user {
			found = append(found, t)
		}
	}
	return found
}

func (p *PBX) newRoom(tn *tenant) *room {
	p.lastRoom++
	return &room{id: strconv.Itoa(282_000_000_000 + p.lastRoom), tenant: tn}
}

// newTalker adds a leg to a room. It has no state yet: step gives it one.
func (p *PBX) newTalker(r *room, e *extension, who party) *talker {
	p.lastTID++
	t := &talker{tid: p.lastTID, tenant: r.tenant, ext: e, party: who}
	p.talkers[t.tid] = t
	t.enter(r)
	if e != nil {
		e.talkers = append(e.talkers, t)
	} else {
		r.tenant.outside = append(r.tenant.outside, t)
	}
	return t
}

func (t *talker) enter(r *room) {
	if len(r.talkers) == 0 {
		r.tenant.calls++
	}
	t.room = r
	r.talkers = append(r.talkers, t)
}

func (t *talker) leave() {
	t.room.talkers = without(t.room.talkers, t)
	if len(t.room.talkers) == 0 {
		t.room.tenant.calls--
	}
	t.room = nil
}

// step brings a talker into a state and tells it with a code. The calls of a user
// with the property recording are recorded from when they are answered.
func (p *PBX) step(t *talker, s pal.State, code pal.Code) {
	begins := s == pal.Talking && !t.isUp()
	if t.state != s {
		t.state, t.since = s, p.now()
	}
	p.tellStatus(t, code, nil)
	if begins && t.ext != nil && t.ext.isOn(propertyRecording) {
		_ = p.record(t, true) // a tenant that may not record more lets the call go on
	}
}

// remove ends one leg and frees what it occupied.
func (p *PBX) remove(t *talker, why cause, by *talker) {
	if t.ring != nil {
		t.ring.drop(t)
	}
	if t.recording {
		t.recording = false
		p.tellRecording(t)
	}
	t.state = pal.Gone
	p.tellStatus(t, pal.CodeDisconnect, &ending{why, by})
	if pl := t.place(); pl != nil {
		p.freePlace(pl)
	}
	if t.ext != nil {
		t.ext.talkers = without(t.ext.talkers, t)
	} else {
		t.tenant.outside = without(t.tenant.outside, t)
	}
	p.releaseLine(t)
	delete(p.talkers, t.tid)
	t.leave()
}

// endLeg ends one leg alone; the others of the room stay.
func (p *PBX) endLeg(t *talker, why cause) {
	if t.isUp() {
		p.step(t, pal.Ending, pal.CodeEndTalking)
	}
	p.remove(t, why, t)
}

// endRoom ends a call for everybody in it; by is the talker who ended it.
func (p *PBX) endRoom(r *room, by *talker, why cause) {
	all := append([]*talker{by}, without(r.talkers, by)...)
	ringing := by.state == pal.Calling || by.rings()
	consults, boxes := consultsOf(all), p.boxesWithMessage(all)
	for _, t := range all {
		if t.isUp() {
			p.step(t, pal.Ending, pal.CodeEndTalking)
		}
	}
	for _, t := range all {
		leg := why
		if why == causeNormal && (ringing || t.rings()) {
			leg = causeCancelled
		}
		p.remove(t, leg, by)
	}
	for _, e := range boxes {
		p.deposit(e)
	}
	for _, c := range consults {
		p.consultLost(c)
	}
}

// hangUp is what happens when the person at a talker hangs up, or the PBX is
// asked to end that leg.
func (p *PBX) hangUp(t *talker) {
	switch {
	case t.ring != nil:
		p.decline(t, causeDeclined)
	case t.barge != nil:
		p.endLeg(t, causeNormal)
	case t.consult != nil:
		p.completeTransfer(t.consult)
	default:
		p.endRoom(t.room, t, causeNormal)
	}
}

func without[T comparable](all []T, gone T) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return x == gone })
}
