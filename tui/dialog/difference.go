package dialog

import (
	"cmp"
	"fmt"
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// DifferenceOptions are what is about to be sent.
type DifferenceOptions struct {
	// Title and Question are texts that are safe to show.
	Title, Question string
	// Facts tell what it is about, before the Changes.
	Facts   []Fact
	Changes []Change
	// Danger is set for what cannot be taken back: then keymap.Yes alone confirms, and else Submit does too.
	Danger bool
}

// Fact is a value that is sent and that is no change of another.
type Fact struct {
	Name, Value string
	// Secret values are never shown.
	Secret bool
}

// Difference shows what will be sent and asks whether it shall be. Values are shown whole, on as many rows as they need,
// but of two texts of several lines only the lines that differ, and those around them; secrets are not shown.
type Difference struct {
	silent
	options DifferenceOptions
	lines   [][]lineChange // of each change of several lines
	window  window
}

// NewDifference asks whether to send changes.
func NewDifference(o DifferenceOptions) *Difference {
	d := &Difference{options: o, lines: make([][]lineChange, len(o.Changes))}
	for i, change := range o.Changes {
		d.lines[i] = change.lines()
	}
	return d
}

// Title implements Dialog.
func (d *Difference) Title() string { return d.options.Title }

// Size implements Dialog.
func (d *Difference) Size() (width, height int) {
	rows := len(widget.Wrap(d.options.Question, formCells, 2)) + 1
	rows += len(d.rows(formCells))
	return formCells, min(max(rows, 4), mostForm)
}

// Key implements Dialog.
func (d *Difference) Key(k Key) Verdict {
	switch {
	case k.Msg.Paste:
		return Stay
	case k.Action == keymap.Yes && !isHabit(k.Msg):
		return Chosen
	case k.Action == keymap.Submit && !d.options.Danger:
		return Chosen
	case k.Action == keymap.Cancel, k.Msg.String() == "n":
		return Cancelled
	}
	d.window.key(k)
	return Stay
}

// Click implements Dialog. A click confirms nothing.
func (d *Difference) Click(int, int) Verdict { return Stay }

// Render implements Dialog. The keys are not in it: the footer has them.
func (d *Difference) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.wrapped(theme.Title, d.options.Question, min(len(widget.Wrap(d.options.Question, width, 2)), max(height-1, 0)))
	rows := d.rows(width)
	d.window.lay(len(rows), p.left()-1)
	for _, row := range rows[d.window.top:d.window.end()] {
		p.row(func(line *widget.Line) { row.paint(line, look) })
	}
	p.blanks(1)
	p.text(theme.Dim, d.position())
	return p.rows
}

// rows are those of all facts and changes.
func (d *Difference) rows(width int) []differenceRow {
	var rows []differenceRow
	names := d.names(width)
	for _, fact := range d.options.Facts {
		rows = append(rows, fact.rows(width, names)...)
	}
	for i := range d.options.Changes {
		rows = append(rows, d.changeRows(i, width, names)...)
	}
	return rows
}

// position tells which rows are in sight when they are not all.
func (d *Difference) position() string {
	switch {
	case len(d.options.Facts) == 0 && len(d.options.Changes) == 0:
		return "nothing is changed"
	case d.window.rows <= d.window.height:
		return ""
	}
	return fmt.Sprintf("rows %d-%d of %d", d.window.top+1, d.window.end(), d.window.rows)
}

// names is the width of the names.
func (d *Difference) names(width int) int {
	var names []string
	for _, fact := range d.options.Facts {
		names = append(names, plain(fact.Name))
	}
	for _, change := range d.options.Changes {
		names = append(names, change.label())
	}
	return widest(names, width*2/5)
}

// differenceRow is a row about a change: its name, what was, and what will be. Each may be on a row of its own.
type differenceRow struct {
	name     string
	nameWide int // the cells of the name
	from, to string
	arrow    bool
	gap      bool // lines that are left out
}

func (r differenceRow) paint(line *widget.Line, look Look) {
	if r.gap {
		line.Gap(2)
		line.Text(look.Theme.SGR(theme.Dim), look.Theme.Glyph(theme.GlyphEllipsis))
		return
	}
	line.Put(look.Theme.SGR(theme.Key), r.name, r.nameWide)
	line.Gap(2)
	line.Text(look.Theme.SGR(theme.Dim), r.from)
	if r.arrow {
		if r.from != "" {
			line.Gap(1)
		}
		line.Text("", look.Theme.Glyph(theme.GlyphTo)+" ")
	}
	line.Text("", r.to)
}

// arrowCells is the widest arrow with the space behind it.
const arrowCells = 3

// changeRows are a change on one row, or where it is too long for that, name, old and new value on rows of their own.
func (d *Difference) changeRows(i, width, names int) []differenceRow {
	change, none := d.options.Changes[i], ""
	if change.Unknown {
		none = "(not known)"
	}
	name, from, to := change.label(), change.shown(change.From, none), change.shown(change.To, "(empty)")
	whole := widget.Width(name) <= names && !strings.Contains(from+to, "\n") &&
		names+2+widget.Width(from)+1+arrowCells+widget.Width(to) <= width
	if whole {
		return []differenceRow{{name: name, nameWide: names, from: plain(from), to: plain(to), arrow: true}}
	}
	var rows []differenceRow
	for _, piece := range widget.Fold(name, width-2) {
		rows = append(rows, differenceRow{name: piece, nameWide: width - 2})
	}
	if d.lines[i] != nil {
		return append(rows, lineRows(d.lines[i], width)...)
	}
	if from != "" {
		for _, piece := range foldLines(from, width-2) {
			rows = append(rows, differenceRow{from: piece})
		}
	}
	for i, piece := range foldLines(to, width-2-arrowCells) {
		row := differenceRow{to: piece, arrow: i == 0}
		if i > 0 {
			row.nameWide = arrowCells - 1
		}
		rows = append(rows, row)
	}
	return rows
}

// rows are a fact on one row, or where it is too long for that, name and value on rows of their own.
func (f Fact) rows(width, names int) []differenceRow {
	name, value := plain(f.Name), f.Value
	if f.Secret {
		value = hidden
	}
	if widget.Width(name) <= names && !strings.Contains(value, "\n") && names+2+widget.Width(value) <= width {
		return []differenceRow{{name: name, nameWide: names, to: plain(value)}}
	}
	var rows []differenceRow
	for _, piece := range widget.Fold(name, width-2) {
		rows = append(rows, differenceRow{name: piece, nameWide: width - 2})
	}
	for _, piece := range foldLines(value, width-2) {
		rows = append(rows, differenceRow{to: piece})
	}
	return rows
}

func (c Change) label() string { return plain(cmp.Or(c.Label, c.Name)) }

// lines are those in which two texts of several lines differ; nil where there are no two such texts.
func (c Change) lines() []lineChange {
	if c.From == "" || c.To == "" || c.Secret || !strings.Contains(c.From+c.To, "\n") {
		return nil
	}
	return lineChanges(c.From, c.To)
}

// lineRows are lines with their marks, each on as many rows as it needs.
func lineRows(lines []lineChange, width int) []differenceRow {
	var rows []differenceRow
	for _, change := range lines {
		if change.mark == 0 {
			rows = append(rows, differenceRow{gap: true})
			continue
		}
		mark := string(change.mark) + " "
		for _, piece := range widget.Fold(plain(change.text), width-4) {
			row := differenceRow{from: mark + piece}
			if change.mark == '+' {
				row = differenceRow{to: mark + piece}
			}
			rows, mark = append(rows, row), "  "
		}
	}
	return rows
}

// shown is a value as it may be shown; none is the word for an empty one.
func (c Change) shown(value, none string) string {
	switch {
	case value == "":
		return none
	case c.Secret:
		return hidden
	}
	return value
}

// foldLines folds each line of a text.
func foldLines(text string, cells int) []string {
	var pieces []string
	for _, line := range linesOf(text) {
		pieces = append(pieces, widget.Fold(plain(line), cells)...)
	}
	return pieces
}
