package palsim

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestManualClockRunsEverythingDueInOrderAtItsTime(t *testing.T) {
	clock := NewManualClock(morning)
	var ran []string
	note := func(what string) func() {
		return func() { ran = append(ran, what+" "+clock.Now().Format("05")) }
	}
	clock.AfterFunc(3*time.Second, note("third"))
	clock.AfterFunc(time.Second, func() {
		note("first")()
		clock.AfterFunc(time.Second, note("second"))
	})
	clock.AfterFunc(3*time.Second, note("fourth"))
	clock.AfterFunc(2*time.Second, note("never"))() // taken back at once
	clock.AfterFunc(time.Minute, note("too late"))

	clock.Advance(5 * time.Second)
	if diff := cmp.Diff([]string{"first 01", "second 02", "third 03", "fourth 03"}, ran); diff != "" {
		t.Errorf("ran (-want +got):\n%s", diff)
	}
	if got := clock.Now().Sub(morning); got != 5*time.Second {
		t.Errorf("the clock moved by %v", got)
	}
}

func TestAgendaGivesTasksByTimeAndThenByAge(t *testing.T) {
	var a agenda
	var ran []int
	add := func(seconds, n int) *task {
		return a.add(morning.Add(time.Duration(seconds)*time.Second), func() { ran = append(ran, n) })
	}
	add(2, 3)
	add(1, 1)
	off := add(1, 0)
	add(1, 2)
	add(9, 9)
	a.callOff(off)
	a.callOff(off)

	for task, ok := a.due(morning.Add(5 * time.Second)); ok; task, ok = a.due(morning.Add(5 * time.Second)) {
		task.do()
	}
	if diff := cmp.Diff([]int{1, 2, 3}, ran); diff != "" {
		t.Errorf("ran (-want +got):\n%s", diff)
	}
}
