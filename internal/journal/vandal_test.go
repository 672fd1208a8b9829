package journal_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"

	"cordboard/internal/journal"
)

// vandal changes the chain in a file with an SQL shell.
type vandal struct {
	t           *testing.T
	db          *sql.DB
	first, last int64
}

const afterNumber = "at, act, kind, operator, origin, tenant, what, target, reason, said, hash"

func vandalise(t *testing.T, path string) *vandal {
	t.Helper()
	db, err := journal.RawSQL(path)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	db.SetMaxOpenConns(1) // the copy is the connection's own
	v := &vandal{t: t, db: db}
	v.exec("PRAGMA synchronous = OFF")
	v.exec("CREATE TEMP TABLE saved AS SELECT * FROM steps")
	must(t, db.QueryRow("SELECT min(number), max(number) FROM steps").Scan(&v.first, &v.last))
	return v
}

func (v *vandal) exec(query string, args ...any) {
	v.t.Helper()
	if _, err := v.db.Exec(query, args...); err != nil {
		v.t.Fatalf("%s: %v", query, err)
	}
}

// restore undoes the change.
func (v *vandal) restore() {
	v.t.Helper()
	v.exec("BEGIN; DELETE FROM steps; INSERT INTO steps SELECT * FROM saved; COMMIT")
}

// change does one thing to the inside of the chain, and says what.
func (v *vandal) change(random *rand.Rand) string {
	changes := []func(*rand.Rand) string{
		v.editText, v.editText, v.editText, v.editNumber, v.editHash, v.moveText,
		v.remove, v.remove, v.remove, v.removeAndRenumber, v.insert, v.swap, v.renumber, v.chainAnew,
	}
	v.exec("BEGIN")
	what := changes[random.IntN(len(changes))](random)
	v.exec("COMMIT")
	var same bool
	must(v.t, v.db.QueryRow("SELECT NOT EXISTS (SELECT * FROM steps EXCEPT SELECT * FROM saved) AND count(*) = (SELECT count(*) FROM saved) FROM steps").Scan(&same))
	if same {
		v.t.Fatalf("%s changed nothing", what)
	}
	return what
}

// any is a step; inner is one that is not the last.
func (v *vandal) any(random *rand.Rand) int64   { return v.first + random.Int64N(v.last-v.first+1) }
func (v *vandal) inner(random *rand.Rand) int64 { return v.first + random.Int64N(v.last-v.first) }

func (v *vandal) editText(random *rand.Rand) string {
	columns := []string{"kind", "operator", "origin", "tenant", "what", "target", "reason", "said"}
	column, number := columns[random.IntN(len(columns))], v.any(random)
	edits := []string{"%s || ' '", "'x' || %s", "%s || char(0)", "replace(%[1]s || 'x', '1', '2')", "substr(%[1]s || 'yz', 2)"}
	edit := fmt.Sprintf(edits[random.IntN(len(edits))], column)
	v.exec("UPDATE steps SET "+column+" = "+edit+" WHERE number = ?", number)
	return fmt.Sprintf("%s = %s in step %d", column, edit, number)
}

func (v *vandal) editNumber(random *rand.Rand) string {
	column := []string{"at", "act"}[random.IntN(2)]
	number, by := v.any(random), 1+random.Int64N(1<<40)
	v.exec("UPDATE steps SET "+column+" = "+column+" + ? WHERE number = ?", by, number)
	return fmt.Sprintf("%s + %d in step %d", column, by, number)
}

func (v *vandal) editHash(random *rand.Rand) string {
	number := v.any(random)
	var hash []byte
	must(v.t, v.db.QueryRow("SELECT hash FROM steps WHERE number = ?", number).Scan(&hash))
	bit := random.IntN(8 * len(hash))
	hash[bit/8] ^= 1 << (bit % 8)
	v.exec("UPDATE steps SET hash = ? WHERE number = ?", hash, number)
	return fmt.Sprintf("bit %d of the hash of step %d", bit, number)
}

// moveText takes characters from the end of one text to the beginning of the next: joined they are the same.
func (v *vandal) moveText(random *rand.Rand) string {
	var number int64
	query := "SELECT number FROM steps WHERE kind = 'intent' ORDER BY number LIMIT 1 OFFSET ?"
	must(v.t, v.db.QueryRow(query, random.IntN(10)).Scan(&number))
	v.exec("UPDATE steps SET target = substr(what, -1) || target, what = substr(what, 1, length(what) - 1) WHERE number = ?", number)
	return fmt.Sprintf("a letter from what to target in step %d", number)
}

func (v *vandal) remove(random *rand.Rand) string {
	from := v.inner(random)
	to := min(v.last-1, from+random.Int64N(5))
	v.exec("DELETE FROM steps WHERE number BETWEEN ? AND ?", from, to)
	return fmt.Sprintf("steps %d to %d removed", from, to)
}

func (v *vandal) removeAndRenumber(random *rand.Rand) string {
	number := v.inner(random)
	v.exec("DELETE FROM steps WHERE number = ?", number)
	v.shift(number, -1)
	return fmt.Sprintf("step %d removed and the gap closed", number)
}

func (v *vandal) insert(random *rand.Rand) string {
	number, model := v.inner(random), v.any(random)
	v.exec("CREATE TEMP TABLE model AS SELECT * FROM steps WHERE number = ?", model)
	v.shift(number, 1)
	v.exec("INSERT INTO steps (number, "+afterNumber+") SELECT ?, "+afterNumber+" FROM model", number+1)
	v.exec("DROP TABLE model")
	return fmt.Sprintf("a step like %d inserted behind %d", model, number)
}

// shift moves the numbers behind one.
func (v *vandal) shift(behind, by int64) {
	v.exec("UPDATE steps SET number = -(number + ?) WHERE number > ?", by, behind)
	v.exec("UPDATE steps SET number = -number WHERE number < 0")
}

func (v *vandal) swap(random *rand.Rand) string {
	a := v.inner(random)
	b := a + 1 + random.Int64N(v.last-a)
	v.exec("UPDATE steps SET number = -number WHERE number IN (?, ?)", a, b)
	v.exec("UPDATE steps SET number = ? + number WHERE number < 0", a+b)
	return fmt.Sprintf("steps %d and %d swapped", a, b)
}

func (v *vandal) renumber(random *rand.Rand) string {
	number := v.inner(random)
	to := []int64{-number, 0, v.last + 1 + random.Int64N(9)}[random.IntN(3)]
	v.exec("UPDATE steps SET number = ? WHERE number = ?", to, number)
	return fmt.Sprintf("step %d has become %d", number, to)
}

// chainAnew edits a step and takes over the hash of another, which is a hash of this journal.
func (v *vandal) chainAnew(random *rand.Rand) string {
	number, other := v.any(random), v.any(random)
	v.exec("UPDATE steps SET what = what || '!', hash = (SELECT hash FROM saved WHERE number = ?) WHERE number = ?", other, number)
	return fmt.Sprintf("step %d edited, with the hash of %d", number, other)
}
