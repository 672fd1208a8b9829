package dialog

import (
	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// MenuItem is one act.
type MenuItem struct {
	Label string
	// Key is the label of the act's key, as keymap.Label writes it; empty for none.
	Key    string
	Action keymap.Action
	// Why is why it cannot be done now; empty when it can.
	Why string
}

// Menu lists the acts on a selection. What cannot be done is listed with its reason and cannot be chosen.
type Menu struct {
	silent
	title string
	items []MenuItem
	list  choices[int]
}

// NewMenu lists items; the first that can be done is chosen. The title says what they are about.
func NewMenu(title string, items []MenuItem) *Menu {
	m := &Menu{title: title, items: items}
	rows := make([]int, len(items))
	for i := range rows {
		rows[i] = i
	}
	m.list.set(rows)
	for i, item := range items {
		if item.Why == "" {
			m.list.choose(i)
			break
		}
	}
	return m
}

// Title implements Dialog.
func (m *Menu) Title() string { return m.title }

// Size implements Dialog.
func (m *Menu) Size() (width, height int) { return 60, len(m.items) + 2 }

// Choice gives the act.
func (m *Menu) Choice() keymap.Action { return m.items[m.list.at].Action }

// Key implements Dialog. The key of an act chooses it as it would outside the menu.
func (m *Menu) Key(k Key) Verdict {
	if k.Msg.Paste {
		return Stay
	}
	switch k.Action {
	case keymap.Submit:
		return m.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.DialogUp:
		m.list.move(-1)
	case keymap.DialogDown:
		m.list.move(1)
	default:
		return m.press(keymap.Label(k.Msg.String()))
	}
	return Stay
}

func (m *Menu) press(label string) Verdict {
	for i, item := range m.items {
		if item.Key != "" && item.Key == label {
			m.list.choose(i)
			return m.submit()
		}
	}
	return Stay
}

func (m *Menu) submit() Verdict {
	if m.possible() {
		return Chosen
	}
	return Stay
}

// possible tells that the cursor is on an act that can be done.
func (m *Menu) possible() bool { return m.list.on && m.items[m.list.at].Why == "" }

// Hints are the key that chooses, while the cursor is on what can be done, and the one that does not.
func (m *Menu) Hints(keys keymap.Map) []Hint {
	var choose Hint
	if m.possible() {
		choose = Hint{firstKey(keys, keymap.Submit), "choose"}
	}
	return given(choose, Hint{firstKey(keys, keymap.Cancel), "cancel"})
}

// Click implements Dialog.
func (m *Menu) Click(_, y int) Verdict {
	if m.list.click(y) {
		return m.submit()
	}
	return Stay
}

// Render implements Dialog.
func (m *Menu) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	labels, keys := m.columns()
	m.list.render(p, 2, look, func(line *widget.Line, i int) {
		item := m.items[i]
		style := ""
		if item.Why != "" {
			style = look.Theme.SGR(theme.Dim)
		}
		line.Put(style, item.Label, min(labels, line.Left()-keys-2))
		line.Gap(2)
		line.Put(look.Theme.SGR(theme.Key), item.Key, keys)
		line.Gap(2)
		line.Text(style, item.Why)
	})
	why := ""
	if m.list.on {
		why = m.items[m.list.at].Why
	}
	p.wrapped(theme.Warn, why, 2)
	return p.rows
}

// columns are the widths of the labels and of the keys.
func (m *Menu) columns() (labels, keys int) {
	for _, item := range m.items {
		labels, keys = max(labels, widget.Width(item.Label)), max(keys, widget.Width(item.Key))
	}
	return labels, keys
}
