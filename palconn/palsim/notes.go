package palsim

import (
	"maps"
	"slices"

	"cordboard/palconn/pal"
)

// note is a text that a tenant keeps under a name. Its fields are in the guide's
// order (6.13).
type note struct {
	// Access is what users may do: pal.NoteHidden and its like. Admins may do all.
	Access      pal.NoteAccess `json:"useraccess"`
	Description string         `json:"description"`
	Name        string         `json:"name"`
	Note        string         `json:"note"`
}

func (p *PBX) noteCommands() map[string]command {
	return map[string]command{
		"getNote": getNote, "getNoteNames": getNoteNames, "setNote": setNote, "deleteNote": deleteNote,
	}
}

// writtenNotes are those that people have written before a client comes, one of
// each level of access.
func writtenNotes() map[string]*note {
	notes := map[string]*note{}
	for _, n := range []*note{
		{pal.NoteHidden, "for admins", "carriers", "national: account 5550 0100\ninternational: account 5550 0200"},
		{pal.NoteReadOnly, "when we are open", "opening hours", "Mon-Fri 9:00-17:30\n24 and 25 December closed"},
		{pal.NoteWritable, "who is in on which day", "rota", "Mon: Mia\nTue: Bo\nWed: Ana"},
	} {
		notes[n.Name] = n
	}
	return notes
}

// mayRead and mayWrite tell whether the caller may do so with a note that is there.
func (r *request) mayRead(n *note) bool {
	return r.by.rank != pal.ByUser || n.Access == pal.NoteReadOnly || n.Access == pal.NoteWritable
}

func (r *request) mayWrite(n *note) bool {
	return r.by.rank != pal.ByUser || n.Access == pal.NoteWritable
}

// note finds the note that the request names.
func (r *request) note(may func(*note) bool) (*note, error) {
	n := r.tenant.notes[r.text("name")]
	switch {
	case n == nil:
		return nil, notFound("no note %q", r.text("name"))
	case !may(n):
		return nil, errNoPermission
	}
	return n, nil
}

// getNote is PAL guide 6.13.
func getNote(r *request) (any, error) {
	n, err := r.note(r.mayRead)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// getNoteNames is PAL guide 6.14: sorted, without those that the caller may not read.
func getNoteNames(r *request) (any, error) {
	names := []string{}
	for _, name := range slices.Sorted(maps.Keys(r.tenant.notes)) {
		if r.mayRead(r.tenant.notes[name]) {
			names = append(names, name)
		}
	}
	return names, nil
}

// setNote is PAL guide 6.24: it makes the note when there is none. What the request
// leaves out stays as it is; a new note is hidden from users unless it says otherwise.
func setNote(r *request) (any, error) {
	name := r.text("name")
	n := r.tenant.notes[name]
	switch {
	case n == nil:
		n = &note{Name: name, Access: pal.NoteHidden}
		r.tenant.notes[name] = n
	case !r.mayWrite(n):
		return nil, errNoPermission
	}
	if r.has("useraccess") {
		n.Access = pal.NoteAccess(r.text("useraccess"))
	}
	if r.came("description") {
		n.Description = r.text("description")
	}
	if r.came("note") {
		n.Note = r.text("note")
	}
	return resultOK, nil
}

// deleteNote is PAL guide 6.7.
func deleteNote(r *request) (any, error) {
	n, err := r.note(r.mayWrite)
	if err != nil {
		return nil, err
	}
	delete(r.tenant.notes, n.Name)
	return true, nil
}
