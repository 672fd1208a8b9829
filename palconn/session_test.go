package palconn_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// watched is a Watcher that passes on what it hears, as one line each.
type watched struct{ told }

func newWatched() watched { return watched{newTold()} }

// Began implements palconn.Watcher.
func (w watched) Began(epoch uint64, _ time.Time) { w.told <- fmt.Sprint("began ", epoch) }

// Notified implements palconn.Watcher.
func (w watched) Notified(epoch uint64, n pal.Notification, _ time.Time) {
	w.told <- fmt.Sprint(epoch, " ", n.Method())
}

// Spoiled implements palconn.Watcher.
func (w watched) Spoiled(epoch uint64, why *pal.Malformed, _ time.Time) {
	w.told <- fmt.Sprint(epoch, " spoiled ", why.Kind)
}

// Settled implements palconn.Watcher.
func (w watched) Settled(epoch uint64, _ time.Time) { w.told <- fmt.Sprint("settled ", epoch) }

// Lost implements palconn.Watcher.
func (w watched) Lost(epoch uint64, reason error, _ time.Time) {
	w.told <- fmt.Sprintf("lost %d: %v", epoch, reason)
}

// running is a session at work on a clock that the test moves.
type running struct {
	*palconn.Session
	watched
	clock *testClock
	ended chan error
}

// run starts a session that waits as long as the backoff allows.
func run(t *testing.T, o palconn.Options) running {
	t.Helper()
	return runJittered(t, o, func(limit time.Duration) time.Duration { return limit })
}

// runJittered starts a session.
func runJittered(t *testing.T, o palconn.Options, jitter func(limit time.Duration) time.Duration) running {
	t.Helper()
	r := running{watched: newWatched(), clock: newTestClock(t), ended: make(chan error, 1)}
	o.Clock = r.clock
	r.Session = palconn.NewSession(palconn.SessionOptions{
		Options: o, Watcher: r.watched, Jitter: jitter,
	})
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		r.ended <- r.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-over
	})
	return r
}

func (r running) expectState(t *testing.T, state palconn.LinkState, why error) {
	t.Helper()
	if s := r.Status(); s.State != state || !errors.Is(s.LastError, why) {
		t.Errorf("the session is %v (%v), want %v (%v)", s.State, s.LastError, state, why)
	}
}

// settle brings epoch n to its settling, given a PBX that replays nothing.
func (r running) settle(t *testing.T, n int) {
	t.Helper()
	r.expect(t, fmt.Sprint("began ", n), fmt.Sprint(n, " notify_serverstatus"))
	r.clock.pass(500 * time.Millisecond)
	r.expect(t, fmt.Sprint("settled ", n))
}

// awaitRefusal waits until the session takes no requests.
func awaitRefusal(t *testing.T, r running) error {
	t.Helper()
	var err error
	until(t, "a request that is not taken", func() bool {
		_, err = r.Send(t.Context(), pal.Ping{})
		return errors.Is(err, pal.ErrClosed)
	})
	return err
}

// unknownMethod answers as a PBX that has nothing beyond the guide.
func unknownMethod(heard) string { return `"error":{"code":-32601,"message":"Method not found"}` }

func TestABoardSettlesAfterAQuietMoment(t *testing.T) {
	checkLeaks(t)
	// Given a PBX without ping, which tells more after its answer, 300 ms later
	more := make(chan struct{})
	var r running
	started := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.await(started)
		c.letIn()
		c.say(activeFrame)
		ping, _ := c.hear()
		r.clock.advance(3 * time.Millisecond)
		c.answer(ping, unknownMethod(ping))
		c.await(more)
		c.say(status("1"))
		c.untilGone(nothing)
	})
	// when a session runs
	r = run(t, optionsFor(pbx))
	r.expectState(t, palconn.Connecting, nil)
	close(started)
	r.expect(t, "began 1", "1 notify_serverstatus")
	r.clock.await(500 * time.Millisecond)
	r.clock.advance(300 * time.Millisecond)
	close(more)
	r.expect(t, "1 notify_status")
	// then it settles 500 ms after the last word, and knows how long a ping takes.
	r.clock.pass(500 * time.Millisecond)
	r.clock.pass(300 * time.Millisecond)
	r.expect(t, "settled 1")
	r.expect(t)
	if latency := r.awaitLive(t).Latency; latency != 3*time.Millisecond {
		t.Errorf("latency %v", latency)
	}
}

// awaitLive waits for the state that follows Settled.
func (r running) awaitLive(t *testing.T) palconn.Status {
	t.Helper()
	until(t, "a session that is live", func() bool { return r.Status().State == palconn.Live })
	return r.Status()
}

func TestABusyBoardSettlesAfterFiveSeconds(t *testing.T) {
	checkLeaks(t)
	more := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(activeFrame)
		ping, _ := c.hear()
		c.answer(ping, `"result":null`)
		for range more {
			c.say(status("1"))
		}
		c.untilGone(nothing)
	})
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_serverstatus")
	r.clock.await(500 * time.Millisecond)
	// Given a PBX that is never quiet for 500 ms: something comes each 400 ms
	for range 12 {
		r.clock.advance(400 * time.Millisecond)
		more <- struct{}{}
		r.expect(t, "1 notify_status")
		r.clock.awaitUpTo(500 * time.Millisecond)
	}
	close(more)
	r.clock.advance(200 * time.Millisecond)
	// then 5 s after the answer to the ping it has settled all the same.
	r.expect(t, "settled 1")
}

func TestASessionComesBackAfterACrash(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that crashes once and is away for one attempt
	crash := make(chan struct{})
	pbx := newForeignPBX(t,
		func(c *call) {
			c.letIn()
			c.say(activeFrame)
			ping, _ := c.hear()
			c.answer(ping, `"result":null`)
			c.await(crash)
			c.drop()
		},
		(*call).drop,
		serve(func(heard) string { return `"result":null` }))
	r := run(t, optionsFor(pbx))
	r.settle(t, 1)
	r.awaitLive(t)
	// when it crashes
	close(crash)
	// then the board is lost at once, and nothing can be sent,
	r.expect(t, "lost 1: the PBX closed the connection")
	if err := awaitRefusal(t, r); errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("what was not sent gives %v", err)
	}
	// and after two waits, of which the second is twice the first, a new epoch begins.
	r.clock.pass(250 * time.Millisecond)
	r.clock.pass(500 * time.Millisecond)
	r.settle(t, 2)
	r.awaitLive(t)
	if _, err := r.Send(t.Context(), pal.Hold{TID: "1"}); err != nil {
		t.Errorf("hold: %v", err)
	}
}

func TestBackoffDoublesToFiveSeconds(t *testing.T) {
	checkLeaks(t)
	// Given a port where nobody listens
	o := palconn.Options{URL: "ws://" + closedPort(t), User: "1000"}
	r := run(t, o)
	// then the waits double, and stay at five seconds.
	for _, limit := range []int{250, 500, 1000, 2000, 4000, 5000, 5000, 5000} {
		r.clock.pass(time.Duration(limit) * time.Millisecond)
	}
	r.clock.await(5 * time.Second)
	s := r.Status()
	if failed, ok := errors.AsType[*palconn.DialError](s.LastError); !ok || failed.Kind != palconn.Unreachable || s.State != palconn.Connecting {
		t.Errorf("status %v, %v", s.State, s.LastError)
	}
}

func TestJitterIsFull(t *testing.T) {
	checkLeaks(t)
	clock := newTestClock(t)
	session := palconn.NewSession(palconn.SessionOptions{
		Options: palconn.Options{URL: "ws://" + closedPort(t), User: "1000", Clock: clock}, Watcher: newWatched(),
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- session.Run(ctx) }()
	var low, high int
	for range 60 {
		waited := clock.passWait(func(d time.Duration) bool { return d < 5*time.Second })
		if waited < 2500*time.Millisecond {
			low++
		} else {
			high++
		}
	}
	stop()
	if err := await(t, ended); err != nil {
		t.Errorf("told to stop, Run gives %v", err)
	}
	if low < 10 || high < 10 {
		t.Errorf("%d short waits and %d long ones", low, high)
	}
}

// closedPort is an address of this machine where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestInactiveIsLostThoughTheLineStays(t *testing.T) {
	checkLeaks(t)
	stopPBX, startPBX := make(chan struct{}), make(chan struct{})
	pbx := newForeignPBX(t,
		func(c *call) {
			c.letIn()
			c.say(activeFrame)
			ping, _ := c.hear()
			c.answer(ping, `"result":null`)
			c.await(stopPBX)
			c.say(inactiveFrame, status("1"))
			c.await(startPBX)
			c.say(activeFrame)
			c.untilGone(nothing)
		},
		serve(func(heard) string { return `"result":null` }))
	r := run(t, optionsFor(pbx))
	r.settle(t, 1)
	r.awaitLive(t)
	// When the PBX stops
	close(stopPBX)
	// then the board is lost, requests are refused, and no more is shown,
	r.expect(t, "1 notify_serverstatus", "lost 1: the PBX is not active")
	awaitRefusal(t, r)
	r.expectState(t, palconn.Inactive, palconn.ErrInactive)
	// and when it is back, a new connection asks for everything anew.
	close(startPBX)
	r.clock.pass(250 * time.Millisecond)
	r.settle(t, 2)
	if diff := cmp.Diff(map[string]uint64{palconn.CountStale: 2}, r.Counters()); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
}

func TestAnInactivePBXThatGoesIsLostOnceMore(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(inactiveFrame)
	})
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_serverstatus", "lost 1: the PBX is not active")
	if said := r.next(t, 1)[0]; !strings.HasPrefix(said, "lost 1: ") || strings.Contains(said, "not active") {
		t.Errorf("heard %q, want that the connection is lost", said)
	}
}

func TestAnotherLoginStops(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(activeFrame, anotherFrame)
		c.untilGone(nothing)
	})
	r := run(t, optionsFor(pbx))
	if err := await(t, r.ended); !errors.Is(err, palconn.ErrAnotherLogin) {
		t.Errorf("Run: %v", err)
	}
	r.expect(t, "began 1", "1 notify_serverstatus", "1 notify_pal", "lost 1: the same login is in use somewhere else")
	r.expectState(t, palconn.Stopped, palconn.ErrAnotherLogin)
	if len(pbx.seen()) != 1 {
		t.Errorf("%d connections", len(pbx.seen()))
	}
}

func TestAnotherLoginStopsDuringTheLoginToo(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, func(c *call) {
		c.say(anotherFrame)
		c.untilGone(nothing)
	})
	r := run(t, optionsFor(pbx))
	if err := await(t, r.ended); !errors.Is(err, palconn.ErrAnotherLogin) {
		t.Errorf("Run: %v", err)
	}
}

func TestAPendingSecondFactorIsSaid(t *testing.T) {
	checkLeaks(t)
	approved := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(status("1"))
		c.await(approved)
		c.say(activeFrame)
		c.untilGone(func(heard) string { return `"result":null` })
	})
	// Given a login that is taken, and a PBX that does not become active
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_status")
	// when ten seconds have passed
	r.clock.pass(10 * time.Second)
	r.clock.await(10 * time.Second)
	// then the status says why, and when the person has approved, it goes on.
	r.expectState(t, palconn.Connecting, palconn.ErrRestricted)
	close(approved)
	r.expect(t, "1 notify_serverstatus")
	r.clock.pass(500 * time.Millisecond)
	r.expect(t, "settled 1")
}

// fragile panics at the first call status.
type fragile struct{ watched }

// Notified implements palconn.Watcher.
func (f fragile) Notified(uint64, pal.Notification, time.Time) { panic("broken \x1b[31m") }

func TestAPanicOfTheWatcherEndsTheSession(t *testing.T) {
	checkLeaks(t)
	for name, script := range map[string]func(*call){
		"during the login": func(c *call) { c.say(status("1")); c.untilGone(nothing) },
		"after it":         serve(nothing),
	} {
		t.Run(name, func(t *testing.T) {
			pbx := newForeignPBX(t, script)
			err := palconn.NewSession(palconn.SessionOptions{Options: optionsFor(pbx), Watcher: fragile{newWatched()}}).Run(t.Context())
			if p, ok := errors.AsType[*palconn.Panicked](err); !ok || len(p.Stack) == 0 || err.Error() != "internal error: broken \uFFFD[31m" {
				t.Errorf("Run: %q", err)
			}
		})
	}
}

// stillborn panics at each epoch.
type stillborn struct{ watched }

// Began implements palconn.Watcher.
func (stillborn) Began(uint64, time.Time) { panic("broken") }

func TestAPanicOfTheWatcherLeavesNoConnection(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that answers and tells nothing, so that the epoch begins with the login
	gone := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.untilGone(func(heard) string { return `"result":null` })
		close(gone)
	})
	err := palconn.NewSession(palconn.SessionOptions{Options: optionsFor(pbx), Watcher: stillborn{newWatched()}}).Run(t.Context())
	if _, ok := errors.AsType[*palconn.Panicked](err); !ok {
		t.Errorf("Run: %v", err)
	}
	await(t, gone)
}
