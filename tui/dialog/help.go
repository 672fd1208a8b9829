package dialog

import (
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

const (
	// wideHelp is from how many cells on the help has two columns.
	wideHelp = 72
	// helpKeyCells is the width of the keys before the words.
	helpKeyCells = 12
)

// Help lists every action with its keys.
type Help struct {
	silent
	window
	keys keymap.Map
}

// NewHelp lists the actions of a map.
func NewHelp(keys keymap.Map) *Help { return &Help{keys: keys} }

// helpRow is one row of a column: the title of a scope, or keys and words.
type helpRow struct{ title, keys, words string }

// Title implements Dialog.
func (h *Help) Title() string { return "Keys: " + h.keys.Name() }

// Size implements Dialog.
func (h *Help) Size() (width, height int) { return 110, 34 }

// Key implements Dialog.
func (h *Help) Key(k Key) Verdict {
	switch k.Msg.String() {
	case "q", "?":
		return Cancelled
	}
	if k.Action == keymap.Cancel {
		return Cancelled
	}
	h.window.key(k)
	return Stay
}

// Hints are the key that closes it.
func (h *Help) Hints(keys keymap.Map) []Hint {
	return given(Hint{firstKey(keys, keymap.Cancel), "close"})
}

// Click implements Dialog. There is nothing to choose.
func (h *Help) Click(int, int) Verdict { return Stay }

// Render implements Dialog.
func (h *Help) Render(look Look, width, height int) []string {
	if width < wideHelp {
		rows := h.column(width)
		h.window.lay(len(rows), height)
		return h.paint(look, width, rows)
	}
	half := (width - 2) / 2
	left, right := halves(h.column(half))
	h.window.lay(max(len(left), len(right)), height)
	return widget.Columns(h.paint(look, width-half, left), h.paint(look, half, right))
}

// column writes the rows of a column.
func (h *Help) column(width int) []helpRow {
	titles := []string{
		keymap.ScopeGlobal: "Everywhere", keymap.ScopeList: "In the panes",
		keymap.ScopeBarge: "While a barge of yours lasts", keymap.ScopeDialog: "In a dialog",
	}
	var rows []helpRow
	for scope, title := range titles {
		if scope > 0 {
			rows = append(rows, helpRow{})
		}
		rows = append(rows, helpRow{title: title})
		for _, entry := range keymap.Table() {
			if entry.Scope == keymap.Scope(scope) {
				rows = append(rows, h.entry(entry, width)...)
			}
		}
	}
	return rows
}

// entry is an action on as many rows as its words need.
func (h *Help) entry(entry keymap.Entry, width int) []helpRow {
	labels := make([]string, 0, 2)
	for _, key := range h.keys.Keys(entry.Action) {
		labels = append(labels, keymap.Label(key))
	}
	keys := strings.Join(labels, " ")
	if keys == "" {
		keys = "no key"
	}
	var rows []helpRow
	for _, words := range widget.Wrap(entry.Help, width-helpKeyCells, 4) {
		rows = append(rows, helpRow{keys: keys, words: words})
		keys = ""
	}
	return rows
}

// halves shares rows out to two columns, the left one being the longer, and does not part an action's rows.
func halves(rows []helpRow) (left, right []helpRow) {
	at := (len(rows) + 1) / 2
	for at < len(rows) && rows[at].keys == "" && rows[at].title == "" {
		at++
	}
	return rows[:at], rows[at:]
}

// paint paints the rows in sight. A column that ends early is continued blank.
func (h *Help) paint(look Look, width int, rows []helpRow) []string {
	p := newPage(look, width, min(h.height, h.rows-h.top))
	for _, row := range rows[min(h.top, len(rows)):] {
		p.row(func(line *widget.Line) {
			if row.title != "" {
				line.Text(look.Theme.SGR(theme.Title), row.title)
				return
			}
			line.Put(look.Theme.SGR(theme.Key), row.keys, helpKeyCells-1)
			line.Gap(1)
			line.Text("", row.words)
		})
	}
	p.blanks(0)
	return p.rows
}
