package tui

import (
	"slices"
	"strings"

	"cordboard/tui/pane"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

const (
	// minWidth and minHeight are the smallest screen that is drawn.
	minWidth, minHeight = 40, 12
	// wideWidth is where the panes of a view stand side by side.
	wideWidth = 100
	// stackWidth and stackHeight are where a narrow screen shows a whole column.
	stackWidth, stackHeight = 60, 20
)

// View implements tea.Model.
func (a *App) View() string {
	if a.width == 0 {
		return ""
	}
	if a.tooSmall() {
		return "too small:\ncordboard needs\n40 columns and\n12 rows"
	}
	a.regions.Reset()
	a.spots = a.spots[:0]
	a.lines = append(a.lines[:0], a.header(), a.tabs())
	a.cursorRow = -1
	a.lines = append(a.lines, a.body(firstRow, a.height-4)...)
	a.lines = append(a.lines, strings.Repeat(" ", a.width), "")
	a.layMessage()
	if a.open != nil {
		a.lines = a.overDialog(a.lines)
	}
	a.lines[len(a.lines)-1] = a.footer() // the keys of a dialog are those of what was drawn of it
	for i, line := range a.lines {
		a.lines[i] = a.anchor(i, line)
	}
	return strings.Join(a.lines, "\n")
}

// anchored is a row of the screen as it was drawn and as it is written.
type anchored struct{ drawn, written string }

// anchor is widget.Anchor for row i, which measures: a row that is as it was is not
// measured again.
func (a *App) anchor(i int, row string) string {
	for len(a.anchored) <= i {
		a.anchored = append(a.anchored, anchored{})
	}
	if a.anchored[i].drawn != row {
		a.anchored[i] = anchored{row, widget.Anchor(row)}
	}
	return a.anchored[i].written
}

// tooSmall tells that nothing can be seen, and so nothing may be done.
func (a *App) tooSmall() bool {
	return a.width > 0 && (a.width < minWidth || a.height < minHeight)
}

// body draws the lists of the active view, from row top on.
func (a *App) body(top, height int) []string {
	v := a.views[a.active]
	if a.width < wideWidth {
		return a.onePane(v, top, height)
	}
	var columns [][]string
	left, x := a.width, 0
	for i, column := range v.columns {
		width := left
		if i < len(v.shares) {
			width = a.width * v.shares[i] / 100
		}
		columns = append(columns, a.stack(v, column, "", x, top, width, height))
		x, left = x+width, left-width
	}
	if v.detail != nil {
		columns = append(columns, a.detail(v, left, height))
	}
	return widget.Columns(columns...)
}

// onePane draws the column that has the keys, or where there is no room for
// several lists the one list, and names the others.
func (a *App) onePane(v *view, top, height int) []string {
	if v.detail != nil && v.detailOpen {
		return a.detail(v, a.width, height)
	}
	shown := []int{v.focus}
	if a.width >= stackWidth && a.height >= stackHeight {
		shown = v.column()
	}
	title := ""
	for i, other := range v.lists {
		if !slices.Contains(shown, i) {
			title += "   " + other.Title()
		}
	}
	return a.stack(v, shown, title, 0, top, a.width, height)
}

// stack draws lists one above the other. more is said in the title of the first.
func (a *App) stack(v *view, which []int, more string, x, top, width, height int) []string {
	rooms := share(height-1-len(which), v, which)
	sections := make([]widget.Section, len(which))
	y := top + 1
	for i, n := range which {
		list := v.lists[n]
		rows := list.Render(width-2, rooms[i], n == v.focus)
		a.spot(n, x+1, y, width-2, rooms[i])
		if at, ok := list.CursorRow(); ok && n == v.focus {
			a.cursorRow = y + at
		}
		y += rooms[i] + 1
		sections[i] = a.section(titleOf(list)+a.findingWord(list)+more, fill(rows, rooms[i], width-2), n == v.focus)
		more = ""
	}
	return a.box().Box(width, height, sections...)
}

func (a *App) detail(v *view, width, height int) []string {
	pick, _ := v.list().Pick()
	rows := v.detail(&a.frame, pick, width-2, height-2)
	return a.box().Box(width, height, a.section(v.detailTitle, rows, false))
}

func (a *App) box() widget.Frame {
	return widget.Frame{
		Border: widget.Border(a.Theme.Border()), SGR: a.Theme.SGR(theme.Frame), FocusSGR: a.Theme.SGR(theme.FrameFocus),
		Reset: a.Theme.Reset(), Ellipsis: a.Theme.Glyph(theme.GlyphEllipsis),
	}
}

func (a *App) section(title string, rows []string, focus bool) widget.Section {
	return widget.Section{Title: title, TitleSGR: a.frame.Theme.SGR(theme.Title), Rows: rows, Focus: focus}
}

// titleOf is the title of a list in sight. That it has not all there is is said with it.
func titleOf(list pane.List) string {
	if since := list.Since(); since != "" {
		return list.Title() + " " + since
	}
	return list.Title()
}

func (a *App) findingWord(list pane.List) string {
	if words := list.Finding(); words != "" || a.finding && list == a.views[a.active].list() {
		return "  /" + words
	}
	return ""
}

// share gives each list of a column its rows: what it holds, if there is room,
// and the rest to the first; else evenly, small lists whole.
func share(room int, v *view, which []int) []int {
	rooms := make([]int, len(which))
	for room > 0 {
		given := false
		for i, n := range which {
			if room > 0 && rooms[i] < max(v.lists[n].Len(), 1) {
				rooms[i]++
				room--
				given = true
			}
		}
		if !given {
			rooms[0] += room
			break
		}
	}
	return rooms
}

// fill adds empty rows up to height.
func fill(rows []string, height, width int) []string {
	if len(rows) >= height {
		return rows
	}
	full := make([]string, height)
	empty := strings.Repeat(" ", width)
	for i := copy(full, rows); i < height; i++ {
		full[i] = empty
	}
	return full
}
