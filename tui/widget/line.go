package widget

import "unicode/utf8"

// sever closes every style and, taking no cell, keeps two characters apart that would merge into one.
const sever = "\x1b[0m"

// Line paints one row of an exact number of cells into a buffer it uses again for the next. The zero Line is ready
// for Start. What is put beyond the width is cut.
type Line struct {
	// Ellipsis marks cut text. It is one cell wide; "…" when empty.
	Ellipsis string

	buf         []byte
	base, reset string
	left        int
}

// Start begins a row of width cells. base is the SGR of the whole row, opened again after each styled piece; reset
// closes every style.
func (l *Line) Start(width int, base, reset string) {
	l.buf = append(l.buf[:0], base...)
	l.base, l.reset = base, reset
	l.left = max(width, 0)
}

// Put paints text into the next cells, at the left, cut or padded. The padding has the style of the row, not sgr.
func (l *Line) Put(sgr, text string, cells int) {
	cells = min(cells, l.left)
	p := clip(text, cells)
	l.write(sgr, p)
	l.pad(cells - p.cells)
}

// PutRight is Put with the text at the right.
func (l *Line) PutRight(sgr, text string, cells int) {
	cells = min(cells, l.left)
	p := clip(text, cells)
	l.pad(cells - p.cells)
	l.write(sgr, p)
}

// Text paints text as wide as it is, cut at what is left of the row.
func (l *Line) Text(sgr, text string) { l.write(sgr, clip(text, l.left)) }

// Gap leaves cells empty, in the style of the row.
func (l *Line) Gap(cells int) { l.pad(min(cells, l.left)) }

// Left is the number of cells not yet painted.
func (l *Line) Left() int { return l.left }

// Done pads the row to its width, closes its styles and returns it. The string is the caller's.
func (l *Line) Done() string {
	l.pad(l.left)
	if l.base != "" || l.endsWide() {
		l.buf = append(l.buf, l.reset...)
	}
	return string(l.buf)
}

func (l *Line) write(sgr string, p piece) {
	if p.text == "" && !p.cut {
		return
	}
	if p.text != "" && p.text[0] >= utf8.RuneSelf && l.endsWide() {
		l.buf = append(append(l.buf, sever...), l.base...)
	}
	l.buf = append(append(l.buf, sgr...), p.text...)
	if p.cut {
		l.buf = append(l.buf, ellipsis(l.Ellipsis)...)
	}
	l.buf = p.settle(l.buf)
	if sgr != "" {
		l.buf = append(append(l.buf, l.reset...), l.base...)
	}
	l.left -= p.cells
}

func (l *Line) pad(cells int) {
	l.buf = append(l.buf, spaces(cells)...)
	l.left -= max(cells, 0)
}

// endsWide tells whether the row so far ends in a character beyond ASCII, one that might merge with the next.
func (l *Line) endsWide() bool {
	return len(l.buf) > 0 && l.buf[len(l.buf)-1] >= utf8.RuneSelf
}
