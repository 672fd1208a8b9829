package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"time"

	"cordboard/palconn/pal"
)

// Reader reads a journal, also while others write to it. It may be used from several goroutines.
type Reader struct {
	path string
	db   *sql.DB
}

// OpenReader opens the journal at path to read it. Where there is none the error is fs.ErrNotExist. A file that others
// than its owner can open is refused. Close it.
func OpenReader(path string) (*Reader, error) {
	r := &Reader{path: path}
	if err := checkPrivate(path); err != nil {
		return nil, r.failed(err)
	}
	db, err := sql.Open("sqlite", addressToRead(path))
	if err != nil {
		return nil, r.failed(err)
	}
	r.db = db
	version, err := readVersion(context.Background(), db)
	if err == nil && version != schemaVersion {
		err = errVersion(version)
	}
	if err != nil {
		return nil, errors.Join(r.failed(err), db.Close())
	}
	return r, nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.db.Close() }

func (r *Reader) failed(err error) error { return fmt.Errorf("read the journal %s: %w", r.path, err) }

// Entry is an act with what became of it. Its texts are as pal.Text shows them.
type Entry struct {
	ID ID
	At time.Time
	Act
	// Result is empty when the act was begun and nothing is known of it.
	Result string
	// Confirmation is "confirmed", "not confirmed", or empty when nothing was looked for.
	Confirmation string
	// Ended is when a standing act was over; else zero. Ending says how, where that was not seen.
	Ended  time.Time
	Ending string
}

// Query says which acts or calls to give; the zero Query is all.
type Query struct {
	// Words, with spaces between them, must all be found, whole or as a part of a word, without regard to case and width.
	// Empty asks for none.
	Words string
	// Since is the first moment and Until the first one after it; zero is open. An act is at its intent, a call at its end.
	Since, Until time.Time
	// Last is how many to give at most, the newest; 0 is all.
	Last int
}

const actColumns = `i.number, i.at, i.operator, i.origin, i.tenant, i.what, i.target, i.reason,
		coalesce((SELECT said FROM steps WHERE act = i.number AND kind = 'result' ORDER BY number DESC LIMIT 1), ''),
		coalesce((SELECT said FROM steps WHERE act = i.number AND kind = 'confirmation' ORDER BY number DESC LIMIT 1), ''),
		(SELECT at FROM steps WHERE act = i.number AND kind = 'end' ORDER BY number DESC LIMIT 1),
		coalesce((SELECT said FROM steps WHERE act = i.number AND kind = 'end' ORDER BY number DESC LIMIT 1), '')`

// Each word may be in another step of an act.
var (
	inActs = findable{
		row:     "i.number IN (SELECT act FROM steps WHERE %s)",
		matches: "number IN (SELECT rowid FROM step_words WHERE step_words MATCH ?)",
		holds:   "holds(?, what, target, operator, origin, tenant, reason, said)",
	}
	inCalls = findable{
		row: "%s", matches: "number IN (SELECT rowid FROM call_words WHERE call_words MATCH ?)", holds: "holds(?, tenant, who, other, ending)",
	}
)

// Acts gives the acts that q asks for, the oldest first. An error is the last thing it gives.
func (r *Reader) Acts(ctx context.Context, q Query) iter.Seq2[Entry, error] {
	where, args := q.where("i.at", inActs)
	query := "SELECT * FROM (SELECT " + actColumns + " FROM steps i WHERE i.kind = 'intent' AND " + where +
		" ORDER BY i.number DESC LIMIT ?) ORDER BY 1"
	return rowsOf(r, ctx, query, args, scanEntry)
}

func scanEntry(rows *sql.Rows) (Entry, error) {
	var e Entry
	var at int64
	var ended sql.NullInt64
	err := rows.Scan(&e.ID, &at, &e.Operator, &e.Origin, &e.Tenant, &e.What, &e.Target, &e.Reason, &e.Result, &e.Confirmation,
		&ended, &e.Ending)
	e.At, e.Ended = time.UnixMicro(at), moment(ended)
	for _, text := range []*string{
		&e.Operator, &e.Origin, &e.Tenant, &e.What, &e.Target, &e.Reason, &e.Result, &e.Confirmation, &e.Ending,
	} {
		*text = shown(*text)
	}
	return e, err
}

// Calls gives the calls that q asks for, the one that ended first at the front. An error is the last thing it gives.
func (r *Reader) Calls(ctx context.Context, q Query) iter.Seq2[Call, error] {
	where, args := q.where("ended", inCalls)
	const columns = "ended, number, pbx, room, tenant, who, other, began, ending"
	query := "SELECT * FROM (SELECT " + columns + " FROM calls WHERE " + where +
		" ORDER BY ended DESC, number DESC LIMIT ?) ORDER BY ended, number"
	return rowsOf(r, ctx, query, args, scanCall)
}

func scanCall(rows *sql.Rows) (Call, error) {
	var c Call
	var ended, number int64
	var began sql.NullInt64
	err := rows.Scan(&ended, &number, &c.PBX, &c.Room, &c.Tenant, &c.Who, &c.With, &began, &c.Ending)
	c.Began, c.Ended = moment(began), time.UnixMicro(ended)
	return c.shown(), err
}

// where is the condition of q and its arguments, with the limit behind them.
func (q Query) where(at string, in findable) (string, []any) {
	var where strings.Builder
	where.WriteString(at + " >= ? AND " + at + " < ?")
	args := []any{int64(math.MinInt64), int64(math.MaxInt64)}
	if !q.Since.IsZero() {
		args[0] = q.Since.UnixMicro()
	}
	if !q.Until.IsZero() {
		args[1] = q.Until.UnixMicro()
	}
	for _, word := range strings.Fields(folded(shown(q.Words))) {
		condition, values := in.condition(word)
		where.WriteString(" AND " + condition)
		args = append(args, values...)
	}
	limit := q.Last
	if limit == 0 {
		limit = -1 // SQLite's word for all
	}
	return where.String(), append(args, limit)
}

// rowsOf reads row by row while they are asked for.
func rowsOf[T any](r *Reader, ctx context.Context, query string, args []any, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := r.db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, r.failed(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			row, err := scan(rows)
			if err != nil {
				yield(none, r.failed(err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, r.failed(err))
		}
	}
}

// moment is a time that may be unknown, which is the zero time.
func moment(micros sql.NullInt64) time.Time {
	if !micros.Valid {
		return time.Time{}
	}
	return time.UnixMicro(micros.Int64)
}

func shown(text string) string { return pal.NewText(text).String() }
