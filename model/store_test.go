package model_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/palsim"
)

func TestWithoutAChangeItIsTheSameSnapshot(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 14, with("1002")))
	first := b.Snapshot()
	if b.Snapshot() != first {
		t.Error("a second snapshot without a change is another one")
	}
	b.tell(status("1001", "11", "7", -1, ""))
	if after := b.Snapshot(); after == first || after.Version <= first.Version {
		t.Errorf("version %d after %d", after.Version, first.Version)
	}
}

func TestRowsThatDoNotChangeStayTheSame(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 14, with("0312345678")), status("1002", "12", "8", 14, ""), `{"method":"notify_line","params":{"line":"L1-1","status":"on"}}`)
	first := b.Snapshot()
	b.after(time.Second)
	b.tell(status("1001", "11", "7", 35, ""))
	second := b.Snapshot()
	if second.Calls[1] != first.Calls[1] || second.Extensions.At(1) != first.Extensions.At(1) {
		t.Error("a row was made again that did not change")
	}
	if second.Parks[0] != first.Parks[0] || second.Lines[0] != first.Lines[0] {
		t.Error("a place was made again that did not change")
	}
	if a, b := first.Calls[0], second.Calls[0]; a == b || b.Rev <= a.Rev || a.State != model.Talking || len(a.History) != 1 {
		t.Errorf("the call was %+v and is %+v", a, b)
	}
}

// isSet takes a signal that is there.
func isSet(signal <-chan struct{}) bool {
	select {
	case <-signal:
		return true
	default:
		return false
	}
}

func TestASubscriberIsWokenOnceUntilASnapshotIsTaken(t *testing.T) {
	b := newBoard(t)
	b.Snapshot()
	signal, cancel := b.Subscribe()
	if isSet(signal) {
		t.Error("woken though nothing is new")
	}
	b.tell(status("1001", "11", "7", 65, ""), status("1001", "11", "7", 2, ""))
	if !isSet(signal) || isSet(signal) {
		t.Error("not woken exactly once for two changes")
	}
	b.Snapshot()
	b.tell(status("1001", "11", "7", 35, ""))
	if !isSet(signal) {
		t.Error("not woken after a snapshot was taken")
	}
	// One who comes when there is something new already is woken at once.
	late, cancelLate := b.Subscribe()
	if !isSet(late) {
		t.Error("one who came late was not woken")
	}
	cancelLate()
	cancel()
	b.Snapshot()
	b.tell(status("1001", "11", "7", 36, ""))
	if isSet(signal) || isSet(late) {
		t.Error("woken after it was cancelled")
	}
}

// Given readers that take a snapshot whenever they are woken, while a PBX lives,
// then what each has taken stays as it was, and all of them see the end.
func TestSnapshotsStayAsTheyWere(t *testing.T) {
	clock := palsim.NewManualClock(morning)
	pbx := palsim.New(palsim.Options{Extensions: 150, Rate: 300, Seed: 7, Clock: clock})
	defer pbx.Close()
	f := follow(pbx, clock, nil)
	const last = "the last of all"
	var readers sync.WaitGroup
	for range 4 {
		signal, cancel := f.store.Subscribe()
		readers.Go(func() {
			defer cancel()
			readUntil(t, f.store, signal, last)
		})
	}
	for range 200 {
		clock.Advance(500 * time.Millisecond)
	}
	f.store.Lost(1, model.Stopped, last, clock.Now())
	readers.Wait()
}

func readUntil(t *testing.T, store *model.Store, signal <-chan struct{}, last string) {
	var before *model.Snapshot
	var said string
	for range signal {
		s := store.Snapshot()
		if before != nil && s.Version < before.Version {
			t.Errorf("version %d after %d", s.Version, before.Version)
		}
		if before != nil {
			if diff := cmp.Diff(said, sayAll(before)); diff != "" {
				t.Errorf("version %d has changed (-was +is):\n%s", before.Version, diff)
			}
		}
		before, said = s, sayAll(s)
		if s.Why == last {
			return
		}
	}
}

// sayAll says all that a snapshot shows.
func sayAll(s *model.Snapshot) string {
	said := fmt.Sprintln(s.Version, s.Sure, s.Names, s.Counts, len(s.Ended))
	for i, e := range s.Extensions.All() {
		found, ok := s.Extension(e.ID)
		said += fmt.Sprintln(i, ok && found == e, *e)
	}
	for _, c := range s.Calls {
		found, ok := s.Call(c.ID)
		said += fmt.Sprintln(ok && found == c, *c)
	}
	for _, p := range s.Parks {
		said += fmt.Sprintln(*p)
	}
	for _, l := range s.Lines {
		said += fmt.Sprintln(*l)
	}
	return said
}
