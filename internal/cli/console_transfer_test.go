package cli

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// bothSizes runs a story on a wide screen and on one of 80×24.
func bothSizes(t *testing.T, story func(*testing.T, tui.Size)) {
	t.Parallel()
	for _, size := range []tui.Size{wide, narrow} {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			t.Parallel()
			story(t, size)
		})
	}
}

// room waits until these, and no others, are in a room of the PBX.
func (s *screen) room(room string, want map[string]string) {
	s.t.Helper()
	s.truth(fmt.Sprint(want, " in room ", room), func(truth palsim.Truth) bool {
		return cmp.Equal(talkersIn(truth, room), want)
	})
}

func TestTransferBlindToAName(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given Calls with a call that talks,
		pbx := quietPBX(t)
		caller, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001", "talking", "1003")
		// when the operator presses t and three letters of a name,
		s.press("t", lettersOf(t, pbx, "1006"))
		// then the dialog says the whole thing,
		s.shows("Transfer "+personOf(t, pbx, "1001"), "→ "+personOf(t, pbx, "1006")+" (idle), blind")
		// and Enter does it, with one request.
		s.press(enter)
		s.sends("transfer mode=blind tid=" + called.ID + " user=1006")
		s.room(caller.Room, map[string]string{"1001": "talking", "1006": "ringing"})
		s.done("transfer " + personOf(t, pbx, "1001") + " → 1006")
		// When 1006 picks up, the row says who talks with whom.
		must(t, pbx.Answer(tenant, "1006"))
		s.points("1001", "talking", "1006")
	})
}

func TestTransferToANumberThatNobodyHas(t *testing.T) {
	t.Parallel()
	// Given a call on Calls,
	pbx := quietPBX(t)
	caller, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when it is transferred to a number as it was typed,
	s.press("t", "+34 91 555 0199")
	s.shows("→ +34915550199, blind")
	s.press(enter)
	// then the PBX calls that number.
	s.sends("transfer mode=blind tid=" + called.ID + " user=+34915550199")
	s.truth("somebody outside in the room", func(truth palsim.Truth) bool {
		return len(talkersIn(truth, caller.Room)) == 2 && talkersIn(truth, caller.Room)["1003"] == ""
	})
}

func TestTransferAttendedAndTakeBack(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call of the operator's own,
		pbx := quietPBX(t)
		caller, own := talking(t, pbx, "1001", "1000")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001", "talking", "1000")
		// when it is transferred attended,
		s.press("T", lettersOf(t, pbx, "1006"))
		s.shows(personOf(t, pbx, "1006")+" (idle), attended", "[attended]")
		s.press(enter)
		// then the first call is held while the target rings,
		s.sends("transfer mode=attended tid=" + own.ID + " user=1006")
		s.room(caller.Room, map[string]string{"1001": "talking", "1000": "held"})
		s.points("1001", "held", "1000")
		s.done("transfer")
		// and z takes it back: the target rings no more, the two talk.
		s.press("z")
		s.sends("cancelTransfer tid=" + own.ID)
		s.room(caller.Room, map[string]string{"1001": "talking", "1000": "talking"})
		s.truth("nobody at 1006", func(truth palsim.Truth) bool { return len(truth.Talkers) == 2 })
		s.points("1001", "talking", "1000")
	})
}

func TestTheDeskTransfersTheOwnCallToThePersonSelected(t *testing.T) {
	t.Parallel()
	// Given the operator talks, and has selected somebody in the directory,
	pbx := quietPBX(t)
	_, own := talking(t, pbx, "1001", "1000")
	s := openScreen(t, pbx, wide)
	s.press(tab, tab, tab, "/", lettersOf(t, pbx, "1006"), enter)
	s.shows("Directory 1")
	s.points("1006")
	// when t is pressed, their own call is to be moved to that person, and Enter does it.
	s.press("t")
	s.shows("Transfer "+personOf(t, pbx, "1001"), "→ "+personOf(t, pbx, "1006")+" (idle), blind")
	s.read()
	s.press(enter)
	s.sends("transfer mode=blind tid=" + own.ID + " user=1006")
}

func TestTabTurnsATransferFromBlindToAttended(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	caller, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("t", lettersOf(t, pbx, "1006"))
	s.shows("(idle), blind")
	s.press(tab)
	s.shows("(idle), attended")
	s.press(enter)
	s.sends("transfer mode=attended tid=" + called.ID + " user=1006")
	s.room(caller.Room, map[string]string{"1001": "talking", "1003": "held"})
}

func TestTakeBackWorksFromWhereverTheOperatorHasGone(t *testing.T) {
	t.Parallel()
	// Given an attended transfer of the operator's own call,
	pbx := quietPBX(t)
	caller, own := talking(t, pbx, "1001", "1000")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("T", "1006")
	s.shows("(idle), attended")
	s.press(enter)
	s.sends("transfer mode=attended tid=" + own.ID + " user=1006")
	s.points("1001", "held")
	s.done("transfer")
	// when the operator has turned to Parks meanwhile,
	s.press("4")
	s.shows("801", "free")
	// then z still takes it back.
	s.press("z")
	s.sends("cancelTransfer tid=" + own.ID)
	s.room(caller.Room, map[string]string{"1001": "talking", "1000": "talking"})
}

func TestForwardACallThatRings(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a caller from outside who rings at 1003,
		pbx := quietPBX(t)
		room, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "", "1003")
		must(t, err)
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("ringing", "1003")
		// when the operator forwards the call to two others,
		s.press("f", "1006", ",", "1008")
		s.shows("1006, "+personOf(t, pbx, "1008")+" (idle)", "Forward")
		s.press(enter)
		// then both ring, and 1003 does not.
		s.sends("callforward rid=" + room + " user=[1006 1008]")
		s.room(room, map[string]string{"+34 91 555 0142": "calling", "1006": "ringing", "1008": "ringing"})
	})
}

func TestAHeldCallThatNobodyTransfersIsNotTakenBack(t *testing.T) {
	t.Parallel()
	// Given a call is held, and that is all,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	must(t, pbx.Hold(tenant, "1003"))
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001", "held")
	// when it is to be taken back, then nothing is sent.
	s.press("z")
	s.shows("cannot take back: no attended transfer of this call is under way")
}
