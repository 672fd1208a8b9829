package palsim

func (p *PBX) bargeCommands() map[string]command {
	return map[string]command{"barge": p.bargeIn}
}

// bargeIn is PAL guide 6.1: the user's phone rings, and once picked up is in the
// room. A user who is there by an earlier barge only changes how it takes part.
func (p *PBX) bargeIn(r *request) (any, error) {
	e, err := p.ownExtension(r, r.text("user"))
	if err != nil {
		return nil, err
	}
	t, err := p.ownTalker(r, r.text("tid"))
	if err != nil {
		return nil, err
	}
	mode := BargeMode{Listen: r.isTrue("listen"), Speak: r.text("speak")}
	for _, in := range t.room.talkers {
		switch {
		case in.ext != e:
		case in.barge == nil:
			return nil, failure("%s is in the call", e.number)
		default:
			*in.barge = mode
			return succeeded, nil
		}
	}
	if !t.isUp() {
		return nil, failure("%s does not talk", t.party.number)
	}
	if err := p.ready(e); err != nil {
		return nil, err
	}
	p.ring(offer{
		room: t.room, to: []target{{ext: e}}, other: t.party, quick: true, barge: &mode,
		answered: func(*talker) {}, failed: func(cause) {},
	})
	return succeeded, nil
}
