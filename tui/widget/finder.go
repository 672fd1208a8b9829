package widget

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// Finder searches many short texts for what somebody types: every word of it must
// be there, in any order, in any case, with or without accents. Only where no text
// has the words as they stand, texts that have their letters one after the other
// are found. It is made once for a list and may be asked by several goroutines.
//
// A million texts are searched at each key, so they stand folded in one block that
// is looked through from end to end.
type Finder struct {
	// text holds the folded texts, each with a line feed after it; ends are where
	// those stand.
	text []byte
	ends []uint32
}

// Where a word stands in a text, from the least to the best.
const (
	inside = iota
	beginsWord
	beginsText
	places
)

// unaccented gives what each letter is without its accents, from firstAccent on. It
// fills the tables of the matcher, which that keeps for the whole program.
var unaccented = sync.OnceValue(func() []rune {
	algo.Init("default")
	letters := make([]rune, lastAccent-firstAccent+1)
	for i := range letters {
		letters[i] = firstAccent + rune(i)
	}
	return algo.NormalizeRunes(letters)
})

// Between these stand all the letters that the matcher knows with accents.
const firstAccent, lastAccent = 0x00C0, 0x2184

// NewFinder takes n texts, which put appends to a buffer; results are their
// positions. Texts have no line feeds.
func NewFinder(n int, put func(to []byte, i int) []byte) *Finder {
	f := &Finder{ends: make([]uint32, n)}
	var text []byte
	size := 0
	for i := range n {
		text = put(text[:0], i)
		size += len(text) + 1
	}
	f.text = make([]byte, 0, size)
	for i := range n {
		text = put(text[:0], i)
		f.text = fold(f.text, text)
		f.ends[i] = uint32(len(f.text))
		f.text = append(f.text, '\n')
	}
	return f
}

// fold appends a text without case and accents.
func fold(to, text []byte) []byte {
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return foldRunes(to, text[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

func foldRunes(to, text []byte) []byte {
	letters := unaccented()
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if firstAccent <= r && r <= lastAccent {
			r = letters[r-firstAccent]
		}
		to = utf8.AppendRune(to, unicode.ToLower(r))
	}
	return to
}

// Find gives the positions of the texts that match, the best first and equal ones
// in their order. An empty query matches everything.
func (f *Finder) Find(query string) []int32 {
	words := bytes.Fields(fold(nil, []byte(query)))
	if len(words) == 0 {
		return f.all()
	}
	if found := f.exact(words); len(found) > 0 {
		return found
	}
	return f.fuzzy(words)
}

func (f *Finder) all() []int32 {
	rows := make([]int32, len(f.ends))
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// exact finds the texts that have all the words. The longest is looked for in the
// whole block, the others where that was found.
func (f *Finder) exact(words [][]byte) []int32 {
	longest := slices.MaxFunc(words, func(a, b []byte) int { return cmp.Compare(len(a), len(b)) })
	byScore := make([][]int32, len(words)*(places-1)+1)
	row := 0
	for at := 0; ; {
		next := bytes.Index(f.text[at:], longest)
		if next < 0 {
			return slices.Concat(reversed(byScore)...)
		}
		row += f.rowsUntil(row, uint32(at+next))
		if score, ok := rate(f.row(row), words); ok {
			byScore[score] = append(byScore[score], int32(row))
		}
		at = int(f.ends[row]) + 1
		row++
	}
}

// rowsUntil is how many rows end before a place in the block, from a row on. The
// next hit is mostly near, so the steps begin small.
func (f *Finder) rowsUntil(from int, place uint32) int {
	ends, step := f.ends[from:], 1
	for step < len(ends) && ends[step-1] < place {
		step *= 2
	}
	n, _ := slices.BinarySearch(ends[step/2:min(step, len(ends))], place)
	return step/2 + n
}

func (f *Finder) row(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = f.ends[i-1] + 1
	}
	return f.text[start:f.ends[i]]
}

// rate sums up how well the words stand in a text; ok tells that all are there.
func rate(text []byte, words [][]byte) (score int, ok bool) {
	for _, word := range words {
		place := placeOf(text, word)
		if place < 0 {
			return 0, false
		}
		score += place
	}
	return score, true
}

// placeOf is the best place at which a word stands in a text, -1 for none.
func placeOf(text, word []byte) int {
	best := -1
	for at := 0; ; {
		next := bytes.Index(text[at:], word)
		switch {
		case next < 0:
			return best
		case at+next == 0:
			return beginsText
		case text[at+next-1] == ' ':
			return beginsWord
		}
		best = inside
		at += next + len(word)
	}
}

func reversed(lists [][]int32) [][]int32 {
	slices.Reverse(lists)
	return lists
}

// fuzzy finds the texts that have the letters of each word one after the other.
func (f *Finder) fuzzy(words [][]byte) []int32 {
	type hit struct {
		row   int32
		score int
	}
	var hits []hit
	patterns := make([][]rune, len(words))
	for i, word := range words {
		patterns[i] = []rune(string(word))
	}
	unaccented()
	slab := util.MakeSlab(16<<10, 2<<10)
	for row := range f.ends {
		text := util.ToChars(f.row(row))
		if score, ok := rateFuzzy(&text, patterns, slab); ok {
			hits = append(hits, hit{int32(row), score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	rows := make([]int32, len(hits))
	for i, h := range hits {
		rows[i] = h.row
	}
	return rows
}

func rateFuzzy(text *util.Chars, patterns [][]rune, slab *util.Slab) (score int, ok bool) {
	for _, pattern := range patterns {
		found, _ := algo.FuzzyMatchV2(true, false, true, text, pattern, false, slab)
		if found.Start < 0 {
			return 0, false
		}
		score += found.Score
	}
	return score, true
}
