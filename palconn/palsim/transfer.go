package palsim

import "cordboard/palconn/pal"

// consult is an attended transfer under way: first is the leg with the party to be
// moved, second the leg with the target.
type consult struct {
	first, second *talker
	to            target
}

func (p *PBX) transferCommands() map[string]command {
	return map[string]command{
		"transfer": func(r *request) (any, error) {
			t, err := p.ownTalker(r, r.text("tid"))
			if err != nil {
				return nil, err
			}
			return succeeded, p.transfer(t, r.text("user"), r.text("mode"))
		},
		"cancelTransfer": p.onConsult(p.cancelTransfer),
		"conference":     p.onConsult(p.completeTransfer),
	}
}

// onConsult makes a command of an act on the attended transfer that tid, either
// leg of it, names.
func (p *PBX) onConsult(act func(*consult)) command {
	return p.onOwnTalker(func(t *talker) error {
		if t.consult == nil {
			return failure("%s is not transferring", t.party.number)
		}
		act(t.consult)
		return nil
	})
}

// transfer moves the party that a leg speaks with (PAL guide 6.29): blind when
// mode says so, attended otherwise.
func (p *PBX) transfer(by *talker, number, mode string) error {
	moved, err := p.movable(by)
	if err != nil {
		return err
	}
	to, err := by.tenant.findTarget(number)
	if err != nil {
		return err
	}
	if to.ext != nil && (to.ext == by.ext || to.ext == moved.ext) {
		return failure("%s is in the call", number)
	}
	if mode == pal.Blind {
		p.transferBlind(by, moved, to)
		return nil
	}
	return p.transferAttended(by, to)
}

func (p *PBX) transferBlind(by, moved *talker, to target) {
	back := by.ext
	p.endLeg(by, causeNormal)
	p.ring(offer{
		room: moved.room, to: []target{to}, other: moved.party,
		answered: func(leg *talker) {
			moved.other = leg.party
			p.tellStatus(moved, pal.CodeTransferAnswered, nil)
			p.connect(moved, leg)
		},
		failed: func(cause) { p.ringTransferrer(moved, back) },
	})
}

// ringTransferrer rings the one whose blind transfer nobody answered; when it does
// not answer either, the call ends or goes to its voicemail box.
func (p *PBX) ringTransferrer(moved *talker, back *extension) {
	p.tellStatus(moved, pal.CodeTransferFailed, nil)
	p.connectTo(moved, target{ext: back})
}

func (p *PBX) transferAttended(by *talker, to target) error {
	if by.ext.isOccupied() {
		return failure("%s is busy", by.ext.number)
	}
	if err := by.tenant.anotherCall(); err != nil {
		return err
	}
	if by.isTalking() {
		p.step(by, pal.Held, pal.CodeHold)
	}
	second := p.newTalker(p.newRoom(by.tenant), by.ext, by.party)
	c := &consult{first: by, second: second, to: to}
	by.consult, second.consult = c, c
	second.caller, second.other = true, to.party()
	p.step(second, pal.Calling, pal.CodeIncoming)
	p.ring(offer{
		room: second.room, to: []target{to}, other: second.party,
		answered: func(leg *talker) {
			p.connect(second, leg)
			p.people.consulting(c)
		},
		failed: func(why cause) { p.endRoom(second.room, second, why) },
	})
	return nil
}

// dissolve ends the bond between the two legs; the legs stay as they are.
func (c *consult) dissolve() { c.first.consult, c.second.consult = nil, nil }

// cancelTransfer gives the first call back (PAL guide 6.3).
func (p *PBX) cancelTransfer(c *consult) {
	c.dissolve()
	p.endRoom(c.second.room, c.second, causeNormal)
	p.step(c.first, pal.Talking, pal.CodeUnhold)
}

// completeTransfer joins the moved party with the target. While the target still
// rings, it becomes a blind transfer.
func (p *PBX) completeTransfer(c *consult) {
	c.dissolve()
	moved, target := c.first.peer(), c.second.peer()
	if !target.isUp() {
		p.endRoom(c.second.room, c.second, causeNormal)
		p.transferBlind(c.first, moved, c.to)
		return
	}
	moved.leave()
	moved.enter(c.second.room)
	moved.other, target.other = target.party, moved.party
	p.tellStatus(moved, pal.CodeTransferAnswered, nil)
	p.step(moved, pal.Talking, pal.CodeAnsweredAgain)
	p.step(target, pal.Talking, pal.CodeAnsweredAgain)
	p.endRoom(c.first.room, c.first, causeNormal)
	p.endLeg(c.second, causeNormal)
	p.people.talking(moved, target)
}

// consultsOf are the attended transfers that talkers take part in with a leg.
func consultsOf(talkers []*talker) []*consult {
	var found []*consult
	for _, t := range talkers {
		if t.consult != nil {
			found = append(found, t.consult)
		}
	}
	return found
}

// consultLost follows the end of one of the two calls of an attended transfer: the
// first call comes back from hold when the second ended; the second goes on as a
// call of its own when the first ended.
func (p *PBX) consultLost(c *consult) {
	c.dissolve()
	if !c.first.isGone() {
		p.step(c.first, pal.Talking, pal.CodeUnhold)
	}
}
