package keymap

import "slices"

// Map is a set of keys for all actions. It never changes; With makes another one.
// The zero Map has no keys at all.
type Map struct {
	name     string
	searches bool
	keys     map[Action][]string
	actions  map[place]Action
}

// place is where a key is looked for. Within one, a key has one action.
type place struct {
	scope Scope
	key   string
}

// Classic returns the map in which letters are acts.
func Classic() Map {
	return build("classic", false, func(e Entry) []string { return e.Classic })
}

// Attendant returns the map in which typing searches and acts are on function keys, the numeric pad and alt.
func Attendant() Map {
	return build("attendant", true, func(e Entry) []string { return e.Attendant })
}

// Named returns the map of that name, "classic" or "attendant".
func Named(name string) (Map, bool) {
	switch name {
	case "classic":
		return Classic(), true
	case "attendant":
		return Attendant(), true
	}
	return Map{}, false
}

func build(name string, searches bool, column func(Entry) []string) Map {
	keys := make(map[Action][]string)
	for _, e := range Table() {
		keys[e.Action] = column(e)
	}
	return Map{name: name, searches: searches, keys: keys, actions: index(keys)}
}

func index(keys map[Action][]string) map[place]Action {
	actions := make(map[place]Action)
	for _, e := range Table() {
		for _, key := range keys[e.Action] {
			actions[place{e.Scope, key}] = e.Action
		}
	}
	return actions
}

// Name is the name of the map: "classic" or "attendant", also with keys changed.
func (m Map) Name() string { return m.name }

// Lookup finds the action of a key in the scopes that are active, asked in the order given; the first that has the key
// wins. The key is as Bubble Tea names it, or "space".
func (m Map) Lookup(key string, scopes ...Scope) (Action, bool) {
	key = canonical(key)
	for _, scope := range scopes {
		if action, ok := m.actions[place{scope, key}]; ok {
			return action, true
		}
	}
	return "", false
}

// Keys lists the keys of an action, the one to show first; none when it is unbound. The caller owns the slice.
func (m Map) Keys(a Action) []string { return slices.Clone(m.keys[a]) }

// SearchesByTyping says whether a letter, a digit or the space, pressed alone outside a dialog, belongs to the
// directory search.
func (m Map) SearchesByTyping() bool { return m.searches }
