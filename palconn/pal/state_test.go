package pal_test

import (
	"testing"

	"cordboard/palconn/pal"
)

func TestWhatEachCodeDoes(t *testing.T) {
	known := func(s pal.State) pal.Step { return pal.Step{State: s, Known: true} }
	for _, test := range []struct {
		name          string
		code          pal.Code
		caller, other pal.Step // by role: "c", and every other
	}{
		{"DISCONNECT", -1, known(pal.Gone), known(pal.Gone)},
		{"CALLING", 0, known(pal.Calling), known(pal.Ringing)},
		{"INCOMING", 1, known(pal.Calling), known(pal.Calling)},
		{"CALL_SUCCESS", 2, known(pal.Talking), known(pal.Talking)},
		{"ENDTALKING", 12, known(pal.Ending), known(pal.Ending)},
		{"ANSWER_SUCCESS", 14, known(pal.Talking), known(pal.Talking)},
		{"answered", 16, known(pal.Talking), known(pal.Talking)},
		{"PARK_CANCEL", 21, pal.Step{State: pal.Talking, Back: true, Known: true}, pal.Step{State: pal.Talking, Back: true, Known: true}},
		{"PARK_START", 30, known(pal.Parked), known(pal.Parked)},
		{"HOLD", 35, known(pal.Held), known(pal.Held)},
		{"UNHOLD", 36, known(pal.Talking), known(pal.Talking)},
		{"transfer answered", 47, pal.Step{Keep: true, Known: true}, pal.Step{Keep: true, Known: true}},
		{"transfer failed", 48, pal.Step{Keep: true, Known: true}, pal.Step{Keep: true, Known: true}},
		{"STARTRINGING", 65, known(pal.Ringing), known(pal.Ringing)},
		{"answered", 205, known(pal.Talking), known(pal.Talking)},
		{"unknown", 3, pal.Step{Keep: true}, pal.Step{Keep: true}},
		{"unknown", 99, pal.Step{Keep: true}, pal.Step{Keep: true}},
		{"unknown", -2, pal.Step{Keep: true}, pal.Step{Keep: true}},
	} {
		if got := test.code.Next(pal.RoleCaller); got != test.caller {
			t.Errorf("%s (%d) of the caller: got %+v, want %+v", test.name, test.code, got, test.caller)
		}
		for _, role := range []string{"", "s", "C", "x"} {
			if got := test.code.Next(role); got != test.other {
				t.Errorf("%s (%d) of role %q: got %+v, want %+v", test.name, test.code, role, got, test.other)
			}
		}
	}
}

func TestEveryOtherCodeKeepsTheCall(t *testing.T) {
	known := map[pal.Code]bool{-1: true, 0: true, 1: true, 2: true, 12: true, 14: true, 16: true, 21: true, 30: true, 35: true, 36: true, 47: true, 48: true, 65: true, 205: true}
	for code := pal.Code(-1000); code <= 1000; code++ {
		if got := code.Next(""); got.Known != known[code] || !known[code] && !got.Keep {
			t.Errorf("code %d: %+v", code, got)
		}
	}
}

func TestWordsOfTheStates(t *testing.T) {
	for state, want := range map[pal.State]struct {
		word string
		up   bool
	}{
		pal.Unknown: {"unknown", false}, pal.Ringing: {"ringing", false}, pal.Calling: {"calling", false}, pal.Talking: {"talking", true},
		pal.Held: {"held", true}, pal.Parked: {"parked", true}, pal.Ending: {"ending", false}, pal.Gone: {"gone", false},
	} {
		if state.String() != want.word || state.IsUp() != want.up {
			t.Errorf("%d: got %s, up %v, want %+v", state, state, state.IsUp(), want)
		}
	}
}
