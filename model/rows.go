package model

import (
	"iter"
	"slices"
)

// pageSize is how many rows are shared or copied together.
const pageSize = 128

// mostKept is how long a list of changed rows is kept to be used again.
const mostKept = 1 << 16

// Rows is an immutable list of rows.
type Rows[T any] struct {
	pages [][]*T
	n     int
}

// Len is the number of rows.
func (r Rows[T]) Len() int { return r.n }

// At gives row i, which must be in [0, Len).
func (r Rows[T]) At(i int) *T { return r.pages[i/pageSize][i%pageSize] }

// All yields the rows in order.
func (r Rows[T]) All() iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for i := range r.n {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}

// rowsBuilder is the writer's side of Rows: what a snapshot holds is copied before
// it is written again, so that each row stands in memory once and a snapshot costs
// the rows and pages that changed.
type rowsBuilder[T any] struct {
	rows Rows[T]
	// slab is where the rows of the last page stand until they are changed.
	slab []T
	// owned tells the pages that no snapshot holds.
	owned []bool
	// listOwned tells whether the list of pages itself is held by no snapshot.
	listOwned bool
	// fresh tells the rows that no snapshot holds, and changed lists them.
	fresh   []bool
	changed []int
}

func (b *rowsBuilder[T]) add(row T) {
	i := b.rows.n
	if i%pageSize == 0 {
		b.ownList()
		b.slab = make([]T, pageSize)
		b.rows.pages = append(b.rows.pages, make([]*T, pageSize))
		b.owned = append(b.owned, true)
	}
	b.rows.n++
	b.slab[i%pageSize] = row
	b.ownPage(i / pageSize)[i%pageSize] = &b.slab[i%pageSize]
	b.fresh, b.changed = append(b.fresh, true), append(b.changed, i)
}

// edit gives row i to be written until the next freeze.
func (b *rowsBuilder[T]) edit(i int) *T {
	if !b.fresh[i] {
		row := *b.rows.At(i)
		b.ownPage(i / pageSize)[i%pageSize] = &row
		b.fresh[i], b.changed = true, append(b.changed, i)
	}
	return b.rows.At(i)
}

func (b *rowsBuilder[T]) ownPage(page int) []*T {
	if !b.owned[page] {
		b.ownList()
		b.rows.pages[page] = slices.Clone(b.rows.pages[page])
		b.owned[page] = true
	}
	return b.rows.pages[page]
}

func (b *rowsBuilder[T]) ownList() {
	if !b.listOwned {
		b.rows.pages = slices.Clone(b.rows.pages)
		b.listOwned = true
	}
}

// freeze gives what is there now; the builder goes on.
func (b *rowsBuilder[T]) freeze() Rows[T] {
	for _, i := range b.changed {
		b.fresh[i] = false
	}
	b.changed = b.changed[:0]
	if cap(b.changed) > mostKept {
		b.changed = nil
	}
	clear(b.owned)
	b.listOwned = false
	return b.rows
}
