package widget

// cut gives the cells from left to right (exclusive) of a painted row, with the styles that reign there. Half a wide
// rune is a space. Styles still open at the right are left so.
//
// It goes through the row once; cutting with x/ansi measures it again at every step, and leaves a wide rune whole at
// the left.
func cut(row string, left, right int) string {
	c := cutter{left: max(left, 0), right: right, out: make([]byte, 0, len(row))}
	for at := 0; at < len(row) && !c.done; {
		if row[at] == esc {
			size := sequence(row[at:])
			c.style(row[at : at+size])
			at += size
			continue
		}
		char := first(row[at:])
		c.cell(row[at:at+char.size], char.told)
		at += char.size
	}
	if !c.painted {
		return ""
	}
	return string(c.out)
}

type cutter struct {
	left, right int
	at          int // the cell the row has been read to
	out         []byte
	painted     bool // out holds more than styles
	done        bool
}

// style takes over a style, and forgets those before the cut that it closes.
func (c *cutter) style(sgr string) {
	if !c.painted && (sgr == "\x1b[0m" || sgr == "\x1b[m") {
		c.out = c.out[:0]
		return
	}
	c.out = append(c.out, sgr...)
}

// cell takes over what of a character lies within. A mark without width of its own belongs to the cell before it.
func (c *cutter) cell(text string, width int) {
	start, end := max(c.at, c.left), min(c.at+width, c.right)
	c.at += width
	switch {
	case width == 0 && c.painted:
		c.out = append(c.out, text...)
	case start < end && end-start == width:
		c.out, c.painted = append(c.out, text...), true
	case start < end:
		c.out, c.painted = append(c.out, spaces(end-start)...), true
	}
	c.done = width > 0 && c.at > c.right
}

const esc = '\x1b'

// sequence is the length of the control sequence at the start of s: ESC, "[", parameters, and the byte that ends it.
func sequence(s string) int {
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			return i + 1
		}
	}
	return len(s)
}
