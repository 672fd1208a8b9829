package widget

import "iter"

// Keys are the keys of a list in their order.
type Keys[K comparable] interface {
	Len() int
	// At is key i, which must be in [0, Len).
	At(i int) K
}

// copied are Keys in a slice of the table's own.
type copied[K comparable] []K

func (l copied[K]) Len() int   { return len(l) }
func (l copied[K]) At(i int) K { return l[i] }

// Table shows a list of rows of which the terminal sees a few. Rows are known by their keys, and the cursor is a key,
// not a place: it stays on what it was put on however the list is sorted, filtered or grown. The row under the cursor
// is always one of those painted, so that no act can meet a row nobody sees.
//
// Keys in a list are distinct. The zero Table is empty and ready for use; it must not be copied.
type Table[K comparable] struct {
	rows   Keys[K] // nil until there were any
	copies [2]copied[K]
	turn   int // which of copies is the newer
	cursor int // index into rows; of no meaning while there are none

	top, height int // the window: its first row, and how many fitted at the last Render

	gone  K
	moved bool

	memo memo[K]
}

// SetRows gives the list in its new order; keys are copied. The cursor stays on its key. When that is gone, the
// cursor takes the row that stood nearest to it before and is still there, the one below before the one above; when
// none of them is, or only far away, the row at the old place, or the last. A list that was empty starts at its first row. A cursor
// that had to leave its key is told by Moved.
//
// While the top of the list is in view it stays so, if the cursor is in view with it; further down, the row under the
// cursor keeps its place on the screen.
func (t *Table[K]) SetRows(keys []K) {
	t.turn = 1 - t.turn
	t.copies[t.turn] = append(t.copies[t.turn][:0], keys...)
	t.replace(&t.copies[t.turn])
}

// ShareRows is SetRows for keys that never change: they are not copied, and the same ones again cost nothing. keys is a
// pointer, by which it is known again.
func (t *Table[K]) ShareRows(keys Keys[K]) {
	if t.rows == keys {
		return
	}
	t.replace(keys)
	t.copies = [2]copied[K]{}
}

// ShareStill is ShareRows where the row under the cursor can keep its place on the screen; else it does nothing. It
// cannot while there are too few rows for that place: in a list that is shorter than the screen.
func (t *Table[K]) ShareStill(keys Keys[K]) {
	if t.Len() == 0 {
		t.ShareRows(keys)
	}
	if t.rows == keys {
		return
	}
	at := find(keys, t.Row(t.cursor), t.cursor)
	top := at - (t.cursor - t.top)
	if at < 0 || top != clamp(top, 0, keys.Len()-t.height) {
		return
	}
	t.rows, t.cursor, t.top = keys, at, top
	t.copies = [2]copied[K]{}
}

// replace keeps the cursor on its key.
func (t *Table[K]) replace(rows Keys[K]) {
	before := t.rows
	t.rows = rows
	if before == nil || before.Len() == 0 {
		t.cursor, t.top = 0, 0
		return
	}
	at, key := t.cursor, before.At(t.cursor)
	t.cursor = find(rows, key, at)
	if t.cursor < 0 {
		t.lose(key)
		t.cursor = t.neighbour(before, at)
	}
	if t.top > 0 {
		t.top += t.cursor - at
	}
}

// Moved tells whether SetRows or ShareRows took the cursor off a key that vanished, and which; it tells so until the user puts the
// cursor somewhere (Select, Move, Top, Bottom, Page, or Scroll when that carries it along). An act asked for in
// between may have been meant for the row that is gone. With several losses in a row it is the first that is told:
// the one the user had chosen.
func (t *Table[K]) Moved() (gone K, moved bool) { return t.gone, t.moved }

// Len is the number of rows.
func (t *Table[K]) Len() int {
	if t.rows == nil {
		return 0
	}
	return t.rows.Len()
}

// Row is the key of row i, which must be in [0, Len).
func (t *Table[K]) Row(i int) K { return t.rows.At(i) }

// CursorRow is the row of the last Render with the cursor; there is one unless the table is empty.
func (t *Table[K]) CursorRow() (y int, ok bool) { return t.cursor - t.top, t.Len() > 0 }

// All gives the keys in order.
func (t *Table[K]) All() iter.Seq[K] {
	return func(yield func(K) bool) {
		for i := range t.Len() {
			if !yield(t.Row(i)) {
				return
			}
		}
	}
}

// Selected is the key under the cursor; there is one unless the table is empty.
func (t *Table[K]) Selected() (key K, ok bool) {
	if t.Len() == 0 {
		return key, false
	}
	return t.Row(t.cursor), true
}

// Select puts the cursor on a key, and does nothing when the key is not in the list.
func (t *Table[K]) Select(key K) bool {
	if t.Len() == 0 {
		return false
	}
	at := find(t.rows, key, t.cursor)
	if at < 0 {
		return false
	}
	t.place(at)
	return true
}

// Move moves the cursor by delta rows, down when positive, as far as the list goes.
func (t *Table[K]) Move(delta int) { t.place(t.cursor + delta) }

// Top puts the cursor on the first row.
func (t *Table[K]) Top() { t.place(0) }

// Bottom puts the cursor on the last row.
func (t *Table[K]) Bottom() { t.place(t.Len() - 1) }

// Page moves the cursor by delta screens as high as the last Render, less the row that one keeps in sight.
func (t *Table[K]) Page(delta int) { t.Move(delta * max(t.height-1, 1)) }

// Scroll moves the window by delta rows, as a wheel does. The cursor stays on its key while that is in view and is
// carried along at the edge after that.
func (t *Table[K]) Scroll(delta int) {
	t.top = clamp(t.top+delta, 0, t.Len()-t.height)
	if at := clamp(t.cursor, t.top, t.top+t.height-1); at != t.cursor {
		t.place(at)
	}
}

// RowAt is the key that the last Render painted in its row y: what the user sees there and clicks on, though other
// rows may have come since.
func (t *Table[K]) RowAt(y int) (key K, ok bool) {
	if y < 0 || y >= len(t.memo.shown) {
		return key, false
	}
	return t.memo.shown[y], true
}

// lose remembers the key the user had chosen, not those the cursor has passed over since.
func (t *Table[K]) lose(key K) {
	if !t.moved {
		t.gone, t.moved = key, true
	}
}

// place is where the user puts the cursor.
func (t *Table[K]) place(at int) {
	t.cursor = clamp(at, 0, t.Len()-1)
	var none K
	t.gone, t.moved = none, false
}

// find is the index of key, or -1. Looking at a likely place first makes the usual case free.
func find[K comparable](rows Keys[K], key K, likely int) int {
	if likely < rows.Len() && rows.At(likely) == key {
		return likely
	}
	for i := range rows.Len() {
		if rows.At(i) == key {
			return i
		}
	}
	return -1
}

// reach is how far from its old place a neighbour of a row that is gone is looked for.
const reach = 500

// neighbour is the index of the row nearest to before[at] that is still in the list, within reach.
func (t *Table[K]) neighbour(before Keys[K], at int) int {
	ranks := make(map[K]int)
	for distance := 1; distance <= reach; distance++ {
		for side, i := range [2]int{at + distance, at - distance} {
			if i >= 0 && i < before.Len() {
				ranks[before.At(i)] = 2*distance + side
			}
		}
	}
	nearest, best := clamp(at, 0, t.Len()-1), 2*reach+2
	for i := range t.Len() {
		if rank, ok := ranks[t.Row(i)]; ok && rank < best {
			nearest, best = i, rank
		}
	}
	return nearest
}

// clamp brings v between low and high; low wins where the two cross.
func clamp(v, low, high int) int { return max(low, min(v, high)) }
