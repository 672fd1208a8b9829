package dialog

import (
	"fmt"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// EntryOptions are what is asked for in one line.
type EntryOptions struct {
	// Title and Prompt are texts that are safe to show.
	Title, Prompt string
	// Allowed chooses among the characters that can be shown; nil allows all.
	Allowed func(rune) bool
	// Check says what is wrong with a text; empty when it can be chosen. Nil finds nothing wrong.
	Check func(string) string
}

// Entry asks for one line of text.
type Entry struct {
	silent
	options EntryOptions
	field   field
	tried   bool // Enter was pressed on a text with a problem
}

// NewEntry asks for a text.
func NewEntry(o EntryOptions) *Entry { return &Entry{options: o, field: newField("", o.Allowed)} }

// Title implements Dialog.
func (d *Entry) Title() string { return d.options.Title }

// Size implements Dialog.
func (d *Entry) Size() (width, height int) { return 50, 3 }

// Typed implements Dialog.
func (d *Entry) Typed() bool { return d.field.typed }

// Choice gives the text.
func (d *Entry) Choice() string { return d.field.text() }

// Key implements Dialog.
func (d *Entry) Key(k Key) Verdict {
	if !isText(k.Msg) {
		switch k.Action {
		case keymap.Submit:
			return d.submit()
		case keymap.Cancel:
			return Cancelled
		}
	}
	if d.field.key(k.Msg) {
		d.tried = false
	}
	return Stay
}

func (d *Entry) submit() Verdict {
	if d.problem() != "" {
		d.tried = true
		return Stay
	}
	return Chosen
}

func (d *Entry) problem() string {
	if d.options.Check == nil {
		return ""
	}
	return d.options.Check(d.field.text())
}

// Click implements Dialog. There is nothing to click on.
func (d *Entry) Click(int, int) Verdict { return Stay }

// Render implements Dialog.
func (d *Entry) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.row(func(line *widget.Line) {
		line.Put(look.Theme.SGR(theme.Dim), d.options.Prompt, min(widget.Width(d.options.Prompt), line.Left()/2))
		line.Gap(1)
		d.field.paint(line, look)
	})
	switch {
	case d.field.refused != 0 && showable(d.field.refused):
		p.wrapped(theme.Warn, fmt.Sprintf("%q cannot be used here", string(d.field.refused)), 2)
	case d.tried || d.field.text() != "":
		p.wrapped(theme.Warn, d.problem(), 2)
	default:
		p.wrapped(theme.Plain, "", 2)
	}
	return p.rows
}
