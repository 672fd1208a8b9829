package palsim

import (
	"slices"
	"strconv"
	"time"

	"cordboard/palconn/pal"
)

// members are the phones of a group (PAL guide 7.3) in their order. What these users
// have set for calls of their own, forwarding above all, does not count for the
// group's calls.
func (e *extension) members() []target { return e.tenant.phonesOf(e.list(propertyGroupMembers)) }

// phonesOf finds those of some numbers that are phones.
func (tn *tenant) phonesOf(numbers []string) (phones []target) {
	for _, number := range numbers {
		if to, err := tn.findTarget(number); err == nil && to.hasPhone() {
			phones = append(phones, to)
		}
	}
	return phones
}

// phones are all that ring at once for an offer: a group's members, and with a user
// the other destinations that the user has set. Who is in the call already, as the
// one who calls, does not ring.
func (o offer) phones() (all []target) {
	for _, to := range o.to {
		var also []target
		switch {
		case to.group != nil:
			also = to.group.members()
		case to.ext != nil && !o.quick && !o.alone:
			also = to.ext.tenant.phonesOf(to.ext.list(propertyAlsoRings))
		}
		if to.group == nil && !slices.Contains(all, to) {
			all = append(all, to)
		}
		for _, one := range also {
			if !slices.Contains(all, one) && !o.room.has(one.ext) {
				all = append(all, one)
			}
		}
	}
	return all
}

// has tells whether a user is in a room; nil never is.
func (r *room) has(e *extension) bool {
	return e != nil && slices.ContainsFunc(r.talkers, func(t *talker) bool { return t.ext == e })
}

// hunted gives the group whose members an offer rings one after the other, or nil.
func (o offer) hunted() *extension {
	if len(o.to) != 1 || o.to[0].group == nil || o.to[0].group.property(propertySubtype) != pal.CallHunting {
		return nil
	}
	return o.to[0].group
}

// hunt rings phones one after the other until one is answered.
func (p *PBX) hunt(o offer, phones []target) {
	phones = slices.DeleteFunc(phones, func(to target) bool { return o.room.has(to.ext) })
	if len(phones) == 0 {
		p.notTaken(o, causeNoAnswer)
		return
	}
	one := o
	one.to, one.alone = phones[:1], true
	one.failed = func(cause) { p.hunt(o, phones[1:]) }
	p.ring(one)
}

// longestRingTime is the most seconds that phones ring, whatever is set.
const longestRingTime = 3600

// ringTime is how long the phones of an offer ring.
func (o offer) ringTime() time.Duration {
	standard := o.room.tenant.options.RingTime
	if len(o.to) != 1 || o.alone {
		return standard
	}
	var set string
	switch to := o.to[0]; {
	case to.ext != nil:
		set = to.ext.property(propertyRingTime)
	case to.group != nil:
		set = to.group.property(propertyGroupRingTime)
	}
	if seconds, err := strconv.Atoi(set); err == nil && seconds > 0 {
		return time.Duration(min(seconds, longestRingTime)) * time.Second
	}
	return standard
}

// notTaken follows an offer that nobody took: it goes on to where the one that was
// called has it forwarded, or it has failed, for the reason it first had.
func (p *PBX) notTaken(o offer, why cause) {
	next, ok := o.forwarded(why)
	if !ok {
		o.failed(why)
		return
	}
	onward := o
	onward.to, onward.tried = []target{next}, append(slices.Clone(o.tried), o.to[0])
	onward.failed = func(cause) { o.failed(why) }
	p.ring(onward)
}

// forwarded finds where an offer that nobody took is forwarded. A number that leads
// back, or nowhere, is none.
func (o offer) forwarded(why cause) (next target, ok bool) {
	if len(o.to) != 1 || o.quick || o.alone {
		return target{}, false
	}
	called := o.to[0].ext
	if called == nil {
		called = o.to[0].group
	}
	if called == nil || called.deleted {
		return target{}, false
	}
	next, err := called.tenant.findTarget(called.forwarding(why))
	leadsBack := next == o.to[0] || slices.Contains(o.tried, next) || o.room.has(next.ext)
	return next, err == nil && !leadsBack
}

// forwarding is the number to which an extension forwards what it did not take. A
// phone that is not registered or declines is as good as busy.
func (e *extension) forwarding(why cause) string {
	switch {
	case e.kind() == pal.GroupExtension:
		return e.property(propertyGroupForward)
	case why == causeNoAnswer:
		return e.property(propertyForward)
	}
	return e.property(propertyBusyForward)
}
