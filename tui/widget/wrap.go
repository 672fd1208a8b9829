package widget

import "strings"

// Wrap breaks plain text at its spaces into at most rows lines of width cells. What is too long for that stays in the
// last line, to be cut there.
func Wrap(text string, width, rows int) []string {
	var lines []string
	for word := range strings.FieldsSeq(text) {
		last := len(lines) - 1
		if last >= 0 && (len(lines) == rows || Width(lines[last]+" "+word) <= width) {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
