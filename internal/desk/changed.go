package desk

import (
	"context"
	"slices"

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
