package dialog

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/phonebook"
)

// TargetOptions say whom a Target is asked for.
type TargetOptions struct {
	// Verb is the act: "Transfer", "Call", "Forward".
	Verb string
	// Subject is whom the act is done to, as text that is safe to show; empty for a call.
	Subject string
	// Modes are the ways of the act, the usual one first; empty when there is only one.
	Modes []string
	// Several lets a comma add one more target.
	Several bool
	// Not is not offered: the party itself. With a tenant, only extensions of that tenant are offered.
	Not model.Who
	// Book gives the phone book for a board; it can be a moment older.
	Book func(*model.Snapshot) *phonebook.Book
	// Initial is what has been typed before.
	Initial string
}

// Target asks for an extension or a number. What is typed is searched for in the directory; the best match is chosen as
// long as the operator moves nowhere else. A board that changes never moves the choice to somebody else.
type Target struct {
	options   TargetOptions
	directory directory
	field     field
	list      choices[target]
	taken     []target
	mode      int
	// problem is why nobody is chosen, where the operator might think otherwise.
	problem string

	modesRow int // of the last render, -1 for none
}

// NewTarget asks for a target.
func NewTarget(o TargetOptions) *Target {
	return &Target{options: o, directory: directory{not: o.Not, bookOf: o.Book}, field: newField(o.Initial, nil), modesRow: -1}
}

// Title implements Dialog.
func (t *Target) Title() string { return t.options.Verb }

// Typed implements Dialog.
func (t *Target) Typed() bool { return t.field.typed }

// Choice gives the numbers to reach, as they go to the PBX, and the mode; empty when there are no modes.
func (t *Target) Choice() (numbers []string, mode string) {
	for _, chosen := range t.targets() {
		numbers = append(numbers, chosen.number)
	}
	if len(t.options.Modes) > 0 {
		mode = t.options.Modes[t.mode]
	}
	return numbers, mode
}

// targets are those taken and the one the cursor is on.
func (t *Target) targets() []target {
	if !t.list.on {
		return t.taken
	}
	return append(slices.Clip(t.taken), t.list.at)
}

// Refresh implements Dialog.
func (t *Target) Refresh(snap *model.Snapshot) {
	first := t.directory.snap == nil
	if !t.directory.refresh(snap) {
		return
	}
	if first {
		t.search()
		return
	}
	if t.list.set(t.keepChosen(t.found())) {
		t.problem = "who was chosen is gone: choose again"
	}
}

// keepChosen adds the target that is chosen to those found, when it was renamed and no longer matches.
func (t *Target) keepChosen(found []target) []target {
	if !t.list.on || slices.Contains(found, t.list.at) || !t.directory.has(t.list.at) {
		return found
	}
	return append(found, t.list.at)
}

// Key implements Dialog.
func (t *Target) Key(k Key) Verdict {
	if isText(k.Msg) {
		t.enter(k.Msg)
		return Stay
	}
	switch k.Action {
	case keymap.Submit:
		return t.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.Mode:
		t.turn()
	case keymap.DialogUp:
		t.move(-1)
	case keymap.DialogDown:
		t.move(1)
	default:
		t.edit(k.Msg)
	}
	return Stay
}

// enter takes characters; a comma takes the target that is chosen and begins the next one.
func (t *Target) enter(msg tea.KeyMsg) {
	parts := []string{string(msg.Runes)}
	if t.options.Several {
		parts = strings.Split(parts[0], ",")
	}
	for i, part := range parts {
		if i > 0 && !t.take() {
			return
		}
		msg.Runes = []rune(part)
		if t.field.key(msg) {
			t.search()
		}
	}
}

// take adds the target that is chosen to those taken.
func (t *Target) take() bool {
	if !t.list.on {
		t.problem = "nobody to add: type a name or a number first"
		return false
	}
	t.taken = append(t.taken, t.list.at)
	t.field.set("")
	t.search()
	return true
}

func (t *Target) edit(msg tea.KeyMsg) {
	switch {
	case msg.Type == tea.KeyPgUp:
		t.list.page(-1)
	case msg.Type == tea.KeyPgDown:
		t.list.page(1)
	case msg.Type == tea.KeyBackspace && t.field.text() == "" && len(t.taken) > 0:
		t.taken = t.taken[:len(t.taken)-1]
		t.search()
	case t.field.key(msg):
		t.search()
	}
}

// search chooses the best match for what is typed; nobody when nothing is.
func (t *Target) search() {
	t.problem = ""
	t.list.clear()
	t.list.set(t.found())
	if strings.TrimSpace(t.field.text()) != "" {
		t.list.first()
	}
}

func (t *Target) found() []target { return t.directory.find(t.field.text(), t.taken) }

func (t *Target) turn() {
	if n := len(t.options.Modes); n > 0 {
		t.mode = (t.mode + 1) % n
	}
}

func (t *Target) move(rows int) {
	t.problem = ""
	t.list.move(rows)
}

// submit chooses when it is plain who is meant: what is typed must have led to somebody.
func (t *Target) submit() Verdict {
	switch {
	case t.list.on:
		return Chosen
	case len(t.taken) > 0 && strings.TrimSpace(t.field.text()) == "" && t.problem == "":
		return Chosen
	}
	return Stay
}

// Click implements Dialog.
func (t *Target) Click(_, y int) Verdict {
	if y == t.modesRow {
		t.turn()
		return Stay
	}
	if t.list.click(y) {
		return Chosen
	}
	if t.list.on {
		t.problem = ""
	}
	return Stay
}
