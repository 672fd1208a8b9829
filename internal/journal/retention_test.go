package journal_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"cordboard/internal/journal"
)

const day = 24 * time.Hour

func TestWhatIsOldIsRemovedAndTheRestStaysWhole(t *testing.T) {
	// given a journal of some days
	path, clock := newPath(t), newClock()
	keeps := writeAt(t, journal.Options{Path: path, Clock: clock})
	for i := range 10 {
		id := begin(t, keeps, "hold")
		must(t, keeps.Result(id, "done"))
		keeps.Seen(journal.Call{Room: fmt.Sprint(i), Who: "1000", Ended: clock.Now()})
		clock.Advance(day)
	}
	must(t, keeps.Close())
	r := read(t, path)
	noted := verify(t, r, "").Head

	// when it is opened to keep four of them
	j := writeAt(t, journal.Options{Path: path, Clock: clock, Days: 4})
	wantWait(t, clock, day)
	// then the older ones are gone, the words they were found by too, and the chain is whole
	wantLeft(t, r, left{4, 4, 12})
	if !verify(t, r, noted).Known {
		t.Error("the head of before is not in the chain any more")
	}

	// and a day later one more is gone
	clock.Advance(day)
	wantWait(t, clock, day)
	wantLeft(t, r, left{3, 3, 14})
	// and what is written then goes on behind it
	begin(t, j, "hang up")
	wantLeft(t, r, left{4, 3, 14})
}

// left is what is in a journal.
type left struct {
	acts, calls int
	// removed counts the steps that retention has removed.
	removed int64
}

// wantLeft counts what is read and what is found by a word that all of it has.
func wantLeft(t *testing.T, r *journal.Reader, want left) {
	t.Helper()
	report := verify(t, r, "")
	for _, q := range []journal.Query{{}, {Words: "1000"}} {
		got := left{len(acts(t, r, q)), len(calls(t, r, q)), report.Removed}
		if got != want || report.Acts != want.acts {
			t.Errorf("%+v gives %+v of %d acts, want %+v", q, got, report.Acts, want)
		}
	}
}

func wantWait(t *testing.T, clock *manualClock, want time.Duration) {
	t.Helper()
	if got := <-clock.asked; got != want {
		t.Errorf("it waits %v, want %v", got, want)
	}
}

func TestALotIsRemovedInParts(t *testing.T) {
	path, clock := newPath(t), newClock()
	keeps := writeAt(t, journal.Options{Path: path, Clock: clock})
	const many = 2*journal.BatchLength + 10
	for range many {
		begin(t, keeps, "hold")
	}
	clock.Advance(30 * day)
	begin(t, keeps, "hang up")
	writeAt(t, journal.Options{Path: path, Clock: clock, Days: 1})
	for range 2 {
		wantWait(t, clock, 100*time.Millisecond)
		clock.Advance(time.Second)
	}
	wantWait(t, clock, day)
	report := verify(t, read(t, path), "")
	if report.Acts != 1 || report.Removed != many || !report.RemovedAt.Equal(clock.Now()) {
		t.Errorf("left is %+v", report)
	}
}

func TestNothingIsRemovedWhenAllIsKept(t *testing.T) {
	path, clock := newPath(t), newClock()
	begin(t, writeAt(t, journal.Options{Path: path, Clock: clock}), "hold")
	clock.Advance(10_000 * day)
	j := writeAt(t, journal.Options{Path: path, Clock: clock})
	begin(t, j, "hang up")
	must(t, j.Close())
	if report := verify(t, read(t, path), ""); report.Acts != 2 || report.Removed != 0 {
		t.Errorf("left is %+v", report)
	}
}

// A clock that has jumped would have everything removed.
func TestNotEverythingIsRemoved(t *testing.T) {
	path, clock := newPath(t), newClock()
	keeps := writeAt(t, journal.Options{Path: path, Clock: clock})
	for range 3 {
		begin(t, keeps, "hold")
		keeps.Seen(journal.Call{Room: "7", Who: "1000", Ended: clock.Now()})
	}
	must(t, keeps.Close())
	r := read(t, path)
	// Given a clock by which all is too old, nothing is removed;
	clock.Advance(10_000 * day)
	short := writeAt(t, journal.Options{Path: path, Clock: clock, Days: 1})
	wantWait(t, clock, day)
	wantLeft(t, r, left{3, 1, 0})
	// when an act tells that it is as late as that, it is.
	begin(t, short, "hold")
	clock.Advance(day)
	wantWait(t, clock, day)
	wantLeft(t, r, left{1, 0, 3})
	// A call tells it too.
	clock.Advance(10 * day)
	wantWait(t, clock, day)
	wantLeft(t, r, left{1, 0, 3})
	short.Seen(journal.Call{Room: "8", Who: "1000", Ended: clock.Now()})
	must(t, short.Close())
	writeAt(t, journal.Options{Path: path, Clock: clock, Days: 1})
	wantWait(t, clock, day)
	wantLeft(t, r, left{0, 1, 5})
}

// Retention must not sweep up what somebody has done to the chain.
func TestABreakIsNotRemoved(t *testing.T) {
	path, clock := newPath(t), newClock()
	keeps := writeAt(t, journal.Options{Path: path, Clock: clock})
	for range 6 {
		begin(t, keeps, "hold")
	}
	if _, err := sqlOf(t, path).Exec("DELETE FROM steps WHERE number = 3"); err != nil {
		t.Fatal(err)
	}
	clock.Advance(30 * day)
	begin(t, keeps, "hang up")
	writeAt(t, journal.Options{Path: path, Clock: clock, Days: 1})
	wantWait(t, clock, day)
	_, err := read(t, path).Verify(t.Context(), journal.Claim{})
	if broken, ok := errors.AsType[*journal.Break](err); !ok || broken.Step != 4 {
		t.Errorf("the error is %v", err)
	}
}
