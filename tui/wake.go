package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// frameEvery is the shortest time between two frames that events ask for.
const frameEvery = 33 * time.Millisecond

type (
	// changedMsg says that there is a newer snapshot.
	changedMsg struct{}
	// secondMsg says that a second has passed.
	secondMsg struct{}
)

// awaitChange gives one message for all the changes of a frame's time. The first
// change after a quiet time is not held back.
func (a *App) awaitChange() tea.Cmd {
	rest := a.Clock.After(frameEvery)
	return func() tea.Msg {
		select {
		case <-a.changed:
		case <-a.ctx.Done():
			return nil
		}
		select {
		case <-rest:
		case <-a.ctx.Done():
			return nil
		}
		return changedMsg{}
	}
}

// awaitSecond gives a message at the next full second, so that all durations
// tick together.
func (a *App) awaitSecond() tea.Cmd {
	now := a.Clock.Now()
	next := a.Clock.After(now.Truncate(time.Second).Add(time.Second).Sub(now))
	return func() tea.Msg {
		select {
		case <-next:
			return secondMsg{}
		case <-a.ctx.Done():
			return nil
		}
	}
}

// awaitSize gives the next size of a terminal that Bubble Tea cannot ask. It is
// Bubble Tea's own message, by which its renderer paints everything again.
func (a *App) awaitSize() tea.Cmd {
	if a.sizes == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case size := <-a.sizes:
			return tea.WindowSizeMsg(size)
		case <-a.ctx.Done():
			return nil
		}
	}
}

// felt is by how much a latency must differ for a person to feel it.
const felt = 500 * time.Millisecond

// tick moves the time on. While nothing lasts and nothing changed, the latency in the
// top line stands for as long as nobody would feel the difference, so that a still board
// writes nothing to the terminal but the minute.
func (a *App) tick() {
	now := a.Clock.Now().Truncate(time.Second)
	a.tickWords(now)
	a.marks.tick(now)
	latency := a.Line().Latency
	if a.snap == nil || a.busy() || a.snap.Version != a.version || (latency-a.latency).Abs() >= felt {
		a.latency = latency
	}
	if a.snap != nil {
		a.version = a.snap.Version
	}
	a.ticked = now
}

// busy tells whether anything lasts whose duration is shown.
func (a *App) busy() bool {
	return len(a.snap.Calls) > 0 || a.snap.Counts.Parked > 0
}
