package journal

import (
	"context"
	"database/sql"
	"time"
)

const day = 24 * time.Hour

// untilOld is when to look for what is too old: at once, and never when everything is kept.
func (j *Journal) untilOld() <-chan time.Time {
	if j.days == 0 {
		return nil
	}
	now := make(chan time.Time)
	close(now)
	return now
}

// breather is between one part of what is too old and the next, for others that want to write.
const breather = 100 * time.Millisecond

// removeOld removes a bounded number of steps and calls that are too old and gives when to go on: soon while there are
// more, else in a day.
func (j *Journal) removeOld() <-chan time.Time {
	now := j.clock.Now()
	before := now.Add(-time.Duration(j.days) * day).UnixMicro()
	var steps, calls int64
	err := j.write(func(tx *sql.Tx) (err error) {
		if newer, err := hasSince(tx, before); err != nil || !newer {
			return err
		}
		if steps, err = removeSteps(tx, before, now); err != nil {
			return err
		}
		calls, err = removeCalls(tx, before)
		return err
	})
	switch {
	case err != nil:
		return j.clock.After(tryAgain)
	case max(steps, calls) == batchLength:
		return j.clock.After(breather)
	}
	return j.clock.After(day)
}

// hasSince tells whether an act or a call is not too old. Where all are, nothing is removed: either nobody has worked for
// all those days, and it can stay a little longer, or the clock is wrong, and everything would go. A retention step is
// no sign of life.
func hasSince(tx *sql.Tx, before int64) (has bool, err error) {
	const newer = "SELECT EXISTS (SELECT * FROM steps WHERE at >= ?1 AND kind <> 'retention') OR EXISTS (SELECT * FROM calls WHERE ended >= ?1)"
	err = tx.QueryRowContext(context.Background(), newer, before).Scan(&has)
	return has, err
}

// removeSteps removes steps from the front of the chain, as far as they are old and whole: a break stays to be found. A
// retention step at the end stands for them, which makes the next one left the beginning.
func removeSteps(tx *sql.Tx, before int64, now time.Time) (int64, error) {
	gone, count, err := oldSteps(tx, before)
	if err != nil || count == 0 {
		return 0, err
	}
	if err := (&step{kind: retention, said: gone.String()}).append(tx, now); err != nil {
		return 0, err
	}
	for _, query := range []string{"DELETE FROM steps WHERE number <= ?", "DELETE FROM step_words WHERE rowid <= ?"} {
		if _, err := tx.ExecContext(context.Background(), query, gone.through); err != nil {
			return 0, err
		}
	}
	return count, nil
}

// oldSteps finds how far the front of the chain is to be removed, and how many steps that are.
func oldSteps(tx *sql.Tx, before int64) (gone removed, count int64, err error) {
	var w walk
	if found, err := w.begin(tx); found != nil || err != nil {
		return removed{}, 0, err
	}
	rows, err := tx.QueryContext(context.Background(), selectStep+"ORDER BY number LIMIT ?", batchLength)
	if err != nil {
		return removed{}, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var s step
		if err := s.scan(rows); err != nil {
			return removed{}, 0, err
		}
		if s.at >= before || w.take(s) != nil {
			break
		}
		gone, count = removed{through: s.number, hash: s.hash}, count+1
	}
	return gone, count, rows.Err()
}

const oldCalls = "(SELECT number FROM calls WHERE ended < ? ORDER BY ended, number LIMIT ?)"

func removeCalls(tx *sql.Tx, before int64) (int64, error) {
	ctx := context.Background()
	if _, err := tx.ExecContext(ctx, "DELETE FROM call_words WHERE rowid IN "+oldCalls, before, batchLength); err != nil {
		return 0, err
	}
	done, err := tx.ExecContext(ctx, "DELETE FROM calls WHERE number IN "+oldCalls, before, batchLength)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}
