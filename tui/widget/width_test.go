package widget_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

// fit is a row that holds one text.
func fit(text string, cells int) string {
	var l widget.Line
	l.Start(cells, "", "")
	l.Put("", text, cells)
	return l.Done()
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		about, text string
		cells       int
		want        string
	}{
		{"shorter is padded", "Ana", 5, "Ana  "},
		{"as long is left alone", "Ana", 3, "Ana"},
		{"longer is cut", "Ana Ruiz", 5, "Ana …"},
		{"one cell holds the ellipsis", "Ana", 1, "…"},
		{"no cell holds nothing", "Ana", 0, ""},
		{"less than none neither", "Ana", -3, ""},
		{"wide runes are two", "佐藤", 6, "佐藤  "},
		{"wide runes that just fit", "佐藤", 4, "佐藤"},
		{"half a wide rune is a space", "佐藤花", 4, "佐… "},
		{"a wide rune in one cell", "佐", 1, "…"},
		{"a family is one character, with room for its members", "👩‍💻x", 5, "👩‍💻x  \x1b[G"},
		{"a mark stays with its letter", "ae\u0301x", 2, "a…"},
		{"a mark with no letter is dropped", "\u0301x", 2, "x "},
		{"a sign that swallows its neighbour is dropped", "x\u0600", 3, "x  "},
		{"control characters are dropped", "a\x1b\tb", 3, "ab "},
		{"what is not UTF-8 is shown as such", "a\xff", 3, "a\ufffd "},
	} {
		t.Run(c.about, func(t *testing.T) {
			if got := fit(c.text, c.cells); got != c.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", c.text, c.cells, got, c.want)
			}
		})
	}
}

func TestACellIsAsWideAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, cells := texts().Draw(t, "text"), rapid.IntRange(0, 30).Draw(t, "cells")
		got := fit(text, cells)
		if w := ansi.StringWidth(got); w != cells {
			t.Fatalf("cell(%q, %d) = %q, which is %d cells wide", text, cells, got, w)
		}
		if again := fit(got, cells); again != got && !strings.Contains(got, "\x1b") {
			t.Fatalf("fitting %q again gives %q", got, again)
		}
	})
}

func TestTextHasRoomAsTheLibraryCountsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		if got, want := widget.Width(text), ansi.StringWidth(text); got < want {
			t.Fatalf("Width(%q) = %d, want %d at least", text, got, want)
		}
	})
}

func TestTextThatTerminalsCountDifferentlyHasRoomForAll(t *testing.T) {
	for text, cells := range map[string]int{
		"1001 Ana": 8, "佐藤": 4, "e\u0301": 1, "อำนาจ ทองคำ": 11, "श्रीकृष्ण शर्मा": 11, "👍🏽": 4, "🇯🇵": 2,
	} {
		if got := widget.Width(text); got != cells {
			t.Errorf("Width(%q) = %d, want %d", text, got, cells)
		}
	}
}

func BenchmarkWidthASCII(b *testing.B) {
	for b.Loop() {
		widget.Width("1001 Ana Ruiz")
	}
}

func BenchmarkCellWide(b *testing.B) {
	b.ReportAllocs()
	var line widget.Line
	for b.Loop() {
		line.Start(20, "", reset)
		line.Put("", "1002 佐藤 花子", 20)
	}
}
