package palconn

import (
	"context"
	"errors"

	"cordboard/palconn/pal"
)

// A page of getExtensions has firstPage rows and each next one twice as many, up
// to longestPage: short ones let notifications through on a slow line, long ones
// spare a PBX that looks through all extensions for each page.
const (
	firstPage   = 5_000
	longestPage = 80_000
	// overlap is how many rows each page repeats of the one before. By them the two
	// are fitted together although extensions come and go between.
	overlap = 100
)

// errNoOffset says that the PBX passes over offset and gives the first page again.
var errNoOffset = errors.New("the PBX does not know offset")

// paging reads the extensions that request asks for, page by page.
type paging struct {
	client  Client
	request pal.GetExtensions
	// give takes the rows; false ends the reading.
	give func(Person) bool
	done bool
	// given is how many rows were, first the number of the first of them, and
	// recent those of the last, the oldest being overwritten.
	given  int
	first  pal.Text
	recent [overlap]pal.Text
}

func (p *paging) run(ctx context.Context) error {
	for size := firstPage; !p.done; size = min(2*size, longestPage) {
		err := p.next(ctx, size)
		if errors.Is(err, errNoOffset) || p.given > 0 && isRefusal(err) {
			err = p.rest(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isRefusal tells that the PBX answered, and said no.
func isRefusal(err error) bool {
	_, refused := errors.AsType[*pal.Refused](err)
	_, failed := errors.AsType[*pal.Failed](err)
	return refused || failed
}

// next asks for a page. One that is not full is the last; so is one that is longer
// than was asked for, by a PBX that passes over limit. One that is full and brings
// nothing is from a PBX that passes over offset.
func (p *paging) next(ctx context.Context, size int) error {
	r, before, again := p.request, p.given, min(p.given, overlap)
	if r.Limit > 0 {
		size = min(size, r.Limit-before+again)
	}
	r.Limit, r.Offset = size, r.Offset+before-again
	came, err := p.ask(ctx, r)
	p.done = p.done || came != size
	if err == nil && !p.done && p.given == before {
		return errNoOffset
	}
	return err
}

// rest asks for the whole list at once and gives what was not given before.
func (p *paging) rest(ctx context.Context) error {
	r := p.request
	if r.Limit <= 0 {
		r.Limit = -1
	}
	_, err := p.ask(ctx, r)
	p.done = true
	return err
}

// ask sends r and gives the rows that follow those given before: from the first
// that was given lately, all but those that were given lately.
func (p *paging) ask(ctx context.Context, r pal.GetExtensions) (came int, err error) {
	list, err := p.client.Send(ctx, r)
	if err != nil {
		return 0, err
	}
	known := p.known()
	joined, noOffset := len(known) == 0, false
	err = eachRow(r, list, func(person Person) bool {
		came++
		if came == 1 && r.Offset > p.request.Offset && person.Number == p.first {
			noOffset = true
			return false
		}
		if known[person.Number] {
			joined = true
			// Once only: sa may get the same number from several tenants.
			delete(known, person.Number)
			return true
		}
		return !joined || p.pass(person)
	})
	switch {
	case err != nil:
		return came, err
	case noOffset:
		return came, errNoOffset
	case !joined:
		return came, ErrListChanged
	}
	return came, nil
}

// known are the numbers of the rows given lately.
func (p *paging) known() map[pal.Text]bool {
	known := map[pal.Text]bool{}
	for _, number := range p.recent[:min(p.given, overlap)] {
		known[number] = true
	}
	return known
}

// pass gives a row; it is false when there are to be no more.
func (p *paging) pass(person Person) bool {
	if p.given == 0 {
		p.first = person.Number
	}
	p.recent[p.given%overlap] = person.Number
	p.given++
	p.done = !p.give(person) || p.given == p.request.Limit
	return !p.done
}
