package dialog

import (
	"slices"
	"strings"

	"cordboard/model"
	"cordboard/tui/phonebook"
)

// target is somebody to reach: an extension of the directory, or a number as it was typed.
type target struct {
	who    model.Who // zero for a typed number
	number string    // as it is dialled, never shown
	shown  string    // the number as it may be shown
}

// directory finds targets for what is typed.
type directory struct {
	snap *model.Snapshot
	// not is never offered. With a tenant, only that tenant's extensions are: a number means somebody else in another.
	not model.Who

	bookOf func(*model.Snapshot) *phonebook.Book
	book   *phonebook.Book
}

// mostOffered is how many targets are offered at a time; whoever is further down is found by typing on.
const mostOffered = 500

// refresh takes a newer board. It reports whether people appeared, vanished or were renamed; presence is read from the
// board when it is painted.
func (d *directory) refresh(snap *model.Snapshot) (changed bool) {
	d.snap = snap
	book := d.bookOf(snap)
	if book.Equal(d.book) {
		return false
	}
	d.book = book
	return true
}

func (d *directory) offers(id model.Who) bool {
	return id != d.not && (d.not.Tenant == "" || id.Tenant == d.not.Tenant)
}

// has reports whether a target is still there; a typed number always is.
func (d *directory) has(t target) bool {
	_, there := d.snap.Extension(t.who)
	return t.who == model.Who{} || there && d.offers(t.who)
}

// find gives the targets for what is typed, the best first, without those already taken. A number that can be dialled
// finds the people whose number contains it, the one whose number it is first, and comes last itself when it is
// nobody's.
func (d *directory) find(typed string, taken []target) []target {
	if d.book == nil {
		return nil
	}
	var found []target
	if number, ok := dialable(typed); ok {
		found = d.findNumber(number)
	} else {
		found = d.findName(typed)
	}
	return slices.DeleteFunc(found, func(t target) bool { return slices.Contains(taken, t) })
}

func (d *directory) findName(typed string) []target {
	var found []target
	all := d.book.Find(typed)
	for i := 0; i < all.Len() && len(found) < mostOffered; i++ {
		if id := all.At(i); d.offers(id) {
			found = append(found, d.person(id))
		}
	}
	return found
}

func (d *directory) findNumber(number string) []target {
	ranks := make([][]target, 4)
	for i := range d.book.Len() {
		id := d.book.At(i)
		rank := numberRank(id.Number, number)
		if rank < len(ranks) && len(ranks[rank]) < mostOffered && d.offers(id) {
			ranks[rank] = append(ranks[rank], d.person(id))
		}
	}
	if len(ranks[0]) == 0 && number != d.not.Number {
		ranks[3] = []target{{number: number, shown: number}}
	}
	return slices.Concat(ranks...)
}

// numberRank is how well a number fits the one that was typed: 0 it is it, 1 it begins so, 2 it contains it, 3 is the
// place of the typed number itself.
func numberRank(number, typed string) int {
	switch {
	case number == typed:
		return 0
	case strings.HasPrefix(number, typed):
		return 1
	case strings.Contains(number, typed):
		return 2
	}
	return 4
}

func (d *directory) person(id model.Who) target {
	e, _ := d.snap.Extension(id)
	return target{who: id, number: id.Number, shown: e.Number.String()}
}

// label is what a target is called, and state the word for what it is doing; empty for a typed number.
func (d *directory) label(t target) (label, state string) {
	e, ok := d.snap.Extension(t.who)
	if !ok {
		return t.shown, ""
	}
	label = model.Party{Number: e.Number, Name: e.Name}.Label()
	if state = presenceOf(d.snap, e).word; d.snap.Sure == model.Stale {
		state = "was " + state
	}
	return label, state
}

// dialable gives the number in what was typed, as it is dialled: digits, "*" and "#", perhaps after a "+", with the
// marks left out by which people group digits.
func dialable(typed string) (number string, ok bool) {
	var b strings.Builder
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9', r == '*', r == '#', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case !strings.ContainsRune(" -.()", r):
			return "", false
		}
	}
	number = b.String()
	return number, number != "" && number != "+"
}
