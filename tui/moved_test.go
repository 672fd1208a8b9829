package tui

import (
	"fmt"
	"testing"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/palconn/pal"
)

// begunHere is a screen whose operator talks and has asked for an attended transfer of
// that call; the PBX answered with err, and the board shows nothing of it.
func begunHere(t *testing.T, err error) (*App, desk.Intent) {
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	leg, ok := app.ownCall()
	if !ok {
		t.Fatal("the operator is in no call")
	}
	i := desk.Intent{Act: desk.Transfer, Mode: desk.Attended, Target: leg, To: []string{"10002"}}
	app.send(keymap.TransferAttended, i)
	app.sent(sentMsg{action: keymap.TransferAttended, intent: i, err: err})
	return app, i
}

// wantTakenBack wants z to be possible, or to be refused.
func wantTakenBack(t *testing.T, app *App, possible bool) {
	t.Helper()
	app.refresh()
	if cmd := app.key("z"); (cmd != nil) != possible {
		t.Errorf("possible %v; it says %q", cmd != nil, app.toast.text)
	}
}

func TestATransferThatTheBoardDoesNotShowYetCanBeTakenBack(t *testing.T) {
	// Right after the answer of the PBX,
	app, _ := begunHere(t, nil)
	wantTakenBack(t, app, true)
	// and when it took it and showed nothing of it for a while.
	app, i := begunHere(t, nil)
	app.confirmed(confirmedMsg{intent: i, shown: false})
	wantTakenBack(t, app, true)
	// The same where nobody knows whether it was carried out;
	app, _ = begunHere(t, fmt.Errorf("transfer: %w", pal.ErrOutcomeUnknown))
	wantTakenBack(t, app, true)
	// not where it was not.
	app, _ = begunHere(t, &pal.Refused{Method: "transfer"})
	wantTakenBack(t, app, false)
}

func TestATransferIsUnderWayUntilTheBoardShowsOtherwise(t *testing.T) {
	steps := func(codes ...pal.Code) (*App, desk.Intent) {
		app, i := begunHere(t, nil)
		app.confirmed(confirmedMsg{intent: i, shown: false})
		for _, code := range codes {
			tell(app.Store, pal.NotifyStatus, map[string]any{
				"user": "10000", "status": code, "talker_id": i.Target.Leg.Talker, "room_id": i.Target.Room.Raw(), "time": morning.UnixMilli() + 1,
			})
			app.refresh()
		}
		return app, i
	}
	app, _ := steps(pal.CodeHold)
	wantTakenBack(t, app, true)
	app, _ = steps(pal.CodeHold, pal.CodeUnhold)
	wantTakenBack(t, app, false)
	wantOn(t, app.toast.text, "no attended transfer of this call is under way")
	// What was taken back is not said to be awaited.
	app, i := begunHere(t, nil)
	back := desk.Intent{Act: desk.TakeBack, Target: i.Target}
	app.sent(sentMsg{action: keymap.TakeBack, intent: back})
	app.confirmed(confirmedMsg{intent: back, shown: true})
	app.confirmed(confirmedMsg{intent: i, shown: false})
	wantOn(t, app.toast.text, "take back", "done")
	wantTakenBack(t, app, false)
}
