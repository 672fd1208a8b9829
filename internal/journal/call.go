package journal

import (
	"context"
	"database/sql"
	"errors"
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
	// PBX is where it was, and Room what it was named there. A PBX uses its names again, but not at the same time: a call
	// of that tenant and name whose time overlaps is the same one, whoever has seen it, and stands once. Without a Room it
	// is no other.
	PBX, Room string
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
	defer j.rescue()
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

// rescue, deferred, has every further step refused after a panic, instead of ending the program, which would leave the
// terminal as it is.
func (j *Journal) rescue() {
	if value := recover(); value != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.fault = fault(shown(fmt.Sprint(value)))
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

const (
	sameCall = `SELECT number, who, other, began, ended, ending FROM calls
		WHERE room = ? AND pbx = ? AND tenant = ? AND room <> '' AND ended >= ? AND coalesce(began, ended) <= ?
		ORDER BY ended DESC LIMIT 1`
	putCall = `INSERT OR REPLACE INTO calls (number, pbx, room, tenant, who, other, began, ended, ending)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`
)

// put writes a call, together with what is known of it already.
func (c Call) put(tx *sql.Tx) error {
	c = c.shown()
	number, err := c.join(tx)
	if err != nil {
		return err
	}
	err = tx.QueryRowContext(context.Background(), putCall,
		number, c.PBX, c.Room, c.Tenant, c.Who, c.With, c.began(), c.Ended.UnixMicro(), c.Ending).Scan(&number)
	if err != nil {
		return err
	}
	return index(tx, "call_words", number.Int64, c.Tenant, c.Who, c.With, c.Ending)
}

// join takes over what is written of the same call by one who has seen more of it: who saw its beginning knows who called
// whom, and who saw it last how it ended. It gives the number of that row, or none.
func (c *Call) join(tx *sql.Tx) (number sql.NullInt64, err error) {
	var was Call
	var began sql.NullInt64
	var ended int64
	err = tx.QueryRowContext(context.Background(), sameCall,
		c.Room, c.PBX, c.Tenant, c.start().UnixMicro(), c.Ended.UnixMicro()).
		Scan(&number, &was.Who, &was.With, &began, &ended, &was.Ending)
	if errors.Is(err, sql.ErrNoRows) {
		return sql.NullInt64{}, nil
	} else if err != nil {
		return sql.NullInt64{}, err
	}
	was.Began, was.Ended = moment(began), time.UnixMicro(ended)
	if was.start().Before(c.start()) {
		c.Who, c.With, c.Began = was.Who, was.With, was.Began
	}
	if was.Ended.After(c.Ended) {
		c.Ended, c.Ending = was.Ended, was.Ending
	}
	return number, nil
}

// start is since when the call is known.
func (c *Call) start() time.Time {
	if c.Began.IsZero() {
		return c.Ended
	}
	return c.Began
}

func (c *Call) began() sql.NullInt64 {
	return sql.NullInt64{Int64: c.Began.UnixMicro(), Valid: !c.Began.IsZero()}
}

// shown is the call with every text as it may be shown.
func (c Call) shown() Call {
	for _, text := range []*string{&c.PBX, &c.Room, &c.Tenant, &c.Who, &c.With, &c.Ending} {
		*text = shown(*text)
	}
	return c
}
