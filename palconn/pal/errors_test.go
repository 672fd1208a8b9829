package pal_test

import (
	"errors"
	"fmt"
	"testing"

	"cordboard/palconn/pal"
)

func TestErrorsSayWhatBecameOfTheRequest(t *testing.T) {
	for _, test := range []struct {
		err            error
		says           string
		outcomeUnknown bool
		methodNotFound bool
	}{
		{&pal.Refused{Method: "park", Code: -2000, Message: text("Data not found")}, "park refused: Data not found (-2000)", false, false},
		{&pal.Refused{Method: "park"}, "park refused: no reason given (0)", false, false},
		{&pal.Refused{Method: "hold", Code: -32601, Message: text("Method not found")}, "hold refused: Method not found (-32601)", false, true},
		{&pal.Failed{Method: "park", Result: text("failed")}, "park failed: failed", false, false},
		{&pal.Failed{Method: "deleteExtension", Result: text("false")}, "deleteExtension failed: the PBX did not delete it: there may be no such extension", false, false},
		{&pal.Failed{Method: "createTenant", Result: text("false")}, "createTenant failed: the PBX did not do it and gives no reason: what it is about may not be there", false, false},
		{&pal.Unfinished{Method: "park", Changes: true, Cause: pal.ErrTimedOut}, "park: outcome unknown: no answer in time after it was sent", true, false},
		{&pal.Unfinished{Method: "getNote", Cause: pal.ErrClosed}, "getNote: the connection is closed", false, false},
	} {
		err := fmt.Errorf("act: %w", test.err)
		if got, want := err.Error(), "act: "+test.says; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := errors.Is(err, pal.ErrOutcomeUnknown); got != test.outcomeUnknown {
			t.Errorf("%v: outcome unknown is %v", err, got)
		}
		if got := pal.IsMethodNotFound(err); got != test.methodNotFound {
			t.Errorf("%v: method not found is %v", err, got)
		}
	}
	if err := error(&pal.Unfinished{Changes: true, Cause: pal.ErrTimedOut}); !errors.Is(err, pal.ErrTimedOut) {
		t.Error("the cause is lost")
	}
}

func TestNoPermissionIsTold(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{&pal.Refused{Message: text(pal.NoPermission)}, true},
		{fmt.Errorf("asked: %w", &pal.Refused{Code: -1, Message: text("no permission")}), true},
		{&pal.Failed{Result: text("failed: No permission.")}, true},
		{&pal.Refused{Message: text("Internal error")}, false},
		{&pal.Failed{Result: text("failed")}, false},
		{pal.ErrTimedOut, false},
		{nil, false},
	} {
		if got := pal.IsNoPermission(c.err); got != c.want {
			t.Errorf("%v: %v", c.err, got)
		}
	}
}
