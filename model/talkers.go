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
	b.hear(n.Time, at)
	who := b.who(n.Tenant, n.User)
	id := Leg{who.Tenant, who.Number, n.Talker.Raw(), b.epoch}
	code := pal.Code(n.Code.Value)
	l := b.legs[id]
	switch {
	case l == nil && b.dead.has(id):
		b.drops.Late++
		return false
	case l == nil && code == pal.CodeDisconnect:
		b.dead.bury(id)
		return false
	case l == nil:
		l = b.newLeg(id, n, at)
	}
	if code != pal.CodeDisconnect && !l.seen.admit(n.Time, b.event(n.Code.Value, n.Room, n.Other, n.OtherName)) {
		b.drops.Late++
		return false
	}
	b.happened(OfCalls, n.Time, at)
	b.rename(l.phone.place, n.UserName)
	if code == pal.CodeDisconnect {
		b.endLeg(l, n, at)
		return true
	}
	b.stepLeg(l, n, code, at)
	return true
}

func (b *board) newLeg(id Leg, n *pal.CallStatus, at time.Time) *leg {
	place := b.extension(id.Who(), n.User)
	b.setDeleted(place, false)
	p := b.phone(place)
	began := b.since(n.At(), at)
	l := &leg{phone: p, began: began, since: began}
	l.row = Talker{ID: id, Number: n.User, Began: began.Time, Since: began.Time}
	l.row.Caller = pal.Code(n.Code.Value) == pal.CodeIncoming
	l.row.Recording = b.earlyRecording(id)
	b.legs[id] = l
	p.legs = append(p.legs, l)
	return l
}

func (b *board) stepLeg(l *leg, n *pal.CallStatus, code pal.Code, at time.Time) {
	l.learn(n)
	step := code.Next(l.role())
	if !step.Known {
		b.drops.UnknownCodes++
	}
	l.row.Code = code
	b.enter(l, n, at)
	if step.Keep {
		l.flag(code)
	} else {
		l.setState(step, b.since(n.At(), at))
	}
	b.remember(l, code, b.since(n.At(), at))
	b.rows.edit(l.phone.place)
	b.touchRoom(l.room)
}

func (l *leg) setState(step pal.Step, since moment) {
	next := step.State
	if step.Back && l.before != pal.Unknown {
		next = l.before
	}
	if next == pal.Parked && l.row.State != pal.Parked {
		l.before = l.row.State
	}
	if next != l.row.State {
		l.since = since
		l.row.State, l.row.Since, l.row.Note = next, since.Time, 0
	}
	if next != pal.Talking {
		return
	}
	if l.row.Note == pal.CodeTransferFailed {
		l.row.Note = 0
	}
	if l.room.answer.IsZero() {
		l.room.answer = since
	}
}

func (l *leg) flag(code pal.Code) {
	if code == pal.CodeTransferAnswered || code == pal.CodeTransferFailed {
		l.row.Note = code
	}
}

func (l *leg) role() string {
	if l.row.Caller {
		return pal.RoleCaller
	}
	return ""
}

// learn takes over the fields that were told; the others stay.
func (l *leg) learn(n *pal.CallStatus) {
	if !n.Role.Empty() {
		l.row.Caller = n.Role.Raw() == pal.RoleCaller
	}
	l.row.Name = n.UserName.Or(l.row.Name)
	if !n.Other.Empty() && n.Other != l.row.Other {
		l.row.Other, l.row.OtherName = n.Other, pal.Text{}
	}
	l.row.OtherName = n.OtherName.Or(n.OtherNameShort).Or(l.row.OtherName)
}

// enter puts a leg into the room it is told to be in; a leg without a room has
// one of its own. A leg that is alone takes its conversation along.
func (b *board) enter(l *leg, n *pal.CallStatus, at time.Time) {
	left := l.room
	switch {
	case left != nil && (n.Room.Empty() || left.key.room == n.Room.Raw()):
		return
	case n.Room.Empty():
		l.join(b.room(l.ownRoom(), n.Room, b.since(n.At(), at)))
		return
	}
	key := roomKey{l.row.ID.Tenant, n.Room.Raw()}
	l.row.Room = n.Room
	if left != nil && len(left.legs) == 1 && left.park == nil && b.rooms[key] == nil {
		b.rekey(left, key, n.Room)
		return
	}
	b.leave(l)
	l.join(b.room(key, n.Room, b.since(n.At(), at)))
	if left != nil {
		l.room.inherit(left)
		b.drop(left)
	}
}

// ownRoom is the key of a room that the PBX does not name.
func (l *leg) ownRoom() roomKey {
	return roomKey{l.row.ID.Tenant, "\x00" + l.row.ID.User + "\x00" + l.row.ID.Talker}
}

// join puts a leg into a room. One that comes from another room was transferred and
// is a side of the call.
func (l *leg) join(r *room) {
	moved := l.room != nil && !l.room.text.Empty()
	l.late = !r.answer.IsZero()
	l.listens = l.late && !moved && r.hasBothSides()
	l.room = r
	r.legs = append(r.legs, l)
}

// inherit takes over what a conversation was before its talkers changed rooms.
func (r *room) inherit(left *room) {
	if !left.answer.IsZero() && (r.answer.IsZero() || left.answer.Before(r.answer.Time)) {
		r.answer = left.answer
	}
}

// endLeg takes a leg away for good.
func (b *board) endLeg(l *leg, n *pal.CallStatus, at time.Time) {
	l.learn(n)
	b.remember(l, pal.CodeDisconnect, b.since(n.At(), at))
	delete(b.legs, l.row.ID)
	b.dead.bury(l.row.ID)
	l.phone.legs = slices.DeleteFunc(l.phone.legs, func(other *leg) bool { return other == l })
	if row := b.rows.edit(l.phone.place); row.Recording == pal.On {
		b.setRecording(row, b.recording(l.phone.legs, pal.Off, false))
	}
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
func (b *board) remember(l *leg, code pal.Code, at moment) {
	if l.room == nil {
		return
	}
	step := Step{At: at.Time, reckoned: at.reckoned, Number: l.row.Number, Code: code, Known: code.Next("").Known, State: l.row.State}
	if code == pal.CodeDisconnect {
		step.State = pal.Gone
	}
	r := l.room
	if len(r.steps) >= keptSteps {
		r.steps = append(make([]Step, 0, keptSteps), r.steps[len(r.steps)-keptSteps/2:]...)
	}
	r.steps = append(r.steps, step)
}
