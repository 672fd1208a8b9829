package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"cordboard/keymap"
)

// Parse reads a configuration over the defaults. The file is a name for the errors only; nothing else is opened. Every
// error is an *Error or several of them joined, in the order of the file; the Config is then the zero Config.
func Parse(file string, data []byte) (Config, error) {
	src := source{file: file, data: data}
	found := readPlaces(data)
	if problems := typeErrors(src, found); len(problems) > 0 {
		return Config{}, inOrder(problems)
	}
	c := Default()
	if problems := decode(src, &c); len(problems) > 0 {
		return Config{}, inOrder(problems)
	}
	problems := append(valueErrors(src, found, c.Validate()), keyErrors(src, found, c)...)
	if len(problems) > 0 {
		return Config{}, inOrder(problems)
	}
	return c, nil
}

func decode(src source, c *Config) []*Error {
	err := toml.NewDecoder(bytes.NewReader(src.data)).DisallowUnknownFields().Decode(c)
	if err == nil {
		return nil
	}
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var problems []*Error
		for i := range strict.Errors {
			problems = append(problems, unknownSetting(src, &strict.Errors[i]))
		}
		return problems
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		return []*Error{undecodable(src, wrong)}
	}
	return []*Error{src.errorAt(0, err.Error(), err)}
}

func unknownSetting(src source, missing *toml.DecodeError) *Error {
	path := missing.Key()
	problem := fmt.Sprintf("there is no setting %q", strings.Join(path, "."))
	parent := path[:len(path)-1]
	if t := settingType(parent); t != nil {
		problem += fmt.Sprintf("; %s has %s", section(parent), strings.Join(settingNames(t), ", "))
	}
	return src.errorAt(src.offset(missing.Position()), problem, nil)
}

// undecodable uses the short form of the decoder's error. The long one quotes the lines around, and with them passwords.
func undecodable(src source, wrong *toml.DecodeError) *Error {
	problem := strings.TrimPrefix(wrong.Error(), "toml: ")
	if settingType(wrong.Key()) != nil && len(wrong.Key()) > 0 {
		problem = strings.Join(wrong.Key(), ".") + ": " + problem
	}
	return src.errorAt(src.offset(wrong.Position()), problem, nil)
}

func section(path []string) string {
	if len(path) == 0 {
		return "the file"
	}
	return "[" + strings.Join(path, ".") + "]"
}

func valueErrors(src source, found places, err error) []*Error {
	var problems []*Error
	for _, problem := range parts(err) {
		if invalid, ok := errors.AsType[*Invalid](problem); ok {
			problems = append(problems, src.errorAt(found[invalid.Setting].value, invalid.Error(), invalid))
		}
	}
	return problems
}

// keyErrors are the problems of [keys]. Without a map to change there is nothing to say about them.
func keyErrors(src source, found places, c Config) []*Error {
	base, ok := keymap.Named(c.Screen.Map)
	if !ok {
		return nil
	}
	_, err := base.With(c.Keys)
	var problems []*Error
	for _, problem := range parts(err) {
		problems = append(problems, src.errorAt(found.ofKeyProblem(problem), problem.Error(), problem))
	}
	return problems
}

// ofKeyProblem is where the user caused it: a clash stands at the later of the two actions that the file names.
func (p places) ofKeyProblem(problem error) int {
	action := func(a keymap.Action) place { return p["keys."+string(a)] }
	switch e := problem.(type) {
	case *keymap.UnknownAction:
		return action(keymap.Action(e.Name)).key
	case *keymap.UnknownKey:
		return action(e.Action).find(e.Key)
	case *keymap.Reserved:
		return action(e.Action).find(e.Key)
	case *keymap.Required:
		return action(e.Action).key
	case *keymap.Clash:
		return max(action(e.A).find(e.Key), action(e.B).find(e.Key))
	}
	return p["keys"].key
}

// parts takes apart what errors.Join put together.
func parts(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

func inOrder(problems []*Error) error {
	slices.SortStableFunc(problems, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(problems) == 1 {
		return problems[0]
	}
	all := make([]error, len(problems))
	for i, problem := range problems {
		all[i] = problem
	}
	return errors.Join(all...)
}
