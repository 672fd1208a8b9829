package dialog_test

import (
	"testing"
	"time"

	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
)

// waiting has Bo's call in 801 and, for a minute longer, Ana's in 804.
func waiting() *board {
	office := reception()
	office.talk("1001", "1003")
	office.store.Notified(office.epoch, pal.ParkStatus{
		Park: pal.NewText("804"), On: pal.On, Room: pal.NewText("r1001"), Talker: pal.NewText("t1001"),
	}, noon.Add(-time.Minute))
	return office
}

func retrieved(t *testing.T, d *dialog.Parked, want string) {
	t.Helper()
	place, ok := d.Choice()
	if !ok || place.Number.String() != want {
		t.Errorf("retrieved from %+v, want %s", place, want)
	}
}

func TestParkedOffersTheOneWhoHasWaitedLongest(t *testing.T) {
	parked := dialog.NewParked("")
	open(t, parked, waiting()).shows(38, 8,
		"▸ 804     2:04  1001 Ana Ruiz, from 1…",
		"  801     1:04  1042 Bo Lund, from 10…",
		"", "", "", "", "",
		"Retrieve 1001 Ana Ruiz from 804",
	).shows(76, 18,
		"▸ 804     2:04  1001 Ana Ruiz, from 1003",
		"  801     1:04  1042 Bo Lund, from 1044",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
		"Retrieve 1001 Ana Ruiz from 804",
	).press("enter").decided(dialog.Chosen)
	retrieved(t, parked, "804")
}

func TestParkedIsChosenWithTheArrowsOrTheMouse(t *testing.T) {
	parked := dialog.NewParked("main")
	open(t, parked, waiting()).press("down", "enter").decided(dialog.Chosen)
	retrieved(t, parked, "801")

	parked = dialog.NewParked("main")
	d := open(t, parked, waiting())
	d.screen(38, 8)
	d.Click(0, 1)
	if v := d.Click(0, 1); v != dialog.Chosen {
		t.Errorf("the second click gave %d", v)
	}
	retrieved(t, parked, "801")
}

func TestParkedCallThatIsGoneIsNotReplacedByAnother(t *testing.T) {
	office := waiting()
	d := open(t, dialog.NewParked(""), office)
	office.free("804")
	d.Refresh(office.snapshot())
	d.press("enter").decided(dialog.Stay).says("that call is not parked any more: choose again")
	d.press("esc").decided(dialog.Cancelled)
}

func TestParkedTellsApartCallsOfWhichOnlyThePlaceIsKnown(t *testing.T) {
	office := newBoard([]string{"1001 Ana Ruiz"}, nil)
	for _, place := range []string{"801", "802"} {
		office.note(pal.ParkStatus{Park: pal.NewText(place), On: pal.On})
	}
	parked := dialog.NewParked("")
	open(t, parked, office).press("down").says("Retrieve unknown from 802").press("enter").decided(dialog.Chosen)
	retrieved(t, parked, "802")
}

func TestParkedSaysWhenNobodyIs(t *testing.T) {
	open(t, dialog.NewParked("other"), waiting()).press("enter").decided(dialog.Stay).says("nobody is parked")
}
