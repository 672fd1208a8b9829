package palsim

import (
	"sync"
	"time"
)

// Clock is the time a PBX lives in.
type Clock interface {
	// Now is the present.
	Now() time.Time
	// AfterFunc calls f once when d has passed, never from within AfterFunc
	// itself. stop takes it back when it has not been called yet.
	AfterFunc(d time.Duration, f func()) (stop func())
}

// realClock is the time of this machine.
type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) AfterFunc(d time.Duration, f func()) (stop func()) {
	timer := time.AfterFunc(d, f)
	return func() { timer.Stop() }
}

// ManualClock stands still until Advance moves it.
type ManualClock struct {
	// advancing lets one Advance run at a time.
	advancing sync.Mutex
	mu        sync.Mutex
	now       time.Time
	alarms    []*alarm
}

type alarm struct {
	at time.Time
	f  func()
}

// NewManualClock returns a clock that stands at start.
func NewManualClock(start time.Time) *ManualClock { return &ManualClock{now: start} }

// Now implements Clock.
func (c *ManualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// AfterFunc implements Clock.
func (c *ManualClock) AfterFunc(d time.Duration, f func()) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := &alarm{at: c.now.Add(d), f: f}
	c.alarms = append(c.alarms, a)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.remove(a)
	}
}

// Advance moves the clock by d and runs everything that falls due on the way, in
// order of time, each at its own time, before it returns. Functions that are due
// at one time run in the order in which they were set.
func (c *ManualClock) Advance(d time.Duration) {
	c.advancing.Lock()
	defer c.advancing.Unlock()
	end := c.Now().Add(d)
	for a := c.next(end); a != nil; a = c.next(end) {
		a.f()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = end
}

// next takes the earliest alarm that is due by end and sets the clock to it.
func (c *ManualClock) next(end time.Time) *alarm {
	c.mu.Lock()
	defer c.mu.Unlock()
	var first *alarm
	for _, a := range c.alarms {
		if !a.at.After(end) && (first == nil || a.at.Before(first.at)) {
			first = a
		}
	}
	if first == nil {
		return nil
	}
	c.remove(first)
	if first.at.After(c.now) {
		c.now = first.at
	}
	return first
}

func (c *ManualClock) remove(gone *alarm) {
	for i, a := range c.alarms {
		if a == gone {
			c.alarms = append(c.alarms[:i], c.alarms[i+1:]...)
			return
		}
	}
}
