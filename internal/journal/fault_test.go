package journal_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cordboard/internal/journal"
)

// brokenClock panics when it is asked for the time, while it is broken.
type brokenClock struct {
	*manualClock
	broken atomic.Bool
}

func (c *brokenClock) Now() time.Time {
	if c.broken.Load() {
		panic("the clock is broken\x1b[2J")
	}
	return c.manualClock.Now()
}

func TestActsAreRefusedWhenTheKeeperOfTheJournalFailed(t *testing.T) {
	// given a journal whose own goroutine panics
	path, clock := newPath(t), &brokenClock{manualClock: newClock()}
	clock.broken.Store(true)
	j := journal.New(journal.Options{Path: path, Days: 1, Clock: clock})
	j.AwaitKeeper()
	clock.broken.Store(false)
	// when somebody acts, then it is refused, and says whose fault that is
	refused(t, j, path, "this is a fault of cordboard; start it again")
	// and at the end it is told once more
	if err := j.Close(); err == nil || !strings.Contains(err.Error(), "internal error: the clock is broken") || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("closed with %v", err)
	}
}

func TestAStepThatPanicsHoldsUpNoOther(t *testing.T) {
	// given a step that panics in the middle of being written
	path, clock := newPath(t), &brokenClock{manualClock: newClock()}
	j := writeAt(t, journal.Options{Path: path, Clock: clock})
	begin(t, j, "hold")
	clock.broken.Store(true)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("it did not panic")
			}
		}()
		_, err := j.Begin(journal.Act{What: "park"})
		t.Error(errors.Join(errors.New("it returned"), err))
	}()
	clock.broken.Store(false)
	// then nothing of it is kept, and the next one is written
	begin(t, j, "transfer")
	all := acts(t, read(t, path), journal.Query{})
	if len(all) != 2 || all[1].What != "transfer" {
		t.Errorf("acts: %v", all)
	}
	verify(t, read(t, path), "")
}
