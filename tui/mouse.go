package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
)

const (
	// doubleClick is the longest time between the two clicks of a double click.
	doubleClick = 400 * time.Millisecond
	// wheelRows is how far one notch of the wheel scrolls.
	wheelRows = 3
)

// spot is what a region of the screen is: a list of the view, a view's tab, the
// dialog, or the message.
type spot struct {
	kind spotKind
	n    int
}

type spotKind uint8

const (
	listSpot spotKind = iota
	tabSpot
	dialogSpot
	messageSpot
)

type click struct {
	at   time.Time
	x, y int
}

func (a *App) spot(list, x, y, width, height int) {
	a.addSpot(spot{listSpot, list}, x, y, width, height)
}

func (a *App) tabSpot(view, x, width int) { a.addSpot(spot{tabSpot, view}, x, 1, width, 1) }

func (a *App) addSpot(s spot, x, y, width, height int) {
	a.regions.Add(x, y, width, height, len(a.spots))
	a.spots = append(a.spots, s)
}

// mouse selects with a click, opens the acts with a double click and scrolls with
// the wheel.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	id, dx, dy, ok := a.regions.At(msg.X, msg.Y)
	if !a.Mouse || !ok || a.tooSmall() || msg.Action != tea.MouseActionPress {
		return nil
	}
	s := a.spots[id]
	if a.open != nil {
		if s.kind == dialogSpot && msg.Button == tea.MouseButtonLeft {
			return a.verdict(a.open.Click(dx, dy))
		}
		return nil
	}
	switch {
	case s.kind == messageSpot:
	case s.kind == tabSpot:
		a.active = s.n
	case msg.Button == tea.MouseButtonWheelUp:
		a.views[a.active].lists[s.n].Scroll(-wheelRows)
	case msg.Button == tea.MouseButtonWheelDown:
		a.views[a.active].lists[s.n].Scroll(wheelRows)
	case msg.Button == tea.MouseButtonLeft:
		return a.clickList(s.n, dy, msg)
	}
	return nil
}

func (a *App) clickList(n, line int, msg tea.MouseMsg) tea.Cmd {
	v := a.views[a.active]
	v.focus = n
	if !v.list().Click(line) {
		return nil
	}
	now := a.Clock.Now()
	if a.click.y == msg.Y && now.Sub(a.click.at) < doubleClick {
		a.click = click{}
		return a.do(keymap.Menu)
	}
	a.click = click{at: now, x: msg.X, y: msg.Y}
	return nil
}
