package desk

import (
	"slices"
	"strings"

	"cordboard/palconn/pal"
)

// Added makes the field of a property that is added by its name to the form with these
// values. What the PBX has is not asked for: left blank it is not sent. The warning tells of a property that
// the form does not know, which is sent all the same; empty for any other.
func (f Form) Added(name string, values map[string]string) (field Field, warning string) {
	p, known := f.Offered(values).Find(name)
	field = Field{Name: name, Label: name, Help: "not in the guide", Secret: f.secret(name)}
	switch {
	case known:
		field = propertyField(p, name)
	case f.ofAnotherType(name, values):
		field.Help, warning = "not of this type", "not of this type in the guide; it is sent all the same"
	default:
		warning = "not a property of the guide's tables; it is sent all the same"
	}
	if f.lockProperty(&field) {
		return field, "only an admin sets it"
	}
	field.Help += "; left blank it is not sent, " + Emptied + " empties it"
	if check := field.Check; check != nil {
		field.Check = func(value string) string {
			if f.Empties(name, value) {
				value = ""
			}
			return check(value)
		}
	}
	return field, warning
}

// ofAnotherType tells a property that other extensions have by the guide than the one that
// the form is about.
func (f Form) ofAnotherType(name string, values map[string]string) bool {
	if _, known := f.Offered(values).Find(name); known || f.Method != "setExtensionProperties" {
		return false
	}
	_, known := pal.FindProperty("", "", name)
	return known
}

// sayOthers names the properties that are set though they are of another type; empty when
// there is none.
func (f Form) sayOthers(values map[string]string) string {
	m, _ := pal.FindMethod(f.Method)
	var others []string
	for _, name := range f.changedProperties(m, values) {
		if f.ofAnotherType(name, values) {
			others = append(others, pal.NewText(name).String())
		}
	}
	if len(others) == 0 {
		return ""
	}
	slices.Sort(others)
	return "Not of this type in the guide: " + strings.Join(others, ", ")
}
