package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Unwritable says that a step could not be written. Nothing of it is in the journal, and what it was about must not be
// done. The next step may succeed: nothing has to be opened again once the cause is gone.
type Unwritable struct {
	// Path is the journal's file.
	Path string
	// Err is the cause.
	Err error
}

// Error says in the user's words what is wrong and what to do, and then where: on a narrow screen the end may be cut off.
func (e *Unwritable) Error() string {
	if refused, ok := errors.AsType[unusable](e.Err); ok {
		return fmt.Sprintf("the journal cannot be written: %v (%s)", refused, e.Path)
	}
	return fmt.Sprintf("the journal cannot be written: %s (%s: %v)", e.advice(), e.Path, e.Err)
}

// Unwrap gives the cause.
func (e *Unwritable) Unwrap() error { return e.Err }

// fault is a panic of the journal's own goroutine: nothing is written after it.
type fault string

func (f fault) Error() string { return "internal error: " + string(f) }

// unusable is why a file is not used, and what to do about it.
type unusable string

func (u unusable) Error() string { return string(u) }

var (
	// errGone is that the name of the file, or of SQLite's log beside it, leads to another file now or to none.
	errGone   = errors.New("the file that was opened is not there any more")
	errClosed = errors.New("the journal is closed")
	// errReadOnly is that SQLite opened the file to read alone.
	errReadOnly = errors.New("it may only be read")
)

// makeWritable is what to do about a file that may not be written.
const makeWritable = "it cannot be opened for writing; see that you own it and that it and its directory are writable"

func (e *Unwritable) advice() string {
	switch {
	case errors.Is(e.Err, errGone), errors.Is(e.Err, fs.ErrNotExist):
		return "it was moved or removed; put it back, or start cordboard again for a new one"
	case errors.Is(e.Err, syscall.ENOSPC), errors.Is(e.Err, syscall.EDQUOT):
		return "the disk is full; make room"
	case errors.Is(e.Err, errClosed):
		return "cordboard is ending"
	case errors.Is(e.Err, errReadOnly):
		return makeWritable
	}
	if _, broke := errors.AsType[fault](e.Err); broke {
		return "this is a fault of cordboard; start it again"
	}
	if failed, ok := errors.AsType[*sqlite.Error](e.Err); ok {
		return sqliteAdvice(failed.Code())
	}
	return "see that its owner may write it and that its disk is well"
}

// isBusy tells that somebody else holds the file.
func isBusy(err error) bool { return isSQLite(err, sqlite3.SQLITE_BUSY) }

// isReadOnly tells that the connection to the file can only read.
func isReadOnly(err error) bool { return isSQLite(err, sqlite3.SQLITE_READONLY) }

// isSQLite tells that an error of SQLite has a primary code.
func isSQLite(err error, code int) bool {
	failed, ok := errors.AsType[*sqlite.Error](err)
	return ok && failed.Code()&0xff == code
}

// sqliteAdvice reads the primary code in an extended one.
func sqliteAdvice(code int) string {
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return "the disk is full; make room"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another program holds it; end what works on it, such as a backup or an SQL shell"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return makeWritable
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return "it is damaged or no journal; move it away and start cordboard again for a new one"
	}
	return "see that there is room and that its disk is well"
}
