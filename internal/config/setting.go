package config

import (
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// typeErrors finds the values whose kind is not that of their setting. The decoder would report the first one only, in
// Go's words, and would take a number for a password or a duration.
func typeErrors(src source, found places) []*Error {
	var problems []*Error
	for _, here := range found {
		if problem := typeError(src, here); problem != nil {
			problems = append(problems, problem)
		}
	}
	return problems
}

// typeError goes down the path: "park.x" in [keys] is wrong at park already. Unknown settings are not its affair.
func typeError(src source, here place) *Error {
	for depth := 1; depth <= len(here.path); depth++ {
		t := settingType(here.path[:depth])
		if t == nil {
			return nil
		}
		if at, ok := here.fits(t, depth == len(here.path)); !ok {
			name := strings.Join(here.path[:depth], ".")
			return src.errorAt(at, name+": must be "+kindInWords(t), nil)
		}
	}
	return nil
}

// fits says whether the value can be of type t, and where not. Short of the end of the path only a section can.
func (p place) fits(t reflect.Type, end bool) (at int, ok bool) {
	if isSection(t) {
		return p.value, !end || p.kind == unstable.Table || p.kind == unstable.InlineTable
	}
	if !end {
		return p.key, false
	}
	switch t.Kind() {
	case reflect.Bool:
		return p.value, p.kind == unstable.Bool
	case reflect.Int:
		return p.value, p.kind == unstable.Integer
	case reflect.Slice:
		for _, e := range p.elements {
			if e.kind != unstable.String {
				return e.at, false
			}
		}
		return p.value, p.kind == unstable.Array
	default:
		return p.value, p.kind == unstable.String
	}
}

func isSection(t reflect.Type) bool {
	return t.Kind() == reflect.Map || t.Kind() == reflect.Struct && len(settingFields(t)) > 0
}

func kindInWords(t reflect.Type) string {
	switch {
	case isSection(t):
		return "a section, like [pbx]"
	case t == reflect.TypeFor[Duration]():
		return `a duration in quotes, like "10s"`
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number, like 365"
	case t.Kind() == reflect.Slice:
		return `a list of texts in quotes, like ["a", "b"]`
	}
	return "text in quotes"
}

// settingType is the Go type of a setting, nil when there is none of that name.
func settingType(path []string) reflect.Type {
	t := reflect.TypeFor[Config]()
	for _, name := range path {
		switch t.Kind() {
		case reflect.Map:
			t = t.Elem()
		case reflect.Struct:
			i := slices.Index(settingNames(t), name)
			if i < 0 {
				return nil
			}
			t = settingFields(t)[i].Type
		default:
			return nil
		}
	}
	return t
}

func settingNames(t reflect.Type) []string {
	var names []string
	for _, field := range settingFields(t) {
		names = append(names, field.Tag.Get("toml"))
	}
	return names
}

func settingFields(t reflect.Type) []reflect.StructField {
	var fields []reflect.StructField
	for field := range t.Fields() {
		if tag := field.Tag.Get("toml"); tag != "" && tag != "-" {
			fields = append(fields, field)
		}
	}
	return fields
}
