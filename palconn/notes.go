package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// Note is a note of a tenant.
type Note struct {
	Name        pal.Text     `json:"name"`
	Description pal.LongText `json:"description"`
	// UserAccess is "" when the PBX told none of the levels of the guide.
	UserAccess pal.NoteAccess `json:"useraccess"`
	// Note is the content.
	Note pal.LongText `json:"note"`
}

// Note reads a note (6.13). A note that is not there, or that this login may not
// read, is a *pal.Refused.
func (c Client) Note(ctx context.Context, r pal.GetNote) (Note, error) { return ask[Note](ctx, c, r) }

// NoteNames lists the notes (6.14), in the order of the PBX.
func (c Client) NoteNames(ctx context.Context, r pal.GetNoteNames) ([]pal.Text, error) {
	return ask[[]pal.Text](ctx, c, r)
}

// SetNote writes a note (6.24), whole. It creates one that is not there.
func (c Client) SetNote(ctx context.Context, r pal.SetNote) error { return c.do(ctx, r) }

// DeleteNote deletes a note (6.7).
func (c Client) DeleteNote(ctx context.Context, r pal.DeleteNote) error { return c.do(ctx, r) }
