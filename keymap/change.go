package keymap

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// UnknownAction is a name in the changes that is no action.
type UnknownAction struct{ Name string }

func (e *UnknownAction) Error() string {
	return fmt.Sprintf("there is no action %q; `cordboard keys` lists them", e.Name)
}

// UnknownKey is a name that is no key a terminal sends.
type UnknownKey struct {
	Action Action
	Key    string
	// Reason says what to write instead, or why the key does not exist.
	Reason string
}

func (e *UnknownKey) Error() string {
	return fmt.Sprintf("%s: %q is no key: %s", e.Action, e.Key, e.Reason)
}

// Reserved is a key that exists but that this action may not have in this map.
type Reserved struct {
	Action Action
	Key    string
	Reason string
}

func (e *Reserved) Error() string {
	return fmt.Sprintf("%s cannot be on %q: %s", e.Action, e.Key, e.Reason)
}

// Required is an action left without the key it cannot do without.
type Required struct {
	Action Action
	// Key is the key it must keep; empty when any will do.
	Key string
}

func (e *Required) Error() string {
	if e.Key != "" {
		return fmt.Sprintf("%s must keep %q: it is the way out of everything", e.Action, e.Key)
	}
	return fmt.Sprintf("%s needs a key: a dialog could not be answered without it", e.Action)
}

// Clash is a key given to two actions of which one would hide the other. A comes before B in the Table.
type Clash struct {
	Key  string
	A, B Action
}

func (e *Clash) Error() string {
	return fmt.Sprintf("%q is on both %s and %s: give one of them another key", e.Key, e.A, e.B)
}

// With returns the map with the keys of each named action replaced; an empty list leaves the action without a key.
// All that is wrong with the changes comes joined in one error, in a fixed order, each part one of *UnknownAction,
// *UnknownKey, *Reserved, *Required and *Clash; the Map is then the zero Map.
func (m Map) With(changes map[string][]string) (Map, error) {
	problems := unknownActions(changes)
	keys := maps.Clone(m.keys)
	for _, e := range Table() {
		list, changed := changes[string(e.Action)]
		if !changed {
			continue
		}
		list = canonicalKeys(list)
		problems = append(problems, m.badKeys(e, list)...)
		keys[e.Action] = list
	}
	problems = append(problems, clashes(keys)...)
	if len(problems) > 0 {
		return Map{}, errors.Join(problems...)
	}
	return Map{name: m.name, searches: m.searches, keys: keys, actions: index(keys)}, nil
}

func unknownActions(changes map[string][]string) []error {
	known := make(map[Action]bool)
	for _, e := range Table() {
		known[e.Action] = true
	}
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		if !known[Action(name)] {
			problems = append(problems, &UnknownAction{Name: name})
		}
	}
	return problems
}

// canonicalKeys copies a list of keys, each once, in the order given.
func canonicalKeys(list []string) []string {
	keys := make([]string, 0, len(list))
	for _, key := range list {
		if key = canonical(key); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// badKeys says what is wrong with the keys of one action, other actions aside.
func (m Map) badKeys(e Entry, list []string) []error {
	var problems []error
	for _, key := range list {
		if reason := whyNoKey(key); reason != "" {
			problems = append(problems, &UnknownKey{Action: e.Action, Key: key, Reason: reason})
		} else if reason := m.whyReserved(e, key); reason != "" {
			problems = append(problems, &Reserved{Action: e.Action, Key: key, Reason: reason})
		}
	}
	switch {
	case e.Action == Interrupt && !slices.Contains(list, "ctrl+c"):
		problems = append(problems, &Required{Action: e.Action, Key: "ctrl+c"})
	case e.Scope == ScopeDialog && len(list) == 0:
		problems = append(problems, &Required{Action: e.Action})
	}
	return problems
}

func (m Map) whyReserved(e Entry, key string) string {
	switch {
	case m.searches && e.Scope != ScopeDialog && isTyped(key):
		return fmt.Sprintf("in the %s map it belongs to the directory search; take a function key or one with alt", m.name)
	case e.Action == Yes && key == "enter":
		return "the end of a call is never confirmed with enter"
	}
	return ""
}

func clashes(keys map[Action][]string) []error {
	var problems []error
	table := Table()
	for i, b := range table {
		for _, a := range table[:i] {
			for _, key := range keys[b.Action] {
				if hides(a, b) && slices.Contains(keys[a.Action], key) {
					problems = append(problems, &Clash{Key: key, A: a.Action, B: b.Action})
				}
			}
		}
	}
	return problems
}

// hides says whether two actions on one key would leave one of them out of reach: when both can be meant at once. The
// barge scope lies over the panes on purpose, and a dialog is alone; neither may cover the way out.
func hides(a, b Entry) bool {
	if a.Scope == b.Scope || a.Action == Interrupt || b.Action == Interrupt {
		return true
	}
	onBoard := func(s Scope) bool { return s == ScopeGlobal || s == ScopeList }
	return onBoard(a.Scope) && onBoard(b.Scope)
}
