package dialog

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
)

// submitKey submits a form from any field.
const submitKey = "ctrl+s"

// Key implements Dialog. Enter goes to the next field and submits from the last; in a field of several lines it begins a
// line. Leaving with something typed takes Cancel twice.
func (d *Form) Key(k Key) Verdict {
	if isText(k.Msg) {
		d.warned = false
		d.write(k.Msg)
		return Stay
	}
	if k.Action == keymap.Cancel {
		return d.cancel()
	}
	d.warned = false
	if k.Action != keymap.Submit && k.Msg.String() == submitKey {
		return d.submit()
	}
	if d.inLines(k) {
		return Stay
	}
	if k.Action == keymap.Submit {
		return d.enter()
	}
	d.press(k)
	return Stay
}

// press takes a key that moves between the fields or edits one.
func (d *Form) press(k Key) {
	switch {
	case k.Msg.Type == tea.KeyTab:
		d.skip(1)
	case k.Msg.Type == tea.KeyShiftTab:
		d.skip(-1)
	case k.Action == keymap.DialogUp:
		d.move(-1)
	case k.Action == keymap.DialogDown:
		d.move(1)
	case k.Msg.Type == tea.KeyPgUp:
		d.move(-max(d.view.height-1, 1))
	case k.Msg.Type == tea.KeyPgDown:
		d.move(max(d.view.height-1, 1))
	case k.Msg.Type == tea.KeyLeft && d.turns():
		d.turn(-1)
	case k.Msg.Type == tea.KeyRight && d.turns():
		d.turn(1)
	case k.Msg.Type == tea.KeyRight && d.complete():
	default:
		d.edit(k.Msg)
	}
}

// field is the one under the cursor, nil in a form without any.
func (d *Form) field() *formField {
	if d.at >= len(d.fields) {
		return nil
	}
	return d.fields[d.at]
}

// inLines takes the keys that mean something else in a field of several lines. One that is fixed can be read with them.
func (d *Form) inLines(k Key) bool {
	f := d.field()
	switch {
	case f == nil || f.lines == nil:
		return false
	case k.Msg.Type == tea.KeyEnter && !f.Fixed:
		d.edit(k.Msg)
		return true
	case k.Action == keymap.DialogUp:
		return f.lines.move(-1)
	case k.Action == keymap.DialogDown:
		return f.lines.move(1)
	}
	return false
}

func (d *Form) edit(msg tea.KeyMsg) {
	f := d.field()
	if f == nil || !f.key(msg) {
		return
	}
	d.typed, d.foot = true, ""
	d.offers.edited = true
	d.suggest()
}

// suggest lists the suggestions anew.
func (d *Form) suggest() {
	d.offers.at, d.offers.list = -1, nil
	if f := d.field(); f != nil {
		d.offers.list = offersFor(f)
	}
}

// write takes text. A space turns a choice, unless one of the values goes on with it.
func (d *Form) write(msg tea.KeyMsg) {
	space := msg.Type == tea.KeySpace && !msg.Paste
	if f := d.field(); space && d.chooses() && len(f.matches(f.text()+" ")) == 0 {
		d.turn(1)
		return
	}
	d.edit(msg)
}

// chooses reports whether the field is one of a few values.
func (d *Form) chooses() bool {
	f := d.field()
	return f != nil && len(f.Allowed) > 0 && !f.Fixed && f.lines == nil
}

// turns reports whether the field holds one of a few values, or none yet. In anything else the caret moves.
func (d *Form) turns() bool {
	return d.chooses() && (d.field().text() == "" || slices.Contains(d.field().Allowed, d.field().text()))
}

func (d *Form) turn(by int) {
	d.field().turn(by)
	d.typed, d.foot = true, ""
	d.suggest()
}

// completes reports whether there is something to complete what was typed with: the caret is behind it.
func (d *Form) completes() bool {
	f := d.field()
	return f != nil && f.line.ended() && d.offers.completes(f.text())
}

// complete puts the next completion into the field.
func (d *Form) complete() bool {
	if !d.completes() {
		return false
	}
	f := d.field()
	f.set(d.offers.next(f.text()))
	if d.offers.at < 0 {
		d.offers.edited = len(d.offers.list) > 1
		d.suggest()
	}
	return true
}

// move moves the cursor by fields, also to those that can only be read.
func (d *Form) move(by int) { d.goTo(max(min(d.at+by, len(d.fields)-1), 0)) }

// skip moves the cursor to the next field that can be edited, from the last to the first.
func (d *Form) skip(by int) {
	to := d.editable(d.at, by)
	switch {
	case to < 0 && by > 0:
		to = d.editable(-1, by)
	case to < 0:
		to = d.editable(len(d.fields), by)
	}
	if to >= 0 {
		d.goTo(to)
	}
}

// editable is the first field that can be edited, going on from one; -1 when there is none.
func (d *Form) editable(from, by int) int {
	for i := from + by; i >= 0 && i < len(d.fields); i += by {
		if !d.fields[i].Fixed {
			return i
		}
	}
	return -1
}

// goTo leaves the field under the cursor for another. What is wrong with it is said, and stops nobody.
func (d *Form) goTo(at int) {
	if f := d.field(); f != nil && at != d.at {
		f.forgive()
		f.settle()
		if f.adds && f.text() != "" {
			d.foot = f.leftBehind()
		}
		if problem := f.check(); problem != "" && f.changed() && !f.adds {
			f.problem = d.hide(problem)
		}
	}
	d.at = at
	d.arrive()
}

func (d *Form) arrive() {
	d.offers.edited, d.offers.declined = false, ""
	d.suggest()
}

func (d *Form) enter() Verdict {
	f := d.field()
	switch {
	case f != nil && f.adds && f.text() != "":
		if !d.accept() {
			d.add()
		}
		return Stay
	case d.editable(d.at, 1) < 0:
		return d.submit()
	}
	d.skip(1)
	return Stay
}

// Ready puts the cursor on the first field with a problem; it is true when there is none.
func (d *Form) Ready() bool { return d.submit() == Chosen }

// submit puts the cursor on the first field with a problem, or is done.
func (d *Form) submit() Verdict {
	d.foot = ""
	first := -1
	for i, f := range d.fields {
		f.settle()
		if f.problem = d.hide(f.check()); f.problem != "" && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		d.goTo(first)
		return Stay
	}
	if d.options.Check != nil {
		if field, problem := d.options.Check(d.Values()); problem != "" {
			d.complain(field, problem)
			return Stay
		}
	}
	return Chosen
}

func (d *Form) cancel() Verdict {
	if d.warned || !d.dirty() {
		return Cancelled
	}
	d.warned = true
	return Stay
}

// dirty reports whether leaving would drop something.
func (d *Form) dirty() bool {
	for _, f := range d.fields {
		if f.changed() {
			return true
		}
	}
	return false
}
