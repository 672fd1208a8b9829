package model

import (
	"time"

	"cordboard/palconn/pal"
)

// furnish gives a tenant its places to park in. Where the login names no tenant
// every tenant that shows itself has them, and nobody's are given up.
func (b *board) furnish(tenant string) {
	if _, has := b.tenants[tenant]; has || b.tenant != "" && tenant != b.tenant {
		return
	}
	b.tenants[tenant] = struct{}{}
	for _, number := range b.numbers {
		b.place(Who{tenant, number}, pal.NewText(number))
		if nobodys := (Who{"", number}); tenant != "" && b.untold(nobodys) {
			delete(b.parks, nobodys)
		}
	}
}

// untold tells a place that the PBX has said nothing of.
func (b *board) untold(id Who) bool {
	p, ok := b.parks[id]
	return ok && p.row.On == pal.NotTold
}

// freeUntold takes the places that a PBX which tells who is parked has said nothing
// of as free.
func (b *board) freeUntold() {
	if !b.replays().Has(OfParks) {
		return
	}
	for _, p := range b.parks {
		if p.row.On == pal.NotTold {
			p.row.On = pal.Off
			b.parksMoved = true
		}
	}
}

func (b *board) place(id Who, number pal.Text) *park {
	p, ok := b.parks[id]
	if !ok {
		p = &park{row: Park{ID: id, Number: pal.ParkLabel(number)}}
		b.parks[id] = p
		b.parksMoved = true
	}
	return p
}

// applyPark takes the state of one place to park in.
func (b *board) applyPark(n *pal.ParkStatus, at time.Time) bool {
	if n.Park.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.hear(n.Time, at)
	id := b.who(n.Tenant, n.Park)
	p := b.place(id, n.Park)
	if !p.seen.admit(n.Time, b.event(int64(n.On), n.Room, n.Talker)) {
		b.drops.Late++
		return false
	}
	b.happened(OfParks, n.Time, at)
	b.row(&b.heard.places, Leg{Tenant: id.Tenant, User: id.Number})
	b.furnish(id.Tenant)
	b.parksMoved = true
	if n.On == pal.Off {
		b.freePark(p, at)
		return true
	}
	b.fillPark(p, n, b.since(n.At(), at), at)
	return true
}

// fillPark seats a party. Told of the same party again, the place stays as it is.
func (b *board) fillPark(p *park, n *pal.ParkStatus, since moment, at time.Time) {
	r := b.parkedRoom(p.row.ID.Tenant, n, since)
	if p.row.On == pal.On && r != nil && p.room == r && p.talker == n.Talker.Raw() {
		return
	}
	if p.room != r {
		b.freePark(p, at)
	}
	p.room, p.talker, p.since = r, n.Talker.Raw(), since
	p.stays++
	p.row = Park{ID: p.row.ID, Number: p.row.Number, On: pal.On, Since: since.Time, Stay: p.stays}
	if r == nil {
		return
	}
	r.keepParties()
	r.park, p.row.Call = p, r.id
	p.row.Parked = r.parkedParty(p)
	if b.settled {
		p.row.By = r.parker(p.row.Parked)
	}
	b.touchRoom(r)
}

// parkedRoom is the room of a parked party: the one that is told, or that of the
// talker that is told; nil when neither is known.
func (b *board) parkedRoom(tenant string, n *pal.ParkStatus, since moment) *room {
	if !n.Room.Empty() {
		return b.room(roomKey{tenant, n.Room.Raw()}, n.Room, since)
	}
	if n.Talker.Empty() {
		return nil
	}
	for id, l := range b.legs {
		if id.Tenant == tenant && id.Talker == n.Talker.Raw() {
			return l.room
		}
	}
	return nil
}

// parkedParty tells who of a room waits in a place: the talker that the PBX names,
// where it is one of ours; otherwise the party outside.
func (r *room) parkedParty(p *park) Party {
	for _, l := range r.legs {
		if l.row.ID.Talker == p.talker || p.talker == "" && l.row.State == pal.Parked {
			return l.party()
		}
	}
	parked := r.stranger()
	parked.State, parked.Since = pal.Parked, p.row.Since
	return parked
}

// parker is who has just put a party there: the other side of the call.
func (r *room) parker(parked Party) Party {
	for _, p := range []Party{r.to, r.from} {
		if p.Number != parked.Number && !p.Number.Empty() {
			return p
		}
	}
	return Party{}
}

// refresh follows the parties of a place: who waits as they are now, and that the
// one who parked them has let go.
func (p *park) refresh() {
	if p.room == nil {
		return
	}
	if parked := p.room.parkedParty(p); !parked.Outside() || p.row.Parked.Number.Empty() {
		p.row.Parked = parked
	}
	if by := &p.row.By; p.room.leg(by.Leg) == nil {
		by.Leg, by.State = Leg{}, pal.Gone
	}
}

// recall tells who parked a party before we came: whom they spoke with, unless that
// one is in the call still. Others in the call may be there to listen, or to take
// the party out.
func (p *park) recall() {
	if p.room == nil || !p.row.By.Number.Empty() {
		return
	}
	parked := p.room.leg(p.room.parkedParty(p).Leg)
	if parked != nil && !p.room.hasUser(parked.row.Other.Raw()) {
		p.row.By = parked.other()
	}
}

func (b *board) freePark(p *park, at time.Time) {
	r := p.room
	p.room, p.talker, p.since = nil, "", moment{}
	p.row = Park{ID: p.row.ID, Number: p.row.Number, On: pal.Off}
	if r == nil || r.park != p {
		return
	}
	r.park = nil
	b.touchRoom(r)
	b.closeIfEmpty(r, at)
}

// applyLine takes the state of one shared line.
func (b *board) applyLine(n *pal.LineStatus, at time.Time) bool {
	if n.Line.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.hear(n.Time, at)
	id := b.who(n.Tenant, n.Line)
	l, ok := b.lines[id]
	if !ok {
		l = &line{row: Line{ID: id, Number: n.Line}}
		b.lines[id] = l
	}
	if !l.seen.admit(n.Time, b.event(int64(n.On), n.Room, n.Talker, n.AssignedTalker)) {
		b.drops.Late++
		return false
	}
	b.happened(OfLines, n.Time, at)
	b.linesMoved = true
	since := b.since(n.Time.Milliseconds(), at)
	if !b.settled && !n.Time.Known {
		// It was taken before we came; the PBX does not say when.
		since = moment{}
	}
	if l.row.On == pal.On && n.On == pal.On {
		since = l.since
	}
	b.freeLine(l)
	if n.On == pal.On {
		l.since = since
		l.row.On, l.row.Talker, l.row.Since = pal.On, n.Talker, since.Time
		b.takeLine(l, n)
	}
	return true
}

// takeLine finds the call on a line: by its room, or by the talker that has it,
// which is all that PBXs by the guide alone tell (5.2). The room may come later.
func (b *board) takeLine(l *line, n *pal.LineStatus) {
	l.key = roomKey{l.row.ID.Tenant, n.Room.Raw()}
	if n.Room.Empty() {
		has := b.legs[Leg{l.row.ID.Tenant, n.Talker.Raw(), n.AssignedTalker.Raw(), b.epoch}]
		if has == nil {
			return
		}
		l.key = has.room.key
	}
	if r, ok := b.rooms[l.key]; ok {
		b.joinLines(r)
		b.touchRoom(r)
	}
}

func (b *board) freeLine(l *line) {
	r := l.room
	l.room, l.key, l.since = nil, roomKey{}, moment{}
	l.row = Line{ID: l.row.ID, Number: l.row.Number, On: pal.Off}
	if r != nil {
		b.joinLines(r)
		b.touchRoom(r)
	}
}
