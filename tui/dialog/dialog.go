package dialog

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/theme"
)

// Dialog is one question.
type Dialog interface {
	// Title names the dialog, for its border.
	Title() string
	// Key takes one key.
	Key(Key) Verdict
	// Refresh takes a newer board. It must be called once before the first Key, and is cheap while names stay the same.
	Refresh(*model.Snapshot)
	// Render paints the inside: rows of exactly width cells, at most height of them.
	Render(look Look, width, height int) []string
	// Size is how many cells the inside would like to have.
	Size() (width, height int)
	// Click takes a click on a cell of the last Render. A click on a row of a list selects the row, a second one on the
	// same row chooses it.
	Click(x, y int) Verdict
	// Typed reports whether text has been entered since the dialog opened: then its keys are meant for it.
	Typed() bool
}

// Key is one key pressed in a dialog.
type Key struct {
	// Action is what the key means in keymap.ScopeDialog, empty when it means nothing there. In a line of text a
	// printable character is always text.
	Action keymap.Action
	// Msg is the key as it came. Typed fast or pasted it holds several characters.
	Msg tea.KeyMsg
}

// Verdict is what a key or a click did to a dialog.
type Verdict uint8

// Stay keeps the dialog open, Cancelled closes it with nothing done, Chosen closes it with a choice made.
const (
	Stay Verdict = iota
	Cancelled
	Chosen
)

// Look is how a dialog is drawn.
type Look struct {
	Theme *theme.Theme
	// Now is the time that durations are told for.
	Now time.Time
	// Keys name the keys in hints. Without it no hints are shown.
	Keys keymap.Map
}

// isText reports whether a key puts characters into a line of text.
func isText(msg tea.KeyMsg) bool {
	return (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace) && (!msg.Alt || msg.Paste)
}

// silent is the part of a dialog that takes no text and follows no board.
type silent struct{}

// Refresh implements Dialog.
func (silent) Refresh(*model.Snapshot) {}

// Typed implements Dialog.
func (silent) Typed() bool { return false }
