package widget_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

var (
	rounded = widget.Border{
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
		TeeLeft: "├", TeeRight: "┤", Horizontal: "─", Vertical: "│",
	}
	plain = widget.Frame{Border: rounded}
)

func grid(rows []string) string { return strings.Join(rows, "\n") }

func requireGrid(t *testing.T, rows []string, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), grid(rows)); diff != "" {
		t.Errorf("screen (-want +got):\n%s", diff)
	}
}

func TestBoxStacksSections(t *testing.T) {
	waiting := widget.Section{Title: "Waiting 2", Rows: []string{"▸ ringing  0:21 ", "  ringing  0:07 "}}
	mine := widget.Section{Title: "My calls 1", Rows: []string{"  佐藤     1:40 "}}
	requireGrid(t, plain.Box(18, 8, waiting, mine), `
╭ Waiting 2 ─────╮
│▸ ringing  0:21 │
│  ringing  0:07 │
├ My calls 1 ────┤
│  佐藤     1:40 │
│                │
│                │
╰────────────────╯`)
}

func TestBoxOfLittleSpaceKeepsItsBottom(t *testing.T) {
	rows := []string{"aa", "bb", "cc"}
	section := widget.Section{Title: "T", Rows: rows}
	requireGrid(t, plain.Box(4, 4, section, section), `
╭──╮
│aa│
│bb│
╰──╯`)
	requireGrid(t, plain.Box(4, 2, section), `
╭──╮
╰──╯`)
}

func TestBoxWithoutRoomOrContentIsBlank(t *testing.T) {
	requireGrid(t, plain.Box(1, 2, widget.Section{}), "\n \n ")
	requireGrid(t, plain.Box(3, 1, widget.Section{}), "\n   ")
	requireGrid(t, plain.Box(2, 2), "\n  \n  ")
	if rows := plain.Box(5, 0, widget.Section{}); len(rows) != 0 {
		t.Errorf("a box of no height has rows: %q", rows)
	}
}

func TestBoxCutsItsTitle(t *testing.T) {
	requireGrid(t, plain.Box(8, 2, widget.Section{Title: "Directory"}), `
╭ Dir… ╮
╰──────╯`)
	requireGrid(t, widget.Frame{Border: rounded, Ellipsis: "~"}.Box(8, 2, widget.Section{Title: "Directory"}), `
╭ Dir~ ╮
╰──────╯`)
}

func TestBoxShowsTheSectionThatHasTheKeys(t *testing.T) {
	frame := widget.Frame{Border: rounded, SGR: "F", FocusSGR: "K", Reset: "R"}
	got := frame.Box(7, 4, widget.Section{Title: "a", TitleSGR: "T", Rows: []string{"-----"}}, widget.Section{Title: "b", Focus: true})
	requireGrid(t, got, `
F╭ RTaRF ──╮R
F│R-----F│R
K├ RbK ──┤R
K╰─────╯R`)
}

func TestBoxIsAsLargeAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(0, 30).Draw(t, "width"), rapid.IntRange(0, 12).Draw(t, "height")
		frame := widget.Frame{Border: rounded, SGR: styles().Draw(t, "sgr"), FocusSGR: styles().Draw(t, "focus"), Reset: reset}
		var sections []widget.Section
		for range rapid.IntRange(0, 4).Draw(t, "sections") {
			sections = append(sections, widget.Section{
				Title: texts().Draw(t, "title"), TitleSGR: styles().Draw(t, "style"),
				Rows: painted(t, width-2, rapid.IntRange(0, 5).Draw(t, "rows")), Focus: rapid.Bool().Draw(t, "has the keys"),
			})
		}
		requireSize(t, frame.Box(width, height, sections...), width, height)
	})
}

// painted are rows as a table would paint them.
func painted(t *rapid.T, width, height int) []string {
	var line widget.Line
	rows := make([]string, height)
	for y := range rows {
		line.Start(width, styles().Draw(t, "base"), reset)
		putAny(t, &line)
		putAny(t, &line)
		rows[y] = line.Done()
	}
	return rows
}

func requireSize(t *rapid.T, rows []string, width, height int) {
	if len(rows) != height {
		t.Fatalf("%d rows, want %d", len(rows), height)
	}
	for _, row := range rows {
		if w := ansi.StringWidth(row); w != width {
			t.Fatalf("row %q is %d cells wide, want %d", row, w, width)
		}
	}
}

func TestColumnsStandSideBySide(t *testing.T) {
	requireGrid(t, widget.Columns([]string{"佐藤", "ana "}, []string{"|", "|", "|"}, nil, []string{"x"}), `
佐藤|x
ana | 
    | `)
}

func BenchmarkBox(b *testing.B) {
	b.ReportAllocs()
	frame := widget.Frame{Border: rounded, SGR: "\x1b[38;5;240m", FocusSGR: "\x1b[38;5;111m", Reset: reset}
	rows := make([]string, 54)
	for i := range rows {
		rows[i] = strings.Repeat("x", 98)
	}
	sections := []widget.Section{{Title: "Waiting 3", Rows: rows[:20]}, {Title: "My calls 1", Rows: rows[:10]}, {Title: "Parked 2", Rows: rows[:20]}}
	for b.Loop() {
		left := frame.Box(100, 56, sections...)
		right := frame.Box(100, 56, widget.Section{Title: "Directory", Rows: rows, Focus: true})
		widget.Columns(left, right)
	}
}
