package widget_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

func TestOverlayLaysABoxOverTheScreen(t *testing.T) {
	screen := []string{"1001 Ana", "佐藤花子", "1003 Cy "}
	for _, c := range []struct {
		about string
		box   []string
		x, y  int
		want  string
	}{
		{"inside", []string{"[]", "[]"}, 2, 1, "1001 Ana\n佐[]花子\n10[] Cy "},
		{"over half of a wide rune at the left", []string{"[]"}, 3, 1, "1001 Ana\n佐 [] 子\n1003 Cy "},
		{"over one half of one rune", []string{"|"}, 2, 1, "1001 Ana\n佐| 花子\n1003 Cy "},
		{"over the left edge", []string{"[ok]"}, -2, 0, "k]01 Ana\n佐藤花子\n1003 Cy "},
		{"over the right edge", []string{"[ok]"}, 6, 2, "1001 Ana\n佐藤花子\n1003 C[o"},
		{"over the top and the bottom", []string{"a", "b", "c", "d", "e"}, 0, -1, "b001 Ana\nc 藤花子\nd003 Cy "},
		{"half a wide rune of the box itself", []string{"佐藤"}, -1, 0, " 藤1 Ana\n佐藤花子\n1003 Cy "},
		{"beside the screen", []string{"[]"}, 8, 0, strings.Join(screen, "\n")},
		{"beside it at the left", []string{"[]"}, -2, 0, strings.Join(screen, "\n")},
		{"below it", []string{"[]"}, 0, 3, strings.Join(screen, "\n")},
	} {
		t.Run(c.about, func(t *testing.T) {
			got := ansi.Strip(grid(widget.Overlay(screen, c.box, c.x, c.y)))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("screen (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOverlayKeepsStylesApart(t *testing.T) {
	// given a row that is bold throughout
	screen := []string{bold + "abcdef" + reset}
	// when a box with a style of its own lies in the middle
	got := widget.Overlay(screen, []string{rev + "XY" + reset}, 2, 0)[0]
	// then the box is not bold, and what follows it is, and is not reversed
	left, rest, _ := strings.Cut(got, "XY")
	if open := left[strings.LastIndex(left, reset):]; open != reset+rev {
		t.Errorf("before the box stands %q, in %q", open, got)
	}
	between, _, _ := strings.Cut(rest, "ef")
	if !strings.HasPrefix(between, reset) || !strings.HasSuffix(between, bold) {
		t.Errorf("after the box stands %q, in %q", between, got)
	}
}

func TestOverlayOpensOnlyTheStylesThatReign(t *testing.T) {
	screen := []string{bold + "ab" + reset + "cd" + rev + "ef" + reset}
	got := widget.Overlay(screen, []string{"XY"}, 2, 0)
	want := []string{bold + "ab" + reset + reset + "XY" + reset + rev + "ef" + reset}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("screen (-want +got):\n%s", diff)
	}
}

func TestOverlayLeavesMarksOnTheirLetters(t *testing.T) {
	got := widget.Overlay([]string{"ae\u0301bo\u0301c"}, []string{"|"}, 2, 0)[0]
	if want := "ae\u0301|o\u0301c"; ansi.Strip(got) != want {
		t.Errorf("got %q, want %q", ansi.Strip(got), want)
	}
}

func TestOverlayKeepsTheSizeAndTheOriginals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(0, 24).Draw(t, "width"), rapid.IntRange(0, 5).Draw(t, "height")
		screen := painted(t, width, height)
		box := painted(t, rapid.IntRange(0, 12).Draw(t, "box width"), rapid.IntRange(0, 4).Draw(t, "box height"))
		kept := slices.Clone(screen)

		got := widget.Overlay(screen, box, rapid.IntRange(-14, 26).Draw(t, "x"), rapid.IntRange(-5, 6).Draw(t, "y"))

		requireSize(t, got, width, height)
		if !slices.Equal(kept, screen) {
			t.Fatal("the screen below was changed")
		}
	})
}

func BenchmarkOverlay(b *testing.B) {
	b.ReportAllocs()
	screen, box := slices.Repeat([]string{strings.Repeat("\x1b[1m佐藤\x1b[0m abc", 25)}, 60), slices.Repeat([]string{strings.Repeat("x", 60)}, 15)
	for b.Loop() {
		widget.Overlay(screen, box, 70, 20)
	}
}
