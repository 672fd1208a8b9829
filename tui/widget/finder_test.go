package widget_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

func TestFinder(t *testing.T) {
	texts := []string{"1001 Ana Ruiz", "1002 佐藤 花子", "1010 Susana Frey", "1042 Bo Lund", "2100 Ürsula Anker"}
	f := widget.NewFinder(len(texts), func(to []byte, i int) []byte { return append(to, texts[i]...) })
	for query, want := range map[string][]int32{
		"":         {0, 1, 2, 3, 4},
		"ana":      {0, 2},
		"100":      {0, 1, 4},
		"ruiz ana": {0},
		"花":        {1},
		"ursula":   {4},
		"blu":      {3},
		"zzz":      {},
	} {
		if diff := cmp.Diff(want, f.Find(query)); diff != "" {
			t.Errorf("%q finds (-want +got):\n%s", query, diff)
		}
	}
}

// Given any texts of a small alphabet and any words, then those are found that have
// all the words, and the better ones come first.
func TestEveryTextWithTheWordsIsFound(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("aAbc é1 "))
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringOfN(alphabet, 0, 12, -1), 1, 60).Draw(rt, "texts")
		words := rapid.StringMatching(`[abce1]{1,3}( [ab]{1,2})?`).Draw(rt, "words")
		f := widget.NewFinder(len(texts), func(to []byte, i int) []byte { return append(to, texts[i]...) })
		var want []int32
		for i, text := range texts {
			if hasAll(text, words) {
				want = append(want, int32(i))
			}
		}
		got := f.Find(words)
		if len(want) == 0 {
			return // letters one after the other are looked for then
		}
		best := got[0]
		slices.Sort(got)
		if !slices.Equal(got, want) {
			rt.Fatalf("%q finds %v in %q, want %v", words, got, texts, want)
		}
		first := strings.Fields(words)[0]
		begins := func(i int32) bool { return strings.HasPrefix(unaccented(texts[i]), first) }
		if first == words && slices.ContainsFunc(want, begins) && !begins(best) {
			rt.Fatalf("%q puts %q first in %q", words, texts[best], texts)
		}
	})
}

func unaccented(text string) string { return strings.ReplaceAll(strings.ToLower(text), "é", "e") }

func hasAll(text, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(unaccented(text), word) {
			return false
		}
	}
	return true
}

// BenchmarkFinder is a key in a search of a million names.
func BenchmarkFinder(b *testing.B) {
	const people = 1_000_000
	f := widget.NewFinder(people, func(to []byte, i int) []byte { return fmt.Appendf(to, "%d Name%d Of%d", 1000+i, i%1000, i/1000) })
	for _, words := range []string{"na", "name5", "of99 name7", "1234", "zzq"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				f.Find(words)
			}
		})
	}
}
