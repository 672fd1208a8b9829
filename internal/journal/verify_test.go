package journal_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cordboard/internal/journal"
)

// TestRandomChangesAreFound is what the chain is for.
func TestRandomChangesAreFound(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for name, lay := range map[string]func(*testing.T) string{"a whole chain": layChain, "a chain with its front removed": layShortened} {
		t.Run(name, func(t *testing.T) {
			// given a chain that is whole
			path := lay(t)
			file := vandalise(t, path)
			r := read(t, path)
			for range 500 {
				// when somebody changes something inside it
				what := file.change(random)
				// then it is found
				_, err := r.Verify(t.Context(), journal.Claim{})
				if broken, ok := errors.AsType[*journal.Break](err); !ok || broken.What == "" {
					t.Fatalf("seed %d: %s was not found: %v", seed, what, err)
				}
				file.restore()
			}
			if _, err := r.Verify(t.Context(), journal.Claim{}); err != nil {
				t.Errorf("the chain is not whole in the end: %v", err)
			}
		})
	}
}

func TestABreakIsNamed(t *testing.T) {
	for _, c := range []struct{ change, want string }{
		{"UPDATE steps SET reason = 'none' WHERE number = 3", "at step 3 of 2026-03-02T09:02:00Z: it is not what was written there"},
		{"UPDATE steps SET at = at + 60000000 WHERE number = 3", "at step 3 of 2026-03-02T09:03:00Z: it is not what was written there"},
		{"DELETE FROM steps WHERE number = 3", "at step 4 of 2026-03-02T09:03:00Z: step 3 is missing before it"},
		{"DELETE FROM steps WHERE number IN (3, 4)", "at step 5 of 2026-03-02T09:04:00Z: steps 3 to 4 are missing before it"},
		{"DELETE FROM steps WHERE number <= 2", "at step 3 of 2026-03-02T09:02:00Z: steps 1 to 2 are missing before it"},
		{"UPDATE steps SET number = 0 WHERE number = 1", "at step 0 of 2026-03-02T09:00:00Z: the chain begins with step 1"},
		{"UPDATE steps SET hash = x'00' WHERE number = 3", "at step 3 of 2026-03-02T09:02:00Z: it is not what was written there"},
		{
			"UPDATE steps SET kind = 'retention', said = 'all' WHERE number = 3",
			"at step 3 of 2026-03-02T09:02:00Z: it is not what was written there",
		},
	} {
		t.Run(c.change, func(t *testing.T) {
			path, clock := newPath(t), newClock()
			j := writeAt(t, journal.Options{Path: path, Clock: clock})
			for range 6 {
				begin(t, j, "hold")
				clock.Advance(time.Minute)
			}
			if _, err := sqlOf(t, path).Exec(c.change); err != nil {
				t.Fatal(err)
			}
			_, err := read(t, path).Verify(t.Context(), journal.Claim{})
			broken, ok := errors.AsType[*journal.Break](err)
			if !ok {
				t.Fatalf("the error is %v", err)
			}
			broken.At = broken.At.UTC()
			if want := "the chain is broken " + c.want; broken.Error() != want {
				t.Errorf("got  %v\nwant %v", broken, want)
			}
		})
	}
}

// A cut of the end leaves a chain that is whole; only a head that was noted tells.
func TestACutOfTheEndShowsAgainstANotedHead(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	begin(t, j, "hold")
	r := read(t, path)
	before := verify(t, r, "")
	begin(t, j, "hang up")
	after := verify(t, r, "")
	if before.Head == after.Head || !verify(t, r, before.Head).Known || !verify(t, r, after.Head).Known {
		t.Fatalf("the heads %s and %s are not in the chain", before.Head, after.Head)
	}
	if _, err := sqlOf(t, path).Exec("DELETE FROM steps WHERE number = 2"); err != nil {
		t.Fatal(err)
	}
	if cut := verify(t, r, after.Head); cut.Known || cut.Head != before.Head || cut.Acts != 1 {
		t.Errorf("after the cut: %+v", cut)
	}
}

// A cut of the front can be made to look like retention; it shows where nothing is to be removed.
func TestACutOfTheFrontShowsWhereEverythingIsKept(t *testing.T) {
	path := layShortened(t)
	r := read(t, path)
	if _, err := r.Verify(t.Context(), journal.Claim{}); err != nil {
		t.Fatal(err)
	}
	_, err := r.Verify(t.Context(), journal.Claim{Forever: true})
	broken, ok := errors.AsType[*journal.Break](err)
	if want := "it says that retention has removed the steps up to 20, and everything is to be kept"; !ok || broken.What != want {
		t.Errorf("the error is %v", err)
	}
	whole := read(t, layChain(t))
	if _, err := whole.Verify(t.Context(), journal.Claim{Forever: true}); err != nil {
		t.Error(err)
	}
}

func TestAnEmptyJournalIsWhole(t *testing.T) {
	path := newPath(t)
	must(t, write(t, path).Check())
	if got := verify(t, read(t, path), ""); got != (journal.Report{Head: strings.Repeat("0", 64)}) {
		t.Errorf("got %+v", got)
	}
}

func verify(t *testing.T, r *journal.Reader, head string) journal.Report {
	t.Helper()
	report, err := r.Verify(t.Context(), journal.Claim{Head: head})
	must(t, err)
	return report
}

// layChain writes acts of every kind and gives the path.
func layChain(t *testing.T) string {
	t.Helper()
	path := newPath(t)
	layActs(t, write(t, path), 15)
	return path
}

// layShortened writes acts, has retention remove the first of them, and writes more.
func layShortened(t *testing.T) string {
	t.Helper()
	path, clock := newPath(t), newClock()
	keeps := writeAt(t, journal.Options{Path: path, Clock: clock})
	layActs(t, keeps, 5)
	clock.Advance(48 * time.Hour)
	begin(t, keeps, "hold")
	j := writeAt(t, journal.Options{Path: path, Clock: clock, Days: 1})
	<-clock.asked // the wait for the next day begins when the old steps are gone
	layActs(t, j, 10)
	if report := verify(t, read(t, path), ""); report.Removed != 20 || report.Acts != 11 {
		t.Fatalf("retention left %+v", report)
	}
	return path
}

func layActs(t *testing.T, j *journal.Journal, acts int) {
	t.Helper()
	for i := range acts {
		id, err := j.Begin(journal.Act{
			Operator: "1000", Origin: "192.0.2.7:51022", Tenant: "main", What: fmt.Sprintf("listen to %d", i), Target: "田中 陽菜", Reason: "coaching",
		})
		must(t, err)
		must(t, j.Result(id, "done"))
		must(t, j.Confirmed(id, i%3 > 0))
		must(t, j.Ended(id, ""))
	}
}
