package dialog_test

import (
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
)

func park() *dialog.Place { return dialog.NewPlace(dialog.PlaceOptions{Subject: "1044 Ken Mori"}) }

func TestPlaceOffersTheFirstFreeOne(t *testing.T) {
	place := park()
	open(t, place, reception()).shows(38, 8,
		"place",
		"  801    taken  1:04  1042 Bo Lund, f…",
		"▸ 802    free",
		"  803    free",
		"  804    free",
		"", "",
		"Park 1044 Ken Mori → 802",
	).shows(76, 18,
		"place",
		"  801    taken  1:04  1042 Bo Lund, from 1044",
		"▸ 802    free",
		"  803    free",
		"  804    free",
		"", "", "", "", "", "", "", "", "", "", "", "",
		"Park 1044 Ken Mori → 802",
	).press("enter").decided(dialog.Chosen)
	if got := place.Choice(); got != "802" {
		t.Errorf("parked in %s", got)
	}
}

func TestPlaceIsChosenByTheEndOfItsNumber(t *testing.T) {
	for typed, want := range map[string]string{"3": "803", "04": "804", "803": "803"} {
		place := park()
		open(t, place, reception()).press(typed, "enter").decided(dialog.Chosen)
		if got := place.Choice(); got != want {
			t.Errorf("%s parked in %s, want %s", typed, got, want)
		}
	}
}

func TestPlaceByDigitsIsTheExactOneThenAFreeOne(t *testing.T) {
	office := newBoard([]string{"1001 Ana Ruiz"}, []string{"1", "11", "21", "31"})
	office.park("11", "1001")
	d := open(t, park(), office)
	// its own number comes before numbers that end so
	d.press("1").says("Park 1044 Ken Mori → 1")
	// of several that end so, one that is free
	office.park("1", "1001")
	d.Refresh(office.snapshot())
	d.press("backspace", "1").says("1 is taken by unknown")
	office = newBoard([]string{"1001 Ana Ruiz"}, []string{"11", "21", "31"})
	office.park("11", "1001")
	open(t, park(), office).press("1").says("Park 1044 Ken Mori → 21")
}

func TestPlaceThatIsTakenCannotBeChosen(t *testing.T) {
	d := open(t, park(), reception())
	d.press("1", "enter").decided(dialog.Stay).says("801 is taken by 1042 Bo Lund")
	d.press("down", "up", "enter").decided(dialog.Stay).says("801 is taken by 1042 Bo Lund")
	d.screen(76, 12)
	d.Click(3, 1)
	if v := d.Click(3, 1); v != dialog.Stay {
		t.Errorf("two clicks on a taken place gave %d", v)
	}
}

func TestPlaceTakenMeanwhileIsNotReplacedByAnother(t *testing.T) {
	// given 802 offered, when somebody else parks there first
	office := reception()
	place := park()
	d := open(t, place, office)
	office.talk("1001", "1003")
	office.park("802", "1001")
	d.Refresh(office.snapshot())
	// then Enter parks nowhere, and says why
	d.press("enter").decided(dialog.Stay).says("802 is taken by 1001 Ana Ruiz")
	// and when a place before it is freed, the cursor stays
	office.free("801")
	d.Refresh(office.snapshot())
	d.says("802 is taken by 1001 Ana Ruiz")
	d.press("up", "enter").decided(dialog.Chosen)
	if got := place.Choice(); got != "801" {
		t.Errorf("parked in %s", got)
	}
}

func TestPlaceNobodyKnowsAboutIsOfferedAsUnknown(t *testing.T) {
	// given a PBX that did not tell which places are free
	office := &board{store: model.NewStore("main", []string{"801", "802"}), epoch: 1}
	office.store.Began(1, noon)
	office.store.Settled(1, noon)
	place := park()
	d := open(t, place, office).says("Park 1044 Ken Mori → 801 (unknown)")
	// when the operator chooses another, then it is said what is not known
	d.press("2").says("Park 1044 Ken Mori → 802 (unknown)").press("enter").decided(dialog.Chosen)
	if got := place.Choice(); got != "802" {
		t.Errorf("parked in %s", got)
	}
}

func TestPlaceSaysWhyNothingIsChosen(t *testing.T) {
	d := open(t, park(), reception()).press("9", "enter").decided(dialog.Stay).says("no place ends in 9")
	d.press("backspace").says("Park 1044 Ken Mori → 802")
	open(t, park(), newBoard([]string{"1001 Ana Ruiz"}, nil)).press("enter", "down", "enter").decided(dialog.Stay).says("no places are known")
}

func TestPlaceTakesOnlyTelephoneKeysAndKnowsWhenTheyWereTyped(t *testing.T) {
	d := open(t, park(), reception()).press("yqn x").decided(dialog.Stay).says("Park 1044 Ken Mori → 802")
	if d.Typed() {
		t.Error("no digit was typed")
	}
	if d.paste("3\n"); !d.Typed() {
		t.Error("a digit was pasted")
	}
	d.decided(dialog.Stay).says("Park 1044 Ken Mori → 803").press("esc").decided(dialog.Cancelled)
}

func TestPlaceIsClicked(t *testing.T) {
	place := park()
	d := open(t, place, reception())
	d.screen(76, 12)
	if v := d.Click(3, 4); v != dialog.Stay {
		t.Fatalf("the first click gave %d", v)
	}
	d.says("Park 1044 Ken Mori → 804")
	if v := d.Click(3, 4); v != dialog.Chosen || place.Choice() != "804" {
		t.Errorf("the second click gave %d, %s", v, place.Choice())
	}
}

func TestPlaceOffersOneTenantsPlaces(t *testing.T) {
	office := reception()
	office.note(pal.ParkStatus{Tenant: pal.NewText("other"), Park: pal.NewText("701"), On: pal.Off})
	d := open(t, dialog.NewPlace(dialog.PlaceOptions{Subject: "Ana", Tenant: "other"}), office)
	d.says("Park Ana → 701").press("801").says("no place ends in 801")
}
