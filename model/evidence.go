package model

import (
	"time"

	"cordboard/palconn/pal"
)

const (
	// rowsInARow is how many rows of registration and voicemail, told one after
	// the other, only a PBX tells that goes through all of them: the most part of
	// the extensions there are.
	rowsInARow = 4
	// slack is how much longer than the time that has passed here the time of live
	// events may seem.
	slack = time.Second
)

// evidence tells a PBX that tells its present state after the login from one that
// tells only what happens. It looks at what comes before the board has settled:
// the times of what happens cannot lie further apart than the time that passes
// meanwhile, and phones seldom register one after the other with nothing between.
// Those of a switch that had no power do, but most phones there are do not.
type evidence struct {
	replays bool
	// last is the row told last, row how many were told one after the other by now,
	// and most how many ever were.
	last           string
	row, most      int
	timed          bool
	oldest, newest int64
}

// listed takes a row of registration or voicemail.
func (e *evidence) listed(method, number string) {
	if e.last == method+number {
		return
	}
	e.last = method + number
	e.row++
	e.most = max(e.most, e.row)
}

// happened takes an event, which may be told without a time; passed is how long
// ago the first of them can have come.
func (e *evidence) happened(at pal.Number, passed time.Duration) {
	e.last, e.row = "", 0
	if !at.Known {
		return
	}
	if !e.timed {
		e.timed, e.oldest, e.newest = true, at.Value, at.Value
	}
	e.oldest, e.newest = min(e.oldest, at.Value), max(e.newest, at.Value)
	e.replays = e.replays || e.newest-e.oldest > (passed+slack).Milliseconds()
}

// weigh decides by the evidence, when the PBX has told what it tells after the login.
func (b *board) weigh() {
	most := b.heard.most
	b.heard.replays = b.heard.replays || most >= rowsInARow && 2*most > b.rows.rows.Len()
}

// listed notes a row of registration or voicemail.
func (b *board) listed(method string, number pal.Text) {
	if !b.settled && !b.heard.replays {
		b.heard.listed(method, number.Raw())
	}
}

// happened notes an event with the time that the PBX gives it.
func (b *board) happened(stamp pal.Number, at time.Time) {
	if !b.settled && !b.heard.replays {
		b.heard.happened(stamp, at.Sub(b.began))
	}
}
