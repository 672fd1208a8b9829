package desk

import (
	"context"
	"slices"

	"cordboard/palconn/pal"
)

// readOnly is why a user may not change a note.
const readOnly = "users may only read this note (useraccess 1): ask an admin"

// lockNote fixes all of a form on a note of this access, where this login may only read it.
func (d *Desk) lockNote(f *Form, access string) {
	if d.Login() != pal.ByUser || access != string(pal.NoteReadOnly) {
		return
	}
	f.Locked = readOnly
	for i := range f.Fields {
		f.Fields[i].Fixed, f.Fields[i].Required = true, false
	}
}

// lockDeleted is lockNote for a form that deletes a note, of which only users need to know
// more than that it is there.
func (d *Desk) lockDeleted(ctx context.Context, f *Form, item Item) error {
	if d.Login() != pal.ByUser {
		return nil
	}
	note, err := fetch[map[string]pal.LongText](ctx, d, "getNote", map[string]any{"name": item.Name})
	d.lockNote(f, note["useraccess"].Raw())
	return err
}

// adminsAlone are the properties that users may not set of themselves: they give rights,
// or change what others may do; read only.
var adminsAlone = []string{
	"admin", "allowjoin", "automonitor", "canjoin", "defaultpickup", "maxsessioncount", "recording", "recording.pattern", "recordlength",
	"resourcemap", "userclass", "pnumber[n]", "p[n]_ptype",
}

// lockProperties fixes what a user may not set of themselves.
func (f Form) lockProperties() {
	for i := range f.Fields {
		f.lockProperty(&f.Fields[i])
	}
}

// lockProperty fixes the field of a property that this login may not set, and reports
// whether it did.
func (f Form) lockProperty(field *Field) bool {
	p, known := f.Properties.Find(field.Name)
	if !f.byUser || !known || !slices.Contains(adminsAlone, p.Name) {
		return false
	}
	field.Fixed, field.Required, field.Help = true, false, "only an admin sets it; "+field.Help
	return true
}
