package model

import (
	"time"

	"cordboard/palconn/pal"
)

// applyPark takes the state of one place to park in.
func (b *board) applyPark(n pal.ParkStatus, at time.Time) bool {
	if n.Park.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.told()
	p := b.place(b.who(n.Tenant, n.Park), n.Park)
	if !p.seen.admit(int64(n.On), n.Time) {
		b.drops.Late++
		return false
	}
	b.parksMoved = true
	if n.On == pal.Off {
		b.freePark(p, at)
		return true
	}
	b.freePark(p, at)
	p.row.On, p.row.Since = pal.On, b.since(n.At(), at)
	b.seat(p, n)
	return true
}

func (b *board) place(id Who, number pal.Text) *park {
	p, ok := b.parks[id]
	if !ok {
		p = &park{row: Park{ID: id, Number: number}}
		b.parks[id] = p
		b.parksMoved = true
	}
	return p
}

// seat finds who waits in a place: the talker that the PBX names, where it is one
// of ours; otherwise the party that the talkers of the room speak with.
func (b *board) seat(p *park, n pal.ParkStatus) {
	if n.Room.Empty() {
		return
	}
	r := b.room(roomKey{p.row.ID.Tenant, n.Room.Raw()}, n.Room, p.row.Since)
	r.keepParties()
	p.room, r.park = r, p
	p.row.Call = r.id
	p.row.Parked, p.row.By = r.parkedParty(n.Talker.Raw())
	b.touchRoom(r)
}

// parkedParty tells who of a room waits and who put them there.
func (r *room) parkedParty(talker string) (parked, by Party) {
	for _, l := range r.legs {
		if l.row.ID.Talker == talker {
			parked = l.party()
		}
	}
	if parked.Leg.IsZero() {
		parked = r.outside()
	}
	for _, p := range []Party{r.from, r.to} {
		if p.Number != parked.Number && !p.Number.Empty() {
			by = p
		}
	}
	return parked, by
}

func (b *board) freePark(p *park, at time.Time) {
	r := p.room
	p.room = nil
	p.row = Park{ID: p.row.ID, Number: p.row.Number, On: pal.Off}
	if r == nil || r.park != p {
		return
	}
	r.park = nil
	b.touchRoom(r)
	b.closeIfEmpty(r, at)
}

// applyLine takes the state of one shared line.
func (b *board) applyLine(n pal.LineStatus, at time.Time) bool {
	if n.Line.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.told()
	id := b.who(n.Tenant, n.Line)
	l, ok := b.lines[id]
	if !ok {
		l = &line{row: Line{ID: id, Number: n.Line}}
		b.lines[id] = l
	}
	if !l.seen.admit(int64(n.On), n.Time) {
		b.drops.Late++
		return false
	}
	b.linesMoved = true
	b.freeLine(l)
	if n.On == pal.On {
		l.row.On, l.row.Talker = pal.On, n.Talker
		l.row.Since = b.since(n.Time.Milliseconds(), at)
		b.takeLine(l, n)
	}
	return true
}

func (b *board) takeLine(l *line, n pal.LineStatus) {
	if r, ok := b.rooms[roomKey{l.row.ID.Tenant, n.Room.Raw()}]; ok {
		l.room, r.line = r, l
		b.touchRoom(r)
	}
}

func (b *board) freeLine(l *line) {
	if l.room != nil && l.room.line == l {
		l.room.line = nil
		b.touchRoom(l.room)
	}
	l.room = nil
	l.row = Line{ID: l.row.ID, Number: l.row.Number, On: pal.Off}
}
