package widget_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		about       string
		text        string
		cells, rows int
		want        []string
	}{
		{"what fits is as it was", "a  b", 4, 3, []string{"a  b"}},
		{"at spaces", "not done: the journal cannot be written", 14, 9, []string{"not done: the", "journal cannot", "be written"}},
		{"a long word where the row ends", "see /var/lib/cordboard now", 8, 9, []string{"see", "/var/lib", "/cordboa", "rd now"}},
		{"wide characters", "佐藤佐藤佐藤 a", 5, 9, []string{"佐藤", "佐藤", "佐藤", "a"}},
		{"the rest is in the last row", "one two three four", 5, 2, []string{"one", "two three four"}},
		{"no rows to break into", "one two", 3, 1, []string{"one two"}},
		{"nothing", "", 3, 3, nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			if diff := cmp.Diff(c.want, widget.Wrap(c.text, c.cells, c.rows)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z佐 ]{0,40}`).Draw(t, "text")
		cells, rows := rapid.IntRange(2, 12).Draw(t, "cells"), rapid.IntRange(1, 30).Draw(t, "rows")
		got := widget.Wrap(text, cells, rows)
		if len(got) > rows {
			t.Fatalf("%d rows, at most %d", len(got), rows)
		}
		for i, row := range got {
			if i < len(got)-1 && widget.Width(row) > cells {
				t.Fatalf("%q is wider than %d", row, cells)
			}
		}
		bare := strings.NewReplacer(" ", "")
		if bare.Replace(strings.Join(got, "")) != bare.Replace(text) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
