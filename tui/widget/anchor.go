package widget

import (
	"strconv"
	"strings"
)

// here is put behind text of which terminals think differently how wide it is. Anchor takes it out of the row again.
const here = "\x1b[G"

// settle fills the room of a piece that was written, and marks where the row goes on.
func (p piece) settle(buf []byte) []byte {
	buf = append(buf, spaces(p.slack)...)
	if p.vague {
		buf = append(buf, here...)
	}
	return buf
}

// Anchor makes a painted row of the whole screen ready for terminals that count cells otherwise than x/ansi: what such
// a terminal has left standing at the right is erased, and the row goes on in the column where it should. It is for
// terminals that do not wrap.
func Anchor(row string) string {
	at := strings.Index(row, here)
	if at < 0 {
		return row
	}
	var b strings.Builder
	b.Grow(len(row) + 32)
	cells := 0
	for ; at >= 0; at = strings.Index(row, here) {
		b.WriteString(row[:at])
		cells += painted(row[:at])
		if row = row[at+len(here):]; painted(row) > 0 {
			b.WriteString("\x1b[K\x1b[" + strconv.Itoa(cells+1) + "G")
		}
	}
	b.WriteString(row)
	return b.String()
}
