package palsim

import (
	"testing"
	"time"

	"cordboard/palconn/pal"
)

func TestInsideCallIsAnsweredAndEnds(t *testing.T) {
	d := newDesk(t, Options{})

	d.call("1001", "1002")
	d.then("1001 1", "1002 0", "1002 65")
	d.talkers("1001 calling 1002", "1002 ringing 1001")

	d.answer("1002")
	d.then("1002 2", "1001 14")
	d.talkers("1001 talking 1002", "1002 talking 1001")

	d.hangup("1001")
	d.then("1001 12", "1002 12", "1001 -1 200/16", "1002 -1 200/16")
	d.talkers()
}

func TestCallerGivesUp(t *testing.T) {
	d := newDesk(t, Options{})
	d.call("1001", "1002")
	d.seen = nil

	d.hangup("1001")
	d.then("1001 -1 487/16", "1002 -1 487/16")
}

func TestCalledDeclines(t *testing.T) {
	d := newDesk(t, Options{})
	d.call("1001", "1002")
	d.seen = nil

	d.hangup("1002")
	d.then("1002 -1 603/21", "1001 -1 603/21")
}

func TestNobodyAnswersAndTheCallerLeavesAMessage(t *testing.T) {
	d := newDesk(t, Options{})
	d.call("1001", "1002")
	d.seen = nil

	d.clock.Advance(20 * time.Second)
	d.then("1002 -1 487/19", "1001 14")
	d.talkers("1001 talking 071002", "071002 talking 1001")

	d.clock.Advance(25 * time.Second)
	d.then("1001 12", "1001 -1 200/16", "voicemail 1002 new 1")
}

func TestCallerHangsUpOnTheVoicemailBoxAtOnce(t *testing.T) {
	d := newDesk(t, Options{})
	d.call("1001", "071002")
	d.clock.Advance(time.Second)
	d.seen = nil

	d.hangup("1001")
	d.then("1001 12", "1001 -1 200/16")
}

func TestBusyAndAbsent(t *testing.T) {
	d := newDesk(t, Options{MaxTalkers: 1})
	d.talk("1001", "1002")

	d.call("1004", "1002")
	d.then("1004 1", "1004 -1 486/17")

	d.did(d.Unregister(DefaultTenant, "1005"))
	d.call("1004", "1005")
	d.then("registered 1005 false", "1004 1", "1004 -1 480/20")

	// 1003 sends everybody it cannot take to its box.
	d.did(d.Unregister(DefaultTenant, "1003"))
	d.call("1004", "1003")
	d.then("registered 1003 false", "1004 1", "1004 14")
}

func TestUserHasTwoCallsAtOnce(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	d.call("1004", "1002")
	d.talkers("1001 talking 1002", "1002 talking 1001", "1004 calling 1002", "1002 ringing 1004")

	d.seen = nil
	d.call("1005", "1002")
	d.then("1005 1", "1005 -1 486/17")
}

func TestOperatorHasMoreCallsThanOthers(t *testing.T) {
	d := newDesk(t, Options{MaxTalkers: 1})
	for _, caller := range []string{"1001", "1002", "1003", "1004", "1005"} {
		d.call(caller, "1000")
	}
	d.seen = nil

	d.call("1006", "1000")
	d.then("1006 1", "1006 -1 486/17")
}

func TestCallFromOutsideOverASharedLine(t *testing.T) {
	d := newDesk(t, Options{})

	d.outsider("+81 3 5550 0142", "", "1000")
	d.then("1000 0", "1000 65", "line L1-1 on 1000")
	d.answer("1000")
	d.then("1000 2")

	// The line follows the call to another extension.
	d.did(d.Transfer(DefaultTenant, "1000", "1001", pal.Blind))
	d.then("1000 12", "1000 -1 200/16", "1001 0", "1001 65", "line L1-1 on 1001")
	d.answer("1001")
	d.then("1001 2")

	d.hangup("+81 3 5550 0142")
	d.then("1001 12", "1001 -1 200/16", "line L1-1 off")
}

func TestCallToOutside(t *testing.T) {
	d := newDesk(t, Options{})

	_, err := d.CallToOutside(DefaultTenant, "1001", "+34 91 555 0000")
	d.did(err)
	d.then("1001 1", "line L1-1 on 1001")
	d.answer("+34 91 555 0000")
	d.then("1001 14")
}

func TestHoldAndRecording(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")

	d.did(d.Hold(DefaultTenant, "1002"))
	d.did(d.Unhold(DefaultTenant, "1002"))
	d.did(d.StartRecording(DefaultTenant, "1001"))
	d.hangup("1002")
	d.then("1002 35", "1002 36", "recording 1001 on",
		"1002 12", "1001 12", "1002 -1 200/16", "recording 1001 off", "1001 -1 200/16")
}

func TestParkAndRetrieve(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")

	d.did(d.Park(DefaultTenant, "1000", "801"))
	d.then("1001 30", "park 801 on", "1000 12", "1000 -1 200/16")
	d.talkers("1001 parked 1000")

	d.did(d.Unpark(DefaultTenant, "1002", "801"))
	d.then("1002 0", "1002 65")
	d.talkers("1001 parked 1000", "1002 ringing 1001")

	d.answer("1002")
	d.then("1002 2", "1001 21", "park 801 off")
	d.talkers("1001 talking 1002", "1002 talking 1001")
}

func TestParkedCallRingsBackAtTheParker(t *testing.T) {
	d := newDesk(t, Options{})
	d.outsider("0312345678", "Lee Wong", "1000")
	d.answer("1000")
	d.did(d.Park(DefaultTenant, "1000", "805"))
	d.seen = nil

	d.clock.Advance(2 * time.Minute)
	d.then("1000 0", "1000 65", "line L1-1 on 1000")

	// It does not answer: later its phone rings again.
	d.clock.Advance(20 * time.Second)
	d.then("1000 -1 487/19", "line L1-1 on")
	d.clock.Advance(2 * time.Minute)
	d.answer("1000")
	d.then("1000 0", "1000 65", "line L1-1 on 1000", "1000 2", "park 805 off")
}

func TestParkedPartyHangsUp(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Park(DefaultTenant, "1000", "801"))
	d.did(d.Unpark(DefaultTenant, "1002", "801"))
	d.seen = nil

	d.hangup("1001")
	d.then("1001 12", "1001 -1 200/16", "park 801 off", "1002 -1 487/16")
}

func TestParkRefusesWhatItCannotDo(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.talk("1002", "1004")
	d.did(d.Park(DefaultTenant, "1000", "801"))
	d.seen = nil

	for place, want := range map[string]string{"801": "801 is occupied", "777": "no parking place 777"} {
		if err := d.Park(DefaultTenant, "1002", place); err == nil || err.Error() != want {
			t.Errorf("park in %s: %v, want %s", place, err, want)
		}
	}
	d.then()
}

func TestBlindTransfer(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")

	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Blind))
	d.then("1000 12", "1000 -1 200/16", "1002 0", "1002 65")
	d.answer("1002")
	d.then("1002 2", "1001 47", "1001 14")
	d.talkers("1001 talking 1002", "1002 talking 1001")
}

func TestBlindTransferThatNobodyAnswersComesBack(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Blind))
	d.seen = nil

	d.clock.Advance(20 * time.Second)
	d.then("1002 -1 487/19", "1001 48", "1000 0", "1000 65")
	d.answer("1000")
	d.then("1000 2", "1001 14")
}

func TestTransferToVoicemail(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "071002", pal.Blind))
	d.clock.Advance(0)
	d.talkers("1001 talking 071002", "071002 talking 1001")
	d.seen = nil

	d.clock.Advance(30 * time.Second)
	d.then("1001 12", "1001 -1 200/16", "voicemail 1002 new 1")
}

func TestAttendedTransferCompleted(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")

	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Attended))
	d.then("1000 35", "1000 1", "1002 0", "1002 65")
	d.answer("1002")
	d.then("1002 2", "1000 14")
	d.talkers("1001 talking 1000", "1000 held 1001", "1000 talking 1002", "1002 talking 1000")

	d.hangup("1000")
	d.then("1001 47", "1001 16", "1002 16", "1000 12", "1000 -1 200/16", "1000 12", "1000 -1 200/16")
	d.talkers("1001 talking 1002", "1002 talking 1001")
	truth := d.Truth().Talkers
	if truth[0].Room != truth[1].Room {
		t.Errorf("rooms %s and %s differ", truth[0].Room, truth[1].Room)
	}
}

func TestAttendedTransferEndedWhileTheTargetRingsBecomesBlind(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Attended))
	d.seen = nil

	d.hangup("1000")
	d.then("1000 -1 487/16", "1002 -1 487/16", "1000 12", "1000 -1 200/16", "1002 0", "1002 65")
}

func TestAttendedTransferTheTargetDeclines(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Attended))
	d.seen = nil

	d.hangup("1002")
	d.then("1002 -1 603/21", "1000 -1 603/21", "1000 36")
	d.talkers("1001 talking 1000", "1000 talking 1001")
}

func TestMovedPartyHangsUpDuringAnAttendedTransfer(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Attended))
	d.answer("1002")

	d.hangup("1001")
	d.talkers("1000 talking 1002", "1002 talking 1000")
}
