package journal_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/journal"
)

// seen is a call in a room of its own.
func seen(room uint64, who, with string) journal.Call {
	return journal.Call{
		PBX: "pbx.example.com:8443", Room: fmt.Sprint(room), Tenant: "main", Who: who, With: with,
		Began: opening.Add(time.Minute), Ended: opening.Add(3 * time.Minute), Ending: "hung up by " + with,
	}
}

func TestCallsAreReadInTheOrderOfTheirEnd(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	long, short, before := seen(1, "1000", "1017"), seen(2, "1001", "田中"), seen(3, "1002", "1018")
	long.Ended = long.Ended.Add(time.Hour)
	before.Began = time.Time{} // it was there before we came
	for _, c := range []journal.Call{long, short, before} {
		j.Seen(c)
	}
	must(t, j.Close())
	got := calls(t, read(t, path), journal.Query{})
	if diff := cmp.Diff([]journal.Call{short, before, long}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if _, known := got[1].Length(); known {
		t.Error("the length of a call whose beginning is not known is known")
	}
	if length, known := got[0].Length(); !known || length != 2*time.Minute {
		t.Errorf("the length is %v, %v", length, known)
	}
}

func TestACallIsOneRow(t *testing.T) {
	// given a call that ended, went on and ended again, and a later one in the same room
	path := newPath(t)
	j := write(t, path)
	first, again, other := seen(1, "1000", "1017"), seen(1, "1000", "Ana Ruiz"), seen(1, "1001", "1018")
	again.Ended = again.Ended.Add(2 * time.Second)
	other.Began, other.Ended = other.Began.Add(time.Hour), other.Ended.Add(time.Hour)
	for _, c := range []journal.Call{first, other, again} {
		j.Seen(c)
	}
	must(t, j.Close())
	// then what was told later holds, and is what it is found by
	r := read(t, path)
	for words, want := range map[string][]journal.Call{"": {again, other}, "Ana": {again}, "1017": nil} {
		if diff := cmp.Diff(want, calls(t, r, journal.Query{Words: words})); diff != "" {
			t.Errorf("%q (-want +got)\n%s", words, diff)
		}
	}
}

func TestACallThatTwoConsolesSawIsOneRow(t *testing.T) {
	// given a call that one console saw begin, and lost, and another saw end, which came to it later
	begun, ended := seen(1, "1000 Mia", "1017"), seen(1, "1017", "1000")
	begun.Ended, begun.Ending = begun.Ended.Add(-30*time.Second), "not seen"
	ended.Began = ended.Began.Add(time.Minute)
	whole := ended
	whole.Who, whole.With, whole.Began = begun.Who, begun.With, begun.Began
	// and one that was there before one of them came
	unknown, known := seen(2, "", "1018"), seen(2, "1001", "1018")
	unknown.Began, unknown.Ended = time.Time{}, known.Ended.Add(-time.Millisecond)
	for _, order := range [][]journal.Call{{begun, ended, unknown, known}, {ended, begun, known, unknown}} {
		path := newPath(t)
		for _, c := range order {
			j := write(t, path)
			j.Seen(c)
			must(t, j.Close())
		}
		// then each stands once, with the most that is known
		if diff := cmp.Diff([]journal.Call{whole, known}, calls(t, read(t, path), journal.Query{})); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestOtherCallsAreOtherRows(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	room, tenant, pbx, nameless := seen(1, "1000", "1017"), seen(1, "1000", "1017"), seen(1, "1000", "1017"), seen(1, "1000", "1017")
	room.Room, tenant.Tenant, pbx.PBX, nameless.Room = "2", "branch", "other.example.com:8443", ""
	all := []journal.Call{seen(1, "1000", "1017"), room, tenant, pbx, nameless, nameless}
	for _, c := range all {
		j.Seen(c)
	}
	must(t, j.Close())
	if got := calls(t, read(t, path), journal.Query{}); len(got) != len(all) {
		t.Errorf("%d rows, want %d", len(got), len(all))
	}
}

// The board must not wait for the disk: what does not fit is counted and let go.
func TestAFullQueueDropsAndCounts(t *testing.T) {
	// given a journal that cannot write at the moment
	path := newPath(t)
	j := write(t, path)
	must(t, j.Check())
	release := j.Hold()
	// when many more calls come than fit
	const many = 2 * journal.QueueLength
	for id := range uint64(many) {
		j.Seen(seen(id, "1000", "1017"))
	}
	dropped := j.Dropped()
	release()
	must(t, j.Close())
	// then each of them is either written or counted
	written := len(calls(t, read(t, path), journal.Query{}))
	if dropped < many-journal.QueueLength-journal.BatchLength || uint64(written)+dropped != many || j.Dropped() != dropped {
		t.Errorf("%d were written and %d dropped (%d in the end), of %d", written, dropped, j.Dropped(), many)
	}
	// and what comes after the end is counted too
	j.Seen(seen(1, "1000", "1017"))
	if j.Dropped() != dropped+1 {
		t.Errorf("%d were dropped", j.Dropped())
	}
}

func TestCallsWaitForAFileThatIsAway(t *testing.T) {
	// given a file that was moved away
	path, clock := newPath(t), newClock()
	j := writeAt(t, journal.Options{Path: path, Clock: clock})
	must(t, j.Check())
	must(t, os.Rename(path, path+".away"))
	j.Seen(seen(1, "1000", "1017"))
	wait := <-clock.asked
	// when it is back
	must(t, os.Rename(path+".away", path))
	clock.Advance(wait)
	must(t, j.Close())
	// then the call is there
	if got := calls(t, read(t, path), journal.Query{}); len(got) != 1 || j.Dropped() != 0 {
		t.Errorf("%d calls are there, %d dropped", len(got), j.Dropped())
	}
}

func TestCallsThatCannotBeWrittenAtTheEndAreTold(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	must(t, j.Check())
	must(t, os.Rename(path, path+".away"))
	for id := range uint64(journal.BatchLength + 5) {
		j.Seen(seen(id, "1000", "1017"))
	}
	if err := j.Close(); err == nil || j.Dropped() != journal.BatchLength+5 {
		t.Errorf("%v, %d dropped", err, j.Dropped())
	}
}
