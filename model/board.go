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
	// keptDead is how many ended legs are remembered at least, so that a late event
	// does not bring one back.
	keptDead = 1 << 15
)

// board is the state of one epoch, changed in place. What has changed since the
// last freeze is listed, so that a snapshot costs only that.
type board struct {
	epoch   uint64
	tenant  string
	began   time.Time
	settled bool
	// told is when it settled: what began later was told as it happened.
	told  time.Time
	heard evidence
	time  reckoning
	// shown are the kinds that this PBX has ever shown to replay.
	shown *Kinds

	index *index
	// rows are the extensions, phones what is in use of them: nil for one that has
	// had no leg.
	rows   rowsBuilder[Extension]
	phones []*phone
	legs   map[Leg]*leg
	rooms  map[roomKey]*room
	parks  map[Who]*park
	lines  map[Who]*line
	dead   graveyard
	// seed is for the hashes that duplicates are known by.
	seed maphash.Seed
	// lost is how many calls of the board before were not found again.
	lost   int
	ended  []*Ended
	closed closedRooms

	// numbers are the places to park in; tenants those that have them.
	numbers []string
	tenants map[string]struct{}
	names   *uint64
	nextID  *CallID
	// newMessages is the sum over all voicemail boxes that were told.
	newMessages int
	// boxes are the places of the extensions whose voicemail was told; recordings
	// counts those of which it is known whether they are recorded.
	boxes      []int32
	recordings int
	// listed tells that the list of the extensions was read.
	listed bool
	// early are the recordings told before the board has settled, by the leg; with no
	// talker those of all legs of a user. It is nil from then on.
	early map[Leg]pal.Switch
	drops *Drops

	dirtyRooms []*room
	// callsMoved, parksMoved and linesMoved tell that the lists themselves changed.
	callsMoved, parksMoved, linesMoved bool

	calls []*room
}

// phone, leg, room, park and line are the writer's side of the rows. The place of
// a phone is that of its extension's row, and its name the one there.
type phone struct {
	place int
	name  pal.Text
	legs  []*leg
}

type leg struct {
	row    Talker
	phone  *phone
	room   *room
	before pal.State
	// began and since are those of the row.
	began, since moment
	// late tells a leg that came when the others of its room were connected.
	late bool
	// listens tells a late leg that came to a call with both its sides there: one
	// that barged in, or made it a conference, and is neither who called nor who was
	// called.
	listens bool
	seen    recent
}

type room struct {
	id    CallID
	key   roomKey
	known *index
	text  pal.Text
	legs  []*leg
	// from and to are the sides as they were last, caller and callee those that the
	// call was made between or was transferred to.
	from, to       Party
	caller, callee Party
	park           *park
	line           *line
	began, answer  moment
	// resCode and q850 are what the PBX said of the last leg that ended.
	resCode, q850 pal.Text
	steps         []Step
	frozen        *Conversation
	dirty         bool
	gone          bool
}

type park struct {
	row    Park
	since  moment
	room   *room
	talker string
	stays  uint32
	seen   recent
	frozen *Park
}

type line struct {
	row    Line
	since  moment
	room   *room
	key    roomKey
	seen   recent
	frozen *Line
}

// newBoard makes the empty board of an epoch of a store.
func newBoard(s *Store, epoch uint64, began time.Time) *board {
	seed := maphash.MakeSeed()
	b := &board{
		epoch: epoch, tenant: s.tenant, began: began, time: reckoning{clock: &s.clock},
		numbers: s.places, shown: &s.shows, nextID: &s.nextID, names: &s.names, drops: &s.drops,
		index:   newIndex(),
		legs:    map[Leg]*leg{},
		rooms:   map[roomKey]*room{},
		parks:   map[Who]*park{},
		lines:   map[Who]*line{},
		tenants: map[string]struct{}{},
		early:   map[Leg]pal.Switch{},
		seed:    seed,
		dead:    newGraveyard(seed),
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
		return b.applyRegistration(&n)
	case pal.VoicemailCount:
		return b.applyVoicemail(&n)
	case pal.RecordingStatus:
		return b.applyRecording(&n)
	}
	return false
}

func (b *board) who(tenant, number pal.Text) Who {
	if tenant.Empty() {
		return Who{b.tenant, number.Raw()}
	}
	return Who{tenant.Raw(), number.Raw()}
}

// extension finds or adds the row of a user, and gives its place.
func (b *board) extension(id Who, number pal.Text) int {
	if place, ok := b.index.place(id); ok {
		return place
	}
	place := b.rows.rows.Len()
	b.index.add(id, place)
	b.rows.add(Extension{Identity: &Identity{id, number}})
	b.phones = append(b.phones, nil)
	*b.names++
	b.furnish(id.Tenant)
	return place
}

// phone finds or adds the phone of an extension.
func (b *board) phone(place int) *phone {
	if b.phones[place] == nil {
		b.phones[place] = &phone{place: place, name: b.rows.rows.At(place).Name}
	}
	return b.phones[place]
}

func (b *board) touchRoom(r *room) {
	if r != nil && !r.dirty {
		r.dirty = true
		b.dirtyRooms = append(b.dirtyRooms, r)
	}
}

// rename gives an extension the name that was told, on its calls too.
func (b *board) rename(place int, name pal.Text) {
	if name.Empty() || b.rows.rows.At(place).Name == name {
		return
	}
	b.rows.edit(place).Name = name
	*b.names++
	p := b.phones[place]
	if p == nil {
		return
	}
	p.name = name
	for _, l := range p.legs {
		b.touchRoom(l.room)
	}
}
