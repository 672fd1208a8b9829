package cli

import (
	"testing"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestHangUpTakesYAndNothingElse(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call,
		pbx := quietPBX(t)
		caller, _ := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		// when the operator asks to hang it up, the console says whose call it is and how many are in it.
		question := "Hang up " + personOf(t, pbx, "1001") + " and " + personOf(t, pbx, "1003") + "?"
		s.press("x")
		s.shows(question, "2 people in the call: it ends for all")
		s.read()
		// Enter does nothing, esc leaves the call alone;
		s.press(enter, " ", enter)
		s.shows(question)
		s.press(escape)
		s.hides(question)
		s.room(caller.Room, map[string]string{"1001": "talking", "1003": "talking"})
		// y hangs up.
		s.press("x")
		s.shows(question)
		s.read()
		s.press("y")
		s.sends("disconnect rid=" + caller.Room)
		s.room(caller.Room, map[string]string{})
		s.shows("talking 0  held")
		s.done("hang up " + personOf(t, pbx, "1001"))
	})
}

func TestAQuestionThatHasJustOpenedTakesNoY(t *testing.T) {
	t.Parallel()
	// Given a call,
	pbx := quietPBX(t)
	caller, _ := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when x and y come in one burst, as from a hand that was still typing,
	s.press("xy")
	// then the question stands and the call too.
	s.shows("Hang up " + personOf(t, pbx, "1001"))
	s.room(caller.Room, map[string]string{"1001": "talking", "1003": "talking"})
}

func TestCallAName(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given an operator without a call,
		pbx := quietPBX(t)
		s := openScreen(t, pbx, size)
		// when they call a name by three letters,
		s.press("c", lettersOf(t, pbx, "1006"))
		s.shows("Call " + personOf(t, pbx, "1006") + " (idle)")
		s.press(enter)
		// then their own phone rings first,
		s.sends("makeCall from=1000 to=[1006] type=2 user=1000")
		s.truth("a ringing phone at 1000", func(truth palsim.Truth) bool { return stateOfUser(truth, "1000") == pal.Ringing })
		// and when it is picked up the other.
		must(t, pbx.Answer(tenant, "1000"))
		s.truth("a ringing phone at 1006", func(truth palsim.Truth) bool { return stateOfUser(truth, "1006") == pal.Ringing })
		s.press("2")
		s.points("1000", "1006")
	})
}

func TestRecordingShowsWhatThePBXSays(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		// When r is pressed, the call is recorded and says so.
		s.press("r")
		s.sends("startRecording tid=" + called.ID)
		s.points("1001", "⏺")
		s.done("record")
		s.truth("a recorded call", func(truth palsim.Truth) bool { return isRecorded(truth, called.ID) })
		// When r is pressed again, it is not any more.
		s.press("r")
		s.sends("stopRecording tid=" + called.ID)
		s.hides("⏺")
		s.truth("no recorded call", func(truth palsim.Truth) bool { return !isRecorded(truth, called.ID) })
	})
}

func TestRecordingThatThePBXRefusesIsNotShown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		how  palsim.Failure
		said string
	}{
		"as an error":  {palsim.Refuse, "refused by the PBX: Internal error"},
		"as a result":  {palsim.FailAsResult, "failed: startRecording"},
		"with silence": {palsim.CutBefore, "outcome unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pbx := quietPBX(t)
			_, called := talking(t, pbx, "1001", "1003")
			pbx.FailNext("startRecording", c.how)
			s := openScreen(t, pbx, wide)
			s.press("2")
			s.points("1001")
			s.press("r")
			s.sends("startRecording tid=" + called.ID)
			s.shows("record "+personOf(t, pbx, "1001")+": "+c.said, "rec –")
		})
	}
}

func TestHoldAndUnhold(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001", "talking")
		s.press("h")
		s.sends("hold tid=" + called.ID)
		s.truth("1003 holding", func(truth palsim.Truth) bool { return stateOf(truth, called.ID) == pal.Held })
		s.points("1001", "held")
		s.done("hold")
		s.press("h")
		s.sends("unhold tid=" + called.ID)
		s.truth("1003 talking", func(truth palsim.Truth) bool { return stateOf(truth, called.ID) == pal.Talking })
		s.points("1001", "talking")
	})
}

func TestAnswerTheOwnPhone(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a caller who rings at the operator's phone,
		pbx := quietPBX(t)
		_, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "", "1000")
		must(t, err)
		ringing := talkerOf(t, pbx, "1000")
		s := openScreen(t, pbx, size)
		s.points("ringing", "+34 91 555 0142")
		// when the operator answers from the Desk,
		s.press("a")
		// then the two talk, and the call is theirs.
		s.sends("remoteControl action=talk talker_id=" + ringing.ID)
		s.truth("1000 talking", func(truth palsim.Truth) bool { return stateOf(truth, ringing.ID) == pal.Talking })
		s.shows("ringing 0  talking", "talking 1  held", "My calls 1")
	})
}

func TestTonesAreSentIntoTheCall(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("d", "12#")
	s.shows("Tones", "12#")
	s.press(enter)
	s.sends("sendDTMF signal=12# talker_id=" + called.ID)
}

// stateOfUser is what the newest talker of a user does; Gone without one.
func stateOfUser(truth palsim.Truth, number string) pal.State {
	state := pal.Gone
	for _, talker := range truth.Talkers {
		if talker.User == number {
			state = talker.State
		}
	}
	return state
}

func isRecorded(truth palsim.Truth, id string) bool {
	for _, talker := range truth.Talkers {
		if talker.ID == id {
			return talker.Recording
		}
	}
	return false
}
