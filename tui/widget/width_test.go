package widget_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

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
		{"a family is one character", "👩‍💻x", 3, "👩‍💻x"},
		{"a mark stays with its letter", "ae\u0301x", 2, "a…"},
		{"a mark with no letter is dropped", "\u0301x", 2, "x "},
		{"a sign that swallows its neighbour is dropped", "x\u0600", 3, "x  "},
		{"control characters are dropped", "a\x1b\tb", 3, "ab "},
		{"what is not UTF-8 is shown as such", "a\xff", 3, "a\ufffd "},
	} {
		t.Run(c.about, func(t *testing.T) {
			if got := widget.Fit(c.text, c.cells); got != c.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", c.text, c.cells, got, c.want)
			}
		})
	}
}

func TestFitIsAsWideAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, cells := texts().Draw(t, "text"), rapid.IntRange(0, 30).Draw(t, "cells")
		got := widget.Fit(text, cells)
		if w := ansi.StringWidth(got); w != cells {
			t.Fatalf("Fit(%q, %d) = %q, which is %d cells wide", text, cells, got, w)
		}
		if again := widget.Fit(got, cells); again != got {
			t.Fatalf("fitting %q again gives %q", got, again)
		}
	})
}

func TestWidthIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := styles().Draw(t, "sgr") + texts().Draw(t, "text")
		if got, want := widget.Width(text), ansi.StringWidth(text); got != want {
			t.Fatalf("Width(%q) = %d, want %d", text, got, want)
		}
	})
}

func BenchmarkWidthASCII(b *testing.B) {
	for b.Loop() {
		widget.Width("1001 Ana Ruiz")
	}
}

func BenchmarkFitWide(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		widget.Fit("1002 佐藤 花子", 20)
	}
}
