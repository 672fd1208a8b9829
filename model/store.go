package model

import (
	"strings"
	"sync"
	"time"

	"cordboard/palconn/pal"
)

// Store owns the live state. The line to the PBX writes to it from one
// goroutine, in order; Snapshot and Subscribe may be called from any.
type Store struct {
	mu     sync.Mutex
	tenant string
	places []string

	shown  *board
	shadow *board
	nextID CallID
	names  uint64
	drops  Drops
	// shows are the kinds that this PBX has shown to replay, on any connection.
	shows Kinds
	clock clock

	version uint64
	sure    Sure
	link    Link
	asOf    time.Time
	why     string
	last    *Snapshot

	waiting map[chan struct{}]struct{}
	woken   bool
}

// Drops counts the events that changed nothing, by the reason.
type Drops struct {
	// Late are duplicates, events older than what is known and events of legs
	// that are gone.
	Late uint64
	// Incomplete are events without the fields that say what they are about.
	Incomplete uint64
	// UnknownCodes are call states that stand in no table; their calls are kept.
	UnknownCodes uint64
	// Unrecognised are notifications of kinds that are not known.
	Unrecognised uint64
	// Spoiled are frames and elements that could not be read.
	Spoiled uint64
}

// Person is one row of the PBX's list of extensions.
type Person struct {
	Tenant, Number, Name pal.Text
}

// NewStore makes an empty store. tenant is the one of the login, for events that
// name none; places are the numbers to park at, which are shown before the PBX
// has said anything of them.
func NewStore(tenant string, places []string) *Store {
	return &Store{tenant: tenant, places: places, waiting: map[chan struct{}]struct{}{}}
}

// Began starts a new epoch: its events fill an empty board, which replaces the
// one that is shown when it has settled.
func (s *Store) Began(epoch uint64, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shadow = newBoard(s, epoch, at)
	if s.shown == nil {
		s.changed()
	}
}

// Notified applies one notification of the epoch.
func (s *Store) Notified(epoch uint64, note pal.Notification, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := note.(pal.Unrecognised); ok {
		s.drops.Unrecognised++
	}
	b := s.boardOf(epoch)
	if b == nil || !b.apply(note, at) {
		return
	}
	if b == s.shown || s.shown == nil {
		s.changed()
	}
}

// Spoiled counts what could not be read.
func (s *Store) Spoiled(uint64, *pal.Malformed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drops.Spoiled++
}

// Settled shows the epoch's board in place of what was shown.
func (s *Store) Settled(epoch uint64, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shadow == nil || s.shadow.epoch != epoch {
		return
	}
	before := s.shown
	s.shown, s.shadow = s.shadow, nil
	s.shown.settle(at)
	if before != nil {
		s.shown.takeOver(before, s.asOf)
	}
	s.sure, s.link, s.asOf, s.why = Live, Up, time.Time{}, ""
	s.changed()
}

// Lost makes the board stale: what it shows was true at the given time. link says
// what the line is now, why what broke it, in words.
func (s *Store) Lost(epoch uint64, link Link, why string, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shadow != nil && s.shadow.epoch == epoch {
		s.shadow = nil
	}
	if s.sure == Live && epoch >= s.shown.epoch {
		s.sure, s.asOf = Stale, at
	}
	s.link, s.why = link, why
	s.changed()
}

// Directory adds extensions that the PBX has: those not seen yet, and names.
func (s *Store) Directory(epoch uint64, people []Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boardOf(epoch)
	if b == nil {
		return
	}
	for _, p := range people {
		if p.Number.Empty() {
			continue
		}
		place := b.extension(b.who(p.Tenant, p.Number), p.Number)
		b.setDeleted(place, false)
		b.rename(place, p.Name)
	}
	s.changed()
}

// Listed says that the PBX's list of extensions was read to its end: Directory had all of
// them.
func (s *Store) Listed(epoch uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.boardOf(epoch); b != nil {
		b.listed = true
		s.changed()
	}
}

// Deleted takes an extension off every list: the PBX has deleted it. A call, a phone that
// registers and the directory bring it back.
func (s *Store) Deleted(epoch uint64, who Who) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boardOf(epoch)
	if b == nil {
		return
	}
	if place, ok := b.index.place(who); ok {
		b.setDeleted(place, true)
		s.changed()
	}
}

// Drops tells what was left out so far.
func (s *Store) Drops() Drops {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drops
}

// Subscribe gives a signal that is set whenever there is a newer snapshot than
// the last one taken. It holds one wake-up; cancel ends it.
func (s *Store) Subscribe() (changed <-chan struct{}, cancel func()) {
	signal := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[signal] = struct{}{}
	if s.woken {
		signal <- struct{}{}
	}
	return signal, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.waiting, signal)
	}
}

// Snapshot gives the state as it is now. Without a change it is the same one.
func (s *Store) Snapshot() *Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.woken = false
	if s.last == nil || s.last.Version != s.version {
		s.last = s.freeze()
	}
	return s.last
}

// boardOf is the board that an epoch's events go to; nil for an epoch that is over
// or was never begun.
func (s *Store) boardOf(epoch uint64) *board {
	switch {
	case s.shadow != nil && s.shadow.epoch == epoch:
		return s.shadow
	case s.shown != nil && s.shown.epoch == epoch && s.sure == Live:
		return s.shown
	}
	return nil
}

// changed wakes those who wait, once until the next snapshot is taken.
func (s *Store) changed() {
	s.version++
	if s.woken {
		return
	}
	s.woken = true
	for signal := range s.waiting {
		select {
		case signal <- struct{}{}:
		default:
		}
	}
}

// freeze makes the next snapshot from the board that is to be shown: the first
// one also while it is still filling.
func (s *Store) freeze() *Snapshot {
	snap := &Snapshot{Version: s.version, Sure: s.sure, Link: s.link, AsOf: s.asOf, Why: s.why}
	b := s.shown
	if b == nil {
		b = s.shadow
	}
	if b != nil {
		b.freezeInto(snap, s.last)
	}
	return snap
}

// settle ends the time in which the PBX tells its present state. Places it has
// said nothing of are free if it has shown that it tells them, else unknown.
func (b *board) settle(at time.Time) {
	b.weigh()
	b.settled, b.told, b.parksMoved, b.early = true, at, true, nil
	b.reckon()
	for _, p := range b.parks {
		p.recall()
		b.touchRoom(p.room)
	}
	b.freeUntold()
}

// CompareWho orders by tenant, then by number: short numbers first, so that 99
// stands before 100.
func CompareWho(a, b Who) int {
	if c := strings.Compare(a.Tenant, b.Tenant); c != 0 {
		return c
	}
	if c := len(a.Number) - len(b.Number); c != 0 {
		return c
	}
	return strings.Compare(a.Number, b.Number)
}
