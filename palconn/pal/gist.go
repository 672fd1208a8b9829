package pal

import (
	"slices"
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

// TenantIn is the tenant that a request names, by its parameter or in the values of a
// route; empty when it names none.
func TenantIn(r Request) string {
	method, ok := FindMethod(r.Method())
	raw, err := json.Marshal(r)
	if !ok || err != nil {
		return ""
	}
	for o := members(raw); o.next(); {
		p, _ := method.Param(string(o.key()))
		var route Route
		switch {
		case p.Name == "tenant":
			return scalar(o.value)
		case p.Kind == KindRoute && json.Unmarshal(o.value, &route, lenient) == nil:
			return route.Tenant.Raw()
		}
	}
	return ""
}

// SecretsIn are the secrets that a request holds, to be hidden where it is quoted.
func SecretsIn(r Request) []string {
	method, ok := FindMethod(r.Method())
	raw, err := json.Marshal(r)
	if !ok || err != nil {
		return nil
	}
	var secrets []string
	for o := members(raw); o.next(); {
		p, _ := method.Param(string(o.key()))
		switch {
		case p.Secret:
			secrets = append(secrets, scalar(o.value))
		case p.Kind == KindRoute:
			var route Route
			if json.Unmarshal(o.value, &route, lenient) == nil {
				secrets = append(secrets, route.Password.Reveal())
			}
		case p.Kind == KindObject:
			secrets = append(secrets, secretProperties(o.value)...)
		}
	}
	return slices.DeleteFunc(secrets, func(s string) bool { return s == "" })
}

func secretProperties(properties jsontext.Value) []string {
	var secrets []string
	for o := members(properties); o.next(); {
		if p, known := FindProperty("", "", string(o.key())); known && p.Secret() {
			secrets = append(secrets, scalar(o.value))
		}
	}
	return secrets
}

// gistOfRoute says which route it is, and whether it is on; its variables are not said.
func gistOfRoute(value jsontext.Value) string {
	var r Route
	if json.Unmarshal(value, &r, lenient) != nil {
		return ""
	}
	return "of route " + shorten(r.Name.String()) + ", tenant " + shorten(r.Tenant.String()) + ", enabled " + shorten(r.Enabled.String())
}

// gist says one value; it is empty for what is not said.
func (p Param) gist(value jsontext.Value) string {
	switch {
	case p.Secret, p.Unsaid:
		return ""
	case p.Kind == KindRoute:
		return gistOfRoute(value)
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
