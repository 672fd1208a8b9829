package cli

import (
	"errors"
	"strings"
	"testing"

	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestACallThatEndedUnderTheDialogIsNotActedOn(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the operator is choosing whom to transfer a call to,
		pbx := quietPBX(t)
		talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		s.press("t", "1006")
		s.shows("(idle), blind")
		// when the call ends meanwhile,
		must(t, pbx.HangUp(tenant, "1001"))
		s.shows("talking 0  held")
		// then Enter sends nothing and says what was and what is.
		s.press(enter)
		was := "not done, it has changed: 1003 talking with " + personOf(t, pbx, "1001") + "; now "
		s.until("said what was and what is", func(text string) bool {
			return strings.Contains(text, was+"that call") || strings.Contains(text, was+"1003 ending")
		})
	})
}

func TestACallThatChangedUnderTheDialogIsNotActedOn(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the operator is asked whether to hang up a call that talks,
		pbx := quietPBX(t)
		talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		s.press("x")
		s.shows("Hang up")
		s.read()
		// when it is put on hold meanwhile,
		must(t, pbx.Hold(tenant, "1003"))
		s.shows("held 1  parked")
		// then y sends nothing and says what was and what is.
		s.press("y")
		s.shows("not done", "1003 talking with "+personOf(t, pbx, "1001"), "now 1003 held")
	})
}

func TestAPlaceThatWasTakenUnderTheDialogIsNotParkedIn(t *testing.T) {
	t.Parallel()
	// Given 801 is offered to park in,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	talking(t, pbx, "1007", "1008")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("p")
	s.shows("Park " + personOf(t, pbx, "1001") + " → 801")
	s.read()
	// when somebody else parks there meanwhile,
	must(t, pbx.Park(tenant, "1008", "801"))
	s.shows("801 is taken by " + personOf(t, pbx, "1007"))
	// then Enter does nothing, and another place can be chosen.
	s.press(enter, "2")
	s.shows("Park " + personOf(t, pbx, "1001") + " → 802")
	s.press(enter)
	s.sends("park number=802 tid=" + called.ID)
}

func TestARowThatTheBoardTookAwayIsNotReplacedByAnother(t *testing.T) {
	t.Parallel()
	// Given the first of two calls is selected,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	talking(t, pbx, "1007", "1008")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when it ends and the cursor falls on the other,
	must(t, pbx.HangUp(tenant, "1001"))
	s.points("1007")
	// then no key acts on that one,
	s.press("x")
	s.shows("cannot hang up: the row you had selected is gone")
	// until the operator has selected it.
	s.press("j", "x")
	s.shows("Hang up " + personOf(t, pbx, "1007"))
}

func TestAStaleBoardRefusesEveryAct(t *testing.T) {
	t.Parallel()
	// Given a dialog was open when the PBX went inactive,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("t", "1006")
	s.shows("(idle), blind")
	pbx.GoInactive()
	s.shows("PBX inactive")
	// when it is confirmed, nothing is sent;
	s.press(enter)
	s.shows("not done: the line to the PBX is down")
	// nor does any other key open a dialog or act.
	for _, key := range []string{"t", "p", "b", "x", "c", "r", "h", "z", "u", "."} {
		s.press(escape)
		s.hides("cannot")
		s.press(key)
		s.shows("cannot", "the line to the PBX is down: what is shown is as of")
	}
}

func TestPastedTextRunsNoKeys(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	caller, _ := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// Outside a dialog,
	s.press("\x1b[200~rxyq\r\x1b[201~")
	s.shows("pasted text is not taken as keys")
	// in a question,
	s.press("x")
	s.shows("Hang up")
	s.read()
	s.press("\x1b[200~y\x1b[201~", "\x1b[200~\r\x1b[201~")
	s.press(escape)
	s.hides("Hang up")
	s.room(caller.Room, map[string]string{"1001": "talking", "1003": "talking"})
	// and in a line of text, where it is text.
	s.press("t", "\x1b[200~1006\r\x1b[201~")
	s.shows("→ " + personOf(t, pbx, "1006"))
	s.press(escape)
	s.hides("→ " + personOf(t, pbx, "1006"))
}

func TestAKeyThatIsPressedTwiceActsOnce(t *testing.T) {
	t.Parallel()
	// Given a PBX that takes its time,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when the key bounces,
	s.press("rr")
	// then one request goes out.
	s.sends("startRecording tid=" + called.ID)
	s.points("1001", "⏺")
	s.done("record")
	// The same for Enter in a dialog.
	s.press("t", "1006")
	s.shows("(idle), blind")
	s.press(enter + enter)
	s.sends("transfer mode=blind tid=" + called.ID + " user=1006")
	s.truth("1006 ringing", func(truth palsim.Truth) bool { return stateOfUser(truth, "1006") == pal.Ringing })
}

func TestARequestWithoutAnAnswerIsNotSentAgain(t *testing.T) {
	t.Parallel()
	// Given a PBX that does what it is asked and drops the line before it says so,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	pbx.FailNext("transfer", palsim.CutAfter)
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when a call is transferred,
	s.press("t", "1006")
	s.shows("(idle), blind")
	s.press(enter)
	// then the outcome is said to be unknown, and the board shows what was done when it is back.
	s.sends("transfer mode=blind tid=" + called.ID + " user=1006")
	s.shows("outcome unknown")
	s.shows("● live")
	s.shows("1006")
}

func TestAWrongPasswordIsTriedOnce(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s := startScreen(t, pbx.URL(), wide, func(c *setup) { c.password = "not it" })
	<-s.ended
	if _, ok := errors.AsType[*palconn.LoginRefused](s.err); !ok {
		t.Errorf("the console ended with %v, want a refused login", s.err)
	}
	s.err = nil
	if n := len(pbx.Requests()); n != 1 {
		t.Errorf("the PBX saw %d requests, want one login", n)
	}
}

func TestNothingIsDoneOnAScreenTooSmallToSee(t *testing.T) {
	t.Parallel()
	// Given a transfer is about to be confirmed,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("t", "1006")
	s.shows("(idle), blind")
	// when the terminal becomes too small to show it, Enter does nothing there,
	s.resize(tui.Size{Width: 30, Height: 10})
	s.shows("too small")
	s.press(enter)
	s.resize(wide)
	// and the dialog is as it was.
	s.shows("(idle), blind")
	s.press(escape)
	s.hides("(idle), blind")
}
