package model_test

import (
	"fmt"
	"strconv"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// hall is a PBX of many extensions and calls, for measuring.
type hall struct {
	store  *model.Store
	events []pal.Notification
}

// newHall has settled with this many extensions, and this many calls between them;
// its events go round all the calls, which are held and talk in turn. They have no
// time, so that they can come again and again.
func newHall(extensions, calls int) *hall {
	h := &hall{store: model.NewStore("main", []string{"801", "802"})}
	h.store.Began(1, morning)
	for i := range extensions {
		h.store.Notified(1, pal.Registration{User: numberOf(i), Registered: pal.On}, morning)
	}
	for i := range calls {
		for leg := range 2 {
			h.store.Notified(1, h.step(i, leg, pal.CodeAnswerSuccess), morning)
		}
	}
	h.store.Settled(1, morning)
	for _, code := range []pal.Code{pal.CodeHold, pal.CodeUnhold} {
		for i := range calls {
			h.events = append(h.events, h.step(i, i%2, code))
		}
	}
	return h
}

func numberOf(i int) pal.Text { return pal.NewText(strconv.Itoa(10_000 + i)) }

func (h *hall) step(call, leg int, code pal.Code) pal.CallStatus {
	user, other := 2*call+leg, 2*call+1-leg
	return pal.CallStatus{
		Tenant: pal.NewText("main"), User: numberOf(user), Talker: pal.NewText(strconv.Itoa(20_000 + user)),
		Room: pal.NewText(strconv.Itoa(282_000_000_000 + call)), Other: numberOf(other), Role: pal.NewText("s"),
		Code: pal.Number{Value: int64(code), Known: true},
	}
}

// happen applies event i of an endless run.
func (h *hall) happen(i int) { h.store.Notified(1, h.events[i%len(h.events)], morning) }

func (h *hall) run(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		h.happen(i)
	}
}

func BenchmarkApply(b *testing.B) {
	newHall(20_000, 5_000).run(b)
}

// BenchmarkApplyByExtensions is flat: what an event costs does not depend on how
// many extensions there are.
func BenchmarkApplyByExtensions(b *testing.B) {
	for _, extensions := range []int{100, 1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(extensions), func(b *testing.B) { newHall(extensions, 50).run(b) })
	}
}

// BenchmarkSnapshot is one frame of the screen: 300 events and a snapshot.
func BenchmarkSnapshot(b *testing.B) {
	h := newHall(10_000, 2_500)
	next := 0
	b.ReportAllocs()
	for b.Loop() {
		for range 300 {
			h.happen(next)
			next++
		}
		h.store.Snapshot()
	}
}
