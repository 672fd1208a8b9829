package tui

import (
	"slices"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// firstRow is the first row of the body: above it are the top line and the tabs.
const firstRow = 2

// messageKey is all that the message depends on.
type messageKey struct {
	text        string
	style       theme.Style
	width, most int
	generation  uint64
}

// message is what is said, on as many rows as its words need. It is painted again when
// what it depends on changes.
func (a *App) message() []string {
	text, style := a.says()
	key := messageKey{text, style, a.width, a.mostWords(), a.generation}
	if key != a.said.key {
		a.said.key, a.said.rows = key, a.paintMessage(key)
	}
	return a.said.rows
}

func (a *App) paintMessage(k messageKey) []string {
	mark := a.Theme.Glyph(theme.GlyphEllipsis)
	l := widget.Line{Ellipsis: mark}
	rows := shorten(widget.Wrap(a.frame.Arrows(k.text), k.width-2, len(k.text)), k.most, mark)
	for i, row := range rows {
		l.Start(k.width, "", a.Theme.Reset())
		l.Text(a.Theme.SGR(k.style), " "+row)
		rows[i] = l.Done()
	}
	return rows
}

// mostWords is how many rows a message may take: what was refused, or why the line is
// down, must be readable to the end; what stands for as long as a call does leaves the
// board in sight.
func (a *App) mostWords() int {
	if a.toast.text == "" && a.snap.Sure == model.Live {
		return 2
	}
	return (a.height - firstRow - 2) / 2
}

// shorten leaves rows out in the middle: a name may be as long as a stranger likes, and
// what is said of it stands at the end.
func shorten(rows []string, most int, mark string) []string {
	if len(rows) <= most {
		return rows
	}
	head := most / 2
	rows[head-1] += " " + mark
	return slices.Concat(rows[:head], rows[len(rows)-most+head:])
}

// layMessage lays the message over the screen: it ends above the footer, and what needs
// more than its own row lies over the last rows of the body, so that no row moves. It
// lies over the first ones where it would cover the row under the cursor: what an act
// would be done to is always seen. A click on it reaches nothing.
func (a *App) layMessage() {
	rows := a.message()
	top := a.height - 1 - len(rows)
	if len(rows) > 1 && a.cursorRow >= top {
		top = firstRow
	}
	copy(a.lines[top:], rows)
	a.addSpot(spot{kind: messageSpot}, 0, top, a.width, len(rows))
}
