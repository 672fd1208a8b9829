package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/pane"
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

// setClock shows the time that a test sets.
type setClock struct {
	stoppedClock
	at time.Time
}

func (c *setClock) Now() time.Time { return c.at }

func TestCallsLostFromSightAndTheLastActAreBothTold(t *testing.T) {
	// Given a call on a board, and a line that breaks and comes back without it,
	app, clock := screenOn(t, bigBoard(1, 0), 120, 30), &setClock{at: morning}
	app.Clock = clock
	said := func() string { lines := app.read(); return lines[len(lines)-2] }
	tell(app.Store, pal.NotifyStatus, map[string]any{"user": "1001", "talker_id": "11", "room_id": "7", "status": 14, "other_number": "0911"})
	app.read()
	app.Store.Lost(1, model.Reconnecting, "connection reset", morning)
	app.read()
	app.Store.Began(2, morning)
	app.Store.Settled(2, morning)
	// when a command is answered just before, then the answer is seen,
	app.command(app.selection(), "frobnicate")
	wantOn(t, said(), "no command frobnicate")
	// for as long as any; and after it the call that was lost, as long,
	clock.at = clock.at.Add(toastLasts)
	app.tick()
	wantOn(t, said(), "no command frobnicate")
	clock.at = clock.at.Add(2 * time.Second)
	app.tick()
	wantOn(t, said(), "1 call ended or is unknown since the break")
	// and it does not stay.
	clock.at = clock.at.Add(toastLasts + time.Second)
	app.tick()
	if got := said(); strings.Contains(got, "since the break") {
		t.Errorf("it still says %q", got)
	}
}

func TestThatTheLineIsDownIsNotSaidWhenItIsBack(t *testing.T) {
	// Given an act that was refused because the line is down,
	app := screenOn(t, bigBoard(4, 0), 120, 30)
	said := func() string { lines := app.read(); return lines[len(lines)-2] }
	app.Store.Lost(1, model.Reconnecting, "connection reset", morning)
	app.read()
	app.act(keymap.HangUp)
	wantOn(t, said(), "cannot hang up: the line to the PBX is down")
	// when the line is back, then that is not said any more.
	app.Store.Began(2, morning)
	app.Store.Settled(2, morning)
	if got := said(); strings.Contains(got, "is down") {
		t.Errorf("the line is back, and the screen says %q", got)
	}
	// What became of an act stays: it is as true as before.
	app.Store.Lost(2, model.Reconnecting, "connection reset", morning)
	app.read()
	app.say("hang up 1001: outcome unknown", false)
	app.Store.Began(3, morning)
	app.Store.Settled(3, morning)
	wantOn(t, said(), "outcome unknown")
}

func TestTheCursorIsOnNoOtherCallAfterABreak(t *testing.T) {
	talks := func(store *model.Store, epoch uint64, room, other string) {
		store.Notified(epoch, pal.CallStatus{
			User: pal.NewText("10" + room), Talker: pal.NewText(room), Room: pal.NewText(room), Other: pal.NewText(other),
			Code: pal.Number{Value: int64(pal.CodeCallSuccess), Known: true},
		}, morning)
	}
	for name, c := range map[string]struct {
		back []string // the rooms that are there after the break
		lost bool
		room string
	}{
		"its call is there": {[]string{"8", "7"}, false, "7"},
		"its call is gone":  {[]string{"8"}, true, "8"},
	} {
		// Given the cursor on a call,
		store := model.NewStore("main", nil)
		store.Began(1, morning)
		talks(store, 1, "7", "0001")
		talks(store, 1, "8", "0002")
		store.Settled(1, morning)
		app := screenOn(t, store, 120, 30)
		clock := &setClock{at: morning}
		app.Clock = clock
		app.key("2")
		app.refresh()
		app.seek(app.active, pane.Pick{Call: callIn(t, app.snap, "7")})
		app.refresh()
		// when the line breaks and comes back, and time passes,
		store.Lost(1, model.Reconnecting, "connection reset", morning)
		app.refresh()
		store.Began(2, morning)
		for _, room := range c.back {
			talks(store, 2, room, "000"+string(room[0]-6))
		}
		store.Settled(2, morning)
		app.refresh()
		clock.at = morning.Add(time.Hour)
		app.refresh()
		// then it is on that call, or a key is for none.
		pick, lost := app.views[app.active].list().Pick()
		if pick.Call != callIn(t, app.snap, c.room) || lost != c.lost {
			t.Errorf("%s: the cursor is on call %d, lost %v", name, pick.Call, lost)
		}
	}
}

// callIn is the call in a room.
func callIn(t *testing.T, snap *model.Snapshot, room string) model.CallID {
	t.Helper()
	for _, c := range snap.Calls {
		if c.Room.Raw() == room {
			return c.ID
		}
	}
	t.Fatalf("no call in room %s", room)
	return 0
}
