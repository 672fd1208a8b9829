package dialog

import (
	"slices"

	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// choices is a list to choose from. It differs from a table in that the cursor may be on nothing: then nothing is
// chosen. Only the operator puts it on a row.
type choices[K comparable] struct {
	table widget.Table[K]
	at    K
	on    bool // at is chosen
	// clicked tells that at was chosen by a click: the next one on it is the second.
	clicked bool

	top    int // the row of the page where the list began at the last render
	look   Look
	paints uint64
	paint  func(*widget.Line, K)
}

// set gives the rows. It reports whether the row that was chosen is gone, and with it the choice.
func (c *choices[K]) set(keys []K) (lost bool) {
	c.table.SetRows(keys)
	if !c.on {
		return false
	}
	if !slices.Contains(keys, c.at) {
		c.clear()
		return true
	}
	c.table.Select(c.at)
	return false
}

// clear takes the cursor off the list.
func (c *choices[K]) clear() { c.on, c.clicked = false, false }

// choose puts the cursor on a row of the list.
func (c *choices[K]) choose(key K) {
	c.on = c.table.Select(key)
	c.at, c.clicked = key, false
}

// first puts the cursor on the first row, or on none where there is none.
func (c *choices[K]) first() {
	c.table.Top()
	c.take()
}

// move moves the cursor; from none it comes to the first row.
func (c *choices[K]) move(rows int) {
	if !c.on {
		c.first()
		return
	}
	c.table.Move(rows)
	c.take()
}

// page moves the cursor by screens of the list.
func (c *choices[K]) page(screens int) {
	if !c.on {
		c.first()
		return
	}
	c.table.Page(screens)
	c.take()
}

func (c *choices[K]) take() {
	c.at, c.on = c.table.Selected()
	c.clicked = false
}

// click puts the cursor on the row painted at y of the page. It reports whether that was the second click there.
func (c *choices[K]) click(y int) (again bool) {
	key, ok := c.table.RowAt(y - c.top)
	if !ok {
		return false
	}
	again = c.clicked && c.on && c.at == key
	c.choose(key)
	c.clicked = c.on
	return again && c.on
}

// render paints the list in a look of its own on the page, into all rows but those left for what comes below.
func (c *choices[K]) render(p *page, below int, rows Look, paint func(*widget.Line, K)) {
	c.top, c.look, c.paint = len(p.rows), rows, paint
	c.paints++
	look := widget.Look{
		Base: rows.Theme.SGR(theme.Plain), Selected: rows.Theme.SGR(theme.Selected), Reset: rows.Theme.Reset(),
		Ellipsis: rows.Theme.Glyph(theme.GlyphEllipsis), Focused: true,
	}
	if !c.on {
		look.Selected = look.Base
	}
	p.rows = append(p.rows, c.table.Render(p.width, p.left()-below, look, c)...)
	p.blanks(below)
}

// Stamp implements widget.Painter. A dialog shows few rows, so all are painted each time.
func (c *choices[K]) Stamp(K) widget.Stamp { return widget.Stamp{Mark: c.paints} }

// Paint implements widget.Painter.
func (c *choices[K]) Paint(line *widget.Line, key K, selected bool) {
	cursor := ""
	if selected && c.on {
		cursor = c.look.Theme.Glyph(theme.GlyphCursor)
	}
	line.Put("", cursor, 2)
	c.paint(line, key)
}
