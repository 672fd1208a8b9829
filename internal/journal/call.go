package journal

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

const (
	// queueLength is how many calls may wait to be written.
	queueLength = 2048
	// batchLength is how many are written at once, and how many rows retention removes at once: an act waits for no more.
	batchLength = 200
	// tryAgain is how long calls wait after they could not be written.
	tryAgain = 10 * time.Second
)

// Call is a call that was seen. Any text may be empty.
type Call struct {
	// Epoch is when the connection began on which it was seen, and ID its number there. Together they name the call: what
	// is handed in again takes the place of what was there.
	Epoch time.Time
	ID    uint64
	// Who is whose call it was, With whom they talked.
	Tenant, Who, With string
	// Began is zero for a call that was there before we came.
	Began, Ended time.Time
	// Ending is how it ended, in words.
	Ending string
}

// Length is how long the call was, if that is known.
func (c Call) Length() (d time.Duration, known bool) {
	if c.Began.IsZero() {
		return 0, false
	}
	return c.Ended.Sub(c.Began), true
}

// Seen hands in a call to be written soon. It never blocks: when too many are waiting the call is dropped and counted.
func (j *Journal) Seen(c Call) {
	select {
	case <-j.closing:
		j.dropped.Add(1)
		return
	default:
	}
	select {
	case j.seen <- c:
	default:
		j.dropped.Add(1)
	}
}

// Dropped is how many calls were not written and never will be.
func (j *Journal) Dropped() uint64 { return j.dropped.Load() }

// keep writes the calls and removes what is too old, until Close.
func (j *Journal) keep() {
	defer close(j.kept)
	var waiting []Call
	var again <-chan time.Time
	old := j.untilOld()
	for {
		more := j.seen
		if again != nil {
			more = nil // those that wait go first
		}
		select {
		case c := <-more:
			waiting = j.gather(append(waiting, c))
			waiting, again = j.tryCalls(waiting)
		case <-again:
			waiting, again = j.tryCalls(waiting)
		case <-old:
			old = j.removeOld()
		case <-j.closing:
			j.writeLast(waiting)
			return
		}
	}
}

// gather adds calls that are there already, up to a batch.
func (j *Journal) gather(calls []Call) []Call {
	for len(calls) < batchLength {
		select {
		case c := <-j.seen:
			calls = append(calls, c)
		default:
			return calls
		}
	}
	return calls
}

// tryCalls gives what is still to be written, and when.
func (j *Journal) tryCalls(calls []Call) ([]Call, <-chan time.Time) {
	if err := j.writeCalls(calls); err != nil {
		return calls, j.clock.After(tryAgain)
	}
	return calls[:0], nil
}

// writeLast writes all that waits. What cannot be written is dropped.
func (j *Journal) writeLast(calls []Call) {
	for {
		calls = j.gather(calls)
		if len(calls) == 0 {
			return
		}
		if err := j.writeCalls(calls); err != nil {
			rest := len(calls) + len(j.seen)
			j.dropped.Add(uint64(rest))
			j.lost = fmt.Errorf("%d calls are not in the journal: %w", rest, err)
			return
		}
		calls = calls[:0]
	}
}

func (j *Journal) writeCalls(calls []Call) error {
	return j.write(func(tx *sql.Tx) error {
		for _, c := range calls {
			if err := c.put(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

const putCall = `INSERT INTO calls (epoch, id, tenant, who, other, began, ended, ending) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (epoch, id) DO UPDATE SET tenant = excluded.tenant, who = excluded.who, other = excluded.other,
		began = excluded.began, ended = excluded.ended, ending = excluded.ending
	RETURNING number`

func (c Call) put(tx *sql.Tx) error {
	c = c.shown()
	began := sql.NullInt64{Int64: c.Began.UnixMicro(), Valid: !c.Began.IsZero()}
	var number int64
	err := tx.QueryRowContext(context.Background(), putCall,
		c.Epoch.UnixMicro(), int64(c.ID), c.Tenant, c.Who, c.With, began, c.Ended.UnixMicro(), c.Ending).Scan(&number)
	if err != nil {
		return err
	}
	return index(tx, "call_words", number, c.Tenant, c.Who, c.With, c.Ending)
}

// shown is the call with every text as it may be shown.
func (c Call) shown() Call {
	c.Tenant, c.Who, c.With, c.Ending = shown(c.Tenant), shown(c.Who), shown(c.With), shown(c.Ending)
	return c
}
