package journal

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"modernc.org/sqlite"
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

// folded is a text without regard to case and to half and full width.
func folded(text string) string { return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text))) }

// foldedWords are the words of a text, folded. Punctuation stands between words.
func foldedWords(text string) []string { return strings.FieldsFunc(folded(text), isPunctuation) }

// isPunctuation tells what is not in the index.
func isPunctuation(r rune) bool {
	isWord := unicode.In(r, unicode.L, unicode.M, unicode.N) || r > unicode.MaxASCII && unicode.Is(unicode.S, r)
	return !isWord
}

// pattern is what the row of a word table must match to hold what stands in a folded text between its punctuation; empty
// when there is nothing.
func pattern(text string) string {
	var all []string
	for _, word := range strings.FieldsFunc(text, isPunctuation) {
		if pairs := pairsOf(word); len(pairs) > 0 {
			all = append(all, `"`+strings.Join(pairs, " ")+`"`)
		} else {
			all = append(all, `"`+word+`" *`)
		}
	}
	return strings.Join(all, " AND ")
}

// findable is where in the file words are found: conditions of SQL, each with one parameter.
type findable struct {
	// row takes a row by the two conditions below, which stand for %s.
	row string
	// matches takes a pattern of the index; holds a folded text that is looked for in the row itself.
	matches, holds string
}

// condition is what a row must fulfil to hold a folded word, whole or as a part of a word, and its arguments. The index
// knows no punctuation: a word with some is looked for in the rows that hold the rest of it, or in all.
func (f findable) condition(word string) (condition string, args []any) {
	var all []string
	if pattern := pattern(word); pattern != "" {
		all, args = append(all, f.matches), append(args, pattern)
	}
	if strings.ContainsFunc(word, isPunctuation) {
		all, args = append(all, f.holds), append(args, word)
	}
	return fmt.Sprintf(f.row, strings.Join(all, " AND ")), args
}

func init() { sqlite.MustRegisterDeterministicScalarFunction("holds", -1, holds) }

// holds is an SQL function: whether one of the texts behind a folded word holds it.
func holds(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
	word, _ := args[0].(string)
	return slices.ContainsFunc(args[1:], func(arg driver.Value) bool {
		text, _ := arg.(string)
		return strings.Contains(folded(text), word)
	}), nil
}
