package keymap_test

import (
	"slices"
	"testing"

	"cordboard/keymap"
)

// The scopes as the board asks them, without and with a barge of ours, and as a dialog does.
var (
	board  = []keymap.Scope{keymap.ScopeList, keymap.ScopeGlobal}
	barged = []keymap.Scope{keymap.ScopeBarge, keymap.ScopeList, keymap.ScopeGlobal}
	dialog = []keymap.Scope{keymap.ScopeDialog}
)

// promise is one line of what people were told about the keys.
type promise struct {
	key    string
	scopes []keymap.Scope
	action keymap.Action
}

func TestClassicKeepsItsPromises(t *testing.T) {
	checkPromises(t, keymap.Classic(), []promise{
		{"1", board, keymap.ViewDesk},
		{"2", board, keymap.ViewCalls},
		{"3", board, keymap.ViewExtensions},
		{"4", board, keymap.ViewParks},
		{"5", board, keymap.ViewMessages},
		{"6", board, keymap.ViewPBX},
		{"7", board, keymap.ViewJournal},
		{"tab", board, keymap.NextPane},
		{"shift+tab", board, keymap.PrevPane},
		{"up", board, keymap.Up},
		{"down", board, keymap.Down},
		{"right", board, keymap.NextPane},
		{"left", board, keymap.PrevPane},
		{"j", board, keymap.Down},
		{"k", board, keymap.Up},
		{"g", board, keymap.Top},
		{"G", board, keymap.Bottom},
		{"pgup", board, keymap.PageUp},
		{"pgdown", board, keymap.PageDown},
		{"/", board, keymap.Filter},
		{"esc", board, keymap.Back},
		{"enter", board, keymap.Menu},
		{":", board, keymap.Command},
		{"?", board, keymap.Help},
		{"f1", board, keymap.Help},
		{"q", board, keymap.Quit},
		{"ctrl+c", board, keymap.Interrupt},
		{"t", board, keymap.Transfer},
		{"p", board, keymap.Park},
		{"u", board, keymap.Retrieve},
		{"b", board, keymap.Barge},
		{"x", board, keymap.HangUp},
		{"c", board, keymap.Call},
		{"f", board, keymap.Forward},
		{"r", board, keymap.Record},
		{"z", board, keymap.TakeBack},
		{"h", board, keymap.Hold},
		{"a", board, keymap.Answer},
		{"w", board, keymap.Worst},
		{".", board, keymap.Repeat},
		{"ctrl+r", board, keymap.Refresh},
		{" ", board, keymap.Freeze},
		{"space", board, keymap.Freeze},
		{"l", barged, keymap.BargeListen},
		{"w", barged, keymap.BargeWhisper},
		{"s", barged, keymap.BargeSpeak},
	})
}

func TestAttendantKeepsItsPromises(t *testing.T) {
	checkPromises(t, keymap.Attendant(), []promise{
		{"alt+1", board, keymap.ViewDesk},
		{"alt+2", board, keymap.ViewCalls},
		{"alt+3", board, keymap.ViewExtensions},
		{"alt+4", board, keymap.ViewParks},
		{"alt+5", board, keymap.ViewMessages},
		{"alt+6", board, keymap.ViewPBX},
		{"alt+7", board, keymap.ViewJournal},
		{"f1", board, keymap.Help},
		{"f2", board, keymap.Call},
		{"f3", board, keymap.Answer},
		{"f4", board, keymap.Transfer},
		{"f5", board, keymap.TransferAttended},
		{"f6", board, keymap.Park},
		{"f7", board, keymap.Hold},
		{"f8", board, keymap.HangUp},
		{"f9", board, keymap.RetrieveOverdue},
		{"ctrl+r", board, keymap.Refresh},
		{"+", board, keymap.TransferAttended},
		{"*", board, keymap.ParkIn},
		{"-", board, keymap.HangUp},
		{"enter", board, keymap.FirstAct},
		{"esc", board, keymap.Back},
		{"tab", board, keymap.NextPane},
		{"shift+tab", board, keymap.PrevPane},
		{"up", board, keymap.Up},
		{"down", board, keymap.Down},
		{"ctrl+q", board, keymap.Quit},
		{"ctrl+c", board, keymap.Interrupt},
	})
}

func TestDialogsAnswerToTheSameKeysInBothMaps(t *testing.T) {
	for _, m := range bothMaps() {
		checkPromises(t, m, []promise{
			{"enter", dialog, keymap.Submit},
			{"esc", dialog, keymap.Cancel},
			{"tab", dialog, keymap.Mode},
			{"y", dialog, keymap.Yes},
			{"up", dialog, keymap.DialogUp},
			{"down", dialog, keymap.DialogDown},
		})
	}
}

func checkPromises(t *testing.T, m keymap.Map, promises []promise) {
	t.Helper()
	for _, p := range promises {
		if got, ok := m.Lookup(p.key, p.scopes...); !ok || got != p.action {
			t.Errorf("%s: %q is %q, promised was %q", m.Name(), p.key, got, p.action)
		}
	}
}

// The budgets in keystrokes leave one key for reaching each of these: what follows it is typed or confirmed.
func TestActsOnABudgetAreOneKeyAway(t *testing.T) {
	onBudget := []keymap.Action{
		keymap.Transfer, keymap.Park, keymap.TakeBack, keymap.Barge, keymap.HangUp, keymap.Call, keymap.RetrieveOverdue,
		keymap.BargeListen, keymap.BargeWhisper, keymap.BargeSpeak,
	}
	for _, m := range bothMaps() {
		for _, a := range onBudget {
			if len(m.Keys(a)) == 0 {
				t.Errorf("%s: %s has no key", m.Name(), a)
			}
		}
	}
}

func TestTypingInTheAttendantMapIsNeverAnAct(t *testing.T) {
	m := keymap.Attendant()
	for _, typed := range []string{"a", "Z", "0", "9", "é", "佐", "س", "space", " "} {
		if action, ok := m.Lookup(typed, barged...); ok {
			t.Errorf("%q is %s, it belongs to the search", typed, action)
		}
	}
	if !m.SearchesByTyping() || keymap.Classic().SearchesByTyping() {
		t.Error("the attendant map searches by typing, the classic one does not")
	}
}

func TestBothMapsAreFreeOfProblems(t *testing.T) {
	for _, m := range bothMaps() {
		// given every key of the map written out as a change
		changes := make(map[string][]string)
		for _, e := range keymap.Table() {
			changes[string(e.Action)] = m.Keys(e.Action)
		}
		// then the checks for changes find nothing, and the map is the same
		again, err := m.With(changes)
		if err != nil {
			t.Errorf("%s: %v", m.Name(), err)
		}
		for _, e := range keymap.Table() {
			if before, after := m.Keys(e.Action), again.Keys(e.Action); !slices.Equal(before, after) {
				t.Errorf("%s: %s was on %v and is on %v", m.Name(), e.Action, before, after)
			}
		}
	}
}

func TestEveryActionIsExplainedOnce(t *testing.T) {
	seen := make(map[keymap.Action]bool)
	for _, e := range keymap.Table() {
		if seen[e.Action] {
			t.Errorf("%s is in the table twice", e.Action)
		}
		seen[e.Action] = true
		if e.Help == "" {
			t.Errorf("%s has no help", e.Action)
		}
		if e.Act && e.Short == "" {
			t.Errorf("%s is an act without a word for the footer", e.Action)
		}
	}
}

func bothMaps() []keymap.Map { return []keymap.Map{keymap.Classic(), keymap.Attendant()} }
