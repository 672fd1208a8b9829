package palsim

import (
	"regexp"
	"strconv"
	"unicode/utf8"
)

// longestPattern is how many characters a pattern of getExtensions may have.
const longestPattern = 256

func (p *PBX) directoryCommands() map[string]command {
	return map[string]command{
		"getExtensions": getExtensions, "getExtensionProperties": getExtensionProperties,
	}
}

// getExtensions is PAL guide 6.12: numbers, or with property_names rows of a number
// and its values. The pattern is RE2 and must match the whole number.
func getExtensions(r *request) (any, error) {
	found, err := r.matching()
	if err != nil {
		return nil, err
	}
	if !r.has("property_names") {
		numbers := make([]string, 0, len(found))
		for _, e := range found {
			numbers = append(numbers, e.number)
		}
		return numbers, nil
	}
	rows := make([][]string, 0, len(found))
	for _, e := range found {
		rows = append(rows, append([]string{e.number}, e.properties(r.texts("property_names"))...))
	}
	return rows, nil
}

// matching gives the extensions that getExtensions asks for. All are of type user.
func (r *request) matching() ([]*extension, error) {
	if r.has("type") && r.text("type") != "user" {
		return nil, nil
	}
	pattern, err := r.pattern()
	if err != nil {
		return nil, err
	}
	var found []*extension
	for _, e := range r.tenant.extensions {
		if pattern == nil || pattern.MatchString(e.number) {
			found = append(found, e)
		}
	}
	found = found[min(max(0, r.number("offset", 0)), len(found)):]
	if limit := r.number("limit", -1); limit >= 0 {
		found = found[:min(limit, len(found))]
	}
	return found, nil
}

// pattern compiles the pattern; nil when there is none. "*" alone is taken for all,
// as clients send it.
func (r *request) pattern() (*regexp.Regexp, error) {
	text := r.text("pattern")
	switch {
	case text == "" || text == "*":
		return nil, nil
	case utf8.RuneCountInString(text) > longestPattern:
		return nil, invalid("pattern is longer than %d characters", longestPattern)
	}
	pattern, err := regexp.Compile("^(?:" + text + ")$")
	if err != nil {
		return nil, invalid("pattern: %v", err)
	}
	return pattern, nil
}

// getExtensionProperties is PAL guide 6.11: the values of one extension, or a row
// for each of a list, in which one that may not be read says "No permission.".
func getExtensionProperties(r *request) (any, error) {
	names := r.texts("property_names")
	if !r.given["extension"].list {
		e, err := r.readable(r.text("extension"))
		if err != nil {
			return nil, err
		}
		return e.properties(names), nil
	}
	var rows []any
	for _, number := range r.texts("extension") {
		e, err := r.readable(number)
		if err != nil {
			rows = append(rows, err.Error())
			continue
		}
		rows = append(rows, e.properties(names))
	}
	return rows, nil
}

// readable finds an extension whose properties the caller may read.
func (r *request) readable(number string) (*extension, error) {
	e := r.tenant.byNumber[number]
	switch {
	case e == nil && r.by.ext != nil && !r.by.ext.admin, e != nil && !r.mayActFor(e):
		return nil, errNoPermission
	case e == nil:
		return nil, errUnknownUser
	}
	return e, nil
}

// properties gives values in the order of their names; "" for one that it has not.
func (e *extension) properties(names []string) []string {
	values := make([]string, 0, len(names))
	for _, name := range names {
		values = append(values, e.property(name))
	}
	return values
}

func (e *extension) property(name string) string {
	switch name {
	case "type":
		return "user"
	case "name":
		return e.name
	case "admin":
		return strconv.FormatBool(e.admin)
	case "language":
		return "en"
	case "busyforward.voicemail":
		return strconv.FormatBool(e.boxAlways)
	case "noanswerforward.voicemail":
		return "true"
	}
	return ""
}
