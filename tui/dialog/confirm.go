package dialog

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// ConfirmOptions are what is asked, as texts that are safe to show.
type ConfirmOptions struct {
	// Question names what will be done and to whom: "Hang up Ana Ruiz?".
	Question string
	// Detail is what should be known before, a line each.
	Detail []string
}

// Confirm asks before something that cannot be taken back. Only keymap.Yes says yes, and no key that is pressed out of
// habit can: neither Enter nor space, whatever they are bound to, nor anything pasted.
type Confirm struct {
	silent
	options ConfirmOptions
}

// NewConfirm asks for a yes.
func NewConfirm(o ConfirmOptions) *Confirm { return &Confirm{options: o} }

// Title implements Dialog.
func (d *Confirm) Title() string { return "Confirm" }

// Size implements Dialog. There is room for question and detail on two rows each, as a narrow screen needs.
func (d *Confirm) Size() (width, height int) {
	width = widget.Width(d.options.Question)
	for _, line := range d.options.Detail {
		width = max(width, widget.Width(line))
	}
	return min(max(width, 30), 74), 2*len(d.options.Detail) + 3
}

// Key implements Dialog.
func (d *Confirm) Key(k Key) Verdict {
	switch {
	case k.Msg.Paste:
		return Stay
	case k.Action == keymap.Yes && !isHabit(k.Msg):
		return Chosen
	case k.Action == keymap.Cancel, k.Msg.String() == "n":
		return Cancelled
	}
	return Stay
}

// isHabit reports whether a key is one that hands press without a thought.
func isHabit(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyEnter || msg.Type == tea.KeySpace || msg.Type == tea.KeyRunes && strings.TrimSpace(string(msg.Runes)) == ""
}

// Click implements Dialog. A click confirms nothing.
func (d *Confirm) Click(int, int) Verdict { return Stay }

// Render implements Dialog.
func (d *Confirm) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	rows := min(max(len(widget.Wrap(d.options.Question, width, 2)), 1), max(height-1, 1))
	p.wrapped(theme.Title, d.options.Question, rows)
	for _, line := range d.options.Detail {
		for _, row := range widget.Wrap(line, width, 2) {
			if p.left() > 1 {
				p.text(theme.Plain, row)
			}
		}
	}
	p.blanks(1)
	p.hints(hint{keymap.Yes, "yes"}, hint{keymap.Cancel, "no"})
	return p.rows
}
