package keymap_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/keymap"
)

func TestTheFirstScopeThatHasTheKeyWins(t *testing.T) {
	m := keymap.Classic()
	for _, c := range []struct {
		scopes []keymap.Scope
		want   keymap.Action
	}{
		{[]keymap.Scope{keymap.ScopeList, keymap.ScopeGlobal}, keymap.Worst},
		{[]keymap.Scope{keymap.ScopeBarge, keymap.ScopeList, keymap.ScopeGlobal}, keymap.BargeWhisper},
		{[]keymap.Scope{keymap.ScopeList, keymap.ScopeBarge}, keymap.Worst},
		{[]keymap.Scope{keymap.ScopeDialog}, ""},
		{nil, ""},
	} {
		if got, ok := m.Lookup("w", c.scopes...); got != c.want || ok != (c.want != "") {
			t.Errorf("w in %v is %q, want %q", c.scopes, got, c.want)
		}
	}
}

func TestAMapIsFoundByItsName(t *testing.T) {
	for _, name := range []string{"classic", "attendant"} {
		if m, ok := keymap.Named(name); !ok || m.Name() != name {
			t.Errorf("Named(%q) gives %q, %v", name, m.Name(), ok)
		}
	}
	if _, ok := keymap.Named("vi"); ok {
		t.Error("there is no map of that name")
	}
}

func TestAChangeReplacesAllKeysOfAnAction(t *testing.T) {
	// when park moves, freeze is unbound and the freed space goes to repeat
	base := keymap.Classic()
	m, err := base.With(map[string][]string{"park": {"N", "f6", "N"}, "freeze": {}, "repeat": {" "}})
	if err != nil {
		t.Fatal(err)
	}
	// then the old key is free, the new ones work, and each is listed once
	if action, ok := m.Lookup("p", board...); ok {
		t.Errorf("p is still %s", action)
	}
	checkPromises(t, m, []promise{
		{"N", board, keymap.Park},
		{"f6", board, keymap.Park},
		{"space", board, keymap.Repeat},
		{" ", board, keymap.Repeat},
	})
	if diff := cmp.Diff([]string{"N", "f6"}, m.Keys(keymap.Park)); diff != "" {
		t.Error(diff)
	}
	if len(m.Keys(keymap.Freeze)) != 0 {
		t.Errorf("freeze keeps %v", m.Keys(keymap.Freeze))
	}
	// and the map it came from is as it was
	checkPromises(t, base, []promise{{"p", board, keymap.Park}, {"space", board, keymap.Freeze}})
}

func TestWhatIsWrongWithAChangeIsSaid(t *testing.T) {
	for _, c := range []struct {
		name    string
		base    keymap.Map
		changes map[string][]string
		want    []string
	}{
		{
			"an action that does not exist", keymap.Classic(),
			map[string][]string{"teleport": {"f5"}, "answer-all": {"n"}},
			[]string{
				"there is no action \"answer-all\"; `cordboard keys` lists them",
				"there is no action \"teleport\"; `cordboard keys` lists them",
			},
		},
		{
			"a key of another action", keymap.Classic(),
			map[string][]string{"park": {"t"}},
			[]string{`"t" is on both transfer and park: give one of them another key`},
		},
		{
			"a key of the whole screen in a pane", keymap.Classic(),
			map[string][]string{"park": {"q", "f1"}},
			[]string{
				`"f1" is on both help and park: give one of them another key`,
				`"q" is on both quit and park: give one of them another key`,
			},
		},
		{
			"the way out covered by a barge or a dialog", keymap.Classic(),
			map[string][]string{"barge-speak": {"ctrl+c"}, "mode": {"ctrl+c"}},
			[]string{
				`"ctrl+c" is on both interrupt and barge-speak: give one of them another key`,
				`"ctrl+c" is on both interrupt and mode: give one of them another key`,
			},
		},
		{
			"the way out taken away", keymap.Classic(),
			map[string][]string{"interrupt": {}},
			[]string{`interrupt must keep "ctrl+c": it is the way out of everything`},
		},
		{
			"a dialog that cannot be left", keymap.Attendant(),
			map[string][]string{"cancel": {}},
			[]string{"cancel needs a key: a dialog could not be answered without it"},
		},
		{
			"the end of a call on enter", keymap.Classic(),
			map[string][]string{"yes": {"enter"}, "submit": {"f5"}},
			[]string{`yes cannot be on "enter": the end of a call is never confirmed with enter`},
		},
		{
			"a letter of the search", keymap.Attendant(),
			map[string][]string{"park": {"p"}, "barge-speak": {"s"}},
			[]string{
				`park cannot be on "p": in the attendant map it belongs to the directory search; take a function key or one with alt`,
				`barge-speak cannot be on "s": in the attendant map it belongs to the directory search; take a function key or one with alt`,
			},
		},
		{
			"a key that is none", keymap.Classic(),
			map[string][]string{"park": {"f99"}},
			[]string{`park: "f99" is no key: keys are written like "x", "f3", "alt+x", "ctrl+x", "shift+tab", "space", "enter", "pgup"`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.base.With(c.changes)
			if err == nil {
				t.Fatal("it was accepted")
			}
			if diff := cmp.Diff(strings.Join(c.want, "\n"), err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestProblemsHaveTypes(t *testing.T) {
	_, err := keymap.Attendant().With(map[string][]string{
		"nope": {}, "park": {"ctrl+1"}, "hold": {"f6"}, "call": {"x"}, "interrupt": {},
	})
	if e, ok := errors.AsType[*keymap.UnknownAction](err); !ok || e.Name != "nope" {
		t.Errorf("the unknown action: %v", e)
	}
	if e, ok := errors.AsType[*keymap.UnknownKey](err); !ok || e.Action != keymap.Park || e.Key != "ctrl+1" {
		t.Errorf("the unknown key: %v", e)
	}
	if e, ok := errors.AsType[*keymap.Reserved](err); !ok || e.Action != keymap.Call || e.Key != "x" {
		t.Errorf("the reserved key: %v", e)
	}
	if e, ok := errors.AsType[*keymap.Required](err); !ok || e.Action != keymap.Interrupt || e.Key != "ctrl+c" {
		t.Errorf("the required key: %v", e)
	}

	_, err = keymap.Attendant().With(map[string][]string{"hold": {"f6"}})
	want := &keymap.Clash{Key: "f6", A: keymap.Park, B: keymap.Hold}
	if e, ok := errors.AsType[*keymap.Clash](err); !ok || *e != *want {
		t.Errorf("the clash is %v, want %v", e, want)
	}
}

func TestKeysAreNamedByAClosedGrammar(t *testing.T) {
	accepted := []string{
		"x", "X", "é", "佐", "/", "+", "alt++", "alt+x", "alt+1", "alt+enter", "alt+space", "space", "f1", "f20", "alt+f4",
		"ctrl+a", "ctrl+@", "ctrl+_", "ctrl+up", "ctrl+shift+home", "shift+tab", "pgdown", "backspace",
	}
	for _, key := range accepted {
		if _, err := keymap.Classic().With(only(key)); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
	refused := map[string]string{
		"":             "keys are written",
		"ab":           "keys are written",
		"f0":           "keys are written",
		"f01":          "keys are written",
		"f21":          "keys are written",
		"\u0301":       "keys are written",
		"\x1b":         "keys are written",
		"\xff":         "keys are written",
		"ctrl+é":       "keys are written",
		"Ctrl+X":       `write it "ctrl+x"`,
		"F3":           `write it "f3"`,
		"shift+a":      `like "A"`,
		"ctrl+1":       "terminals send no key of its own for ctrl with a digit",
		"alt+ctrl+0":   "terminals send no key of its own for ctrl with a digit",
		"ctrl+i":       `terminals send it as "tab"`,
		"ctrl+m":       `terminals send it as "enter"`,
		"ctrl+[":       `terminals send it as "esc"`,
		"ctrl+space":   `terminals send it as "ctrl+@"`,
		"alt+[":        "terminals begin other keys with it",
		"alt+O":        "terminals begin other keys with it",
		"ctrl+shift+a": "keys are written",
	}
	for key, reason := range refused {
		_, err := keymap.Classic().With(only(key))
		e, ok := errors.AsType[*keymap.UnknownKey](err)
		if !ok || !strings.Contains(e.Reason, reason) {
			t.Errorf("%q: %v, want %q", key, err, reason)
		}
	}
}

// only unbinds everything that can be unbound and gives park the key.
func only(key string) map[string][]string {
	changes := make(map[string][]string)
	for _, e := range keymap.Table() {
		if e.Scope != keymap.ScopeDialog && e.Action != keymap.Interrupt {
			changes[string(e.Action)] = []string{}
		}
	}
	changes["park"] = []string{key}
	return changes
}

// Whatever is changed, a map that With gives out has one answer for a key, the same whichever scope of the board is
// asked first, and it is the action under which Keys lists the key.
func TestAKeyNeverHasTwoAnswers(t *testing.T) {
	actions := make([]string, 0, len(keymap.Table()))
	for _, e := range keymap.Table() {
		actions = append(actions, string(e.Action))
	}
	pool := []string{"a", "t", "q", "space", "f4", "f5", "f6", "f13", "f14", "f15", "alt+b", "alt+1", "ctrl+c", "ctrl+t", "esc", "enter", "+"}
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SampledFrom(bothMaps()).Draw(t, "base")
		changes := rapid.MapOfN(
			rapid.SampledFrom(actions),
			rapid.SliceOfN(rapid.SampledFrom(pool), 0, 2), 0, 4,
		).Draw(t, "changes")
		m, err := base.With(changes)
		if err != nil {
			return
		}
		for _, e := range keymap.Table() {
			for _, key := range m.Keys(e.Action) {
				checkOneAnswer(t, m, e, key)
			}
		}
	})
}

func checkOneAnswer(t *rapid.T, m keymap.Map, e keymap.Entry, key string) {
	if got, _ := m.Lookup(key, e.Scope); got != e.Action {
		t.Fatalf("%q is listed for %s and looked up as %s", key, e.Action, got)
	}
	if e.Scope != keymap.ScopeList && e.Scope != keymap.ScopeGlobal {
		return
	}
	there, _ := m.Lookup(key, keymap.ScopeList, keymap.ScopeGlobal)
	back, _ := m.Lookup(key, keymap.ScopeGlobal, keymap.ScopeList)
	if there != e.Action || back != e.Action {
		t.Fatalf("%q is listed for %s and looked up as %s or %s", key, e.Action, there, back)
	}
}

func TestKeysAreLabelledForPeople(t *testing.T) {
	for key, want := range map[string]string{
		" ": "space", "space": "space", "x": "x", "G": "G", "up": "↑", "down": "↓", "left": "←", "right": "→",
		"f3": "F3", "f": "f", "ctrl+c": "Ctrl-C", "alt+1": "Alt-1", "alt+x": "Alt-x", "shift+tab": "Shift-Tab",
		"ctrl+shift+up": "Ctrl-Shift-↑", "alt++": "Alt-+", "+": "+", "pgup": "PgUp", "enter": "enter", "esc": "esc", "alt+f4": "Alt-F4",
	} {
		if got := keymap.Label(key); got != want {
			t.Errorf("%q is labelled %q, want %q", key, got, want)
		}
	}
}

func TestThePageOfKeysShowsBothMapsSideBySide(t *testing.T) {
	// given a classic map with the two keys that Markdown gives a meaning of its own
	m, err := keymap.Classic().With(map[string][]string{"hold": {"|", "`"}})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(keymap.Markdown(m, keymap.Attendant()), "\n")
	// then each scope is a table, and each action a row of it
	for _, want := range []string{
		"## Everywhere",
		"| Action | classic | attendant | What it does |",
		"| `view-calls` | `2` `alt+2` | `alt+2` | Calls: every conversation and its history |",
		"| `retrieve-overdue` | `U` | `f9` | retrieve the most overdue parked call |",
		"| `first-act` |  | `enter` | the first act of the menu |",
		"| `hold` | `\\|` `` ` `` | `f7` | hold the call, or take it off hold, where the PBX can |",
		"## In a dialog",
		"| `yes` | `y` | `y` | confirm the end of a call |",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("the page has no line\n%s", want)
		}
	}
	rows := 0
	for _, line := range lines {
		if strings.HasPrefix(line, "| `") {
			rows++
		}
	}
	if rows != len(keymap.Table()) {
		t.Errorf("%d rows for %d actions", rows, len(keymap.Table()))
	}
}

func TestAMapIsNotChangedThroughWhatItGives(t *testing.T) {
	m := keymap.Classic()
	m.Keys(keymap.Park)[0] = "t"
	keymap.Table()[0].Classic[0] = "t"
	if got := m.Keys(keymap.Park); got[0] != "p" {
		t.Errorf("park is on %v", got)
	}
}
