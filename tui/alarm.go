package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/model"
	"cordboard/tui/pane"
	"cordboard/tui/widget"
)

// parkAlarm raises calls that are parked for too long: once when they pass the
// limit, then again and again.
type parkAlarm struct {
	text string
	// rung is how often each place has been raised for its present call.
	rung map[stay]int
}

// stay is a call in a place. Which call it is can be unknown.
type stay struct {
	place model.Who
	call  model.CallID
}

// alarm looks at the parks once a second and rings the bell for those that have
// just passed the limit, or another step beyond it.
func (a *App) alarm() tea.Cmd {
	was := a.parks.rung
	a.parks = parkAlarm{rung: map[stay]int{}}
	if a.snap.Sure != model.Live || a.ParkLimit <= 0 {
		a.parks.rung = was
		return nil
	}
	ring := false
	var longest *model.Park
	for _, p := range a.snap.Parks {
		if !a.frame.Overdue(p) {
			continue
		}
		at := stay{p.ID, p.Call}
		a.parks.rung[at] = a.steps(p)
		ring = ring || a.parks.rung[at] > was[at]
		if longest == nil || p.Since.Before(longest.Since) {
			longest = p
		}
	}
	if longest != nil {
		waited := widget.Duration(a.frame.Now.Sub(longest.Since))
		a.parks.text = longest.Number.String() + " has waited " + waited + " (limit " + widget.Duration(a.ParkLimit) + ")"
	}
	if !ring {
		return nil
	}
	return func() tea.Msg { a.Bell(); return nil }
}

// steps counts the limit and each step beyond it that a call has waited.
func (a *App) steps(p *model.Park) int {
	beyond := a.frame.Now.Sub(p.Since) - a.ParkLimit
	if a.ParkAgain <= 0 {
		return 1
	}
	return 1 + int(beyond/a.ParkAgain)
}

// worst is who waits longest: in a park beyond the limit, ringing, parked, held.
func (a *App) worst() (pane.Pick, bool) {
	if p := longestPark(a.snap.Parks); p != nil && a.frame.Overdue(p) {
		return pane.Pick{Park: p.ID, Call: p.Call}, true
	}
	for _, state := range []model.State{model.Ringing, model.Parked, model.Held} {
		var longest *model.Conversation
		for _, c := range a.snap.Calls {
			if c.State == state && (longest == nil || c.Since.Before(longest.Since)) {
				longest = c
			}
		}
		if longest != nil {
			return a.pickOf(longest), true
		}
	}
	return pane.Pick{}, false
}

func (a *App) pickOf(c *model.Conversation) pane.Pick {
	pick := pane.Pick{Call: c.ID}
	if c.State == model.Parked {
		pick.Park = model.Who{Tenant: c.Tenant, Number: c.Park.Raw()}
	}
	return pick
}

// longestPark is the taken place that has been so for longest; nil when all are
// free.
func longestPark(parks []*model.Park) *model.Park {
	var longest *model.Park
	for _, p := range parks {
		if p.On == model.On && (longest == nil || p.Since.Before(longest.Since)) {
			longest = p
		}
	}
	return longest
}

// since tells how long ago a moment was, in words for a sentence.
func (a *App) since(t time.Time) string { return widget.Duration(a.frame.Now.Sub(t)) }
