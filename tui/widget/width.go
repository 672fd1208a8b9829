package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells s takes on the terminal. Escape sequences take none.
func Width(s string) int {
	if printable(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// piece is the part of a text that fits.
type piece struct {
	text  string
	cells int  // its width, with the ellipsis where there is one
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
	total, end, width := 0, 0, 0 // end and width are of the longest part that leaves a cell free
	for at := 0; at < len(s); {
		size, w := cluster(s[at:])
		at, total = at+size, total+w
		if total > cells {
			return piece{text: s[:end], cells: width + 1, cut: true}
		}
		if total < cells {
			end, width = at, total
		}
	}
	return piece{text: s, cells: total}
}

// cluster measures the first user-perceived character of s, stepping as ansi.StringWidth does.
func cluster(s string) (size, width int) {
	if s[0] < utf8.RuneSelf {
		return 1, 1
	}
	c, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(c), w
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
