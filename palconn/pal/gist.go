package pal

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// gistCells is how much of a value Gist says, in characters.
const gistCells = 60

// Gist says in one line what a request is about, for the record of it: "extension
// 1001, type user". The tenant is left out, secrets and the values of properties
// and routes too: of those it names which are set.
func Gist(r Request) string {
	method, ok := FindMethod(r.Method())
	raw, err := json.Marshal(r)
	if !ok || err != nil {
		return ""
	}
	values := map[string]jsontext.Value{}
	if json.Unmarshal(raw, &values) != nil {
		return ""
	}
	var said []string
	for _, p := range method.Params {
		value, given := values[p.Name]
		if !given || p.Name == "tenant" {
			continue
		}
		if gist := p.gist(value); gist != "" {
			said = append(said, p.Name+" "+gist)
		}
	}
	return strings.Join(said, ", ")
}

// gist says one value; it is empty for what is not said.
func (p Param) gist(value jsontext.Value) string {
	switch {
	case p.Secret, p.Kind == KindRoute:
		return ""
	case p.Kind == KindObject:
		return namesIn(value)
	}
	var one Text
	if json.Unmarshal(value, &one) == nil && value.Kind() != '[' {
		return shorten(one.String())
	}
	var several []Text
	if json.Unmarshal(value, &several) != nil {
		return ""
	}
	words := make([]string, len(several))
	for i, text := range several {
		words[i] = text.String()
	}
	return shorten(strings.Join(words, " "))
}

// namesIn are the names in an object, in its order.
func namesIn(value jsontext.Value) string {
	var names []string
	for m := members(value); m.next(); {
		var name Text
		if json.Unmarshal(m.name, &name) == nil {
			names = append(names, name.String())
		}
	}
	return strings.Join(names, " ")
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > gistCells {
		return string(runes[:gistCells-1]) + "…"
	}
	return s
}
