package cli

import (
	"testing"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// attending is the console of an attendant who talks with 1001.
func attending(t *testing.T, size tui.Size) (s *screen, caller, own palsim.TalkerTruth) {
	t.Helper()
	pbx := quietPBX(t)
	caller, own = talking(t, pbx, "1001", "1000")
	s = openScreen(t, pbx, size, keyMap("attendant"))
	s.shows("talking 1  held")
	return s, caller, own
}

func TestAttendantTransfersByTypingAName(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given an attendant with a call, in whatever view,
		s, caller, own := attending(t, size)
		s.press("\x1b5")
		s.shows("Voicemail 0")
		// when they type three letters, the directory shows who is meant,
		s.press(lettersOf(t, s.pbx, "1006"))
		s.points("1006")
		s.shows("Directory 1")
		// and F4 transfers without another question.
		s.press(f4)
		s.sends("transfer mode=blind tid=" + own.ID + " user=1006")
		s.room(caller.Room, map[string]string{"1001": "talking", "1006": "ringing"})
	})
}

func TestAttendantTransfersAttendedAndTakesBack(t *testing.T) {
	t.Parallel()
	s, caller, own := attending(t, wide)
	s.press(lettersOf(t, s.pbx, "1006"))
	s.points("1006")
	s.press(f5)
	s.sends("transfer mode=attended tid=" + own.ID + " user=1006")
	s.shows("held 1  parked", "held     0:")
	s.done("transfer")
	s.press(f12)
	s.sends("cancelTransfer tid=" + own.ID)
	s.room(caller.Room, map[string]string{"1001": "talking", "1000": "talking"})
}

func TestAttendantTransfersToSomebodyWhoTalks(t *testing.T) {
	t.Parallel()
	// Given a person who is in a call of their own,
	pbx := quietPBX(t)
	_, own := talking(t, pbx, "1001", "1000")
	talking(t, pbx, "1006", "1008")
	s := openScreen(t, pbx, wide, keyMap("attendant"))
	// when the attendant types their name and presses F4,
	s.press(lettersOf(t, pbx, "1006"))
	s.points("1006", "talking")
	s.press(f4)
	// then the attendant's call goes to them, not theirs to anybody.
	s.sends("transfer mode=blind tid=" + own.ID + " user=1006")
}

func TestAttendantParksTheirOwnCall(t *testing.T) {
	for name, letters := range map[string]string{"with nothing typed": "", "with a name typed": "1006"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Given a name was typed, perhaps: the cursor is in the directory, on somebody who talks;
			pbx := quietPBX(t)
			_, own := talking(t, pbx, "1001", "1000")
			talking(t, pbx, "1006", "1008")
			s := openScreen(t, pbx, wide, keyMap("attendant"))
			s.shows("My calls 1")
			s.press(letters, f6)
			// when F6 is pressed, it is the attendant's call that is parked, in the first free place.
			s.sends("park number=801 tid=" + own.ID)
			s.parkedAt("1001", "801")
		})
	}
}

func TestAttendantParksInAPlaceTheyChoose(t *testing.T) {
	t.Parallel()
	s, caller, own := attending(t, wide)
	s.press("*")
	s.shows("Park " + personOf(t, s.pbx, "1001") + " → 801")
	s.press("3")
	s.shows("→ 803")
	s.press(enter)
	s.sends("park number=803 tid=" + own.ID)
	s.parkedAt(caller.User, "803")
}

func TestAttendantHangsUpTheirOwnCall(t *testing.T) {
	t.Parallel()
	s, caller, own := attending(t, wide)
	s.press("-")
	s.shows("Hang up "+personOf(t, s.pbx, "1001"), "with "+personOf(t, s.pbx, "1000")+", 2 people in the call")
	s.read()
	s.press("y")
	s.sends("disconnect tid=" + own.ID)
	s.room(caller.Room, map[string]string{})
	s.shows("talking 0  held")
}

func TestAttendantCallsAName(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s := openScreen(t, pbx, wide, keyMap("attendant"))
	// Letters and one key call a person.
	s.press(lettersOf(t, pbx, "1006"))
	s.shows("Directory 1")
	s.press(f2)
	s.sends("makeCall from=1000 to=[1006] type=2 user=1000")
	s.truth("a ringing phone at 1000", func(truth palsim.Truth) bool { return stateOfUser(truth, "1000") == pal.Ringing })
}

func TestAttendantRetrievesTheMostOverdue(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	talking(t, pbx, "1007", "1008")
	must(t, pbx.Park(tenant, "1008", "805"))
	s := openScreen(t, pbx, wide, keyMap("attendant"))
	s.press(f9)
	s.sends("unpark number=805 user=1000")
}

func TestDigitsAreASearchForTheAttendant(t *testing.T) {
	t.Parallel()
	// Given the attendant map, in which no letter or digit acts,
	s, caller, _ := attending(t, wide)
	// when a number is typed with letters that are keys in the other map, nothing happens but a search.
	s.press("10x06y")
	s.shows("/10x06y", "Directory 0")
	s.press(escape)
	s.hides("/10x06y")
	s.shows("Directory 40")
	s.room(caller.Room, map[string]string{"1001": "talking", "1000": "talking"})
}
