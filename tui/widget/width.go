package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that plain text is given on a row. Terminals disagree about what is written with
// several characters in one place, such as Thai, Hindi or a thumb with a colour: it is the most that any of them takes.
func Width(s string) int {
	if printable(s) {
		return len(s)
	}
	width := 0
	for at := 0; at < len(s); {
		c := first(s[at:])
		at, width = at+c.size, width+c.room
	}
	return width
}

// painted is the number of cells that a painted row takes. Escape sequences take none.
func painted(row string) int {
	if printable(row) {
		return len(row)
	}
	return ansi.StringWidth(row)
}

// piece is the part of a text that fits.
type piece struct {
	text  string
	cells int  // the room for it, with the ellipsis where there is one
	slack int  // how much of the room x/ansi, by which Bubble Tea cuts, does not count
	vague bool // where the cursor stands behind it is the terminal's own opinion
	cut   bool // an ellipsis of one cell belongs after it
}

// clip takes the part of plain text that fits into cells. A wide rune is never split. The part stands for itself: its ends merge neither with a
// line or ellipsis beside it nor with a space.
func clip(s string, cells int) piece {
	if cells <= 0 {
		return piece{}
	}
	if !printable(s) {
		return clipClusters(standalone(clean(s)), cells)
	}
	if len(s) <= cells {
		return piece{text: s, cells: len(s)}
	}
	return piece{text: s[:cells-1], cells: cells, cut: true}
}

func clipClusters(s string, cells int) piece {
	all, short := piece{text: s}, piece{cut: true} // short is the longest part that leaves a cell free
	for at := 0; at < len(s); {
		c := first(s[at:])
		at += c.size
		all.add(c)
		if all.cells > cells {
			short.cells++
			return short
		}
		if all.cells < cells {
			short = all
			short.text, short.cut = s[:at], true
		}
	}
	return all
}

func (p *piece) add(c cluster) {
	p.cells, p.slack, p.vague = p.cells+c.room, p.slack+c.room-c.told, p.vague || c.vague
}

// cluster is a user-perceived character: its bytes, the cells that x/ansi counts for it and the room that it is given.
type cluster struct {
	size, told, room int
	vague            bool
}

// pictographs begin here: how wide they are depends on how old a terminal is.
const pictographs = 0x1F000

// first measures the first user-perceived character of s, stepping as ansi.StringWidth does.
func first(s string) cluster {
	if s[0] < utf8.RuneSelf {
		return cluster{size: 1, told: 1, room: 1}
	}
	text, told := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	r, size := utf8.DecodeRuneInString(text)
	c := cluster{size: len(text), told: told, room: told, vague: r >= pictographs}
	if size < len(text) {
		c.vague, c.room = true, max(told, oneByOne(text))
	}
	return c
}

// oneByOne is how many cells a terminal takes that puts every character but a mark into cells of its own.
func oneByOne(text string) int {
	cells := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), r >= 0x1160 && r <= 0x11FF:
		case unicode.Is(unicode.Mc, r), r >= 0x1F1E6 && r <= 0x1F1FF: // a mark that takes room, half a flag
			cells++
		default:
			cells += max(ansi.StringWidth(string(r)), 1)
		}
	}
	return cells
}

// clean drops control characters; what is not UTF-8 becomes U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// standalone drops marks at the start that would sit on whatever stands before the text, and signs at the end that
// would swallow the space after it. Both would make the row narrower than its cells.
func standalone(s string) string {
	for s != "" && s[0] >= utf8.RuneSelf {
		first, size := utf8.DecodeRuneInString(s)
		if !merges('│', first) {
			break
		}
		s = s[size:]
	}
	for s != "" && s[len(s)-1] >= utf8.RuneSelf {
		last, size := utf8.DecodeLastRuneInString(s)
		if !merges(last, ' ') {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// merges tells whether b, put after a, becomes part of the same user-perceived character.
func merges(a, b rune) bool {
	var pair [2 * utf8.UTFMax]byte
	first := utf8.AppendRune(pair[:0], a)
	c, _ := ansi.FirstGraphemeCluster(utf8.AppendRune(first, b), ansi.GraphemeWidth)
	return len(c) > len(first)
}

// ellipsis is the mark for cut text, the usual one unless another was chosen.
func ellipsis(chosen string) string {
	if chosen == "" {
		return "…"
	}
	return chosen
}

// printable tells whether s is ASCII without control characters: then a byte is a cell.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// blank is sliced for padding; few rows are longer.
const blank = "                                                                                                    " +
	"                                                                                                    "

func spaces(n int) string {
	if n <= len(blank) {
		return blank[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}
