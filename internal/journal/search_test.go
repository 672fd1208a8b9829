package journal_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/internal/journal"
)

func TestWordsAreFound(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	targets := []string{"田中 陽菜", "伊藤真由美", "ﾀﾅｶ ｶﾞｸ", "Zoë Ångström", "+81 3 5550 8468", "鈴木千尋 (営業)", "Ana Ruiz", "100% sure_thing", "📞 desk", "☎ desk 2", `1+1 "the sum"`}
	for _, target := range targets {
		id, err := j.Begin(journal.Act{What: "transfer", Target: target})
		must(t, err)
		must(t, j.Result(id, "refused by the PBX: busy"))
		j.Seen(journal.Call{Room: fmt.Sprint(id), With: target, Ended: opening.Add(time.Duration(id) * time.Second), Ending: "refused by the PBX: busy"})
	}
	must(t, j.Close())
	r := read(t, path)
	for _, c := range []struct {
		why, words string
		want       []string
	}{
		{"two characters", "田中", []string{"田中 陽菜"}},
		{"one character", "陽", []string{"田中 陽菜"}},
		{"the last character", "菜", []string{"田中 陽菜"}},
		{"the middle of a name without spaces", "藤真", []string{"伊藤真由美"}},
		{"the end of it", "由美", []string{"伊藤真由美"}},
		{"three characters", "真由美", []string{"伊藤真由美"}},
		{"two words, in any order", "陽菜 田", []string{"田中 陽菜"}},
		{"a wide space between them", "田中　陽菜", []string{"田中 陽菜"}},
		{"half width by full", "タナカ", []string{"ﾀﾅｶ ｶﾞｸ"}},
		{"half width by half", "ﾀﾅｶ", []string{"ﾀﾅｶ ｶﾞｸ"}},
		{"a mark of its own by a letter with it", "ガク", []string{"ﾀﾅｶ ｶﾞｸ"}},
		{"full-width digits and letters", "５５５０ ＢＵＳＹ", []string{"+81 3 5550 8468"}},
		{"capitals", "ZOË ångSTRÖM", []string{"Zoë Ångström"}},
		{"accents in parts", "Zoe\u0308", []string{"Zoë Ångström"}},
		{"in brackets", "営業", []string{"鈴木千尋 (営業)"}},
		{"with punctuation", "+81", []string{"+81 3 5550 8468"}},
		{"a part of a number", "846", []string{"+81 3 5550 8468"}},
		{"a word of the intent and one of the result", "ruiz busy", []string{"Ana Ruiz"}},
		{"what is a pattern elsewhere", "100%", []string{"100% sure_thing"}},
		{"a pictograph", "📞", []string{"📞 desk"}},
		{"a pictograph in its coloured form", "☎\ufe0f", []string{"☎ desk 2"}},
		{"everything", "busy", targets},
		{"punctuation inside a word", "1+1", []string{`1+1 "the sum"`}},
		{"punctuation in full width", "１＋１", []string{`1+1 "the sum"`}},
		{"punctuation alone", `"`, []string{`1+1 "the sum"`}},
		{"punctuation that is a pattern elsewhere", "%", []string{"100% sure_thing"}},
		{"one of punctuation and one without", "sum +", []string{`1+1 "the sum"`}},
		{"a word of punctuation in the target and one in the result", "+81 pbx:", []string{"+81 3 5550 8468"}},
		{"not with other punctuation", "1-1", nil},
		{"not over punctuation", "suresure_", nil},
		{"not over the gap between words", "aru", nil},
		{"not by the characters apart", "田陽", nil},
		{"not another order", "中田", nil},
		{"one word too many", "田中 真由美", nil},
		{"punctuation that nobody has", "+-*\"", nil},
		{"the language of the index", "ana OR 田中", nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			var ofActs, ofCalls []string
			for _, e := range acts(t, r, journal.Query{Words: c.words}) {
				ofActs = append(ofActs, e.Target)
			}
			for _, call := range calls(t, r, journal.Query{Words: c.words}) {
				ofCalls = append(ofCalls, call.With)
			}
			if diff := cmp.Diff(c.want, ofActs); diff != "" {
				t.Errorf("%q in acts (-want +got)\n%s", c.words, diff)
			}
			if diff := cmp.Diff(c.want, ofCalls); diff != "" {
				t.Errorf("%q in calls (-want +got)\n%s", c.words, diff)
			}
		})
	}
}

// Whatever a person is called, they are found by any part of their name.
func TestAnyPartOfANameIsFound(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	must(t, j.Check())
	r := read(t, path)
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SliceOfN(rapid.SampledFrom([]rune("田中陽菜タナカラーAnaÅ１２5ｱ々+％・\"")), 1, 8).Draw(rt, "name")
		from := rapid.IntRange(0, len(name)-1).Draw(rt, "from")
		to := rapid.IntRange(from+1, len(name)).Draw(rt, "to")
		id, err := j.Begin(journal.Act{Target: string(name)})
		if err != nil {
			rt.Fatal(err)
		}
		part := string(name[from:to])
		isIt := func(e journal.Entry) bool { return e.ID == id }
		if !slices.ContainsFunc(acts(t, r, journal.Query{Words: part}), isIt) {
			rt.Fatalf("%q is not found by %q", string(name), part)
		}
	})
}

func TestAQueryGivesATimeAndTheLast(t *testing.T) {
	path, clock := newPath(t), newClock()
	j := writeAt(t, journal.Options{Path: path, Clock: clock})
	for i, what := range []string{"park", "hold", "retrieve", "hang up"} {
		begin(t, j, what)
		j.Seen(journal.Call{Room: fmt.Sprint(i), Who: what, Ended: clock.Now()})
		clock.Advance(time.Hour)
	}
	must(t, j.Close())
	r := read(t, path)
	hour := func(n int) time.Time { return opening.Add(time.Duration(n) * time.Hour) }
	for _, c := range []struct {
		why  string
		q    journal.Query
		want []string
	}{
		{"all", journal.Query{}, []string{"park", "hold", "retrieve", "hang up"}},
		{"the last", journal.Query{Last: 2}, []string{"retrieve", "hang up"}},
		{"since and until", journal.Query{Since: hour(1), Until: hour(3)}, []string{"hold", "retrieve"}},
		{"the last until", journal.Query{Until: hour(3), Last: 1}, []string{"retrieve"}},
		{"with words", journal.Query{Words: "re", Since: hour(1)}, []string{"retrieve"}},
	} {
		var ofActs, ofCalls []string
		for _, e := range acts(t, r, c.q) {
			ofActs = append(ofActs, e.What)
		}
		for _, call := range calls(t, r, c.q) {
			ofCalls = append(ofCalls, call.Who)
		}
		if diff := cmp.Diff([][]string{c.want, c.want}, [][]string{ofActs, ofCalls}); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.why, diff)
		}
	}
}
