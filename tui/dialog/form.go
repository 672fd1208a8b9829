package dialog

import (
	"slices"
	"strconv"

	"cordboard/model"
)

// FormOptions are what is asked for in several fields. All texts but the values are safe to show.
type FormOptions struct {
	// Title names the form, Intro says in a sentence or two what it does.
	Title, Intro string
	// Fields have distinct names.
	Fields []Field
	// MoreFields lets the operator add fields; nil when there are no others.
	MoreFields *MoreFields
	// Submit is the verb for what the form does: "create", "send".
	Submit string
	// Check says what is wrong with the values together, and at which field; "" for the field puts it at the foot, ""
	// for the problem finds nothing wrong. It is asked when every field by itself is right. Nil finds nothing wrong.
	Check func(values map[string]string) (field, problem string)
}

// Field is one value of a form.
type Field struct {
	// Name is what the value is known by; it must not be empty.
	Name string
	// Label stands before the value, Help explains it, Kind is a word for what it is: "number", "extension".
	Label, Help, Kind string
	// Value is what is there now. It may hold anything: what cannot be shown is kept unless the operator edits it.
	Value string
	// Required fields cannot be left empty, Fixed ones are shown and cannot be edited.
	Required, Fixed bool
	// Needed is said of a required field that is empty; "" says just that it is needed.
	Needed string
	// Secret values are never shown, offered or told in a problem. What is typed replaces the whole value; Allowed,
	// Complete and Says have no part in it.
	Secret bool
	// Multiline values have lines. Secret ones have not.
	Multiline bool
	// Allowed are the only values taken; empty when any text is.
	Allowed []string
	// Complete gives the values that go on from what was typed, as texts that are safe to show; nil when none do. It is
	// called at each key, so it must be quick.
	Complete func(typed string) []Suggestion
	// Says puts a text that is not empty into words, which stand below it; as quick as Complete. Nil has none.
	Says func(text string) string
	// Check says what is wrong with a text; "" for nothing. It is asked about texts that were changed and are not empty:
	// what the PBX has is not refused. Nil finds nothing wrong.
	Check func(string) string
}

// Suggestion is a value that can stand in a field.
type Suggestion struct{ Value, Help string }

// MoreFields is the row of a form that adds a field by its name.
type MoreFields struct {
	// Label stands before the name, Help explains what can be added.
	Label, Help string
	// Complete gives the names that go on from what was typed, as that of a Field does.
	Complete func(typed string) []Suggestion
	// Check says why a name cannot be added; "" when it can. Nil refuses none.
	Check func(name string) string
	// Field makes the field of a name. The warning says what is doubtful about it, "" when nothing is; the field is added
	// all the same.
	Field func(name string) (f Field, warning string)
}

// Change is one value that is to be another.
type Change struct {
	Name, From, To string
	// Label is what the value is called where it is shown; empty where that is its name.
	Label string
	// Unknown tells that nobody knows what there is now.
	Unknown bool
	// Secret values are never shown.
	Secret bool
}

// Form asks for values. It may be shown again: Chosen leaves everything as it was typed, so after a failed sending the
// same Form, with SetProblem, goes on where the operator left it.
type Form struct {
	silent
	options FormOptions
	fields  []*formField // the row that adds others is the last, where there is one
	at      int          // the field under the cursor
	offers  offers       // for that field
	typed   bool
	foot    string // what is wrong with the whole
	warned  bool   // the operator knows that leaving drops what was typed
	view    formView
}

// NewForm asks for values. The cursor is on the first field that can be edited.
func NewForm(o FormOptions) *Form {
	d := &Form{options: o}
	for _, f := range o.Fields {
		d.fields = append(d.fields, newFormField(f))
	}
	if more := o.MoreFields; more != nil {
		row := newFormField(Field{Label: more.Label, Help: more.Help, Complete: more.Complete, Check: more.Check})
		row.adds = true
		d.fields = append(d.fields, row)
	}
	d.at = max(d.editable(-1, 1), 0)
	d.arrive()
	return d
}

// Title implements Dialog.
func (d *Form) Title() string { return d.options.Title }

// Typed implements Dialog. A problem that was set makes it false, as for a dialog that has just opened.
func (d *Form) Typed() bool { return d.typed }

// Values gives all values by their names.
func (d *Form) Values() map[string]string {
	values := make(map[string]string, len(d.fields))
	for _, f := range d.fields {
		if !f.adds {
			values[f.Name] = f.text()
		}
	}
	return values
}

// Changed gives the values that are others than at first, in the order of the fields.
func (d *Form) Changed() []Change {
	var changes []Change
	for _, f := range d.fields {
		if !f.adds && f.changed() {
			changes = append(changes, f.change())
		}
	}
	return changes
}

func (f *formField) change() Change {
	c := Change{Name: f.Name, From: f.Value, To: f.text(), Secret: f.Secret, Unknown: f.added && !f.Secret}
	if f.Label != f.Name {
		c.Label = f.Label
	}
	return c
}

// SetProblem puts the PBX's answer, as text that is safe to show, at a field, and the cursor with it. With "" for the
// field, or a name the form does not have, it stands at the foot. Secrets in it are hidden.
func (d *Form) SetProblem(field, problem string) {
	d.typed = false
	d.complain(field, problem)
}

func (d *Form) complain(field, problem string) {
	problem = d.hide(problem)
	if i := d.index(field); i >= 0 {
		d.fields[i].problem = problem
		d.goTo(i)
		return
	}
	if field != "" {
		problem = field + ": " + problem
	}
	d.foot = problem
}

// index is that of the field with a name, -1 when there is none.
func (d *Form) index(name string) int {
	return slices.IndexFunc(d.fields, func(f *formField) bool { return f.Name == name && !f.adds })
}

// hide hides the secrets of the form in a text. One that another field shows in plain sight is no secret.
func (d *Form) hide(text string) string {
	var secrets []string
	for _, f := range d.fields {
		if f.Secret {
			secrets = append(secrets, f.Value, quoted(f.Value), f.text(), quoted(f.text()))
		}
	}
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range secrets {
		if secret != "" && !d.shows(secret) {
			text = model.WithoutWord(text, secret)
		}
	}
	return text
}

// quoted is a text as %q writes it, without the quotes.
func quoted(text string) string {
	text = strconv.Quote(text)
	return text[1 : len(text)-1]
}

func (d *Form) shows(value string) bool {
	return slices.ContainsFunc(d.fields, func(f *formField) bool { return !f.Secret && f.text() == value })
}

// hidden stands for a secret of any length.
const hidden = "***"
