package model

import (
	"math"
	"time"

	"cordboard/palconn/pal"
)

// Kinds are kinds of notifications. Which of them a PBX tells of its present state
// after a login stands nowhere: each is believed only on evidence of its own.
type Kinds uint8

// The kinds.
const (
	OfRegistrations Kinds = 1 << iota
	OfVoicemail
	OfRecordings
	OfParks
	OfCalls
	OfLines
)

// Has tells whether a kind is among them.
func (k Kinds) Has(kind Kinds) bool { return k&kind != 0 }

const (
	// rowsInARow is how many rows of one kind, told one after the other, only a PBX
	// tells that goes through all of them.
	rowsInARow = 4
	// slack is how much longer than the time that has passed here the time of live
	// events may seem.
	slack = time.Second
)

// listing counts rows of one kind that are told with nothing of a call between.
type listing struct {
	// last is the row told last, row how many were told one after the other by now,
	// and most how many ever were.
	last      Leg
	row, most int
}

func (l *listing) told(id Leg) {
	if l.last == id {
		return
	}
	l.last = id
	l.row++
	l.most = max(l.most, l.row)
}

// evidence tells a PBX that tells its present state after the login from one that
// tells only what happens. It looks at what comes before the board has settled:
// the times of what happens cannot lie further apart than the time that passes
// meanwhile, and phones seldom register one after the other with nothing between.
// Those of a switch that had no power do, but most phones there are do not.
type evidence struct {
	// shown are the kinds that were told of what was before the login.
	shown Kinds

	registrations, voicemail, recordings, places listing

	// newest is the time of the last event of any kind; the others are those of the
	// first one of each kind that has a time.
	timed                    bool
	newest, call, park, line int64
}

// interrupt ends the rows that were told one after the other.
func (e *evidence) interrupt() {
	for _, l := range []*listing{&e.registrations, &e.voicemail, &e.recordings, &e.places} {
		l.last, l.row = Leg{}, 0
	}
}

// happened takes the time of an event of a kind.
func (e *evidence) happened(kind Kinds, stamp int64) {
	if !e.timed {
		e.timed, e.newest, e.call, e.park, e.line = true, stamp, math.MaxInt64, math.MaxInt64, math.MaxInt64
	}
	e.newest = max(e.newest, stamp)
	switch kind {
	case OfCalls:
		e.call = min(e.call, stamp)
	case OfParks:
		e.park = min(e.park, stamp)
	case OfLines:
		e.line = min(e.line, stamp)
	}
}

// olderThan shows the kinds of which something was told that is older than a time of
// the PBX.
func (e *evidence) olderThan(stamp int64) {
	if !e.timed {
		return
	}
	for _, told := range [...]struct {
		kind   Kinds
		oldest int64
	}{{OfCalls, e.call}, {OfParks, e.park}, {OfLines, e.line}} {
		if told.oldest < stamp {
			e.shown |= told.kind
		}
	}
}

// listed shows the kinds of which more rows were told one after the other than
// happen to be. Of registration and voicemail there is a row of each extension.
func (e *evidence) listed(extensions int) {
	for _, told := range [...]struct {
		kind  Kinds
		most  int
		least int
	}{
		{OfRegistrations, e.registrations.most, extensions/2 + 1},
		{OfVoicemail, e.voicemail.most, extensions/2 + 1},
		{OfRecordings, e.recordings.most, 0},
		{OfParks, e.places.most, 0},
	} {
		if told.most >= max(rowsInARow, told.least) {
			e.shown |= told.kind
		}
	}
	// A PBX that goes through its extensions and through its places, the free ones too,
	// tells its state: when no call is in it, there is none.
	if both := OfRegistrations | OfParks; e.shown&both == both {
		e.shown |= OfCalls
	}
}

// weigh decides by the evidence, when the PBX has told what it tells after the login.
func (b *board) weigh() {
	b.heard.listed(b.rows.rows.Len())
	*b.shown |= b.heard.shown
}

// prove shows the kinds of which something was told that was before a time of the PBX.
func (b *board) prove(before time.Time) {
	was := b.heard.shown
	b.heard.olderThan(before.UnixMilli())
	if b.heard.shown != was {
		*b.shown |= b.heard.shown
		b.freeUntold()
	}
}

// replays are the kinds of which the PBX has told all there is, so that what was not
// told is not: those that it has shown to tell, now or after an earlier login. But a
// PBX that is silent on what it always has something to tell of, and told before,
// has not told its state this time.
func (b *board) replays() Kinds {
	const always = OfRegistrations | OfVoicemail
	switch {
	case !b.settled:
		return 0
	case *b.shown&always&^b.heard.shown != 0:
		return b.heard.shown
	}
	return *b.shown
}

// row notes a row of a kind by what it is about.
func (b *board) row(kind *listing, about Leg) {
	if !b.settled {
		kind.told(about)
	}
}

// happened notes an event with the time that the PBX gives it.
func (b *board) happened(kind Kinds, stamp pal.Number, at time.Time) {
	if b.settled {
		return
	}
	if kind == OfCalls {
		b.heard.interrupt()
	}
	if !stamp.Known {
		return
	}
	b.heard.happened(kind, stamp.Value)
	b.heard.olderThan(b.heard.newest - (at.Sub(b.began) + slack).Milliseconds())
}

// extent is what a sum over all extensions is worth of which some were told.
func (b *board) extent(kind Kinds, told int) Extent {
	switch {
	case b.replays().Has(kind) || b.settled && b.listed && told == b.rows.rows.Len():
		return ToldOfAll
	case told > 0:
		return ToldOfSome
	}
	return ToldOfNone
}
