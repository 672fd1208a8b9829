package model

import (
	"time"

	"cordboard/palconn/pal"
)

const (
	// keptSteps is how much of a conversation's history is kept.
	keptSteps = 64
	// keptEnded is how many ended conversations are kept.
	keptEnded = 500
	// keptDead is how many ended legs are remembered, so that a late event does
	// not bring one back.
	keptDead = 1 << 16
)

// board is the state of one epoch, changed in place. What has changed since the
// last freeze is listed, so that a snapshot costs only that.
type board struct {
	epoch   uint64
	tenant  string
	began   time.Time
	settled bool
	// replayed tells that the PBX told some state before the board settled.
	replayed bool

	index *index
	exts  []*extension
	legs  map[Leg]*leg
	rooms map[roomKey]*room
	parks map[Who]*park
	lines map[Who]*line
	dead  graveyard
	ended []*Ended

	names  uint64
	nextID *CallID
	counts Counts
	drops  *Drops

	dirtyExts  []*extension
	dirtyRooms []*room
	// callsMoved, parksMoved and linesMoved tell that the lists themselves changed.
	callsMoved, parksMoved, linesMoved bool

	rows  rowsBuilder[Extension]
	calls []*room
}

// extension, leg, room, park and line are the writer's side of the rows.
type extension struct {
	row   Extension
	place int
	legs  []*leg
	dirty bool
}

type leg struct {
	row    Talker
	ext    *extension
	room   *room
	before pal.State
	// otherInside tells that the other side is an extension of this PBX.
	otherInside bool
	seen        recent
}

type room struct {
	id     CallID
	key    roomKey
	text   pal.Text
	legs   []*leg
	from   Party
	to     Party
	park   *park
	line   *line
	began  time.Time
	answer time.Time
	// resCode and q850 are what the PBX said of the last leg that ended.
	resCode, q850 pal.Text
	steps         []Step
	frozen        *Conversation
	dirty         bool
	gone          bool
}

type park struct {
	row  Park
	room *room
	seen recent
}

type line struct {
	row  Line
	room *room
	seen recent
}

func newBoard(epoch uint64, tenant string, began time.Time, nextID *CallID, drops *Drops) *board {
	return &board{
		epoch: epoch, tenant: tenant, began: began, nextID: nextID, drops: drops,
		index: newIndex(),
		legs:  map[Leg]*leg{},
		rooms: map[roomKey]*room{},
		parks: map[Who]*park{},
		lines: map[Who]*line{},
		dead:  graveyard{ids: map[Leg]struct{}{}},
	}
}

// apply takes one notification that came at the given time. It reports whether
// anything changed.
func (b *board) apply(note pal.Notification, at time.Time) bool {
	switch n := note.(type) {
	case pal.CallStatus:
		return b.applyStatus(&n, at)
	case pal.ParkStatus:
		return b.applyPark(n, at)
	case pal.LineStatus:
		return b.applyLine(n, at)
	case pal.Registration:
		return b.applyRegistration(n, at)
	case pal.VoicemailCount:
		return b.applyVoicemail(n, at)
	case pal.RecordingStatus:
		return b.applyRecording(n, at)
	}
	return false
}

func (b *board) who(tenant, number pal.Text) Who {
	if tenant.Empty() {
		return Who{b.tenant, number.Raw()}
	}
	return Who{tenant.Raw(), number.Raw()}
}

// extension finds or adds the row of a user.
func (b *board) extension(id Who, number pal.Text) *extension {
	if i, ok := b.index.rows[id]; ok {
		return b.exts[i]
	}
	e := &extension{row: Extension{ID: id, Number: number}, place: len(b.exts)}
	b.exts = append(b.exts, e)
	b.index.add(id, e.place)
	b.rows.add(&Extension{ID: id, Number: number})
	b.names++
	b.touch(e)
	return e
}

func (b *board) touch(e *extension) {
	if !e.dirty {
		e.dirty = true
		b.dirtyExts = append(b.dirtyExts, e)
	}
}

func (b *board) touchRoom(r *room) {
	if r != nil && !r.dirty {
		r.dirty = true
		b.dirtyRooms = append(b.dirtyRooms, r)
	}
}

func (b *board) rename(e *extension, name pal.Text) {
	if name.Empty() || e.row.Name == name {
		return
	}
	e.row.Name = name
	b.names++
	b.touch(e)
}

func (b *board) applyRegistration(n pal.Registration, at time.Time) bool {
	if n.User.Empty() || n.Registered == pal.NotTold {
		return false
	}
	b.told()
	e := b.extension(b.who(n.Tenant, n.User), n.User)
	e.row.Registered, e.row.At = n.Registered, at
	b.touch(e)
	return true
}

func (b *board) applyVoicemail(n pal.VoicemailCount, at time.Time) bool {
	if n.User.Empty() {
		return false
	}
	b.told()
	e := b.extension(b.who(n.Tenant, n.User), n.User)
	was := e.row.Voicemail.New
	keep(&e.row.Voicemail.New, n.New)
	keep(&e.row.Voicemail.Unread, n.Unread)
	keep(&e.row.Voicemail.Read, n.Read)
	keep(&e.row.Voicemail.Saved, n.Saved)
	e.row.Voicemail.Known, e.row.At = true, at
	b.counts.NewMessages += int(e.row.Voicemail.New - was)
	b.touch(e)
	return true
}

// keep stores a count that was told and leaves one that was not.
func keep(count *int64, told pal.Number) {
	if told.Known {
		*count = max(told.Value, 0)
	}
}

func (b *board) applyRecording(n pal.RecordingStatus, at time.Time) bool {
	if n.User.Empty() || n.On == pal.NotTold {
		return false
	}
	b.told()
	id := b.who(n.Tenant, n.User)
	e := b.extension(id, n.User)
	e.row.At = at
	for _, l := range e.legs {
		if n.Talker.Empty() || l.row.ID.Talker == n.Talker.Raw() {
			l.row.Recording = n.On
			b.touchRoom(l.room)
		}
	}
	b.sumRecording(e, n.On)
	b.touch(e)
	return true
}

// sumRecording says of an extension with several legs that it is recorded while
// one of them is.
func (b *board) sumRecording(e *extension, told pal.Switch) {
	e.row.Recording = told
	for _, l := range e.legs {
		if l.row.Recording == pal.On {
			e.row.Recording = pal.On
		}
	}
}

// told notes that the PBX tells state after the login, before the board settled.
func (b *board) told() {
	if !b.settled {
		b.replayed = true
	}
}

// since gives when a state began, in our time. Once the board has settled the
// events are fresh, and our own clock is the better one; before, the PBX tells of
// things that began earlier, by its clock.
func (b *board) since(pbx, at time.Time) time.Time {
	if b.settled || pbx.IsZero() || pbx.After(at) {
		return at
	}
	return pbx
}

// recent remembers the last events of one row, to know a duplicate by.
type recent struct {
	events [4]event
	next   int
	newest int64
}

type event struct {
	code int64
	time int64
}

// admit reports whether an event is new: not a duplicate and not older than what
// is known. Events without a time are always taken.
func (r *recent) admit(code int64, time pal.Number) bool {
	if !time.Known {
		return true
	}
	e := event{code, time.Value}
	for _, old := range r.events {
		if old == e {
			return false
		}
	}
	if time.Value < r.newest {
		return false
	}
	r.newest = time.Value
	r.events[r.next%len(r.events)] = e
	r.next++
	return true
}

// graveyard remembers the legs that are gone, the oldest forgotten first.
type graveyard struct {
	ids   map[Leg]struct{}
	queue []Leg
	next  int
}

func (g *graveyard) bury(id Leg) {
	if _, ok := g.ids[id]; ok {
		return
	}
	g.ids[id] = struct{}{}
	if len(g.queue) < keptDead {
		g.queue = append(g.queue, id)
		return
	}
	delete(g.ids, g.queue[g.next])
	g.queue[g.next] = id
	g.next = (g.next + 1) % keptDead
}

func (g *graveyard) has(id Leg) bool {
	_, ok := g.ids[id]
	return ok
}
