package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// Patience is how long a step waits for other processes that write to the same file.
	Patience = 3 * time.Second
	// turn is how long SQLite waits by itself. It looks at the lock ever more seldom and would be passed over again and
	// again by a process that writes a lot: so it is made to begin anew, until Patience is over.
	turn = 10 * time.Millisecond
)

// Clock is where the journal takes the time from.
type Clock interface {
	Now() time.Time
	After(time.Duration) <-chan time.Time
}

// Options make a Journal.
type Options struct {
	// Path is the file. It and its directory are made where they are missing.
	Path string
	// Days is how long acts and calls are kept; 0 is for ever.
	Days  int
	Clock Clock
}

// Journal is a journal to write to. It may be used from several goroutines.
type Journal struct {
	path  string
	days  int
	clock Clock
	// turns are how often a step tries to get hold of the file.
	turns int

	// mu is held while something is written; one write waits for the other.
	mu sync.Mutex
	// db is nil until the file could be opened, and again when it has gone.
	db *sql.DB
	// opened are the file and SQLite's log beside it, as they were when they were opened.
	opened map[string]fs.FileInfo
	closed bool
	// fault is a panic of the goroutine that keeps the journal; nothing is written from then on.
	fault error

	seen    chan Call
	dropped atomic.Uint64
	closing chan struct{}
	once    sync.Once
	// kept is closed behind the last call that was written; lost is why calls were lost at the end.
	kept chan struct{}
	lost error
}

// New makes a journal, and opens its file when something is to be written. What is older than the days to keep is removed
// in the background, now and once a day. Close it.
func New(o Options) *Journal {
	j := &Journal{
		path: o.Path, days: o.Days, clock: o.Clock, turns: int(Patience / turn),
		seen: make(chan Call, queueLength), closing: make(chan struct{}), kept: make(chan struct{}),
	}
	go j.keep()
	return j
}

// Check opens the journal and takes hold of it as a step would, without writing anything: its error, an *Unwritable, can
// be told at the start. A journal that cannot be written then may be so later.
func (j *Journal) Check() error { return j.write(func(*sql.Tx) error { return nil }) }

// Close writes the calls that are waiting and closes the file. Its error is what kept the last calls from being written.
func (j *Journal) Close() error {
	j.once.Do(func() { close(j.closing) })
	<-j.kept
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	return errors.Join(j.fault, j.lost, j.letGo())
}

// write does work in one transaction that is on the disk when it returns. Its error is an *Unwritable.
func (j *Journal) write(work func(*sql.Tx) error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.tryWrite(work); err != nil {
		return &Unwritable{Path: j.path, Err: err}
	}
	return nil
}

func (j *Journal) tryWrite(work func(*sql.Tx) error) error {
	if err := j.open(); err != nil {
		return err
	}
	err := j.transact(j.db, func(tx *sql.Tx) error {
		if err := work(tx); err != nil {
			return err
		}
		return j.checkPlace()
	})
	if errors.Is(err, errGone) || isReadOnly(err) {
		_ = j.letGo() // the file may come back, or may be written again, and is then to be opened anew
	}
	return err
}

// open opens the file unless it is open. It makes a new one the first time only: a journal that vanishes while acts are
// written to it is not silently begun again.
func (j *Journal) open() error {
	switch {
	case j.closed:
		return errClosed
	case j.fault != nil:
		return j.fault
	case j.db != nil:
		return nil
	case j.opened == nil:
		if err := create(j.path); err != nil {
			return err
		}
	}
	if err := checkPrivate(j.path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", addressToWrite(j.path))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1) // the log beside the file stays the same one for as long as the connection
	opened, err := j.prepare(db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	j.db, j.opened = db, opened
	return nil
}

// prepare makes the tables where there are none and gives the files that are open then.
func (j *Journal) prepare(db *sql.DB) (map[string]fs.FileInfo, error) {
	if err := j.transact(db, prepareSchema); err != nil {
		return nil, err
	}
	if err := checkWritable(db); err != nil {
		return nil, err
	}
	opened := make(map[string]fs.FileInfo)
	for _, name := range []string{j.path, j.path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		opened[name] = info
	}
	return opened, nil
}

// letGo closes the file.
func (j *Journal) letGo() error {
	if j.db == nil {
		return nil
	}
	err := j.db.Close()
	j.db = nil
	return err
}

// checkPlace finds files that were removed or replaced: SQLite would go on writing to what nobody can open any more. What
// others may open by now is refused as it is when the journal is opened.
func (j *Journal) checkPlace() error {
	for name, opened := range j.opened {
		if now, err := os.Stat(name); err != nil || !os.SameFile(now, opened) {
			return fmt.Errorf("%w: %s", errGone, name)
		}
	}
	return checkPrivate(j.path)
}

// transact does work in one transaction. When it returns an error nothing of it is in the file.
func (j *Journal) transact(db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := j.hold(db)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // also when work panics; once it is committed there is nothing to roll back
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// hold begins a transaction, which from then on waits for nobody.
func (j *Journal) hold(db *sql.DB) (tx *sql.Tx, err error) {
	for range j.turns {
		if tx, err = db.BeginTx(context.Background(), nil); !isBusy(err) {
			break
		}
	}
	return tx, err
}
