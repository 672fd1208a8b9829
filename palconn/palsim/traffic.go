package palsim

import (
	"fmt"
	"time"
)

// The mix of the calls that people make; the rest is inside.
const (
	shareFromOutside = 0.45
	shareToOutside   = 0.20
	// shareReception of the calls from outside go to Reception.
	shareReception = 0.30
	// receptionCalls is how many calls Reception has before people call somebody else.
	receptionCalls = 3
	// shareLine of the calls from outside come over a shared line, the others over
	// the trunk.
	shareLine = 0.35
	// shareAbsent of the phones are not registered when traffic begins.
	shareAbsent = 0.06
	// firstAbsent is the extension, counted from the first, whose phone is never
	// registered then; firstWaiting is the one for whom messages always wait.
	firstAbsent, firstWaiting = 3, 2
	// shareWaiting of the boxes hold messages when traffic begins.
	shareWaiting = 0.12
	// errandsGap is how many calls are made between two errands.
	errandsGap = 8
	// callsAtOnce is how many calls there are at once for each call a minute.
	callsAtOnce = 1.1
)

// startTraffic fills a new PBX with the calls it would have after running for a
// while, and lets people go on calling.
func (p *PBX) startTraffic() {
	p.people.busy = true
	for _, tn := range p.tenants {
		p.furnish(tn)
		p.populate(tn)
		p.planCall(tn)
		p.planErrand(tn)
	}
}

// furnish gives phones, boxes and notes the state they have on an ordinary day.
func (p *PBX) furnish(tn *tenant) {
	tn.notes = writtenNotes()
	for i, e := range tn.extensions {
		e.registered = i != firstAbsent && (i == 0 || !p.oneIn(shareAbsent))
		if i == firstWaiting || p.oneIn(shareWaiting) {
			waiting := 1 + p.chance.IntN(3)
			e.voicemail = VoicemailTruth{New: waiting, Unread: waiting, Read: p.chance.IntN(4), Saved: p.chance.IntN(3)}
		}
	}
}

// populate makes calls that began earlier: most talk, the first are held, parked
// and recorded, and one rings at Reception.
func (p *PBX) populate(tn *tenant) {
	calls := min(max(4, int(p.options.Rate*callsAtOnce)), len(tn.extensions)/3)
	made := 0
	for range calls {
		began := p.between(5*time.Second, 3*time.Minute)
		var talking *talker
		p.backdated(began, func() { talking = p.talkNow(tn) })
		if talking == nil {
			continue
		}
		p.backdated(p.between(time.Second, began/2), func() { p.enliven(made, talking) })
		made++
	}
	if reception := tn.user(Reception); reception != nil {
		p.callIn(p.stranger(), reception, tn.freeLine())
	}
	p.insideCall(tn)
}

// enliven brings the first calls of a new PBX into states worth seeing.
func (p *PBX) enliven(made int, t *talker) {
	switch made {
	case 0:
		p.holdForAWhile(t)
	case 1, 2:
		p.parkSomewhere(t)
	case 3, 4:
		_ = p.record(t, true)
	}
}

// talkNow makes a call that is answered at once and gives the extension's talker,
// nil when nobody is free.
func (p *PBX) talkNow(tn *tenant) *talker {
	e := p.freeExtension(tn)
	if e == nil {
		return nil
	}
	if p.oneIn(shareFromOutside) {
		p.callIn(p.stranger(), e, p.maybeLine(tn))
		if len(e.talkers) == 0 || !e.talkers[0].rings() {
			return nil
		}
		p.answer(e.talkers[0])
		return e.talkers[0]
	}
	called := p.freeExtension(tn)
	if called == nil || called == e {
		return nil
	}
	caller := p.call(e, target{ext: called}).caller
	p.answer(called.talkers[0])
	return caller
}

// planCall plans the next call of a tenant, at random but Rate a minute.
func (p *PBX) planCall(tn *tenant) {
	gap := time.Duration(p.chance.ExpFloat64() * float64(time.Minute) / p.options.Rate)
	p.after(gap, func() {
		if p.people.on {
			p.randomCall(tn)
		}
		p.planCall(tn)
	})
}

func (p *PBX) randomCall(tn *tenant) {
	share := p.chance.Float64()
	switch {
	case share < shareFromOutside:
		p.outsideCall(tn)
	case share < shareFromOutside+shareToOutside:
		if from := p.freeExtension(tn); from != nil {
			p.call(from, target{outside: p.stranger().number})
		}
	default:
		p.insideCall(tn)
	}
}

func (p *PBX) outsideCall(tn *tenant) {
	to, over := tn.user(Reception), tn.freeLine()
	if to == nil || len(to.talkers) >= receptionCalls || !p.oneIn(shareReception) {
		to, over = p.anyUser(tn), p.maybeLine(tn)
	}
	if to != nil {
		p.callIn(p.stranger(), to, over)
	}
}

// insideCall is a free extension calling any other: that one may be busy or absent.
func (p *PBX) insideCall(tn *tenant) {
	from, to := p.freeExtension(tn), p.anyUser(tn)
	if from != nil && to != nil && from != to {
		p.call(from, target{ext: to})
	}
}

// maybeLine gives a shared line for some calls, nil for the trunk.
func (p *PBX) maybeLine(tn *tenant) *line {
	if p.oneIn(shareLine) {
		return tn.freeLine()
	}
	return nil
}

// planErrand lets somebody listen to messages, or a phone come or go, now and then.
func (p *PBX) planErrand(tn *tenant) {
	gap := time.Duration(p.chance.ExpFloat64() * errandsGap * float64(time.Minute) / p.options.Rate)
	p.after(gap, func() {
		if p.people.on {
			p.errand(tn)
		}
		p.planErrand(tn)
	})
}

func (p *PBX) errand(tn *tenant) {
	for range 10 {
		if e := p.anyUser(tn); e != nil && e.voicemail.Unread > 0 && e.number != p.options.Operator {
			p.listen(e)
			return
		}
	}
	e := p.anyUser(tn)
	if e != nil && e.number != p.options.Operator && (!e.registered || len(e.talkers) == 0 && p.oneIn(shareAbsent)) {
		p.register(e, !e.registered)
	}
}

// anyUser draws a user; nil when it finds none.
func (p *PBX) anyUser(tn *tenant) *extension {
	for range min(20, len(tn.extensions)) {
		if e := tn.extensions[p.chance.IntN(len(tn.extensions))]; e.isUser() {
			return e
		}
	}
	return nil
}

// freeExtension draws one that is registered, has no call and is not the operator;
// nil when it finds none.
func (p *PBX) freeExtension(tn *tenant) *extension {
	for range 20 {
		e := p.anyUser(tn)
		if e != nil && e.registered && len(e.talkers) == 0 && e.number != p.options.Operator {
			return e
		}
	}
	return nil
}

// stranger draws somebody outside; some show no name.
func (p *PBX) stranger() party {
	var number string
	switch p.chance.IntN(3) {
	case 0:
		number = fmt.Sprintf("+81 3 5550 %04d", p.chance.IntN(10_000))
	case 1:
		number = fmt.Sprintf("+1 650 555 %04d", p.chance.IntN(10_000))
	default:
		number = fmt.Sprintf("+34 91 555 %04d", p.chance.IntN(10_000))
	}
	if p.oneIn(0.4) {
		return party{number: number}
	}
	return party{number: number, name: randomName(p.chance)}
}
