package model

import "iter"

// pageSize is how many rows are shared or copied together.
const pageSize = 128

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

// rowsBuilder is the writer's side of Rows: pages handed out are copied before
// they are written again, so that a snapshot costs the pages that changed.
type rowsBuilder[T any] struct {
	rows Rows[T]
	// owned tells the pages that no snapshot holds.
	owned []bool
	// listOwned tells whether the list of pages itself is held by no snapshot.
	listOwned bool
}

func (b *rowsBuilder[T]) add(row *T) {
	b.ownList()
	if b.rows.n%pageSize == 0 {
		b.rows.pages = append(b.rows.pages, make([]*T, pageSize))
		b.owned = append(b.owned, true)
	}
	b.rows.n++
	b.set(b.rows.n-1, row)
}

func (b *rowsBuilder[T]) set(i int, row *T) {
	page := i / pageSize
	if !b.owned[page] {
		b.ownList()
		b.rows.pages[page] = append([]*T(nil), b.rows.pages[page]...)
		b.owned[page] = true
	}
	b.rows.pages[page][i%pageSize] = row
}

func (b *rowsBuilder[T]) ownList() {
	if !b.listOwned {
		b.rows.pages = append([][]*T(nil), b.rows.pages...)
		b.listOwned = true
	}
}

// freeze gives what is there now; the builder goes on.
func (b *rowsBuilder[T]) freeze() Rows[T] {
	clear(b.owned)
	b.listOwned = false
	return b.rows
}
