package dialog

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/widget"
)

// TableOptions are what a method gave.
type TableOptions struct {
	// Title is text that is safe to show.
	Title string
	// Columns are the heads of the columns; none for a result without any.
	Columns []string
	// Rows may be shorter than Columns or longer, and hold anything; secrets must have been taken out. They must not
	// change while the table is open.
	Rows [][]string
	// Foot is a line below the rows, as text that is safe to show.
	Foot string
}

// Table shows rows to be read. What is typed keeps the rows that have it in one of their cells. NewTable and a change of
// what is typed go through all rows, everything else through those in sight.
type Table struct {
	silent
	options TableOptions
	filter  field
	folded  haystack
	// matches are the indices of the rows that match the filter; without a filter all do.
	matches []int
	window  window
	widths  []int // of the columns, as wide as what was seen of them
	left    int   // the first cell in sight
	cells   int   // in sight at the last render
}

const (
	// oneCell is as wide as the mark of the end of a line.
	oneCell = "|"
	// columnGap is between two columns.
	columnGap = 2
	// measured is how many rows are looked at for the widths of columns before they come into sight.
	measured = 200
)

// NewTable shows rows.
func NewTable(o TableOptions) *Table {
	t := &Table{options: o, filter: newField("", nil), folded: newHaystack(o.Rows)}
	t.measure(o.Columns)
	for _, row := range o.Rows[:min(len(o.Rows), measured)] {
		t.measure(row)
	}
	return t
}

// measure widens the columns for a row.
func (t *Table) measure(row []string) {
	for i, cell := range row {
		if i == len(t.widths) {
			t.widths = append(t.widths, 1)
		}
		t.widths[i] = max(t.widths[i], widget.Width(unbroken(cell, oneCell)))
	}
}

// Title implements Dialog.
func (t *Table) Title() string { return t.options.Title }

// Typed implements Dialog.
func (t *Table) Typed() bool { return t.filter.typed }

// Key implements Dialog. There is nothing to choose.
func (t *Table) Key(k Key) Verdict {
	switch {
	case isText(k.Msg):
		t.narrow(k.Msg)
	case k.Action == keymap.Cancel:
		return Cancelled
	case k.Msg.Type == tea.KeyLeft:
		t.shift(-1)
	case k.Msg.Type == tea.KeyRight:
		t.shift(1)
	case k.Msg.Type == tea.KeyBackspace, k.Msg.Type == tea.KeyCtrlU, k.Msg.Type == tea.KeyCtrlW:
		t.narrow(k.Msg)
	default:
		t.window.key(k)
	}
	return Stay
}

// narrow changes the filter.
func (t *Table) narrow(msg tea.KeyMsg) {
	if !t.filter.key(msg) {
		return
	}
	t.matches = t.folded.find(t.filter.text(), t.matches[:0])
	t.window.top = 0
	t.window.lay(t.count(), t.window.height)
}

// filtered reports whether only the matches are shown.
func (t *Table) filtered() bool { return t.filter.text() != "" }

// count is the number of rows that are shown.
func (t *Table) count() int {
	if t.filtered() {
		return len(t.matches)
	}
	return len(t.options.Rows)
}

// row is one of those that are shown.
func (t *Table) row(i int) []string {
	if t.filtered() {
		i = t.matches[i]
	}
	return t.options.Rows[i]
}

// shift moves the window by a column; over one wider than the window, by a window.
func (t *Table) shift(by int) {
	stops, total := t.stops()
	at := t.left
	if by > 0 {
		for _, stop := range stops {
			if stop > t.left {
				at = stop
				break
			}
		}
	} else {
		for _, stop := range stops {
			if stop < t.left {
				at = stop
			}
		}
	}
	t.left = max(min(at, total-t.cells), 0)
}

// stops are the cells at which the window may begin, and the width of all columns.
func (t *Table) stops() (stops []int, total int) {
	for _, width := range t.widths {
		step := max(t.cells-columnGap, 1)
		stops = append(stops, total)
		for in := step; in+columnGap < width; in += step {
			stops = append(stops, total+in)
		}
		total += width + columnGap
	}
	return stops, total - columnGap
}

// Click implements Dialog. There is nothing to choose.
func (t *Table) Click(int, int) Verdict { return Stay }

// haystack is the text of all rows in small letters, one after the other, to be searched at once.
type haystack struct {
	text string
	ends []int // behind each row
}

// cellEnd parts cells. It cannot be typed, so nothing that was typed matches over two of them.
const cellEnd = "\x00"

func newHaystack(rows [][]string) haystack {
	h := haystack{ends: make([]int, len(rows))}
	var text strings.Builder
	for i, row := range rows {
		for _, cell := range row {
			text.WriteString(strings.ToLower(cell))
			text.WriteString(cellEnd)
		}
		h.ends[i] = text.Len()
	}
	h.text = text.String()
	return h
}

// find appends the indices of the rows that have a text to rows.
func (h haystack) find(text string, rows []int) []int {
	text = strings.ToLower(text)
	if text == "" {
		return rows
	}
	row := 0
	for at := 0; ; at = h.ends[row-1] {
		i := strings.Index(h.text[at:], text)
		if i < 0 {
			return rows
		}
		for h.ends[row] <= at+i {
			row++
		}
		rows = append(rows, row)
		row++
	}
}
