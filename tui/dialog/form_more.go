package dialog

import (
	"cmp"
	"slices"
	"strings"
)

// add makes a field of the name in the last row and goes to it; where the form has it already, only that. A name that
// cannot be added stays.
func (d *Form) add() {
	row := d.field()
	name := strings.TrimSpace(row.text())
	if problem := row.refuses(name); name != "" && d.index(name) < 0 && problem != "" {
		row.problem = problem
		return
	}
	row.set("")
	d.foot = ""
	if name == "" {
		d.suggest()
		return
	}
	d.goTo(d.fieldOf(name))
}

// leftBehind says of a name that the cursor leaves in the last row that it was not added.
func (f *formField) leftBehind() string {
	return f.label() + ": " + cmp.Or(f.refuses(f.text()), f.text()+" is not added yet, enter there adds it")
}

// accepts reports whether enter completes a name that is half typed, so that it is seen before it is added.
func (d *Form) accepts() bool {
	text := d.field().text()
	return len(d.offers.list) > 0 && !d.offers.has(text) && text != d.offers.declined
}

// accept completes a name that is half typed to the first that goes on from it.
func (d *Form) accept() bool {
	if !d.accepts() {
		return false
	}
	d.offers.declined = d.field().text()
	d.take(d.offers.list[0].Value)
	return true
}

// fieldOf is the index of the field of a name, which is added before the last row where the form has none.
func (d *Form) fieldOf(name string) int {
	if at := d.index(name); at >= 0 {
		return at
	}
	wanted, warning := d.options.MoreFields.Field(name)
	if at := d.index(wanted.Name); at >= 0 {
		return at
	}
	f := newFormField(wanted)
	f.warning, f.added = warning, true
	d.fields = slices.Insert(d.fields, len(d.fields)-1, f)
	return len(d.fields) - 2
}

// Retype puts in what was typed into another form of the same kind; fields that were added there are added. What else
// stands in the form stays, and so does the cursor.
func (d *Form) Retype(changes []Change) {
	for _, change := range changes {
		switch at := d.index(change.Name); {
		case at >= 0:
			d.fields[at].retype(change.To)
		case d.options.MoreFields != nil:
			d.fields[d.fieldOf(change.Name)].retype(change.To)
		}
	}
}

// retype replaces the whole value as keys do.
func (f *formField) retype(text string) {
	switch {
	case f.Fixed:
	case f.lines != nil:
		f.lines = newArea(text)
	default:
		f.kept = false
		f.line.set(text)
	}
}
