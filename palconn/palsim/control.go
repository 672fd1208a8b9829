package palsim

import "fmt"

// Call lets the phone of extension from call to: an extension, a voicemail box
// (VoicemailPrefix and an extension) or an outside number. It gives the room of
// the call. A call to a busy or absent extension is no error: the caller hears it
// and the room is gone again.
func (p *PBX) Call(tenant, from, to string) (room string, err error) {
	err = p.act(func() error {
		caller, err := p.findExtension(tenant, from)
		if err != nil {
			return err
		}
		room, err = p.dial(caller, to)
		return err
	})
	return room, err
}

// CallFromOutside lets an outside party call an extension, over a free shared
// line when there is one.
func (p *PBX) CallFromOutside(tenant, number, name, to string) (room string, err error) {
	err = p.act(func() error {
		called, err := p.findExtension(tenant, to)
		if err != nil {
			return err
		}
		room = p.callIn(party{number, name}, called, called.tenant.freeLine()).id
		return nil
	})
	return room, err
}

// CallToOutside lets the phone of extension from call an outside number.
func (p *PBX) CallToOutside(tenant, from, number string) (room string, err error) {
	if !isOutside(number) {
		return "", fmt.Errorf("call to outside: %q is no outside number", number)
	}
	return p.Call(tenant, from, number)
}

// Answer lets a user, or the outside party with that number, answer the phone
// that rings; the one that rings longest when several do.
func (p *PBX) Answer(tenant, user string) error {
	return p.withTalker(tenant, user, oldest, (*talker).rings, "does not ring", func(t *talker) error {
		p.answer(t)
		return nil
	})
}

// HangUp lets a user, or the outside party with that number, hang up: the newest
// call when there are several. A phone that rings is declined. Hanging up during
// an attended transfer completes it.
func (p *PBX) HangUp(tenant, user string) error {
	return p.withTalker(tenant, user, newest, anyTalker, "has no call", func(t *talker) error {
		p.hangUp(t)
		return nil
	})
}

// Hold lets a user put the newest talking call on hold.
func (p *PBX) Hold(tenant, user string) error {
	return p.withTalker(tenant, user, newest, (*talker).isTalking, "does not talk", p.hold)
}

// Unhold lets a user take the newest held call off hold.
func (p *PBX) Unhold(tenant, user string) error {
	return p.withTalker(tenant, user, newest, (*talker).isHeld, "holds no call", p.unhold)
}

// Park lets a user park the party of the newest call in place number.
func (p *PBX) Park(tenant, user, number string) error {
	return p.withTalker(tenant, user, newest, (*talker).isUp, "does not talk", func(t *talker) error {
		return p.park(t, number)
	})
}

// Unpark rings a user's phone to retrieve the call in place number.
func (p *PBX) Unpark(tenant, user, number string) error {
	return p.withExtension(tenant, user, func(e *extension) error { return p.unpark(e, number) })
}

// Transfer lets a user transfer the newest call to an extension, a voicemail box
// or an outside number; mode is pal.Blind or pal.Attended.
func (p *PBX) Transfer(tenant, user, to, mode string) error {
	return p.withTalker(tenant, user, newest, (*talker).isUp, "does not talk", func(t *talker) error {
		return p.transfer(t, to, mode)
	})
}

// StartRecording records the newest call of a user.
func (p *PBX) StartRecording(tenant, user string) error {
	return p.withTalker(tenant, user, newest, (*talker).isUp, "does not talk", func(t *talker) error {
		return p.record(t, true)
	})
}

// StopRecording ends the recording of a user's newest recorded call.
func (p *PBX) StopRecording(tenant, user string) error {
	return p.withTalker(tenant, user, newest, (*talker).isRecorded, "is not recorded", func(t *talker) error {
		return p.record(t, false)
	})
}

// Register lets a user's phone register.
func (p *PBX) Register(tenant, user string) error {
	return p.withExtension(tenant, user, func(e *extension) error { p.register(e, true); return nil })
}

// Unregister lets a user's phone go away. Calls it has go on; a phone that rings
// goes on ringing.
func (p *PBX) Unregister(tenant, user string) error {
	return p.withExtension(tenant, user, func(e *extension) error { p.register(e, false); return nil })
}

// LeaveVoicemail puts one new message into a user's box.
func (p *PBX) LeaveVoicemail(tenant, user string) error {
	return p.withExtension(tenant, user, func(e *extension) error { p.deposit(e); return nil })
}

// Persons switches the simulated people on or off; they are on in a new PBX.
// While they are off nobody answers, hangs up or calls by themselves and phones do
// only what a test says. What the PBX does by itself (ring time, park time, the
// length of a voicemail message) goes on. Those who were about to act when they
// are switched off do not act later.
func (p *PBX) Persons(on bool) {
	p.do(func() {
		if p.people.on != on {
			p.people.on = on
			p.people.generation++
		}
	})
}

// withTalker acts on one call of a user: of those that fit, the one that choose
// prefers.
func (p *PBX) withTalker(tenant, user string, choose preference, fits func(*talker) bool, otherwise string, act func(*talker) error) error {
	return p.act(func() error {
		tn, err := p.findTenant(tenant)
		if err != nil {
			return err
		}
		t := choose(tn.talkersOf(user), fits)
		if t == nil {
			return failure("%s %s", user, otherwise)
		}
		return act(t)
	})
}

func (p *PBX) withExtension(tenant, user string, act func(*extension) error) error {
	return p.act(func() error {
		e, err := p.findExtension(tenant, user)
		if err != nil {
			return err
		}
		return act(e)
	})
}

// preference picks one of the talkers that fit, which are in order of their ids.
type preference func(all []*talker, fits func(*talker) bool) *talker

func oldest(all []*talker, fits func(*talker) bool) *talker {
	for _, t := range all {
		if fits(t) {
			return t
		}
	}
	return nil
}

func newest(all []*talker, fits func(*talker) bool) *talker {
	for i := len(all) - 1; i >= 0; i-- {
		if fits(all[i]) {
			return all[i]
		}
	}
	return nil
}

func anyTalker(*talker) bool { return true }
