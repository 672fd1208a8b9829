package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"cordboard/tui/widget"
)

// area is a text of several lines being written. Lines that are not edited stay what they are to the last byte.
type area struct {
	original string
	ending   string // between the lines of the original
	lines    []string
	at       int    // the line with the caret
	line     field  // edits that line
	before   string // what line held at first
	tab      string // stands for a tab; empty where the text has that mark itself
	edited   bool
	cells    int // of a row at the last render
	top      int // the first row in sight at the last render
	below    int // how many rows were below those in sight then
}

// areaCells is the width of an area that was not rendered yet.
const areaCells = 72

func newArea(text string) *area {
	a := &area{original: text, ending: "\n", line: newField("", nil), cells: areaCells}
	a.line.input.CharLimit = 0
	if strings.Contains(text, "\r\n") {
		a.ending = "\r\n"
	}
	if !strings.Contains(text, tabMark) {
		a.tab, text = tabMark, strings.ReplaceAll(text, "\t", tabMark)
	}
	a.lines = strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	a.open(0, 0)
	return a
}

// tabMark stands for a tab while a text is edited: it is seen, and takes one cell.
const tabMark = "␉"

// text is the whole text; unless it was edited, the original.
func (a *area) text() string {
	if !a.edited {
		return a.original
	}
	a.keep()
	text := strings.Join(a.lines, a.ending)
	if a.tab == "" {
		return text
	}
	return strings.ReplaceAll(text, a.tab, "\t")
}

// keep takes what was edited into the lines.
func (a *area) keep() {
	if text := a.line.text(); text != a.before {
		a.lines[a.at], a.before = text, text
	}
}

// open puts the caret into a line.
func (a *area) open(at, caret int) {
	a.at = at
	a.line.set(a.lines[at])
	a.before = a.line.text()
	a.line.input.SetCursor(caret)
}

// move moves the caret by a row of the last render, down when positive. It is false where there are no more.
func (a *area) move(by int) bool {
	rows, at := a.openRows(a.cells)
	column := rows[at].caret
	if to := at + by; to >= 0 && to < len(rows) {
		a.line.input.SetCursor(caretIn(rows, to, column))
		return true
	}
	to := a.at + by
	if to < 0 || to >= len(a.lines) {
		return false
	}
	a.keep()
	a.open(to, 0)
	if by < 0 {
		rows, _ = a.openRows(a.cells)
		column = caretIn(rows, len(rows)-1, column)
	}
	a.line.input.SetCursor(column)
	return true
}

// caretIn is where in its line a caret is that stands in a column of one of the line's rows.
func caretIn(rows []areaRow, row, column int) int {
	size := utf8.RuneCountInString(rows[row].text)
	if row < len(rows)-1 {
		size-- // behind the last character is the row below
	}
	at := min(column, size)
	for _, before := range rows[:row] {
		at += utf8.RuneCountInString(before.text)
	}
	return at
}

// key takes a key and reports whether it changed the text.
func (a *area) key(msg tea.KeyMsg) (changed bool) {
	switch {
	case isText(msg):
		changed = a.insert(string(msg.Runes))
	case msg.Type == tea.KeyEnter:
		a.split()
		changed = true
	case a.crosses(msg):
	case a.joins(msg):
		changed = true
	default:
		changed = a.line.key(msg)
	}
	a.edited = a.edited || changed
	return changed
}

// insert enters text at the caret; a paste may have lines.
func (a *area) insert(text string) (changed bool) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if a.tab != "" {
		text = strings.ReplaceAll(text, "\t", a.tab)
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			a.split()
			changed = true
		}
		changed = a.line.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(line), Paste: true}) || changed
	}
	return changed
}

// split breaks the line at the caret.
func (a *area) split() {
	value, at := []rune(a.line.text()), a.line.input.Position()
	a.lines[a.at] = string(value[:at])
	a.lines = slices.Insert(a.lines, a.at+1, string(value[at:]))
	a.open(a.at+1, 0)
}

// join puts a line behind the one before it, and the caret between them.
func (a *area) join(at int) {
	a.keep()
	caret := utf8.RuneCountInString(string(a.line.fitting([]rune(a.lines[at-1]))))
	a.lines[at-1] += a.lines[at]
	a.lines = slices.Delete(a.lines, at, at+1)
	a.open(at-1, caret)
}

// crosses takes the keys that move the caret over the end of a line.
func (a *area) crosses(msg tea.KeyMsg) bool {
	keys := a.line.input.KeyMap
	switch start, end := a.ends(); {
	case start && key.Matches(msg, keys.CharacterBackward) && a.move(-1):
		a.line.input.CursorEnd()
		return true
	case end && key.Matches(msg, keys.CharacterForward) && a.move(1):
		a.line.input.CursorStart()
		return true
	}
	return false
}

// joins takes the keys that delete the end of a line.
func (a *area) joins(msg tea.KeyMsg) bool {
	keys := a.line.input.KeyMap
	switch start, end := a.ends(); {
	case start && a.at > 0 && key.Matches(msg, keys.DeleteCharacterBackward):
		a.join(a.at)
		return true
	case end && a.at < len(a.lines)-1 && key.Matches(msg, keys.DeleteCharacterForward):
		a.join(a.at + 1)
		return true
	}
	return false
}

// ends reports whether the caret is at the start and at the end of its line.
func (a *area) ends() (start, end bool) {
	caret := a.line.input.Position()
	return caret == 0, caret == utf8.RuneCountInString(a.line.text())
}

// areaRow is a line, or a piece of one that is too long for a row.
type areaRow struct {
	text  string
	caret int // the character with the caret, -1 in all rows but one
}

// rows are all rows of the text, and the index of the one with the caret.
func (a *area) rows(cells int) (rows []areaRow, caretRow int) {
	for i, line := range a.lines {
		if i == a.at {
			caretRow = len(rows)
			open, at := a.openRows(cells)
			rows, caretRow = append(rows, open...), caretRow+at
			continue
		}
		for _, piece := range widget.Fold(plain(line), cells) {
			rows = append(rows, areaRow{piece, -1})
		}
	}
	return rows, caretRow
}

// openRows are the rows of the line with the caret, and the index of the one that has it.
func (a *area) openRows(cells int) (rows []areaRow, caretRow int) {
	pieces := widget.Fold(a.line.text(), cells)
	caret := a.line.input.Position()
	for i, piece := range pieces {
		row, size := areaRow{piece, -1}, utf8.RuneCountInString(piece)
		if caret >= 0 && (caret < size || i == len(pieces)-1) {
			row.caret, caretRow, caret = caret, i, -1
		}
		rows, caret = append(rows, row), caret-size
	}
	return rows, caretRow
}

// sight is the part of the rows in sight: it moves as little as it must to show the caret.
func (a *area) sight(cells, height int) []areaRow {
	a.cells = cells
	rows, caret := a.rows(cells)
	a.top = max(min(a.top, caret), caret-height+1)
	a.top = max(min(a.top, len(rows)-height), 0)
	a.below = max(len(rows)-a.top-height, 0)
	return rows[a.top : len(rows)-a.below]
}

func (r areaRow) paint(line *widget.Line, focused bool) {
	if !focused || r.caret < 0 {
		line.Text("", plain(r.text))
		return
	}
	value := []rune(r.text)
	paintCaret(line, plain(string(value[:r.caret])), plain(string(value[r.caret:])))
}
