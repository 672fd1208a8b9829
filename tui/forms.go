package tui

import (
	"slices"
	"strings"

	"cordboard/internal/desk"
	"cordboard/model"
	"cordboard/tui/dialog"
)

// mostSuggestions is how many values are offered for a field.
const mostSuggestions = 20

// newForm makes the dialog of a form.
func (a *App) newForm(form desk.Form) *dialog.Form {
	o := dialog.FormOptions{Title: form.Title, Intro: form.Help, Submit: "send"}
	if form.Locked != "" {
		o.Intro = form.Locked
	}
	for _, f := range form.Fields {
		o.Fields = append(o.Fields, a.newField(f))
	}
	var d *dialog.Form
	if form.Properties != nil {
		o.MoreFields = a.moreFields(form, func() map[string]string { return d.Values() })
	}
	o.Check = func(values map[string]string) (field, problem string) {
		if form.Locked == "" && form.Changes && !form.Acts() && len(d.Changed()) == 0 {
			return "", "nothing changed: there is nothing to send"
		}
		return problemAt(form.Check(values))
	}
	d = dialog.NewForm(o)
	return d
}

func (a *App) newField(f desk.Field) dialog.Field {
	field := dialog.Field{
		Name: f.Name, Label: f.Label, Help: f.Help, Kind: f.Kind, Value: f.Value, Required: f.Required, Needed: f.Needed, Secret: f.Secret, Fixed: f.Fixed,
		Multiline: f.Multiline, Allowed: f.Allowed, Check: f.Check,
	}
	switch {
	case f.Schedule:
		field.Complete, field.Says = sampleSchedule, desk.SaySchedule
	case f.Extension:
		field.Complete = a.completeExtension
	}
	return field
}

// sampleSchedule is offered where there is no schedule: it shows how one is written.
func sampleSchedule(typed string) []dialog.Suggestion {
	if typed != "" {
		return nil
	}
	return []dialog.Suggestion{{Value: "A62T09001730", Help: desk.SaySchedule("A62T09001730")}}
}

// completeExtension offers the extensions whose number or name has what was typed,
// the best first.
func (a *App) completeExtension(typed string) []dialog.Suggestion {
	book := a.shelf.Book()
	if typed == "" || book == nil {
		return nil
	}
	var offered []dialog.Suggestion
	found := book.Find(typed)
	for i := range min(found.Len(), mostSuggestions) {
		if e, ok := a.snap.Extension(found.At(i)); ok {
			offered = append(offered, suggest(e))
		}
	}
	return offered
}

func suggest(e *model.Extension) dialog.Suggestion {
	return dialog.Suggestion{Value: e.Number.String(), Help: e.Name.String()}
}

// moreFields lets properties be added by their names. One of an extension that is not
// in the guide's tables is taken too, with a warning: those say of themselves that they
// are not complete. Which are offered can hang on the values that the form has by then.
func (a *App) moreFields(form desk.Form, values func() map[string]string) *dialog.MoreFields {
	return &dialog.MoreFields{
		Label: "add a property", Check: form.Refuses,
		Complete: func(typed string) []dialog.Suggestion { return completeProperty(form, values(), typed) },
		Field: func(name string) (dialog.Field, string) {
			field, warning := form.Added(name, values())
			return a.newField(field), warning
		},
	}
}

// completeProperty offers the properties whose names begin with what was typed, then
// those that have it in their names, then those that have its words in their names or
// descriptions.
func completeProperty(form desk.Form, values map[string]string, typed string) []dialog.Suggestion {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var begin, have, speak []dialog.Suggestion
	for _, p := range form.Offered(values) {
		begins, ok := p.Example(typed)
		name, _ := p.Example("")
		switch {
		case ok:
			begin = append(begin, dialog.Suggestion{Value: begins, Help: p.Help})
		case strings.Contains(name, typed):
			have = append(have, dialog.Suggestion{Value: name, Help: p.Help})
		case hasWords(name+" "+p.Help, typed):
			speak = append(speak, dialog.Suggestion{Value: name, Help: p.Help})
		}
	}
	found := slices.Concat(begin, have, speak)
	return found[:min(len(found), mostSuggestions)]
}

// hasWords tells that a text has each of some words, which are in small letters.
func hasWords(text, words string) bool {
	text = strings.ToLower(text)
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// retyped makes the dialog of another form of the same thing, with what was typed into one.
func (a *App) retyped(form desk.Form, d *dialog.Form, other desk.Form) *dialog.Form {
	again := a.newForm(other)
	changes := d.Changed()
	for i, change := range changes {
		if !other.Empties(change.Name, change.To) {
			changes[i] = emptied(form, change)
		}
	}
	again.Retype(changes)
	return again
}
