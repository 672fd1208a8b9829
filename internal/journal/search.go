package journal

import (
	"context"
	"database/sql"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// wordEnd follows the last character of a word in the index. pal.Text never shows a private-use character, so no text
// has it.
const wordEnd = '\uE000'

// index makes texts findable under a row of a word table; what the row was found by before is forgotten.
//
// A word is written as its pairs of characters: 田中 as "田中 中$", $ standing for wordEnd. Then a part of a word of any
// length is found, which matters for names that are written without spaces, and one of a single character by the
// beginnings of the pairs.
func index(tx *sql.Tx, table string, row int64, texts ...string) error {
	var pairs []string
	for _, word := range foldedWords(strings.Join(texts, " ")) {
		pairs = append(pairs, pairsOf(word+string(wordEnd))...)
	}
	_, err := tx.ExecContext(context.Background(),
		"INSERT OR REPLACE INTO "+table+" (rowid, words) VALUES (?, ?)", row, strings.Join(pairs, " "))
	return err
}

// pairsOf are the characters of a text, each with the one behind it.
func pairsOf(text string) []string {
	runes := []rune(text)
	var pairs []string
	for i := range len(runes) - 1 {
		pairs = append(pairs, string(runes[i:i+2]))
	}
	return pairs
}

// foldedWords are the words of a text without regard to case and to half and full width. Punctuation stands between
// words.
func foldedWords(text string) []string {
	text = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text)))
	return strings.FieldsFunc(text, func(r rune) bool {
		isWord := unicode.In(r, unicode.L, unicode.M, unicode.N) || r > unicode.MaxASCII && unicode.Is(unicode.S, r)
		return !isWord
	})
}

// patterns are what the rows of a word table must match, each of them, to hold the words. Without a word it is the
// pattern that nothing matches.
func patterns(words string) []string {
	var all []string
	for _, word := range foldedWords(words) {
		if pairs := pairsOf(word); len(pairs) > 0 {
			all = append(all, `"`+strings.Join(pairs, " ")+`"`)
		} else {
			all = append(all, `"`+word+`" *`)
		}
	}
	if all == nil {
		all = []string{`""`}
	}
	return all
}
