package palconn

import "time"

// Clock tells the time and waits. Tests bring their own.
type Clock interface {
	Now() time.Time
	// Timer gives a channel that receives once after d, and a function that gives
	// the timer up.
	Timer(d time.Duration) (fired <-chan time.Time, stop func())
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Timer(d time.Duration) (<-chan time.Time, func()) {
	timer := time.NewTimer(d)
	return timer.C, func() { timer.Stop() }
}
