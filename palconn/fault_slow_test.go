package palconn_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// slow is a Sink that takes nothing, from the first notification on, until it may or the test has ended.
type slow struct {
	told
	t             *testing.T
	reached, goOn chan struct{}
}

func newSlow(t *testing.T, room int) slow {
	return slow{make(told, room), t, make(chan struct{}, 1), make(chan struct{})}
}

// Notified implements palconn.Sink.
func (s slow) Notified(n pal.Notification) {
	select {
	case s.reached <- struct{}{}:
	default:
	}
	select {
	case <-s.goOn:
	case <-s.t.Context().Done():
	}
	s.told.Notified(n)
}

func TestFaultWeReadSlowly(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that tells 64 MB, far more than this side and the network keep
	const frames = 640
	var written atomic.Int64
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		padding := strings.Repeat(" ", 100<<10)
		for n := range frames {
			c.say(status(fmt.Sprint(n)) + padding)
			written.Add(1)
		}
		c.untilGone(nothing)
	})
	o := optionsFor(pbx)
	clock := newTestClock(t)
	o.Clock = clock
	sink := newSlow(t, frames)
	conn := dialled(t, o, sink)
	await(t, sink.reached)
	// when nobody takes it for as long as two pings
	clock.pass(pingTime)
	clock.pass(pingTime)
	clock.await(pingTime)
	if written.Load() == frames {
		t.Error("everything was read ahead")
	}
	// then the line is kept, and nothing is lost when it goes on.
	close(sink.goOn)
	for n, line := range sink.next(t, frames) {
		if want := fmt.Sprint("notify_status ", n); line != want {
			t.Fatalf("heard %q, want %q", line, want)
		}
	}
	if conn.Err() != nil {
		t.Errorf("ended by %v", conn.Err())
	}
}

func TestFaultServerReadsSlowly(t *testing.T) {
	checkLeaks(t)
	root := issue(t, nil, authority)
	plain := optionsFor(newForeignPBX(t, serve(nothing)))
	overTLS := secured(t, chain(issue(t, &root, nil)), root)
	long := pal.Custom{Name: "setNote", Params: jsontext.Value(`{"note":"` + strings.Repeat("x", 16<<20) + `"}`)}
	type end struct {
		took time.Duration
		sent error
		why  error
	}
	ends := map[string]chan end{"plain": make(chan end, 1), "over TLS": make(chan end, 1)}
	for name, o := range map[string]palconn.Options{"plain": plain, "over TLS": overTLS} {
		// Given a PBX that stops reading
		proxy, _ := proxyTo(t, &o)
		conn := dialled(t, o, newTold())
		proxy.Break(faultproxy.StopReading, faultproxy.ToServer)
		// when a request is sent that the network does not take in
		begun := time.Now()
		go func() {
			_, err := conn.Send(t.Context(), long)
			<-conn.Done()
			ends[name] <- end{time.Since(begun), err, conn.Err()}
		}()
	}
	// then the writing is given up after five seconds, and with it the line.
	for name, ended := range ends {
		e := await(t, ended)
		// Where this machine took more than four seconds to write it down, a ping went before it.
		given := errors.Is(e.why, palconn.ErrHungUp) || errors.Is(e.why, palconn.ErrSilent)
		if !errors.Is(e.sent, pal.ErrOutcomeUnknown) || !errors.Is(e.sent, pal.ErrClosed) || !given {
			t.Errorf("%s: setNote gives %v, the line ended by %v", name, e.sent, e.why)
		}
		if e.took > notices {
			t.Errorf("%s: the line was over after %v", name, e.took)
		}
	}
}
