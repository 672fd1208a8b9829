package widget

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// exactBonus lifts a term found as it was typed above one found letter by letter.
const exactBonus = 1 << 12

// startBonus lifts a term that begins the text, so that digits find a number.
const startBonus = 1 << 13

// Finder searches many short texts for what somebody types: every word of it must
// be there, in any order, as it stands or letter by letter. It is built once for
// a list and asked at each key.
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
	for row := range f.texts {
		if score, ok := f.score(row, terms); ok {
			f.hits = append(f.hits, hit{row, score})
		}
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

func (f *Finder) score(row int, terms []string) (int, bool) {
	sum := 0
	for _, term := range terms {
		score, ok := f.match(&f.texts[row], []rune(term))
		if !ok {
			return 0, false
		}
		sum += score
	}
	return sum, true
}

func (f *Finder) match(text *util.Chars, term []rune) (int, bool) {
	if exact, _ := algo.ExactMatchNaive(false, true, true, text, term, false, f.slab); exact.Start >= 0 {
		score := exact.Score + exactBonus
		if exact.Start == 0 {
			score += startBonus
		}
		return score, true
	}
	fuzzy, _ := algo.FuzzyMatchV2(false, true, true, text, term, false, f.slab)
	return fuzzy.Score, fuzzy.Start >= 0
}
