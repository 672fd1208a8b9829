package model

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// applyStatus takes one step of one talker.
func (b *board) applyStatus(n *pal.CallStatus, at time.Time) bool {
	if n.User.Empty() || n.Talker.Empty() || !n.Code.Known {
		b.drops.Incomplete++
		return false
	}
	b.told()
	who := b.who(n.Tenant, n.User)
	id := Leg{who.Tenant, who.Number, n.Talker.Raw(), b.epoch}
	code := pal.Code(n.Code.Value)
	if b.dead.has(id) {
		b.drops.Late++
		return false
	}
	l := b.legs[id]
	if l == nil {
		if code == pal.CodeDisconnect {
			b.dead.bury(id)
			return false
		}
		l = b.newLeg(id, n, at)
	} else if code != pal.CodeDisconnect && !l.seen.admit(n.Code.Value, n.Time) {
		b.drops.Late++
		return false
	}
	b.rename(l.ext, n.UserName)
	if code == pal.CodeDisconnect {
		b.endLeg(l, n, at)
		return true
	}
	b.stepLeg(l, n, code, at)
	return true
}

func (b *board) newLeg(id Leg, n *pal.CallStatus, at time.Time) *leg {
	e := b.extension(id.Who(), n.User)
	l := &leg{ext: e, row: Talker{ID: id, Number: n.User, Began: b.since(n.At(), at)}}
	l.row.Since = l.row.Began
	l.row.Caller = n.Role.Raw() == pal.RoleCaller || pal.Code(n.Code.Value) == pal.CodeIncoming
	l.seen.admit(n.Code.Value, n.Time)
	b.legs[id] = l
	e.legs = append(e.legs, l)
	return l
}

func (b *board) stepLeg(l *leg, n *pal.CallStatus, code pal.Code, at time.Time) {
	step := code.Next(n.Role.Raw())
	if !step.Known {
		b.drops.UnknownCodes++
	}
	l.row.Code = code
	b.learn(l, n)
	b.enter(l, n, at)
	if step.Keep {
		b.flag(l, code)
	} else {
		b.setState(l, step, b.since(n.At(), at))
	}
	b.remember(l, code, b.since(n.At(), at))
	l.ext.row.At = at
	b.touch(l.ext)
	b.touchRoom(l.room)
}

func (b *board) setState(l *leg, step pal.Step, since time.Time) {
	next := step.State
	if step.Back && l.before != pal.Unknown {
		next = l.before
	}
	if next == pal.Parked && l.row.State != pal.Parked {
		l.before = l.row.State
	}
	if next != l.row.State {
		l.row.State, l.row.Since = next, since
	}
	if next == pal.Talking {
		l.row.Note = 0
		if l.room.answer.IsZero() {
			l.room.answer = since
		}
	}
}

func (b *board) flag(l *leg, code pal.Code) {
	if code == pal.CodeTransferAnswered || code == pal.CodeTransferFailed {
		l.row.Note = code
	}
}

// learn takes over the fields that were told; the others stay.
func (b *board) learn(l *leg, n *pal.CallStatus) {
	l.row.Name = n.UserName.Or(l.row.Name)
	if !n.Other.Empty() && n.Other != l.row.Other {
		l.row.Other, l.row.OtherName = n.Other, pal.Text{}
	}
	l.row.OtherName = n.OtherName.Or(n.OtherNameShort).Or(l.row.OtherName)
	_, l.otherInside = b.index.rows[Who{l.row.ID.Tenant, l.row.Other.Raw()}]
}

// enter puts a leg into the room it is told to be in; a leg without a room has
// one of its own.
func (b *board) enter(l *leg, n *pal.CallStatus, at time.Time) {
	key := roomKey{l.row.ID.Tenant, n.Room.Raw()}
	switch {
	case n.Room.Empty() && l.room != nil:
		return
	case n.Room.Empty():
		key.room = "\x00" + l.row.ID.User + "\x00" + l.row.ID.Talker
	}
	r := b.room(key, n.Room, l.row.Began)
	if l.row.Began.Before(r.began) {
		r.began = l.row.Began
	}
	if r == l.room {
		return
	}
	left := l.room
	b.leave(l)
	l.room, l.row.Room = r, n.Room
	r.legs = append(r.legs, l)
	if left != nil {
		r.inherit(left)
	}
	b.closeIfEmpty(left, at)
}

// inherit takes over what a conversation was before its talkers changed rooms.
func (r *room) inherit(left *room) {
	if !left.answer.IsZero() && (r.answer.IsZero() || left.answer.Before(r.answer)) {
		r.answer = left.answer
	}
}

func (b *board) room(key roomKey, text pal.Text, began time.Time) *room {
	if r, ok := b.rooms[key]; ok {
		return r
	}
	*b.nextID++
	r := &room{id: *b.nextID, key: key, text: text, began: began}
	b.rooms[key] = r
	b.calls = append(b.calls, r)
	b.callsMoved = true
	return r
}

// endLeg takes a leg away for good.
func (b *board) endLeg(l *leg, n *pal.CallStatus, at time.Time) {
	b.learn(l, n)
	b.remember(l, pal.CodeDisconnect, b.since(n.At(), at))
	delete(b.legs, l.row.ID)
	b.dead.bury(l.row.ID)
	l.ext.legs = slices.DeleteFunc(l.ext.legs, func(other *leg) bool { return other == l })
	l.ext.row.At = at
	if len(l.ext.legs) == 0 && l.ext.row.Recording == pal.On {
		l.ext.row.Recording = pal.Off
	}
	b.touch(l.ext)
	r := l.room
	if r == nil {
		return
	}
	r.resCode, r.q850 = n.ResCode, n.Q850
	b.leave(l)
	b.closeIfEmpty(r, at)
}

func (b *board) leave(l *leg) {
	r := l.room
	if r == nil {
		return
	}
	r.keepParties()
	r.legs = slices.DeleteFunc(r.legs, func(other *leg) bool { return other == l })
	b.touchRoom(r)
}

// remember adds a step to the history of the leg's conversation.
func (b *board) remember(l *leg, code pal.Code, at time.Time) {
	if l.room == nil {
		return
	}
	step := Step{At: at, Number: l.row.Number, Code: code, Known: code.Next("").Known, State: l.row.State}
	if code == pal.CodeDisconnect {
		step.State = pal.Gone
	}
	r := l.room
	if len(r.steps) >= keptSteps {
		r.steps = slices.Clone(r.steps[len(r.steps)-keptSteps/2:])
	}
	r.steps = append(r.steps, step)
}

// closeIfEmpty ends a conversation that has nobody left: no leg, and nobody
// waiting in a park.
func (b *board) closeIfEmpty(r *room, at time.Time) {
	if r == nil || len(r.legs) > 0 || r.park != nil || r.gone {
		return
	}
	r.gone = true
	delete(b.rooms, r.key)
	b.callsMoved = true
	b.touchRoom(r)
	if r.line != nil {
		r.line.room = nil
		b.linesMoved = true
	}
	b.ended = append(b.ended, r.epitaph(at))
	if len(b.ended) > 2*keptEnded {
		b.ended = slices.Clone(b.ended[len(b.ended)-keptEnded:])
	}
}

func (r *room) epitaph(at time.Time) *Ended {
	e := &Ended{
		ID: r.id, Tenant: r.key.tenant, From: r.from, To: r.to, Began: r.began, End: at,
		Answered: !r.answer.IsZero(), ResCode: r.resCode, Q850: r.q850,
	}
	if e.Answered {
		e.Talked = max(at.Sub(r.answer), 0)
	}
	return e
}
