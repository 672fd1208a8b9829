package widget_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

// columns is where each "|" of a row stands on a terminal that counts with width, from 0.
func columns(row string, width func(string) int) []int {
	var at []int
	column, number := 0, 0
	for row != "" {
		switch {
		case strings.HasPrefix(row, "\x1b["):
			end := strings.IndexAny(row, "GKm")
			number = 0
			for _, digit := range row[2:end] {
				number = 10*number + int(digit-'0')
			}
			if row[end] == 'G' {
				column = number - 1
			}
			row = row[end+1:]
		case row[0] == '|':
			at = append(at, column)
			column++
			row = row[1:]
		default:
			end := strings.IndexAny(row, "|\x1b")
			column += width(row[:end])
			row = row[end:]
		}
	}
	return at
}

// scripts are what a terminal may take to be broad: no space, and no ellipsis.
var scripts = regexp.MustCompile(`[^\x00-\x7f…]`)

func TestColumnsStandWhateverATerminalThinksOfTheText(t *testing.T) {
	terminals := map[string]func(string) int{
		"that counts as x/ansi":      ansi.StringWidth,
		"that puts them one by one":  func(s string) int { return ansi.StringWidthWc(s) },
		"that knows no pictographs":  func(s string) int { return len([]rune(s)) },
		"that takes all to be broad": func(s string) int { return len([]rune(s)) + len(scripts.FindAllString(s, -1)) },
	}
	for name, width := range terminals {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				text := rapid.SampledFrom([]string{"อำนาจ ทองคำ", "श्रीकृष्ण शर्मा", "👍🏽 Anna", "မြန်မာ ကျော်", "முருகன்", "সুখা ক্ষ"}).Draw(t, "text")
				cells := rapid.IntRange(1, 20).Draw(t, "cells")
				var l widget.Line
				l.Start(cells+2, "", "")
				l.Text("", "|")
				l.Put("", text, cells)
				l.Text("", "|")
				row := l.Done()
				if w := ansi.StringWidth(row); w != cells+2 {
					t.Fatalf("%q is %d cells wide for Bubble Tea, want %d", row, w, cells+2)
				}
				if at := columns(widget.Anchor(row), width); at[0] != 0 || at[1] != cells+1 {
					t.Fatalf("the bars of %q stand at %v", widget.Anchor(row), at)
				}
			})
		})
	}
}

func TestARowThatEndsInVagueTextIsNotErasedAtItsEnd(t *testing.T) {
	var l widget.Line
	l.Start(2, "", "")
	l.Text("", "👍")
	if got := widget.Anchor(l.Done()); got != "👍" {
		t.Errorf("got %q", got)
	}
}
