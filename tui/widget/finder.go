package widget

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// startBonus lifts a term that begins the text, so that digits find a number.
const startBonus = 1 << 13

// Finder searches many short texts for what somebody types: every word of it must
// be there, in any order. Only where no text has the words as they stand, texts
// that have their letters one after the other are found. It is built once for a
// list and asked at each key.
type Finder struct {
	texts []util.Chars
	hits  []hit
	slab  *util.Slab
}

type hit struct {
	row, score int
}

// prepare fills the tables of the matcher, which it keeps for the whole program.
var prepare = sync.OnceFunc(func() { algo.Init("default") })

// NewFinder indexes texts; results are positions in it.
func NewFinder(texts []string) *Finder {
	prepare()
	f := &Finder{texts: make([]util.Chars, len(texts)), slab: util.MakeSlab(16<<10, 2<<10)}
	for i, text := range texts {
		f.texts[i] = util.ToChars([]byte(text))
	}
	return f
}

// Find gives the positions of the texts that match, the best first and equal ones
// in their order. An empty query matches everything.
func (f *Finder) Find(query string) []int {
	terms := strings.Fields(strings.ToLower(query))
	f.hits = f.hits[:0]
	f.collect(terms, f.exact)
	if len(f.hits) == 0 {
		f.collect(terms, f.fuzzy)
	}
	if len(terms) > 0 {
		slices.SortStableFunc(f.hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	}
	rows := make([]int, len(f.hits))
	for i, h := range f.hits {
		rows[i] = h.row
	}
	return rows
}

// collect adds the texts in which every term is found by a way of matching.
func (f *Finder) collect(terms []string, match func(*util.Chars, []rune) (int, bool)) {
	runes := make([][]rune, len(terms))
	for i, term := range terms {
		runes[i] = []rune(term)
	}
	for row := range f.texts {
		if score, ok := sum(&f.texts[row], runes, match); ok {
			f.hits = append(f.hits, hit{row, score})
		}
	}
}

func sum(text *util.Chars, terms [][]rune, match func(*util.Chars, []rune) (int, bool)) (int, bool) {
	total := 0
	for _, term := range terms {
		score, ok := match(text, term)
		if !ok {
			return 0, false
		}
		total += score
	}
	return total, true
}

func (f *Finder) exact(text *util.Chars, term []rune) (int, bool) {
	found, _ := algo.ExactMatchNaive(false, true, true, text, term, false, f.slab)
	score := found.Score
	if found.Start == 0 {
		score += startBonus
	}
	return score, found.Start >= 0
}

func (f *Finder) fuzzy(text *util.Chars, term []rune) (int, bool) {
	found, _ := algo.FuzzyMatchV2(false, true, true, text, term, false, f.slab)
	return found.Score, found.Start >= 0
}
