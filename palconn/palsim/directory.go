package palsim

import (
	"maps"
	"regexp"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// longestPattern is how many characters a pattern of getExtensions may have.
const longestPattern = 256

func (p *PBX) directoryCommands() map[string]command {
	return map[string]command{
		"getExtensions": getExtensions, "getExtensionProperties": getExtensionProperties,
		"setExtensionProperties": p.setExtensionProperties,
	}
}

// getExtensions is PAL guide 6.12: numbers, or with property_names rows of a number
// and its values. The pattern is RE2 and must match the whole number. Without a
// type it lists those of every type.
func getExtensions(r *request) (any, error) {
	found, err := r.matching()
	if err != nil {
		return nil, err
	}
	return listing{found, r.texts("property_names")}, nil
}

// listing is a result of getExtensions. It is written row by row: a million rows
// never stand in memory beside their JSON.
type listing struct {
	extensions []*extension
	properties []string
}

// MarshalJSONTo implements json.MarshalerTo.
func (l listing) MarshalJSONTo(enc *jsontext.Encoder) error {
	if err := enc.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	for _, e := range l.extensions {
		if err := l.writeRow(enc, e); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndArray)
}

func (l listing) writeRow(enc *jsontext.Encoder, e *extension) error {
	if l.properties == nil {
		return enc.WriteToken(jsontext.String(e.number))
	}
	if err := enc.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	if err := enc.WriteToken(jsontext.String(e.number)); err != nil {
		return err
	}
	for _, name := range l.properties {
		if err := enc.WriteToken(jsontext.String(e.property(name))); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndArray)
}

// matching gives the extensions that getExtensions asks for.
func (r *request) matching() ([]*extension, error) {
	pattern, err := r.pattern()
	if err != nil {
		return nil, err
	}
	kind := r.text("type")
	pass, limit := r.number("offset", 0), r.number("limit", -1)
	var found []*extension
	for _, e := range r.tenant.extensions {
		switch {
		case kind != "" && e.kind() != kind, pattern != nil && !pattern.MatchString(e.number):
		case pass > 0:
			pass--
		case limit >= 0 && len(found) >= limit:
			return found, nil
		default:
			found = append(found, e)
		}
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
	// It is compiled as it came first: the error shows the caller's own pattern, and
	// one that is only right between other brackets is wrong.
	pattern, err := regexp.Compile(text)
	if err == nil {
		pattern, err = regexp.Compile("^(?:" + text + ")$")
	}
	if err != nil {
		return nil, invalid("pattern: %v", err)
	}
	return pattern, nil
}

// getExtensionProperties is PAL guide 6.11: the values of one extension, or a row
// for each of a list, in which "No permission." stands for one that may not be
// read, also for one that is not there. Users read their own, but no password.
func getExtensionProperties(r *request) (any, error) {
	names := r.texts("property_names")
	if !r.given["extension"].list {
		e, err := r.readable(r.text("extension"), names)
		if err != nil {
			return nil, err
		}
		return e.properties(names), nil
	}
	var rows []any
	for _, number := range r.texts("extension") {
		if e, err := r.readable(number, names); err == nil {
			rows = append(rows, e.properties(names))
		} else {
			rows = append(rows, errNoPermission.Message)
		}
	}
	return rows, nil
}

// readable finds an extension of which the caller may read properties.
func (r *request) readable(number string, names []string) (*extension, error) {
	e, err := r.reachable(number)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if r.by.rank == pal.ByUser && isSecret(name) {
			return nil, errNoPermission
		}
	}
	return e, nil
}

// reachable finds an extension of any kind that the caller may act for. To users
// it does not tell whether others exist.
func (r *request) reachable(number string) (*extension, error) {
	e := r.tenant.find(number)
	switch {
	case r.by.rank == pal.ByUser && (e == nil || e != r.by.ext):
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

// setExtensionProperties is PAL guide 6.23: all of them are set, or when one is
// refused none. Rights count from the next login, names from the next call.
func (p *PBX) setExtensionProperties(r *request) (any, error) {
	e, err := r.reachable(r.text("extension"))
	if err != nil {
		return nil, err
	}
	properties := r.members("properties")
	for name := range properties {
		if r.by.rank == pal.ByUser && !isOwn(name) {
			return nil, errNoPermission
		}
	}
	if err := e.checkProperties(properties); err != nil {
		return nil, err
	}
	maps.Copy(e.change().values, properties)
	return resultOK, nil
}
