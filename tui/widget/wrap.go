package widget

import "strings"

// Wrap breaks plain text at its spaces into rows of at most cells; a word that is longer is broken where a row ends.
// There are at most so many rows: what is left stays whole in the last, to be cut there. Text without a word has none.
func Wrap(text string, cells, rows int) []string {
	switch {
	case strings.TrimSpace(text) == "":
		return nil
	case Width(text) <= cells || rows <= 1:
		return []string{text}
	}
	var all []string
	row := ""
	for word := range strings.FieldsSeq(text) {
		switch joined := row + " " + word; {
		case row == "":
			row = word
		case len(all)+1 == rows || Width(joined) <= cells:
			row = joined
		default:
			all, row = append(all, row), word
		}
		for len(all)+1 < rows && Width(row) > cells {
			head := fitting(row, cells)
			all, row = append(all, head), row[len(head):]
		}
	}
	return append(all, row)
}

// Fold cuts plain text into pieces of at most so many cells; an empty text is one empty piece. A character wider than
// that is a piece of its own.
func Fold(text string, cells int) []string {
	pieces := []string{fitting(text, cells)}
	for rest := text[len(pieces[0]):]; rest != ""; rest = rest[len(pieces[len(pieces)-1]):] {
		pieces = append(pieces, fitting(rest, cells))
	}
	return pieces
}

// fitting is the longest beginning of a text that takes at most so many cells, but never nothing.
func fitting(text string, cells int) string {
	at := 0
	for width := 0; at < len(text); {
		c := first(text[at:])
		if width += c.room; width > cells && at > 0 {
			break
		}
		at += c.size
	}
	return text[:at]
}
