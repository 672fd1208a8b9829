package pal

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// UsageError says what is wrong with one argument for a method. It never holds
// the value of a secret.
type UsageError struct {
	Method string
	// Param is the parameter, or "argument 2" where it cannot be told.
	Param   string
	Problem string
}

// Error implements error.
func (e *UsageError) Error() string { return fmt.Sprintf("%s: %s %s", e.Method, e.Param, e.Problem) }

// ParseArgs reads arguments of the form name=text and name:=JSON into the params of
// the method, in the order in which they were given. Every error is a *UsageError.
func (m Method) ParseArgs(args []string) (jsontext.Value, error) {
	given := make(map[string]jsontext.Value, len(args))
	params := []byte{'{'}
	for i, arg := range args {
		p, value, err := m.readArg(arg, i+1, given)
		if err != nil {
			return nil, err
		}
		given[p.Name] = value
		if i > 0 {
			params = append(params, ',')
		}
		params = append(params, strconv.Quote(p.Name)+":"...)
		params = append(params, value...)
	}
	if err := m.checkGiven(given); err != nil {
		return nil, err
	}
	return append(params, '}'), nil
}

func (m Method) readArg(arg string, place int, given map[string]jsontext.Value) (Param, jsontext.Value, error) {
	name, value, found := strings.Cut(arg, "=")
	if !found {
		// What was typed is not repeated: it may be a password without its name.
		return Param{}, nil, &UsageError{m.Name, fmt.Sprintf("argument %d", place), "is neither name=text nor name:=JSON"}
	}
	name, isJSON := strings.CutSuffix(name, ":")
	p, known := m.Param(name)
	switch {
	case !known:
		return Param{}, nil, &UsageError{m.Name, NewText(name).String(), "is not one of its parameters"}
	case given[name] != nil:
		return Param{}, nil, &UsageError{m.Name, name, "is given twice"}
	}
	wire, err := p.read(value, isJSON)
	switch {
	case err != nil:
	case p.Kind == KindObject:
		err = m.checkProperties(wire)
	case slices.Contains(m.OneOf, name) && string(wire) == `""`:
		err = errEmpty
	}
	if err != nil {
		return Param{}, nil, &UsageError{m.Name, name, err.Error()}
	}
	return p, wire, nil
}

func (m Method) checkGiven(given map[string]jsontext.Value) error {
	for _, p := range m.Params {
		if p.Required && given[p.Name] == nil {
			return &UsageError{m.Name, p.Name, "is missing"}
		}
		if with := p.RequiredWith; with.in(given) && scalar(given[p.Name]) == "" {
			return &UsageError{m.Name, p.Name, "is missing: " + with.Param + " " + with.Value + " needs it"}
		}
	}
	if len(m.OneOf) > 0 && !slices.ContainsFunc(m.OneOf, func(name string) bool { return given[name] != nil }) {
		return &UsageError{m.Name, strings.Join(m.OneOf, " or "), "is missing"}
	}
	return nil
}

// in tells whether the parameter was given with the value.
func (g Given) in(given map[string]jsontext.Value) bool {
	return g != Given{} && scalar(given[g.Param]) == g.Value
}

// read gives the JSON for what was typed. Its errors go on after the parameter's
// name and hold no value.
func (p Param) read(typed string, isJSON bool) (jsontext.Value, error) {
	value := jsontext.Value(typed)
	if !isJSON {
		var err error
		if value, err = p.fromText(typed); err != nil {
			return nil, err
		}
	} else if !value.IsValid() {
		return nil, errors.New("is not valid JSON")
	}
	return value, p.check(value)
}

func (p Param) fromText(typed string) (jsontext.Value, error) {
	switch p.Kind {
	case KindInt:
		n, err := strconv.ParseInt(typed, 10, 64)
		if err != nil {
			return nil, errNotWhole
		}
		return strconv.AppendInt(nil, n, 10), nil
	case KindBool:
		return jsontext.Value(strings.ToLower(typed)), nil
	case KindObject, KindRoute:
		return nil, fmt.Errorf("takes JSON: write %s:=…", p.Name)
	case KindTexts:
		return quoteList(strings.Split(typed, ","))
	case KindSchedule:
		// As JSON a schedule goes unchecked: PBXs may know more of them than we do.
		if _, err := ParseSchedule(typed); err != nil {
			return nil, err
		}
	}
	return quote(typed)
}

var (
	errNotWhole = errors.New("must be a whole number")
	errEmpty    = errors.New("must not be empty")
	errEncoding = errors.New("is not valid UTF-8")

	errEmptyEntry = errors.New("has an empty entry")
)

func quote(text string) (jsontext.Value, error) {
	value, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return nil, errEncoding
	}
	return value, nil
}

func quoteList(texts []string) (jsontext.Value, error) {
	for i, text := range texts {
		texts[i] = strings.TrimSpace(text)
	}
	value, err := json.Marshal(texts)
	if err != nil {
		return nil, errEncoding
	}
	return value, nil
}

// check tells why a valid JSON value does not fit the parameter.
func (p Param) check(value jsontext.Value) error {
	switch p.Kind {
	case KindInt:
		if _, err := strconv.ParseInt(strings.TrimSpace(string(value)), 10, 64); err != nil {
			return errNotWhole
		}
		return nil
	case KindBool:
		if kind := value.Kind(); kind != 't' && kind != 'f' || !value.IsValid() {
			return errors.New("must be true or false")
		}
		return nil
	case KindTexts:
		return p.checkList(value)
	case KindObject:
		return p.checkObject(value)
	case KindRoute:
		return checkRoute(value)
	}
	if p.Many && value.Kind() == '[' {
		return p.checkList(value)
	}
	return p.checkText(value)
}

func (p Param) checkText(value jsontext.Value) error {
	var text string
	if json.Unmarshal(value, &text) != nil || value.Kind() != '"' {
		return errors.New("must be a text")
	}
	if text == "" && p.Required {
		return errEmpty
	}
	return p.checkAllowed(text)
}

func (p Param) checkAllowed(text string) error {
	if len(p.Allowed) == 0 || slices.Contains(p.Allowed, text) {
		return nil
	}
	return fmt.Errorf("must be one of: %s", strings.Join(p.Allowed, ", "))
}

func (p Param) checkList(value jsontext.Value) error {
	texts, err := texts(value)
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		return errEmpty
	}
	for _, text := range texts {
		if text == "" {
			return errEmptyEntry
		}
		if err := p.checkAllowed(text); err != nil {
			return err
		}
	}
	return nil
}

func (p Param) checkObject(value jsontext.Value) error {
	if value.Kind() != '{' {
		return errors.New("must be a JSON object")
	}
	o := members(value)
	count := 0
	for ; o.next(); count++ {
		switch o.value.Kind() {
		case 'n', '{', '[':
			return errors.New("must hold texts, numbers, true and false only")
		}
		if err := p.checkAllowed(string(o.key())); err != nil {
			return fmt.Errorf("has a name that it must not have; each %w", err)
		}
	}
	if count == 0 && p.Required {
		return errEmpty
	}
	return nil
}

// checkProperties checks the values of an object of properties. The type of the
// extension is known only where the object has it; where it does not, a value
// passes that is right for any type. What no table has passes.
func (m Method) checkProperties(object jsontext.Value) error {
	values := map[string]string{}
	for o := members(object); o.next(); {
		values[string(o.key())] = scalar(o.value)
	}
	table := m.propertyTable(values["type"], values["stype"])
	for _, name := range slices.Sorted(maps.Keys(values)) {
		p, known := table.Find(name)
		if !known {
			continue
		}
		if err := p.Check(values[name]); err != nil {
			return fmt.Errorf("has a wrong %s, which %w", name, err)
		}
	}
	return nil
}

// UnknownProperties gives the names of properties in parameters of the method that
// no table has. They are sent all the same: the guide says that its lists are not
// complete (section 7).
func (m Method) UnknownProperties(params jsontext.Value) []string {
	var unknown []string
	for o := members(params); o.next(); {
		if p, ok := m.Param(string(o.key())); !ok || p.Kind != KindObject {
			continue
		}
		for names := members(o.value); names.next(); {
			name := string(names.key())
			if _, known := m.propertyTable("", "").Find(name); !known {
				unknown = append(unknown, name)
			}
		}
	}
	return unknown
}

func (m Method) propertyTable(extensionType, stype string) PropertyTable {
	if m.Name == "setTenantProperties" {
		return TenantProperties()
	}
	if table := Properties(extensionType, stype); len(table) > 0 {
		return table
	}
	return Properties("", "")
}

// The least and the most values of a route: val 0 to 6 are required (6.19), val
// 32 is the last.
const (
	minRoute = 7
	maxRoute = 33
)

func checkRoute(value jsontext.Value) error {
	texts, err := texts(value)
	if err != nil {
		return err
	}
	if len(texts) < minRoute || len(texts) > maxRoute {
		return fmt.Errorf("must have %d to %d entries, not %d", minRoute, maxRoute, len(texts))
	}
	return nil
}

// texts reads a JSON array that holds texts and nothing else.
func texts(value jsontext.Value) ([]string, error) {
	var texts []*string
	if value.Kind() != '[' || json.Unmarshal(value, &texts) != nil || slices.Contains(texts, nil) {
		return nil, errors.New("must be a JSON list of texts")
	}
	plain := make([]string, len(texts))
	for i, text := range texts {
		plain[i] = *text
	}
	return plain, nil
}
