package palsim

import (
	"time"

	"cordboard/palconn/pal"
)

// shortestMessage is how long a caller must have spoken for a message to be kept.
const shortestMessage = 3 * time.Second

func boxParty(e *extension) party { return party{VoicemailPrefix + e.number, "Voicemail " + e.name} }

// toBox connects a caller with a voicemail box.
func (p *PBX) toBox(caller *talker, called *extension) {
	box := p.newTalker(caller.room, nil, boxParty(called))
	box.box, box.other = called, caller.party
	p.step(box, pal.Talking, pal.CodeCallSuccess)
	caller.other = box.party
	p.step(caller, pal.Talking, pal.CodeAnswerSuccess)
	p.recordMessage(box)
}

// recordMessage ends the call when the caller has said what there is to say.
func (p *PBX) recordMessage(box *talker) {
	p.after(p.between(6*time.Second, 25*time.Second), func() {
		if !box.isGone() && box.isUp() {
			p.endRoom(box.room, box.peer(), causeNormal)
		}
	})
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
