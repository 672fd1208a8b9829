package desk

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// emptied tells an empty value where the PBX told one: leaving it out would leave
// it as it is. A tenant was not told, it is the console's.
func (f Form) emptied(name string) bool {
	i := f.index(name)
	return name != "tenant" && i >= 0 && f.Fields[i].Value != ""
}

// Empties tells that a value as it was typed is the word for an empty one: where
// blank leaves the value as it is.
func (f Form) Empties(name, value string) bool {
	return value == Emptied && (f.BlankStays || name == routePassword || f.index(name) < 0)
}

// properties are the values that are no parameter of the method and were changed.
func (f Form) properties(m pal.Method, values map[string]string) string {
	changed := map[string]string{}
	for _, name := range f.changedProperties(m, values) {
		changed[name] = values[name]
		if f.Empties(name, values[name]) {
			changed[name] = ""
		}
	}
	text, _ := json.Marshal(changed, json.Deterministic(true))
	return string(text)
}

// changedProperties are the names of those values.
func (f Form) changedProperties(m pal.Method, values map[string]string) []string {
	var names []string
	for name, value := range values {
		if _, param := m.Param(name); !param && !f.unchanged(name, value) {
			names = append(names, name)
		}
	}
	return names
}

// unchanged tells a value that is as the form was opened; one that was added to it
// was blank then.
func (f Form) unchanged(name, value string) bool {
	i := f.index(name)
	if i < 0 || f.Fields[i].Secret {
		return value == ""
	}
	return f.Fields[i].Value == value
}

func quote(text string) string {
	quoted, _ := jsontext.AppendQuote(nil, text)
	return string(quoted)
}
