package dialog

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"cordboard/tui/widget"
)

// unseen stands where a run of characters was left out that cannot be shown.
const unseen = '\uFFFD'

// mostMarks is how many combining marks may stand on one character.
const mostMarks = 4

// plain makes a text safe to show on one row: white space is a space, and what steers the terminal, hides or piles up is
// a mark.
func plain(text string) string {
	if strings.IndexFunc(text, isStrange) < 0 {
		return text
	}
	var out strings.Builder
	marks, gap := 0, false
	for _, r := range text {
		marks = marksWith(r, marks)
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case showable(r) && marks <= mostMarks:
		case gap:
			continue
		default:
			r = unseen
		}
		out.WriteRune(r)
		gap = r == unseen
	}
	return out.String()
}

// unbroken makes a text safe to show on one row, with a mark where a line ends.
func unbroken(text, mark string) string {
	if !strings.Contains(text, "\n") {
		return plain(text)
	}
	lines := linesOf(text)
	for i, line := range lines {
		lines[i] = plain(line)
	}
	return strings.Join(lines, mark)
}

// marksWith is how many combining marks stand on a character with r, after so many.
func marksWith(r rune, marks int) int {
	if unicode.Is(unicode.M, r) {
		return marks + 1
	}
	return 0
}

// isStrange reports whether plain may not leave a character as it is.
func isStrange(r rune) bool {
	return r < ' ' || r >= 0x7f && (!showable(r) || unicode.In(r, unicode.Z, unicode.M))
}

// without drops the first cells of a text. Half a wide character is a space.
func without(text string, cells int) string {
	for cells > 0 && text != "" {
		cluster, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		text, cells = text[len(cluster):], cells-widget.Width(cluster)
	}
	return strings.Repeat(" ", max(-cells, 0)) + text
}

// common is what texts begin with alike, in the letters of the first.
func common(texts []Suggestion) string {
	prefix := texts[0].Value
	for _, text := range texts[1:] {
		prefix = commonPrefix(prefix, text.Value)
	}
	return prefix
}

// beginsWith reports whether a text begins with a prefix, in letters of any case.
func beginsWith(text, prefix string) bool {
	return len(commonPrefix(prefix, text)) == len(prefix)
}

// widest is the width of the widest text, at most so many cells.
func widest(texts []string, most int) int {
	cells := 0
	for _, text := range texts {
		cells = max(cells, widget.Width(text))
	}
	return min(cells, most)
}
