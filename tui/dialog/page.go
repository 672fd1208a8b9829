package dialog

import (
	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// page paints the inside of a dialog row by row.
type page struct {
	look          Look
	width, height int
	line          widget.Line
	rows          []string
}

func newPage(look Look, width, height int) *page {
	return &page{look: look, width: width, height: height, line: widget.Line{Ellipsis: look.Theme.Glyph(theme.GlyphEllipsis)}}
}

// row adds a row painted by paint; rows beyond the height are left out.
func (p *page) row(paint func(*widget.Line)) {
	if len(p.rows) >= p.height {
		return
	}
	p.line.Start(p.width, "", p.look.Theme.Reset())
	paint(&p.line)
	p.rows = append(p.rows, p.line.Done())
}

// text adds a row of plain text.
func (p *page) text(style theme.Style, text string) {
	p.row(func(line *widget.Line) { line.Text(p.look.Theme.SGR(style), text) })
}

// wrapped adds plain text on exactly rows rows.
func (p *page) wrapped(style theme.Style, text string, rows int) {
	lines := widget.Wrap(text, p.width, rows)
	for i := range rows {
		if i < len(lines) {
			p.text(style, lines[i])
		} else {
			p.text(style, "")
		}
	}
}

// blanks adds empty rows until rows of the page are left.
func (p *page) blanks(left int) {
	for len(p.rows) < p.height-left {
		p.text(theme.Plain, "")
	}
}

// left is the number of rows that have a place yet.
func (p *page) left() int { return max(p.height-len(p.rows), 0) }

// hint is a key, by its action, and what it does here.
type hint struct {
	action keymap.Action
	word   string
}

// hints adds a row of keys; actions without a key are left out.
func (p *page) hints(hints ...hint) {
	p.row(func(line *widget.Line) {
		for _, h := range hints {
			p.key(line, p.first(h.action), h.word)
		}
	})
}

// first is the key to show for an action, "" when it has none.
func (p *page) first(action keymap.Action) string { return firstKey(p.look.Keys, action) }

func firstKey(keys keymap.Map, action keymap.Action) string {
	if all := keys.Keys(action); len(all) > 0 {
		return all[0]
	}
	return ""
}

// key paints a key and what it does; nothing when there is no key.
func (p *page) key(line *widget.Line, key, word string) {
	if key == "" {
		return
	}
	line.Text(p.look.Theme.SGR(theme.Key), keymap.Label(key))
	line.Text("", " "+word+"   ")
}
