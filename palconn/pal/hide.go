package pal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// WithoutWord is a text with a secret hidden wherever it stands as a word of its own:
// within another number or word it would tell how the secret reads, and what is said
// would be another thing.
func WithoutWord(text, secret string) string {
	var shown strings.Builder
	from, at := 0, 0
	for {
		i := strings.Index(text[at:], secret)
		if i < 0 || secret == "" {
			return shown.String() + text[from:]
		}
		start, end := at+i, at+i+len(secret)
		if isWord(text, start, end) {
			shown.WriteString(text[from:start] + hidden)
			from, at = end, end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		at = start + size
	}
}

// isWord tells that a part of a text goes on neither before nor behind it.
func isWord(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
