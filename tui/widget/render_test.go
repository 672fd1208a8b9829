package widget_test

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

// letters paints a row as its key, and counts how often.
type letters struct {
	stamps  map[rune]widget.Stamp
	painted []rune
}

func (p *letters) Stamp(key rune) widget.Stamp { return p.stamps[key] }

func (p *letters) Paint(line *widget.Line, key rune, selected bool) {
	p.painted = append(p.painted, key)
	mark := " "
	if selected {
		mark = ">"
	}
	line.Text("", mark)
	line.Text("", string(key))
}

// look paints without any style, so that rows compare as text.
var look = widget.Look{}

func TestRenderPaintsTheWindow(t *testing.T) {
	var table widget.Table[rune]
	table.SetRows(list("abcdefgh"))
	for _, c := range []struct {
		about string
		act   func()
		want  []string
	}{
		{"from the top", func() {}, []string{">a ", " b ", " c "}},
		{"the cursor moves in it", func() { table.Move(2) }, []string{" a ", " b ", ">c "}},
		{"and draws it along", func() { table.Move(1) }, []string{" b ", " c ", ">d "}},
		{"back up it stays while it can", func() { table.Move(-1) }, []string{" b ", ">c ", " d "}},
		{"a page keeps one row in sight", func() { table.Page(1) }, []string{" c ", " d ", ">e "}},
		{"the bottom is filled", func() { table.Bottom() }, []string{" f ", " g ", ">h "}},
		{"the wheel carries the cursor at the edge", func() { table.Scroll(-2) }, []string{" d ", " e ", ">f "}},
		{"and leaves it where it is in view", func() { table.Scroll(1) }, []string{" e ", ">f ", " g "}},
		{"the wheel stops at the end", func() { table.Scroll(99) }, []string{">f ", " g ", " h "}},
		{"and at the top", func() { table.Scroll(-99) }, []string{" a ", " b ", ">c "}},
		{"rows that come above push the cursor", func() { table.SetRows(list("xabcdefgh")) }, []string{" a ", " b ", ">c "}},
		{"further down", func() { table.Move(2) }, []string{" c ", " d ", ">e "}},
		{"in the middle of the window", func() { table.Move(-1) }, []string{" c ", ">d ", " e "}},
		{"it keeps its place", func() { table.SetRows(list("pqxabcdefgh")) }, []string{" c ", ">d ", " e "}},
		{"a list that shrinks leaves no row empty", func() { table.SetRows(list("abd")) }, []string{" a ", " b ", ">d "}},
		{"unless it is that short", func() { table.SetRows(list("d")) }, []string{">d "}},
	} {
		c.act()
		if diff := cmp.Diff(c.want, table.Render(3, 3, look, &letters{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.about, diff)
		}
	}
}

func TestRenderStylesTheRowUnderTheCursorByFocus(t *testing.T) {
	styled := widget.Look{Base: "B", Selected: "S", SelectedDim: "D", Reset: "R"}
	var table widget.Table[rune]
	table.SetRows(list("ab"))

	without := []string{"D>a R", "B b R"}
	if diff := cmp.Diff(without, table.Render(3, 2, styled, &letters{})); diff != "" {
		t.Errorf("without the keys (-want +got):\n%s", diff)
	}
	styled.Focused = true
	with := []string{"S>a R", "B b R"}
	if diff := cmp.Diff(with, table.Render(3, 2, styled, &letters{})); diff != "" {
		t.Errorf("with the keys (-want +got):\n%s", diff)
	}
}

func TestRenderPaintsOnlyWhatChanged(t *testing.T) {
	// given a table that has been painted
	var table widget.Table[rune]
	p := &letters{stamps: map[rune]widget.Stamp{}}
	table.SetRows(list("abcdef"))
	width, changed := 5, look
	table.Render(width, 3, changed, p)

	for _, c := range []struct {
		about string
		act   func()
		want  string
	}{
		{"nothing", func() {}, ""},
		{"the version of a row", func() { p.stamps['b'] = widget.Stamp{Row: 7} }, "b"},
		{"what else it shows", func() { p.stamps['c'] = widget.Stamp{Mark: 1} }, "c"},
		{"the second", func() { p.stamps['a'] = widget.Stamp{Second: 9} }, "a"},
		{"a row out of sight", func() { p.stamps['f'] = widget.Stamp{Row: 2} }, ""},
		{"the selection", func() { table.Move(1) }, "ab"},
		{"the order", func() { table.SetRows(list("cbadef")) }, ""},
		{"the window, by a row", func() { table.Scroll(1) }, "d"},
		{"the window, back", func() { table.Scroll(-1) }, "c"},
		{"the width", func() { width = 6 }, "cba"},
		{"the look", func() { changed.Focused = true }, "cba"},
	} {
		c.act()
		p.painted = nil
		table.Render(width, 3, changed, p)
		if got := string(p.painted); got != c.want {
			t.Errorf("after a change of %s: painted %q, want %q", c.about, got, c.want)
		}
	}
}

func TestRenderOfAStillBoardAllocatesNothing(t *testing.T) {
	var table widget.Table[rune]
	p := &letters{}
	table.SetRows(list("abcdef"))
	table.Render(20, 4, look, p)
	p.painted = nil
	if n := testing.AllocsPerRun(100, func() { table.Render(20, 4, look, p) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if len(p.painted) > 0 {
		t.Errorf("painted %q", string(p.painted))
	}
}

func TestAClickMeetsWhatWasPainted(t *testing.T) {
	var table widget.Table[rune]
	table.SetRows(list("abcd"))
	table.Render(3, 2, look, &letters{})
	// when the order changes before the next frame
	table.SetRows(list("dcba"))
	// then a click still means the row the user saw
	if key, ok := table.RowAt(1); !ok || key != 'b' {
		t.Errorf("RowAt(1) = %q, %v, want 'b', true", key, ok)
	}
	for _, y := range []int{-1, 2} {
		if key, ok := table.RowAt(y); ok {
			t.Errorf("RowAt(%d) = %q, outside the window", y, key)
		}
	}
}

// TestTheCursorIsAlwaysInSight keeps that no act can meet a row nobody sees.
func TestTheCursorIsAlwaysInSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var table widget.Table[rune]
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			disturb(t, &table)
			height := rapid.IntRange(1, 6).Draw(t, "height")
			rows := table.Render(4, height, look, &letters{})
			if want := min(height, table.Len()); len(rows) != want {
				t.Fatalf("%d rows painted of %d in a window of %d", len(rows), table.Len(), height)
			}
			requireInSight(t, &table, rows)
		}
	})
}

func disturb(t *rapid.T, table *widget.Table[rune]) {
	delta := rapid.IntRange(-9, 9).Draw(t, "delta")
	switch rapid.IntRange(0, 5).Draw(t, "act") {
	case 0:
		table.Move(delta)
	case 1:
		table.Scroll(delta)
	case 2:
		table.Page(delta)
	case 3:
		table.Bottom()
	default:
		table.SetRows(rapid.SliceOfNDistinct(rapid.RuneFrom(list("abcdefghijklmnop")), 0, 16, rapid.ID[rune]).Draw(t, "rows"))
	}
}

func requireInSight(t *rapid.T, table *widget.Table[rune], rows []string) {
	key, ok := table.Selected()
	var marked []string
	for y, row := range rows {
		if w := ansi.StringWidth(row); w != 4 {
			t.Fatalf("row %q is %d cells wide", row, w)
		}
		if at, _ := table.RowAt(y); row[0] == '>' && at == key {
			marked = append(marked, row)
		}
	}
	if ok && len(marked) != 1 {
		t.Fatalf("the cursor on %q is marked in %q", key, rows)
	}
}

// directory paints rows as the Extensions view does: number, name, state, duration, the other party.
type directory struct{ version, second uint64 }

func (d *directory) Stamp(key int) widget.Stamp {
	if key == 7 {
		return widget.Stamp{Row: d.version, Second: int64(d.second)}
	}
	return widget.Stamp{Row: 1, Second: int64(d.second)}
}

func (d *directory) Paint(line *widget.Line, _ int, _ bool) {
	line.Put("\x1b[2m", "1002", 6)
	line.Put("", "佐藤 花子", 24)
	line.Put("\x1b[38;5;149m", "talking", 16)
	line.PutRight("", "1:02:03", 9)
	line.Gap(1)
	line.Put("", "↔ 1042 Bo Lund", 100)
	line.Put("\x1b[31m", "⏺", 2)
}

func benchmarkRender(b *testing.B, change func(*directory)) {
	b.ReportAllocs()
	var table widget.Table[int]
	keys := make([]int, 10_000)
	for i := range keys {
		keys[i] = i
	}
	table.SetRows(keys)
	d := &directory{version: 1}
	for b.Loop() {
		change(d)
		if rows := table.Render(200, 60, look, d); len(rows) != 60 {
			b.Fatal(fmt.Sprint(len(rows), " rows"))
		}
	}
}

func BenchmarkRenderStill(b *testing.B)  { benchmarkRender(b, func(*directory) {}) }
func BenchmarkRenderOneRow(b *testing.B) { benchmarkRender(b, func(d *directory) { d.version++ }) }
func BenchmarkRenderAll(b *testing.B)    { benchmarkRender(b, func(d *directory) { d.second++ }) }

func BenchmarkSetRows(b *testing.B) {
	b.ReportAllocs()
	var table widget.Table[int]
	keys := make([]int, 10_000)
	for i := range keys {
		keys[i] = i
	}
	for b.Loop() {
		table.SetRows(keys)
	}
}
