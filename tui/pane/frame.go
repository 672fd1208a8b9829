package pane

import (
	"time"

	"cordboard/model"
	"cordboard/tui/phonebook"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Frame is what one drawing of the screen is made from.
type Frame struct {
	Snap *model.Snapshot
	// Book lists the extensions; it can be a moment behind Snap.
	Book *phonebook.Book
	// Theme is the one for what is stale while the board is not live.
	Theme *theme.Theme
	// Now is the time that durations are told for: the last tick, or the moment
	// the line was lost.
	Now time.Time
	// At is this very moment, for what expires.
	At time.Time
	// Own is the operator's extension.
	Own model.Who
	// Limit is how long a call may be parked before it is overdue.
	Limit time.Duration
	// Marks are acts under way, by conversation: "transfer requested".
	Marks map[model.CallID]string
	// MarksRev grows with every change of Marks.
	MarksRev uint64
	// Generation grows when something else than rows changes how they look, such
	// as the theme.
	Generation uint64
	// Acts are what was done in this run, the oldest first.
	Acts []Act
	// Counters are the figures of the line, in the order they are shown.
	Counters []Counter
	// Settings are what the view PBX shows.
	Settings Settings
	// Frozen keeps rows where they are: what is gone stays, as ended, and what is
	// new comes last. Still does so for the lists that were in sight in the frame
	// before, while a hand is on the keys.
	Frozen, Still bool
	// Number is that of the frame; they have no gaps.
	Number uint64
}

// since is how long ago a moment was: "0:21+" when it is so long at least.
func (f *Frame) since(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case f.Snap.AtLeast(t):
		return widget.Duration(f.Now.Sub(t)) + "+"
	}
	return widget.Duration(f.Now.Sub(t))
}

// sinceIn is since in a column of so many cells, where it is never cut.
func (f *Frame) sinceIn(t time.Time, cells int) string {
	switch {
	case t.IsZero():
		return ""
	case f.Snap.AtLeast(t):
		return widget.DurationIn(f.Now.Sub(t), cells-1) + "+"
	}
	return widget.DurationIn(f.Now.Sub(t), cells)
}

// Overdue tells whether a place has been taken for longer than the limit.
func (f *Frame) Overdue(p *model.Park) bool {
	return p.On == model.On && f.Limit > 0 && f.Now.Sub(p.Since) >= f.Limit
}

// look is how the rows of a list are styled.
func (f *Frame) look(focused bool) widget.Look {
	return widget.Look{
		Base: f.Theme.SGR(theme.Plain), Selected: f.Theme.SGR(theme.Selected), SelectedDim: f.Theme.SGR(theme.SelectedDim),
		Reset: f.Theme.Reset(), Ellipsis: f.Theme.Glyph(theme.GlyphEllipsis), Focused: focused,
	}
}

// Act is one thing that was done, in words.
type Act struct {
	ID                     uint64
	At                     time.Time
	Operator, What, Reason string
	// Result is empty while it runs. Awaited tells that a notification is to show it,
	// Confirmed that one has.
	Result             string
	Awaited, Confirmed bool
}

// Counter is one figure of the line.
type Counter struct {
	Name, Value string
}

// Pick is what is selected in a pane: identities only. Zero fields are not part
// of the selection.
type Pick struct {
	// Call is a conversation.
	Call model.CallID
	// Extension is a person.
	Extension model.Who
	// Park is a place to park in.
	Park model.Who
	// Area is an area of the settings, counted from 1; Setting one thing in it.
	Area    int
	Setting string
}

// IsZero reports whether nothing is selected.
func (p Pick) IsZero() bool { return p == Pick{} }
