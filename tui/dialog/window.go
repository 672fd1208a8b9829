package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
)

// window is the part of a long list of rows that is in sight. It has no cursor: the list is read, not chosen from.
type window struct {
	top          int // the first row in sight
	rows, height int // all rows, and those in sight, at the last render
}

// lay takes what is to be rendered and brings the window within it.
func (w *window) lay(rows, height int) {
	w.rows, w.height = rows, max(height, 0)
	w.move(0)
}

// end is the row behind the last one in sight.
func (w *window) end() int { return min(w.top+w.height, w.rows) }

func (w *window) move(rows int) { w.top = max(min(w.top+rows, w.rows-w.height), 0) }

// key takes a key that moves the window.
func (w *window) key(k Key) {
	switch {
	case k.Action == keymap.DialogUp:
		w.move(-1)
	case k.Action == keymap.DialogDown:
		w.move(1)
	case k.Msg.Type == tea.KeyPgUp:
		w.move(min(1-w.height, -1))
	case k.Msg.Type == tea.KeyPgDown:
		w.move(max(w.height-1, 1))
	case k.Msg.Type == tea.KeyHome:
		w.move(-w.rows)
	case k.Msg.Type == tea.KeyEnd:
		w.move(w.rows)
	}
}
