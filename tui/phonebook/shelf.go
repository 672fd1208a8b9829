package phonebook

import "cordboard/model"

// atOnce is how many extensions fit into a book that is made between two frames.
const atOnce = 2_000

// Shelf keeps the newest book for a screen. It belongs to one goroutine.
type Shelf struct {
	book   *Book
	making bool
}

// Book is the newest book there is. It can be older than the board while the next
// is made.
func (s *Shelf) Book() *Book { return s.book }

// Follow makes the book of a board at once when it is a short one, or the first.
func (s *Shelf) Follow(snap *model.Snapshot) {
	if s.book == nil || !s.book.IsOf(snap) && snap.Extensions.Len() <= atOnce {
		s.book = New(snap)
	}
}

// Lags tells that a longer book than Follow makes is due, and counts it as being
// made: it is to be made on another goroutine, so that keys are answered meanwhile,
// and to be Put.
func (s *Shelf) Lags(snap *model.Snapshot) bool {
	if s.making || s.book.IsOf(snap) {
		return false
	}
	s.making = true
	return true
}

// Put takes a book that was made.
func (s *Shelf) Put(b *Book) { s.book, s.making = b, false }
