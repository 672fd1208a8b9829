package tui

import (
	"slices"
	"strings"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

func TestCallsLostFromSightAreTold(t *testing.T) {
	// Given a call on a board,
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	tell(store, pal.NotifyStatus, map[string]any{"user": "1001", "talker_id": "11", "room_id": "7", "status": 14, "other_number": "0911"})
	store.Settled(1, morning)
	app := screenOn(t, store, 120, 30)
	app.say("hold 0911: done", true)
	// when the line breaks,
	store.Lost(1, model.Reconnecting, "connection reset", morning)
	// then the last word is that the line is down;
	lines := app.read()
	wantOn(t, lines[len(lines)-2], "the line is down (connection reset)")
	store.Began(2, morning)
	store.Settled(2, morning)
	// and when the PBX does not tell of the call after it, the screen says so, and the journal has it as ended or unknown.
	lines = app.read()
	wantOn(t, lines[len(lines)-2], "1 call ended or is unknown since the break")
	app.key("7")
	has := func(line string) bool {
		return strings.Contains(line, "0911") && strings.Contains(line, "ended or unknown")
	}
	if lines := app.read(); !slices.ContainsFunc(lines, has) {
		t.Errorf("the journal does not have it:\n%s", strings.Join(lines, "\n"))
	}
}
