package palsim

import "cordboard/palconn/pal"

func (p *PBX) parkCommands() map[string]command {
	return map[string]command{
		"park": func(r *request) (any, error) {
			t, err := p.ownTalker(r, r.text("tid"))
			if err != nil {
				return nil, err
			}
			return succeeded, p.park(t, r.text("number"))
		},
		"unpark": func(r *request) (any, error) {
			e, err := p.ownExtension(r, r.text("user"))
			if err != nil {
				return nil, err
			}
			return succeeded, p.unpark(e, r.text("number"))
		},
	}
}

// park parks the party that a leg speaks with (PAL guide 6.21).
func (p *PBX) park(by *talker, number string) error {
	pl := by.tenant.place(number)
	switch {
	case pl == nil:
		return failure("no parking place %s", number)
	case pl.talker != nil:
		return failure("%s is occupied", number)
	}
	parked, err := p.movable(by)
	if err != nil {
		return err
	}
	if parked.isHeld() {
		p.step(parked, pal.Talking, pal.CodeUnhold)
	}
	pl.talker, pl.by = parked, by.ext
	p.step(parked, pal.Parked, pal.CodeParkStart)
	p.tellPark(pl)
	pl.ringBack = p.after(p.options.ParkTime, func() { p.ringParker(pl) })
	p.endLeg(by, causeNormal)
	p.people.parked(pl)
	return nil
}

// movable gives the party that a leg can park or transfer.
func (p *PBX) movable(by *talker) (*talker, error) {
	switch {
	case by.ext == nil:
		return nil, failure("%s is no extension", by.party.number)
	case !by.isUp() || by.isParked() || by.barge != nil:
		return nil, failure("%s does not talk", by.party.number)
	case by.consult != nil:
		return nil, failure("%s is transferring", by.party.number)
	}
	other := by.peer()
	switch {
	case other == nil || !other.isUp():
		return nil, failure("nobody talks with %s", by.party.number)
	case other.isMachine():
		return nil, failure("%s is a machine", other.party.number)
	case other.consult != nil:
		return nil, failure("%s is transferring", other.party.number)
	}
	return other, nil
}

// unpark rings a phone that will take the parked call (PAL guide 6.30). The call
// stays parked until the phone is picked up.
func (p *PBX) unpark(e *extension, number string) error {
	pl := e.tenant.place(number)
	switch {
	case pl == nil:
		return failure("no parking place %s", number)
	case pl.talker == nil:
		return failure("%s is free", number)
	}
	if err := p.ready(e); err != nil {
		return err
	}
	p.retrieve(pl, []target{{ext: e}}, true, func() {})
	return nil
}

// retrieve rings phones for a parked call; it stays parked until one answers.
func (p *PBX) retrieve(pl *place, to []target, quick bool, failed func()) {
	parked := pl.talker
	p.ring(offer{
		room: parked.room, to: to, other: parked.party, quick: quick,
		answered: func(leg *talker) { p.connect(parked, leg) },
		failed:   func(cause) { failed() },
	})
}

// ringParker rings the one who parked a call for too long; again later when it
// does not answer.
func (p *PBX) ringParker(pl *place) {
	p.retrieve(pl, []target{{ext: pl.by}}, false, func() {
		pl.ringBack = p.after(p.options.ParkTime, func() { p.ringParker(pl) })
	})
}

func (p *PBX) freePlace(pl *place) {
	p.agenda.callOff(pl.ringBack)
	pl.talker, pl.by, pl.ringBack, pl.freed = nil, nil, nil, p.now()
	p.tellPark(pl)
}
