package dialog

import (
	"slices"
	"strings"
)

// add makes a field of the name in the last row and goes to it; where the form has it already, only that.
func (d *Form) add() {
	row := d.field()
	name := strings.TrimSpace(row.text())
	row.set("")
	if name == "" {
		d.suggest()
		return
	}
	if at := d.index(name); at >= 0 {
		d.goTo(at)
		return
	}
	wanted, warning := d.options.MoreFields.Field(name)
	if at := d.index(wanted.Name); at >= 0 {
		d.goTo(at)
		return
	}
	f := newFormField(wanted)
	f.warning = warning
	d.fields = slices.Insert(d.fields, len(d.fields)-1, f)
	d.goTo(len(d.fields) - 2)
}
