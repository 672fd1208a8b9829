package model

import (
	"hash/maphash"
	"slices"

	"cordboard/palconn/pal"
)

// recent remembers the last events of one row, to know a duplicate by.
type recent struct {
	// newest is the time of the last event; events are those of that time.
	newest int64
	events [16]event
	n      int
}

// event is what makes two events of one time the same one: its code, and a hash of
// the texts in it.
type event struct {
	code  int64
	texts uint64
}

func (b *board) event(code int64, texts ...pal.Text) event {
	e := event{code: code}
	for _, text := range texts {
		e.texts = e.texts*31 + maphash.String(b.seed, text.Raw())
	}
	return e
}

// admit reports whether an event is new: neither told before nor older than what
// is known. An event without a time is always taken.
func (r *recent) admit(time pal.Number, e event) bool {
	switch {
	case !time.Known:
		return true
	case r.n > 0 && time.Value < r.newest:
		return false
	case time.Value != r.newest:
		r.newest, r.n = time.Value, 0
	}
	if slices.Contains(r.events[:min(r.n, len(r.events))], e) {
		return false
	}
	r.events[r.n%len(r.events)] = e
	r.n++
	return true
}

// graveyard remembers the legs that went last, keptDead of them or up to twice as
// many, by their hashes. It fills one set after the other: a set whose entries were
// removed one by one would grow without holding more.
type graveyard struct {
	seed       maphash.Seed
	young, old map[uint64]struct{}
}

func newGraveyard(seed maphash.Seed) graveyard {
	return graveyard{seed: seed, young: map[uint64]struct{}{}, old: map[uint64]struct{}{}}
}

func (g *graveyard) bury(id Leg) {
	if len(g.young) == keptDead {
		g.young, g.old = g.old, g.young
		clear(g.young)
	}
	g.young[maphash.Comparable(g.seed, id)] = struct{}{}
}

func (g *graveyard) has(id Leg) bool {
	hash := maphash.Comparable(g.seed, id)
	_, young := g.young[hash]
	_, old := g.old[hash]
	return young || old
}
