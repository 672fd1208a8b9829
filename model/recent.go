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
