package cli

import "time"

// wallClock is the time of the machine, for the screen and the desk.
type wallClock struct{}

// Now implements tui.Clock.
func (wallClock) Now() time.Time { return time.Now() }

// After implements tui.Clock.
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
