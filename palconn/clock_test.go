package palconn_test

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// testClock stands still until a test moves it.
type testClock struct {
	t       *testing.T
	mu      sync.Mutex
	changed sync.Cond
	now     time.Time
	timers  []*testTimer
}

type testTimer struct {
	after time.Duration
	due   time.Time
	fired chan time.Time
}

func newTestClock(t *testing.T) *testClock {
	c := &testClock{t: t, now: time.UnixMilli(1587451427817)}
	c.changed.L = &c.mu
	return c
}

// Now implements palconn.Clock.
func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Timer implements palconn.Clock.
func (c *testClock) Timer(d time.Duration) (<-chan time.Time, func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	timer := &testTimer{after: d, due: c.now.Add(d), fired: make(chan time.Time, 1)}
	c.timers = append(c.timers, timer)
	c.changed.Broadcast()
	return timer.fired, func() { c.stop(timer) }
}

func (c *testClock) stop(timer *testTimer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timers = slices.DeleteFunc(c.timers, func(t *testTimer) bool { return t == timer })
}

// pass waits until somebody has begun to wait for exactly d, and moves the clock
// to the end of that wait.
func (c *testClock) pass(d time.Duration) {
	c.t.Helper()
	c.passWait(func(after time.Duration) bool { return after == d })
}

// passWait is pass for the first wait that will do; it returns how long that was.
func (c *testClock) passWait(willDo func(time.Duration) bool) time.Duration {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	timer := c.find(willDo)
	c.moveTo(timer.due)
	return timer.after
}

// passAmong waits until so many timers are set, and moves the clock by d.
func (c *testClock) passAmong(waiting int, d time.Duration) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.awaitTimers("too few wait on the clock", func() bool { return len(c.timers) >= waiting })
	c.moveTo(c.now.Add(d))
}

// await waits until somebody has begun to wait for exactly d.
func (c *testClock) await(d time.Duration) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.find(func(after time.Duration) bool { return after == d })
}

// awaitUpTo waits until somebody has begun to wait for d or less.
func (c *testClock) awaitUpTo(d time.Duration) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.find(func(after time.Duration) bool { return after <= d })
}

// advance moves the clock by d.
func (c *testClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moveTo(c.now.Add(d))
}

// find waits for a timer; mu is held.
func (c *testClock) find(willDo func(time.Duration) bool) (timer *testTimer) {
	c.t.Helper()
	c.awaitTimers("nobody waits so long on the clock", func() bool {
		i := slices.IndexFunc(c.timers, func(t *testTimer) bool { return willDo(t.after) })
		if i >= 0 {
			timer = c.timers[i]
		}
		return i >= 0
	})
	return timer
}

// awaitTimers waits until the timers are as they should be; mu is held.
func (c *testClock) awaitTimers(inVain string, hold func() bool) {
	c.t.Helper()
	late := false
	deadline := time.AfterFunc(patience, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		late = true
		c.changed.Broadcast()
	})
	defer deadline.Stop()
	for !hold() {
		if late {
			c.t.Fatal(inVain)
		}
		c.changed.Wait()
	}
}

func (c *testClock) moveTo(now time.Time) {
	c.now = now
	c.timers = slices.DeleteFunc(c.timers, func(t *testTimer) bool {
		if t.due.After(now) {
			return false
		}
		t.fired <- now
		return true
	})
}
