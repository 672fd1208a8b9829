package journal

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"
)

// Report is what Verify says of a chain that is whole.
type Report struct {
	// Acts are those in the journal.
	Acts int
	// Head is the hash of the last step in hexadecimal: whoever notes it elsewhere can prove later that nothing up to
	// there was changed. It is all zeros in an empty journal.
	Head string
	// Removed is how many steps retention has removed from the front, the last time at RemovedAt.
	Removed   int64
	RemovedAt time.Time
	// Known says whether the head that was asked for is in the chain.
	Known bool
}

// Break is the first place where the chain is not what was written.
type Break struct {
	// Step is the number of the step where it shows, At the time that it bears now.
	Step int64
	At   time.Time
	// What is what is wrong with it.
	What string
}

// Error implements error.
func (b *Break) Error() string {
	return fmt.Sprintf("the chain is broken at step %d of %s: %s", b.Step, b.At.Format(time.RFC3339), b.What)
}

// Claim is what a chain is held against.
type Claim struct {
	// Head is a hash that was noted earlier, in hexadecimal; empty when none was.
	Head string
	// Forever tells that everything is kept: a step that stands for others that were removed is a Break then.
	Forever bool
}

// Verify walks the chain from its first step to its last. Its error is a *Break, or that of reading.
func (r *Reader) Verify(ctx context.Context, c Claim) (Report, error) {
	tx, err := r.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Report{}, r.failed(err)
	}
	defer func() { _ = tx.Rollback() }()
	w := walk{Claim: c}
	if found, err := w.begin(tx); err != nil {
		return Report{}, r.failed(err)
	} else if found != nil {
		return Report{}, found
	}
	rows, err := tx.QueryContext(ctx, selectStep+"ORDER BY number")
	if err != nil {
		return Report{}, r.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s step
		if err := s.scan(rows); err != nil {
			return Report{}, r.failed(err)
		}
		if found := w.take(s); found != nil {
			return Report{}, found
		}
	}
	if err := rows.Err(); err != nil {
		return Report{}, r.failed(err)
	}
	return w.report(), nil
}

// walk is how far Verify has come.
type walk struct {
	Claim
	// number and hash are those of the step before.
	number int64
	hash   digest
	Report
}

// begin stands before the first step that is left, or gives what is wrong with the step that says which one that is.
func (w *walk) begin(tx *sql.Tx) (*Break, error) {
	s, err := lastRetention(tx)
	if err != nil {
		return nil, err
	}
	if s.number != 0 {
		gone, ok := parseRemoved(s.said)
		switch {
		case !ok:
			return broken(s, "it is not what was written there"), nil
		case w.Forever:
			return broken(s, fmt.Sprintf("it says that retention has removed the steps up to %d, and everything is to be kept", gone.through)), nil
		}
		w.number, w.hash = gone.through, gone.hash
		w.Removed, w.RemovedAt = gone.through, time.UnixMicro(s.at)
	}
	w.recognise()
	return nil, nil
}

// recognise compares the hash before with the one that was noted.
func (w *walk) recognise() {
	w.Known = w.Known || w.Claim.Head == hex.EncodeToString(w.hash[:])
}

// take goes one step further, or gives what is wrong with it.
func (w *walk) take(s step) *Break {
	wrong := ""
	switch next := w.number + 1; {
	case s.number < next:
		wrong = fmt.Sprintf("the chain begins with step %d", next)
	case s.number == next+1:
		wrong = fmt.Sprintf("step %d is missing before it", next)
	case s.number > next:
		wrong = fmt.Sprintf("steps %d to %d are missing before it", next, s.number-1)
	case s.hash != s.hashAfter(w.hash):
		wrong = "it is not what was written there"
	}
	if wrong != "" {
		return broken(s, wrong)
	}
	w.number, w.hash = s.number, s.hash
	w.recognise()
	if s.kind == intent {
		w.Acts++
	}
	return nil
}

func broken(s step, what string) *Break {
	return &Break{Step: s.number, At: time.UnixMicro(s.at), What: what}
}

func (w *walk) report() Report {
	w.Report.Head = hex.EncodeToString(w.hash[:])
	return w.Report
}
