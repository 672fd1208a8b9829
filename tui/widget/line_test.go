package widget_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

const (
	bold  = "\x1b[1m"
	rev   = "\x1b[7m"
	reset = "\x1b[0m"
)

func TestLinePaintsItsCells(t *testing.T) {
	for _, c := range []struct {
		about string
		width int
		paint func(*widget.Line)
		want  string
	}{
		{"cells stand side by side", 20, func(l *widget.Line) {
			l.Gap(1)
			l.Put("", "1002", 5)
			l.Put("", "佐藤 花子", 10)
			l.PutRight("", "3:12", 4)
		}, " 1002 佐藤 花子 3:12"},
		{"long text is cut, short text is padded to the width", 12, func(l *widget.Line) {
			l.Put("", "Reception", 5)
			l.Gap(1)
			l.Text("", "ok")
		}, "Rece… ok    "},
		{"what is right-aligned is cut at its right", 9, func(l *widget.Line) {
			l.PutRight("", "7", 3)
			l.PutRight("", "佐藤花", 6)
		}, "  7佐藤花"},
		{"half a wide rune at the right becomes a space at the left", 4, func(l *widget.Line) {
			l.PutRight("", "佐藤花", 4)
		}, " 佐…"},
		{"nothing is painted beyond the width", 6, func(l *widget.Line) {
			l.Put("", "1002", 4)
			l.Put("", "talking", 9)
			l.Text("", "more")
			l.Gap(3)
		}, "1002t…"},
		{"a row of no width is empty", 0, func(l *widget.Line) { l.Text("", "x") }, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			var line widget.Line
			line.Start(c.width, "", reset)
			c.paint(&line)
			if got := ansi.Strip(line.Done()); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestLineOpensTheRowsStyleAgainAfterEachCell(t *testing.T) {
	var line widget.Line
	line.Start(9, rev, reset)
	line.Put(bold, "ring", 5)
	line.Text("", "x")
	want := rev + bold + "ring" + reset + rev + " " + "x" + "   " + reset
	if got := line.Done(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLineKeepsCellsApartThatWouldMergeIntoOneFlag(t *testing.T) {
	var line widget.Line
	flag := func(letter string) string {
		line.Start(ansi.StringWidth(letter), "", reset)
		line.Text("", letter)
		return line.Done()
	}
	// given the two halves of a flag, in cells of one row and in rows side by side
	first, second := "🇯", "🇵"
	apart := ansi.StringWidth(first) + ansi.StringWidth(second)
	line.Start(apart, "", reset)
	line.Text("", first)
	line.Text("", second)
	for about, row := range map[string]string{"one row": line.Done(), "side by side": flag(first) + flag(second)} {
		// then each keeps its cells
		if w := ansi.StringWidth(row); w != apart {
			t.Errorf("%s: %q is %d cells wide, want %d", about, row, w, apart)
		}
	}
	if ansi.StringWidth(first+second) == apart {
		t.Fatal("the halves of a flag no longer merge: this test shows nothing")
	}
}

func TestLineTellsWhatIsLeft(t *testing.T) {
	var line widget.Line
	line.Start(10, "", reset)
	line.Text("", "佐藤")
	if got := line.Left(); got != 6 {
		t.Errorf("%d cells left after 4 of 10", got)
	}
}

func TestLineTakesAnotherEllipsis(t *testing.T) {
	line := widget.Line{Ellipsis: "~"}
	line.Start(4, "", reset)
	line.Text("", "Reception")
	if got := line.Done(); got != "Rec~" {
		t.Errorf("got %q", got)
	}
}

func TestLineIsAsWideAsAsked(t *testing.T) {
	var line widget.Line
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(0, 40).Draw(t, "width")
		line.Start(width, styles().Draw(t, "base"), reset)
		for range rapid.IntRange(0, 6).Draw(t, "pieces") {
			putAny(t, &line)
		}
		row := line.Done()
		if w := ansi.StringWidth(row); w != width {
			t.Fatalf("row of %d cells: %q, want %d", w, row, width)
		}
		// Rows stand between borders and beside each other, with nothing in between.
		if w := ansi.StringWidth("│" + row + "│"); w != width+2 {
			t.Fatalf("row %q between borders takes %d cells, want %d", row, w, width+2)
		}
	})
}

func putAny(t *rapid.T, line *widget.Line) {
	sgr, text := styles().Draw(t, "sgr"), texts().Draw(t, "text")
	cells := rapid.IntRange(-1, 20).Draw(t, "cells")
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		line.Put(sgr, text, cells)
	case 1:
		line.PutRight(sgr, text, cells)
	case 2:
		line.Text(sgr, text)
	case 3:
		line.Gap(cells)
	}
}

func TestLineUsesItsBufferAgain(t *testing.T) {
	var line widget.Line
	paint := func() {
		line.Start(100, rev, reset)
		line.Put(bold, "1002 Reception", 20)
		line.PutRight("", "a text that is longer than its cells", 20)
		line.Done()
	}
	if n := testing.AllocsPerRun(100, paint); n > 1 {
		t.Errorf("%v allocations a row, want the one for its text", n)
	}
}
