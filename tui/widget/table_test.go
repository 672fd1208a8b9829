package widget_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

func list(names string) []rune { return []rune(names) }

func selected(t *testing.T, table *widget.Table[rune]) rune {
	t.Helper()
	key, ok := table.Selected()
	if !ok {
		t.Fatal("no row is selected")
	}
	return key
}

func TestCursorStaysOnItsKey(t *testing.T) {
	// given a list with the cursor on c
	var table widget.Table[rune]
	table.SetRows(list("abcde"))
	table.Move(2)
	// when the list is sorted anew, grows and shrinks
	for _, order := range []string{"edcba", "xxcab", "c", "zyxwvuc"} {
		table.SetRows(list(order))
		// then the cursor is on c, and has not moved
		if got := selected(t, &table); got != 'c' {
			t.Errorf("in %q the cursor is on %q", order, got)
		}
		if gone, moved := table.Moved(); moved {
			t.Errorf("in %q the cursor is said to have left %q", order, gone)
		}
	}
}

func TestCursorWhoseKeyVanishesGoesToTheNearestNeighbour(t *testing.T) {
	for _, c := range []struct {
		about, before string
		at            int
		after         string
		want          rune
	}{
		{"the one below", "abcde", 2, "abde", 'd'},
		{"the one above where below is gone too", "abcde", 2, "abe", 'b'},
		{"below before above at one distance", "abcde", 2, "ae", 'e'},
		{"the last becomes the one above", "abc", 2, "ab", 'b'},
		{"wherever the neighbour now stands", "abcde", 2, "dxyzab", 'd'},
		{"the old place where nobody is left", "abcde", 2, "vwxyz", 'x'},
		{"the last row where the list is shorter than that", "abcde", 4, "xy", 'y'},
	} {
		t.Run(c.about, func(t *testing.T) {
			var table widget.Table[rune]
			table.SetRows(list(c.before))
			table.Move(c.at)
			lost := selected(t, &table)

			table.SetRows(list(c.after))

			if got := selected(t, &table); got != c.want {
				t.Errorf("the cursor is on %q, want %q", got, c.want)
			}
			if gone, moved := table.Moved(); !moved || gone != lost {
				t.Errorf("Moved() = %q, %v, want %q, true", gone, moved, lost)
			}
		})
	}
}

func TestMovedTellsTheFirstLossUntilTheUserChooses(t *testing.T) {
	choices := map[string]func(*widget.Table[rune]){
		"select":                 func(t *widget.Table[rune]) { t.Select('e') },
		"select the same":        func(t *widget.Table[rune]) { t.Select('d') },
		"move":                   func(t *widget.Table[rune]) { t.Move(1) },
		"top":                    func(t *widget.Table[rune]) { t.Top() },
		"bottom":                 func(t *widget.Table[rune]) { t.Bottom() },
		"page":                   func(t *widget.Table[rune]) { t.Page(1) },
		"scroll past the cursor": func(t *widget.Table[rune]) { t.Scroll(1) },
	}
	for about, choose := range choices {
		t.Run(about, func(t *testing.T) {
			// given a cursor that lost b, and then c
			var table widget.Table[rune]
			table.SetRows(list("abcdef"))
			table.Select('b')
			table.SetRows(list("acdef"))
			table.SetRows(list("def"))
			table.Render(10, 1, widget.Look{}, &letters{})
			if gone, moved := table.Moved(); !moved || gone != 'b' {
				t.Fatalf("Moved() = %q, %v, want 'b', true", gone, moved)
			}
			// when the user puts the cursor somewhere
			choose(&table)
			// then the loss is settled
			if gone, moved := table.Moved(); moved {
				t.Errorf("still said to have left %q", gone)
			}
		})
	}
}

func TestSelectingWhatIsNotThereChangesNothing(t *testing.T) {
	var table widget.Table[rune]
	table.SetRows(list("abc"))
	table.Select('b')
	table.SetRows(list("ac"))
	if table.Select('z') {
		t.Error("a key that is not there was selected")
	}
	if _, moved := table.Moved(); !moved {
		t.Error("a loss was settled by a choice that failed")
	}
}

func TestEmptyTable(t *testing.T) {
	var table widget.Table[rune]
	table.Move(3)
	table.Bottom()
	table.Page(-1)
	table.Scroll(2)
	if key, ok := table.Selected(); ok {
		t.Errorf("%q is selected", key)
	}
	if table.Select('a') {
		t.Error("a key was selected")
	}
	if rows := table.Render(10, 5, widget.Look{}, &letters{}); len(rows) != 0 {
		t.Errorf("painted %q", rows)
	}
	// when rows come, and go, and come
	table.SetRows(list("ab"))
	table.Move(1)
	table.SetRows(nil)
	table.SetRows(list("xyz"))
	// then the cursor starts at the first, and the loss is still told
	if got := selected(t, &table); got != 'x' {
		t.Errorf("the cursor is on %q", got)
	}
	if gone, moved := table.Moved(); !moved || gone != 'b' {
		t.Errorf("Moved() = %q, %v, want 'b', true", gone, moved)
	}
}

func TestTheCallersListIsItsOwn(t *testing.T) {
	var table widget.Table[rune]
	keys := list("abcd")
	table.SetRows(keys)
	table.Select('b')
	copy(keys, list("wxyz"))
	if diff := cmp.Diff(list("abcd"), slices.Collect(table.All())); diff != "" {
		t.Errorf("rows changed with the caller's slice (-want +got):\n%s", diff)
	}
	if got := selected(t, &table); got != 'b' {
		t.Errorf("the cursor is on %q", got)
	}
}

// TestCursorLaw keeps, over any lists and keys, what an operator relies on: the cursor is on a row of the list, on
// the same one as before if that is still there, and on the nearest that is left if not.
func TestCursorLaw(t *testing.T) {
	orders := rapid.SliceOfNDistinct(rapid.IntRange(0, 12), 0, 10, rapid.ID[int])
	rapid.Check(t, func(t *rapid.T) {
		var table widget.Table[int]
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			before := slices.Clone(slices.Collect(table.All()))
			was, had := table.Selected()
			rows := orders.Draw(t, "rows")
			table.SetRows(rows)
			if diff := cmp.Diff(rows, slices.Collect(table.All()), cmp.Comparer(slices.Equal[[]int])); diff != "" {
				t.Fatalf("rows (-want +got):\n%s", diff)
			}
			now, ok := table.Selected()
			if ok != (len(rows) > 0) {
				t.Fatalf("of %d rows one is selected: %v", len(rows), ok)
			}
			if had && ok && now != heir(before, rows, was) {
				t.Fatalf("%v with the cursor on %d became %v: now on %d, want %d", before, was, rows, now, heir(before, rows, was))
			}
			table.Move(rapid.IntRange(-5, 5).Draw(t, "move"))
		}
	})
}

// heir is where the cursor should go, written as the sentence that says so.
func heir(before, after []int, was int) int {
	at := slices.Index(before, was)
	best, bestDistance := after[min(at, len(after)-1)], len(before)
	for i, key := range before {
		if !slices.Contains(after, key) {
			continue
		}
		distance := max(i-at, at-i)
		if distance < bestDistance || (distance == bestDistance && i > at) {
			best, bestDistance = key, distance
		}
	}
	return best
}

// fixed are keys that never change.
type fixed string

func (l *fixed) Len() int      { return len(*l) }
func (l *fixed) At(i int) rune { return rune((*l)[i]) }

func TestRowsThatAreSharedKeepTheCursorToo(t *testing.T) {
	// Given a table with the cursor on a key,
	var table widget.Table[rune]
	table.SetRows(list("abcde"))
	table.Select('d')
	// when rows are shared with it and then copied to it, the cursor stays;
	shared := fixed("xdabc")
	for _, put := range []func(){func() { table.ShareRows(&shared) }, func() { table.ShareRows(&shared) }, func() { table.SetRows(list("dxy")) }} {
		put()
		if key, ok := table.Selected(); key != 'd' || !ok {
			t.Errorf("the cursor is on %c", key)
		}
	}
	// when the next ones have no such key, it is told as gone.
	fewer := fixed("xy")
	table.ShareRows(&fewer)
	if gone, moved := table.Moved(); gone != 'd' || !moved || table.Len() != 2 {
		t.Errorf("%c, %v", gone, moved)
	}
}

func TestTheRowUnderTheCursorStandsStill(t *testing.T) {
	for keys, want := range map[string]struct {
		rows string // in view, with the list as it is then
		len  int
	}{
		"abcdefgh":   {"bcd", 8},
		"xyabcdefgh": {"bcd", 10}, // above the view
		"abcdefghx":  {"bcd", 9},  // below it
		"abxcydefgh": {"cyd", 10}, // in view: what is above the cursor gives way
		"efgda":      {"fgd", 5},
		"d":          {"bcd", 8}, // it has no room: the list waits
		"dabc":       {"bcd", 8},
		"abc":        {"bcd", 8}, // it is gone
		"":           {"bcd", 8},
	} {
		// Given a table of which three rows are in view from the second on, the cursor on the last of them,
		var table widget.Table[rune]
		table.SetRows(list("abcdefgh"))
		table.Select('d')
		render := func() string { return strings.Join(table.Render(10, 3, widget.Look{}, &letters{}), "") }
		render()
		// when others are shared while it is to stand still,
		shared := fixed(keys)
		table.ShareStill(&shared)
		// then the cursor is where it was, in as many of them as that allows.
		shown := strings.NewReplacer(" ", "", ">", "").Replace(render())
		if shown != want.rows || table.Len() != want.len || selected(t, &table) != 'd' {
			t.Errorf("among %q %q is in view, of %d, the cursor on %c", keys, shown, table.Len(), selected(t, &table))
		}
	}
}
