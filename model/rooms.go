package model

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

const (
	// keptClosed is how many closed rooms are remembered.
	keptClosed = 64
	// reopenWithin is how soon a room without a leg of ours can have one again and
	// still be the same call: a party outside that is transferred or forwarded is
	// alone with the PBX for a moment.
	reopenWithin = 2 * time.Second
)

// closedRooms remembers the rooms that were closed last.
type closedRooms struct {
	rooms [keptClosed]*room
	at    [keptClosed]time.Time
	next  int
}

func (c *closedRooms) add(r *room, at time.Time) {
	c.rooms[c.next], c.at[c.next] = r, at
	c.next = (c.next + 1) % keptClosed
}

// take gives a room back that was closed a moment ago, or nil.
func (c *closedRooms) take(key roomKey, now time.Time) *room {
	for i, r := range c.rooms {
		if r != nil && r.key == key && now.Sub(c.at[i]) <= reopenWithin {
			c.rooms[i] = nil
			return r
		}
	}
	return nil
}

// room finds the room of a key, opens it again, or makes it.
func (b *board) room(key roomKey, text pal.Text, began moment) *room {
	if r, ok := b.rooms[key]; ok {
		if began.Before(r.began.Time) {
			// A PBX that tells its state does not tell the oldest leg first.
			r.began = began
		}
		return r
	}
	if r := b.closed.take(key, began.Time); r != nil {
		b.reopen(r)
		return r
	}
	*b.nextID++
	r := &room{id: *b.nextID, key: key, text: text, began: began, known: b.index}
	b.rooms[key] = r
	b.calls = append(b.calls, r)
	b.callsMoved = true
	b.joinLines(r)
	return r
}

// joinLines links a room with the lines that were told of it. A call with several
// of them is shown with the first.
func (b *board) joinLines(r *room) {
	r.line = nil
	for _, l := range b.lines {
		if l.row.On != pal.On || l.key != r.key {
			continue
		}
		l.room = r
		if r.line == nil || CompareWho(l.row.ID, r.line.row.ID) < 0 {
			r.line = l
		}
		b.linesMoved = true
	}
}

// reopen takes back that a conversation ended.
func (b *board) reopen(r *room) {
	r.gone = false
	b.rooms[r.key] = r
	b.callsMoved = true
	byID := func(r *room, id CallID) int { return int(r.id) - int(id) }
	if i, listed := slices.BinarySearchFunc(b.calls, r.id, byID); !listed {
		b.calls = slices.Insert(b.calls, i, r)
	}
	b.ended = slices.DeleteFunc(slices.Clone(b.ended), func(e *Ended) bool { return e.ID == r.id })
	b.joinLines(r)
	b.touchRoom(r)
}

// rekey gives a room another id: its only leg took it along.
func (b *board) rekey(r *room, key roomKey, text pal.Text) {
	delete(b.rooms, r.key)
	r.key, r.text = key, text
	b.rooms[key] = r
	for _, l := range b.lines {
		if l.room == r {
			l.key = key
		}
	}
	b.joinLines(r)
}

// closeIfEmpty ends a conversation that has nobody left: no leg, and nobody
// waiting in a park.
func (b *board) closeIfEmpty(r *room, at time.Time) {
	if !b.drop(r) {
		return
	}
	b.closed.add(r, at)
	b.ended = append(b.ended, r.epitaph(at))
	if len(b.ended) > 2*keptEnded {
		b.ended = slices.Clone(b.ended[len(b.ended)-keptEnded:])
	}
}

// drop takes an empty room off the board and reports whether it was one.
func (b *board) drop(r *room) bool {
	if r == nil || len(r.legs) > 0 || r.park != nil || r.gone {
		return false
	}
	r.gone = true
	delete(b.rooms, r.key)
	b.callsMoved = true
	b.touchRoom(r)
	b.linesMoved = b.linesMoved || r.line != nil
	return true
}

func (r *room) epitaph(at time.Time) *Ended {
	e := &Ended{
		ID: r.id, Tenant: r.key.tenant, Room: r.key.room, From: r.caller, To: r.callee, Began: r.began.Time, End: at,
		Answered: !r.answer.IsZero(), ResCode: r.resCode, Q850: r.q850,
	}
	if e.Answered {
		e.Talked = max(at.Sub(r.answer.Time), 0)
	}
	return e
}
