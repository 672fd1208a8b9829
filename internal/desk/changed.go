package desk

import (
	"context"
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// Changed says that what a form was filled with is another on the PBX by now, and that
// nothing was sent: a form that sends the whole would undo what somebody else did.
type Changed struct {
	// Form is the form as it opens now.
	Form Form
	// Fields are those whose values are others, each with what it is now; that may have
	// several lines.
	Fields []FieldProblem
}

// Error implements error.
func (c *Changed) Error() string {
	said := "not sent, it was changed meanwhile"
	for i, field := range c.Fields {
		mark := ": "
		if i > 0 {
			mark = ", "
		}
		said += mark + field.Field
	}
	return said
}

// soon is how long what was looked at may be written down before it is looked at again.
const soon = time.Second

// holdsStill looks again, once a form is written down, at what it was looked at for: at
// the board always, at what the PBX would have to be asked when the disk took long.
func (d *Desk) holdsStill(ctx context.Context, f Form, values map[string]string, took time.Duration) error {
	if !f.onCall && took <= soon {
		return nil
	}
	now, err := d.lookBefore(ctx, f, values)
	if err != nil {
		return err
	}
	then, _ := f.params(values)
	if sent, _ := now.params(values); string(sent) != string(then) {
		return &Refusal{Why: "it was changed meanwhile"}
	}
	return nil
}

// lookBefore asks the PBX for what must be known before a form can be sent. A *Changed
// says that it is not what the form was filled with any more.
func (d *Desk) lookBefore(ctx context.Context, f Form, values map[string]string) (Form, error) {
	switch {
	case f.onCall:
		return f, d.callHolds(f, values)
	case f.again != nil && !f.Creates:
		return f.lookAgain(ctx)
	case f.BlankStays && f.Method == "updateRouteVariables":
		return d.findBlanks(ctx, f, values)
	case f.Creates && f.Method == "setNote":
		return f, d.noNoteYet(ctx, values)
	case f.Method == "deleteRouteVariables":
		return f, d.aloneRoute(ctx, values["template"], values["name"])
	}
	return f, nil
}

// lookAgain makes a form anew. Where it was filled with something else, the error is a
// *Changed.
func (f Form) lookAgain(ctx context.Context) (Form, error) {
	now, err := f.again(ctx)
	if err != nil {
		return f, err
	}
	changed := &Changed{Form: now}
	for _, is := range now.Fields {
		i := slices.IndexFunc(f.Fields, func(was Field) bool { return was.Name == is.Name })
		if i >= 0 && f.Fields[i].Value != is.Value {
			changed.Fields = append(changed.Fields, FieldProblem{is.Name, "changed meanwhile: now " + sayValue(is.Value)})
		}
	}
	if len(changed.Fields) > 0 || now.Creates {
		return f, changed
	}
	return now, nil
}

// sayValue is a value that the PBX told, as it may be shown, with its lines.
func sayValue(raw string) string {
	if raw == "" {
		return "empty"
	}
	return pal.NewLongText(raw).String()
}
