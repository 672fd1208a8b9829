package palsim

import (
	"time"

	"cordboard/palconn/pal"
)

// shortestMessage is how long a caller must have spoken for a message to be kept.
const shortestMessage = 3 * time.Second

func boxParty(e *extension) party { return party{VoicemailPrefix + e.number, "Voicemail " + e.name()} }

// toBox connects a caller with a voicemail box.
func (p *PBX) toBox(caller *talker, called *extension) {
	box := p.newTalker(caller.room, nil, boxParty(called))
	box.box, box.other = called, caller.party
	p.step(box, pal.Talking, pal.CodeCallSuccess)
	caller.other = box.party
	p.step(caller, pal.Talking, pal.CodeAnswerSuccess)
	p.playOut(box)
}

// playOut ends the call with a machine when the caller has said, or heard, what
// there is.
func (p *PBX) playOut(machine *talker) {
	p.after(p.between(6*time.Second, 25*time.Second), func() {
		if machine.isGone() || !machine.isUp() {
			return
		}
		if by := machine.peer(); by != nil {
			p.endRoom(machine.room, by, causeNormal)
		}
	})
}

// takesMessages tells whether callers whom nobody took are sent to the voicemail
// box of a user.
func (e *extension) takesMessages(why cause) bool {
	switch {
	case e.deleted:
		return false
	case why == causeNoAnswer:
		return e.isOn(propertyVoicemail)
	}
	return e.isOn(propertyBusyVoicemail)
}

// boxesWithMessage are the boxes among talkers of a call that ends whose callers
// have said enough.
func (p *PBX) boxesWithMessage(talkers []*talker) []*extension {
	var kept []*extension
	for _, t := range talkers {
		if t.box != nil && p.since(t) >= shortestMessage {
			kept = append(kept, t.box)
		}
	}
	return kept
}

// since is how long a talker has been in its state.
func (p *PBX) since(t *talker) time.Duration { return p.now().Sub(t.since) }

// deposit puts one new message into a box.
func (p *PBX) deposit(e *extension) {
	if e.deleted {
		return
	}
	e.voicemail.New++
	e.voicemail.Unread++
	p.tellVoicemail(e)
}

// listen is a user hearing all new messages.
func (p *PBX) listen(e *extension) {
	e.voicemail.Read += e.voicemail.Unread
	e.voicemail.New, e.voicemail.Unread = 0, 0
	p.tellVoicemail(e)
}
