package journal_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"cordboard/internal/journal"
)

func TestMain(m *testing.M) {
	if task := os.Getenv(childTask); task != "" {
		os.Exit(runChild(task))
	}
	goleak.VerifyTestMain(m)
}

// opening is a moment on which a manual clock begins.
var opening = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// manualClock stands still until it is moved.
type manualClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []timer
	// asked tells the waits that were begun, for tests that move the clock only then.
	asked chan time.Duration
}

type timer struct {
	at   time.Time
	ring chan time.Time
}

func newClock() *manualClock {
	return &manualClock{now: opening, asked: make(chan time.Duration, 1000)}
}

func (c *manualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *manualClock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := timer{at: c.now.Add(d), ring: make(chan time.Time, 1)}
	c.timers = append(c.timers, t)
	c.asked <- d
	return t.ring
}

// Advance moves the clock and rings what is due.
func (c *manualClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.timers = slices.DeleteFunc(c.timers, func(t timer) bool {
		if t.at.After(c.now) {
			return false
		}
		t.ring <- c.now
		return true
	})
}

// newPath is a place for a journal that is not there yet.
func newPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "cordboard", "journal.db")
}

// write makes a journal that keeps everything, until the test ends.
func write(t *testing.T, path string) *journal.Journal {
	t.Helper()
	return writeAt(t, journal.Options{Path: path, Clock: newClock()})
}

func writeAt(t *testing.T, o journal.Options) *journal.Journal {
	t.Helper()
	j := journal.New(o)
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func read(t *testing.T, path string) *journal.Reader {
	t.Helper()
	r, err := journal.OpenReader(path)
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begin writes the intent of an act in one word.
func begin(t *testing.T, j *journal.Journal, what string) journal.ID {
	t.Helper()
	id, err := j.Begin(journal.Act{Operator: "1000", Origin: "terminal", What: what})
	must(t, err)
	return id
}

func acts(t *testing.T, r *journal.Reader, q journal.Query) []journal.Entry {
	t.Helper()
	var all []journal.Entry
	for e, err := range r.Acts(t.Context(), q) {
		must(t, err)
		all = append(all, e)
	}
	return all
}

func calls(t *testing.T, r *journal.Reader, q journal.Query) []journal.Call {
	t.Helper()
	var all []journal.Call
	for c, err := range r.Calls(t.Context(), q) {
		must(t, err)
		all = append(all, c)
	}
	return all
}

// sqlOf opens the file of a journal beside it.
func sqlOf(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := journal.RawSQL(path)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func TestAnActIsReadWithWhatBecameOfIt(t *testing.T) {
	// given an act that was confirmed, one that lasted, and one without an answer
	path, clock := newPath(t), newClock()
	j := writeAt(t, journal.Options{Path: path, Clock: clock})
	transfer := journal.Act{
		Operator: "1000", Origin: "192.0.2.7:51022", Tenant: "main", What: "transfer Ana Ruiz → 1042", Target: "Ana Ruiz 1017", Reason: "asked for sales",
	}
	first, err := j.Begin(transfer)
	must(t, err)
	must(t, j.Result(first, "done"))
	must(t, j.Confirmed(first, true))
	clock.Advance(time.Minute)
	second := begin(t, j, "listen to Ana Ruiz")
	must(t, j.Result(second, "done"))
	must(t, j.Confirmed(second, false))
	clock.Advance(time.Minute)
	must(t, j.Ended(second, ""))
	third := begin(t, j, "park Ana Ruiz in 803")

	// then each is there with all that was written
	want := []journal.Entry{
		{ID: first, At: opening, Act: transfer, Result: "done", Confirmation: "confirmed"},
		{
			ID: second, At: opening.Add(time.Minute), Act: journal.Act{Operator: "1000", Origin: "terminal", What: "listen to Ana Ruiz"},
			Result: "done", Confirmation: "not confirmed", Ended: opening.Add(2 * time.Minute),
		},
		{ID: third, At: opening.Add(2 * time.Minute), Act: journal.Act{Operator: "1000", Origin: "terminal", What: "park Ana Ruiz in 803"}},
	}
	if diff := cmp.Diff(want, acts(t, read(t, path), journal.Query{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTheFileIsItsOwnersAlone(t *testing.T) {
	path := newPath(t)
	must(t, write(t, path).Check())
	modes := map[string]os.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600}
	for name, want := range modes {
		info, err := os.Stat(name)
		must(t, err)
		if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != want {
			t.Errorf("%s has mode %o, want %o", name, mode, want)
		}
	}
}

func TestAStepIsOnTheDiskWhenTheCallReturns(t *testing.T) {
	j := write(t, newPath(t))
	must(t, j.Check())
	for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2"} {
		if got, err := j.Pragma(name); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
}

func TestSeveralWritersMakeOneChain(t *testing.T) {
	// given four journals with the same file, none of which was there before the others
	const writers, each = 4, 50
	path := newPath(t)
	var all sync.WaitGroup
	failures := make(chan error, writers*each)
	for range writers {
		j := write(t, path)
		all.Go(func() {
			for range each {
				id, err := j.Begin(journal.Act{What: "hold"})
				if err == nil {
					err = j.Result(id, "done")
				}
				failures <- err
			}
		})
	}
	// when they write at once
	all.Wait()
	close(failures)
	for err := range failures {
		must(t, err)
	}
	// then nothing is lost and the chain is one
	report, err := read(t, path).Verify(t.Context(), journal.Claim{})
	if err != nil || report.Acts != writers*each {
		t.Errorf("%d acts, %v; want %d", report.Acts, err, writers*each)
	}
}

func TestTextsArePrintable(t *testing.T) {
	// given texts that would move a cursor, one of them put into the file by other means
	path := newPath(t)
	j := write(t, path)
	id := begin(t, j, "call \x1b[2J1001")
	must(t, j.Result(id, "refused: \u202e!on"))
	if _, err := sqlOf(t, path).Exec("UPDATE steps SET reason = char(27) || ']0;x' || char(7) WHERE number = ?", id); err != nil {
		t.Fatal(err)
	}
	// then what is read of them is harmless
	e := acts(t, read(t, path), journal.Query{})[0]
	if e.What != "call \uFFFD[2J1001" || e.Result != "refused: \uFFFD!on" || e.Reason != "\uFFFD]0;x\uFFFD" {
		t.Errorf("read %+v", e)
	}
}
