package model

import (
	"hash/maphash"
	"time"

	"cordboard/palconn/pal"
)

const (
	// keptSteps is how much of a conversation's history is kept.
	keptSteps = 64
	// keptEnded is how many ended conversations are kept.
	keptEnded = 500
	// longestCall is how long ago a state can have begun.
	longestCall = 24 * time.Hour
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
	heard   evidence

	index *index
	exts  []*extension
	legs  map[Leg]*leg
	rooms map[roomKey]*room
	parks map[Who]*park
	lines map[Who]*line
	dead  graveyard
	// seed is for the hashes that duplicates are known by.
	seed   maphash.Seed
	ended  []*Ended
	closed closedRooms

	// numbers are the places to park in; tenants those that have them.
	numbers []string
	tenants map[string]struct{}
	names   *uint64
	nextID  *CallID
	// newMessages is the sum over all voicemail boxes that were told.
	newMessages int
	drops       *Drops

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
	// late tells a leg that came when the others of its room were connected.
	late bool
	seen recent
}

type room struct {
	id     CallID
	key    roomKey
	known  *index
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
	row    Park
	room   *room
	talker string
	seen   recent
	frozen *Park
}

type line struct {
	row    Line
	room   *room
	key    roomKey
	seen   recent
	frozen *Line
}

// newBoard makes the empty board of an epoch of a store.
func newBoard(s *Store, epoch uint64, began time.Time) *board {
	b := &board{
		epoch: epoch, tenant: s.tenant, began: began,
		numbers: s.places, nextID: &s.nextID, names: &s.names, drops: &s.drops,
		index:   newIndex(),
		legs:    map[Leg]*leg{},
		rooms:   map[roomKey]*room{},
		parks:   map[Who]*park{},
		lines:   map[Who]*line{},
		tenants: map[string]struct{}{},
		seed:    maphash.MakeSeed(),
		dead:    graveyard{ids: map[Leg]struct{}{}},
	}
	b.furnish(s.tenant)
	return b
}

// apply takes one notification that came at the given time. It reports whether
// anything changed.
func (b *board) apply(note pal.Notification, at time.Time) bool {
	switch n := note.(type) {
	case pal.CallStatus:
		return b.applyStatus(&n, at)
	case pal.ParkStatus:
		return b.applyPark(&n, at)
	case pal.LineStatus:
		return b.applyLine(&n, at)
	case pal.Registration:
		return b.applyRegistration(&n, at)
	case pal.VoicemailCount:
		return b.applyVoicemail(&n, at)
	case pal.RecordingStatus:
		return b.applyRecording(&n, at)
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
	*b.names++
	b.furnish(id.Tenant)
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

// rename gives an extension the name that was told, on its calls too.
func (b *board) rename(e *extension, name pal.Text) {
	if name.Empty() || e.row.Name == name {
		return
	}
	e.row.Name = name
	*b.names++
	b.touch(e)
	for _, l := range e.legs {
		b.touchRoom(l.room)
	}
}

// since gives when a state began, in our time. Once the board has settled the
// events are fresh, and our own clock is the better one; before, the PBX tells of
// things that began earlier, by its clock. A clock that is a day off tells nothing.
func (b *board) since(pbx, at time.Time) time.Time {
	if b.settled || pbx.IsZero() || pbx.After(at) || at.Sub(pbx) > longestCall {
		return at
	}
	return pbx
}
