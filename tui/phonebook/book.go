// Package phonebook lists the extensions of a board in the order of their numbers
// and finds them by what somebody types.
package phonebook

import (
	"slices"

	"cordboard/model"
	"cordboard/tui/widget"
)

// Book is the list of one moment. It never changes and may be read from several
// goroutines; what an extension is doing is on the board.
type Book struct {
	epoch, names uint64
	people       []*model.Identity
	finder       *widget.Finder
	numberCells  int
}

// New makes the book of a board. A million extensions take it about a second.
func New(snap *model.Snapshot) *Book {
	rows := make([]*model.Extension, 0, snap.Extensions.Len())
	for _, e := range snap.Extensions.All() {
		if !e.Deleted {
			rows = append(rows, e)
		}
	}
	slices.SortFunc(rows, func(a, b *model.Extension) int { return model.CompareWho(a.ID, b.ID) })
	b := &Book{epoch: snap.Epoch, names: snap.Names, people: make([]*model.Identity, len(rows))}
	for i, e := range rows {
		b.people[i] = e.Identity
		b.numberCells = max(b.numberCells, widget.Width(e.Number.String()))
	}
	b.finder = widget.NewFinder(len(rows), func(to []byte, i int) []byte {
		to = append(append(to, rows[i].Number.String()...), ' ')
		return append(to, rows[i].Name.String()...)
	})
	return b
}

// IsOf tells whether the book has the extensions and names of a board.
func (b *Book) IsOf(snap *model.Snapshot) bool {
	return b.epoch == snap.Epoch && b.names == snap.Names
}

// Equal tells whether two books are of the same extensions and names.
func (b *Book) Equal(other *Book) bool {
	return other != nil && b.epoch == other.epoch && b.names == other.names
}

// Len is how many extensions there are.
func (b *Book) Len() int { return len(b.people) }

// At is extension i, which must be in [0, Len), by tenant and number.
func (b *Book) At(i int) model.Who { return b.people[i].ID }

// NumberCells is the width of the widest number.
func (b *Book) NumberCells() int { return b.numberCells }

// Find gives those whose number or name has the words, the best first. No words
// find everybody.
func (b *Book) Find(words string) *Found { return &Found{b, b.finder.Find(words)} }

// Found are extensions of a book that were found. It never changes.
type Found struct {
	book   *Book
	places []int32
}

// Len is how many were found.
func (f *Found) Len() int { return len(f.places) }

// At is the one found at place i, which must be in [0, Len).
func (f *Found) At(i int) model.Who { return f.book.At(int(f.places[i])) }
