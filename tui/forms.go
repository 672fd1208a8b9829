package tui

import (
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
	for _, f := range form.Fields {
		o.Fields = append(o.Fields, a.newField(f))
	}
	if form.Properties != nil {
		o.MoreFields = a.moreFields(form)
	}
	return dialog.NewForm(o)
}

func (a *App) newField(f desk.Field) dialog.Field {
	field := dialog.Field{
		Name: f.Name, Label: f.Label, Help: f.Help, Kind: f.Kind, Value: f.Value, Required: f.Required, Secret: f.Secret, Fixed: f.Fixed,
		Multiline: f.Multiline, Allowed: f.Allowed, Check: f.Check,
	}
	switch {
	case f.Schedule:
		field.Complete = sayTyped
	case f.Extension:
		field.Complete = a.completeExtension
	}
	return field
}

// sayTyped says a schedule in words below the line in which it is typed.
func sayTyped(typed string) []dialog.Suggestion {
	if typed == "" {
		return []dialog.Suggestion{{Value: "A62T09001730", Help: desk.SaySchedule("A62T09001730")}}
	}
	return []dialog.Suggestion{{Value: typed, Help: desk.SaySchedule(typed)}}
}

// completeExtension offers the extensions whose number begins as typed, or whose
// name has it.
func (a *App) completeExtension(typed string) []dialog.Suggestion {
	if typed == "" {
		return nil
	}
	var found []dialog.Suggestion
	words := strings.ToLower(typed)
	for _, e := range a.snap.Extensions.All() {
		if strings.HasPrefix(e.Number.Raw(), typed) || strings.Contains(strings.ToLower(e.Name.String()), words) {
			found = append(found, suggest(e))
		}
		if len(found) == mostSuggestions {
			break
		}
	}
	return found
}

func suggest(e *model.Extension) dialog.Suggestion {
	return dialog.Suggestion{Value: e.Number.String(), Help: e.Name.String()}
}

// moreFields lets properties be added by their names. One that is not in the
// guide's tables is taken too, with a warning: those say of themselves that they
// are not complete.
func (a *App) moreFields(form desk.Form) *dialog.MoreFields {
	return &dialog.MoreFields{
		Label: "add a property",
		Complete: func(typed string) []dialog.Suggestion {
			var found []dialog.Suggestion
			for _, p := range form.Properties {
				if name, ok := p.Example(typed); ok && len(found) < mostSuggestions {
					found = append(found, dialog.Suggestion{Value: name, Help: p.Help})
				}
			}
			return found
		},
		Field: func(name string) (dialog.Field, string) {
			if p, ok := form.Properties.Find(name); ok {
				return a.newField(desk.PropertyField(p, name)), ""
			}
			return dialog.Field{Name: name, Label: name, Help: "not in the guide"}, "not a property of the guide's tables; it is sent all the same"
		},
	}
}
