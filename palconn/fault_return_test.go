package palconn_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

func TestFaultBlip(t *testing.T) {
	l := newLineTo(t, palsim.ReplayNone, func(chance *rand.Rand, limit time.Duration) time.Duration {
		return time.Duration(chance.Int64N(int64(limit)))
	})
	// Given many breaks after which no connection is taken for 200 ms or less
	var all []time.Duration
	for epoch := 2; epoch <= 500; epoch++ {
		blip := time.Duration(l.chance.Int64N(int64(200 * time.Millisecond)))
		l.proxy.Break(faultproxy.Refuse)
		l.proxy.Break(faultproxy.Reset)
		l.expect(t, fmt.Sprintf("lost %d: the PBX closed the connection", epoch-1))
		all = append(all, l.timeBack(blip))
		l.settle(t, epoch)
		l.awaitLive(t)
	}
	// then nearly always the session is logged in again half a second after the break.
	slices.Sort(all)
	if p99 := all[len(all)*99/100]; p99 > 500*time.Millisecond {
		t.Errorf("of %d breaks the 99th percentile is %v, the longest %v", len(all), p99, all[len(all)-1])
	}
}

// timeBack moves the clock until the session dials a line that is whole again, which it is a while after now.
func (l faultLine) timeBack(broken time.Duration) (took time.Duration) {
	for took < broken {
		took += l.clock.passWait(func(after time.Duration) bool {
			if took+after >= broken {
				l.proxy.Heal()
			}
			return true
		})
	}
	return took
}

// herd is many sessions on one clock.
type herd struct {
	*testClock
	size  int
	proxy *faultproxy.Proxy
}

// newHerd are so many sessions at the other end of a proxy.
func newHerd(t *testing.T, size int, o palconn.Options, proxy *faultproxy.Proxy) herd {
	t.Helper()
	h := herd{newTestClock(t), size, proxy}
	o.Clock, o.Timeout = h.testClock, time.Minute
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	t.Cleanup(func() {
		stop()
		running.Wait()
	})
	for range size {
		session := palconn.NewSession(palconn.SessionOptions{Options: o, Watcher: unheard{}})
		running.Go(func() { _ = session.Run(ctx) })
	}
	return h
}

func TestFaultThunderingHerd(t *testing.T) {
	checkLeaks(t)
	const clients, step = 500, 10 * time.Millisecond
	pbx := palsim.New(palsim.Options{Replay: palsim.ReplayNone})
	t.Cleanup(func() { _ = pbx.Close() })
	pbx.Persons(false)
	if err := pbx.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	o := simOptions(pbx.URL())
	proxy, _ := proxyTo(t, &o)
	// Given 500 clients of a PBX that is gone: each has dialled once, in vain, and waits
	proxy.Break(faultproxy.Refuse)
	h := newHerd(t, clients, o, proxy)
	// when fifteen seconds pass
	var steps []int
	for range 15 * time.Second / step {
		before := h.dials()
		h.passAmong(clients, step)
		steps = append(steps, h.dials()-before)
	}
	// then they come apart at once, and further while it lasts: with waits up to 5 s, 25 times as many as dial in a tenth
	// of a second.
	if most := slices.Max(steps); most > clients/5 {
		t.Errorf("%d of %d clients dial within %v: %v", most, clients, step, steps)
	}
	for slot := range slices.Chunk(steps[len(steps)*2/3:], int(100*time.Millisecond/step)) {
		if dials := sum(slot); dials > clients/8 {
			t.Errorf("after ten seconds %d of %d clients dial within 100 ms: %v", dials, clients, slot)
		}
	}
	// When the PBX is back, then everybody is, five seconds later.
	proxy.Heal()
	for range 5*time.Second/step + 1 {
		h.passAmong(clients, step)
	}
	until(t, "all to be back", func() bool { return len(requests(pbx, "login")) == clients })
}

// dials is how many connections were made when everybody waits.
func (h herd) dials() int {
	h.passAmong(h.size, 0)
	return h.proxy.Dialled()
}

func sum(all []int) (total int) {
	for _, n := range all {
		total += n
	}
	return total
}

// unheard is a Watcher that does not listen.
type unheard struct{}

// Began implements palconn.Watcher.
func (unheard) Began(uint64, time.Time) {}

// Notified implements palconn.Watcher.
func (unheard) Notified(uint64, pal.Notification, time.Time) {}

// Spoiled implements palconn.Watcher.
func (unheard) Spoiled(uint64, *pal.Malformed, time.Time) {}

// Settled implements palconn.Watcher.
func (unheard) Settled(uint64, time.Time) {}

// Lost implements palconn.Watcher.
func (unheard) Lost(uint64, error, time.Time) {}
