package tui

import (
	"testing"
	"time"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
)

// parkedSince has the PBX tell that a place is taken; the room is that of a call, if it tells one.
func parkedSince(store *model.Store, tenant, place, room string, at time.Time) {
	tell(store, pal.NotifyPark, map[string]any{
		"tenant": tenant, "park": place, "status": "on", "room_id": room, "talker_id": "9", "time": at.UnixMilli(),
	})
}

func TestPlacesWhoseCallsAreUnknownRingTheBellOnce(t *testing.T) {
	// Given two places that the PBX says are taken, not by which call, for different times,
	store, bells := model.NewStore("main", nil), 0
	store.Began(1, morning)
	parkedSince(store, "main", "801", "", morning.Add(-5*time.Minute))
	parkedSince(store, "main", "802", "", morning.Add(-2*time.Minute))
	store.Settled(1, morning)
	app := screenOn(t, store, 120, 30)
	app.Bell, app.ParkAgain = func() { bells++ }, 30*time.Second
	for _, p := range app.snap.Parks {
		if p.On != model.On || p.Call != 0 {
			t.Fatalf("%+v", p)
		}
	}
	// when a few seconds pass, then the bell rings once for both.
	for range 3 {
		if cmd := app.alarm(); cmd != nil {
			cmd()
		}
	}
	if bells != 1 {
		t.Errorf("the bell rang %d times", bells)
	}
}

func TestTheMostOverdueCallIsOneThatTheOperatorCanRetrieve(t *testing.T) {
	// Given calls are parked in two tenants, that of the other for longer,
	store := model.NewStore("", nil)
	store.Began(1, morning)
	parkedSince(store, "branch", "801", "7", morning.Add(-5*time.Minute))
	parkedSince(store, "main", "802", "8", morning.Add(-2*time.Minute))
	store.Settled(1, morning)
	app := screenOn(t, store, 120, 30)
	// when the operator retrieves the most overdue, then it is the one of their own tenant.
	app.Update(letters("U"))
	if app.last == nil || app.last.action != keymap.RetrieveOverdue || app.last.intent.Target.Place.Raw() != "802" {
		t.Errorf("%q, sent %+v", messageOf(app), app.last)
	}
}
