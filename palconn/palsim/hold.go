package palsim

import "cordboard/palconn/pal"

func (p *PBX) holdCommands() map[string]command {
	return map[string]command{
		"hold":   p.onOwnTalker(p.hold),
		"unhold": p.onOwnTalker(p.unhold),
	}
}

// hold puts a talking leg on hold. Beyond the guide.
func (p *PBX) hold(t *talker) error {
	if !t.isTalking() || t.ext == nil {
		return failure("%s does not talk", t.party.number)
	}
	p.step(t, pal.Held, pal.CodeHold)
	return nil
}

// unhold takes a held leg off hold. A leg that is held by an attended transfer
// stays held: cancelTransfer takes that back. Beyond the guide.
func (p *PBX) unhold(t *talker) error {
	switch {
	case !t.isHeld():
		return failure("%s is not on hold", t.party.number)
	case t.consult != nil:
		return failure("%s is transferring", t.party.number)
	}
	p.step(t, pal.Talking, pal.CodeUnhold)
	return nil
}
