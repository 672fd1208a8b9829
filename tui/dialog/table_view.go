package dialog

import (
	"fmt"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Size implements Dialog.
func (t *Table) Size() (width, height int) {
	_, total := t.stops()
	return min(max(total, 40), 110), min(len(t.options.Rows)+4, 34)
}

// Render implements Dialog.
func (t *Table) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	t.cells = width
	below := t.rowsBelow(height)
	head := 0
	if len(t.options.Columns) > 0 && height > 1 {
		head = 1
	}
	t.window.lay(t.count(), height-below-head)
	for i := t.window.top; i < t.window.end(); i++ {
		t.measure(t.row(i))
	}
	if head > 0 {
		p.row(func(line *widget.Line) { t.paintCells(line, look, theme.Title, t.options.Columns) })
	}
	t.paintRows(p, below)
	if below > 0 {
		p.row(func(line *widget.Line) { t.paintPosition(line, look) })
	}
	if below > 1 {
		p.text(theme.Dim, t.options.Foot)
	}
	return p.rows
}

// rowsBelow is how many rows there is room for below the table: the position, the foot.
func (t *Table) rowsBelow(height int) int {
	below := 1
	if t.options.Foot != "" {
		below = 2
	}
	return max(min(below, height-2), 0)
}

func (t *Table) paintRows(p *page, below int) {
	switch {
	case len(t.options.Rows) == 0:
		p.text(theme.Dim, "nothing")
	case t.count() == 0:
		p.text(theme.Dim, "nothing matches")
	}
	for i := t.window.top; i < t.window.end(); i++ {
		p.row(func(line *widget.Line) { t.paintCells(line, p.look, theme.Plain, t.row(i)) })
	}
	p.blanks(below)
}

// paintCells paints the part of a row that is in sight.
func (t *Table) paintCells(line *widget.Line, look Look, style theme.Style, cells []string) {
	start, sgr, mark := -t.left, look.Theme.SGR(style), look.Theme.Glyph(theme.GlyphBreak)
	for i, cell := range cells {
		if start >= t.cells {
			return
		}
		hiddenCells := min(max(-start, 0), t.widths[i])
		line.Put(sgr, without(unbroken(cell, mark), hiddenCells), t.widths[i]-hiddenCells)
		line.Gap(min(start+t.widths[i]+columnGap, columnGap))
		start += t.widths[i] + columnGap
	}
}

// paintPosition tells which rows are in sight, and what narrows them.
func (t *Table) paintPosition(line *widget.Line, look Look) {
	line.Text(look.Theme.SGR(theme.Dim), t.position())
	if t.filtered() {
		line.Text(look.Theme.SGR(theme.Dim), " with ")
		t.filter.paint(line, look)
	}
}

func (t *Table) position() string {
	count, all := t.count(), len(t.options.Rows)
	text := fmt.Sprintf("%d rows", count)
	switch {
	case count > t.window.height:
		text = fmt.Sprintf("%d-%d of %d", t.window.top+1, t.window.end(), count)
	case count == 1:
		text = "1 row"
	case count == 0 && all == 0:
		return ""
	}
	if t.filtered() {
		text += fmt.Sprintf(", of %d,", all)
	}
	return text
}

// Hints are the key that closes, those that show what was not in sight at the last render, and what letters do.
func (t *Table) Hints(keys keymap.Map) []Hint {
	_, total := t.stops()
	hints := given(Hint{firstKey(keys, keymap.Cancel), "close"})
	if t.window.rows > t.window.height {
		hints = append(hints, Hint{scrollKeys(keys), "scroll"})
	}
	if t.left+t.cells < total {
		hints = append(hints, Hint{"right", "more columns"})
	}
	if t.left > 0 {
		hints = append(hints, Hint{"left", "back"})
	}
	if len(t.options.Rows) > 1 {
		hints = append(hints, Hint{"type", "to narrow"})
	}
	return hints
}
