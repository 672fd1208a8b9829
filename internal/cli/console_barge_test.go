package cli

import (
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// barges waits until the operator takes part in a room in a way.
func (s *screen) barges(want palsim.BargeMode) {
	s.t.Helper()
	s.truth("a barge that speaks "+want.Speak, func(truth palsim.Truth) bool {
		for _, talker := range truth.Talkers {
			if talker.User == palsim.Reception {
				return cmp.Equal(talker.Barge, &want)
			}
		}
		return false
	})
}

func TestListenThenWhisperThenSpeak(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given two who talk,
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size, role("supervisor"))
		s.press("2")
		s.points("1001")
		// when the supervisor barges in, it is to listen, and needs a reason:
		s.press("b")
		s.shows("Listen to ", "type a reason")
		s.read()
		s.press(enter)
		s.shows("say why: a reason is needed")
		s.press("coaching", enter)
		// their phone rings for it.
		s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
		s.shows("your phone rings for 1001")
		must(t, pbx.Answer(tenant, "1000"))
		s.barges(palsim.BargeMode{Listen: true, Speak: "false"})
		s.shows("listening to 1001")
		// One key whispers, one speaks; the banner says which, as long as it lasts.
		s.press("w")
		s.sends("barge listen=true speak=tutor tid=" + called.ID + " user=1000")
		s.barges(palsim.BargeMode{Listen: true, Speak: "tutor"})
		s.shows("whispering to 1001")
		s.done("whisper to 1001")
		s.press("s")
		s.sends("barge listen=true speak=true tid=" + called.ID + " user=1000")
		s.barges(palsim.BargeMode{Listen: true, Speak: "true"})
		s.shows("speaking with 1001")
		s.press("l")
		s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
		s.barges(palsim.BargeMode{Listen: true, Speak: "false"})
		s.shows("listening to 1001")
		// The reason is kept with the act.
		s.press("7")
		s.shows("(coaching)")
		// When the supervisor hangs up, the banner goes.
		must(t, pbx.HangUp(tenant, "1000"))
		s.hides("listening to 1001")
		s.press("2")
		s.points("1001", "talking", "1003")
	})
}

func TestABreakOfTheLineHidesNoOpenMicrophone(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the supervisor listens to two who talk,
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size, role("supervisor"))
		s.press("2")
		s.points("1001")
		s.press("b", "coaching", enter)
		s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
		must(t, pbx.Answer(tenant, "1000"))
		s.shows("listening to 1001")
		s.hides("requested")
		// when the PBX opens the microphone and drops the line before it says so,
		pbx.FailNext("barge", palsim.CutAfter)
		s.press("s")
		s.sends("barge listen=true speak=true tid=" + called.ID + " user=1000")
		// then the screen says so on the next connection too,
		s.shows("reconnecting")
		s.shows("● live", "in the call of 1001", "listen or speak, outcome")
		s.barges(palsim.BargeMode{Listen: true, Speak: "true"})
		// and it can be closed there.
		s.press("l")
		s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
		s.barges(palsim.BargeMode{Listen: true, Speak: "false"})
		s.shows("listening to 1001")
		must(t, pbx.HangUp(tenant, "1000"))
		s.hides("listening to 1001")
		if acts := s.actsOver(3); slices.ContainsFunc(acts, func(act map[string]any) bool { return act["ending"] != nil }) {
			t.Errorf("acts: %v", acts)
		}
	})
}

func TestABargeIsNotTakenForAnotherCallInItsRoom(t *testing.T) {
	t.Parallel()
	// Given the supervisor listens to two who talk,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide, role("supervisor"))
	s.press("2")
	s.points("1001")
	s.press("b", "coaching", enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	must(t, pbx.Answer(tenant, "1000"))
	s.shows("listening to 1001")
	s.hides("requested")
	// when the PBX is started anew and gives the room to a call of the supervisor's own,
	address, err := url.Parse(pbx.URL())
	must(t, err)
	must(t, pbx.Close())
	next := palsim.New(palsim.Options{Seed: 4})
	t.Cleanup(func() { must(t, next.Close()) })
	next.Persons(false)
	caller, _ := talking(t, next, "1005", "1000")
	has(t, caller.Room, called.Room)
	must(t, next.Start(address.Host))
	// then nobody is said to be listened to.
	s.shows("● live", "the line broke while you were in the call of 1001")
	s.hides("listening to")
	s.leave()
}

func TestABargeThatThePBXTellsNoMoreIsSaidToGoOnPerhaps(t *testing.T) {
	t.Parallel()
	// Given the supervisor listens on a PBX that does not tell what there is after a login,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide, role("supervisor"))
	s.press("2")
	s.points("1001")
	s.press("b", "coaching", enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	must(t, pbx.Answer(tenant, "1000"))
	s.shows("listening to 1001")
	pbx.SetReplay(palsim.ReplayNone)
	// when the line breaks, then the screen and the journal say that nobody knows whether that is over.
	pbx.DropConnections()
	s.shows("the line broke while you were in the call of 1001", "your phone may be in it still")
	s.leave()
	if acts := s.journal("acts"); len(acts) != 1 || acts[0]["ending"] != "the line broke: the phone may be in the call still" {
		t.Errorf("acts: %v", acts)
	}
}

func TestABargeThatThePBXRefusesShowsNoBanner(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	pbx.FailNext("barge", palsim.FailAsResult)
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("b", "coaching")
	s.shows("because: coaching")
	s.press(enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	s.shows("listen to 1001", "failed: barge")
	s.press("w")
	s.hides("whispering")
}

func TestAReceptionistMayNotBarge(t *testing.T) {
	t.Parallel()
	// Given an operator who is no supervisor,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide, role("operator"))
	s.press("2")
	s.points("1001")
	// when they press b, nothing opens and nothing is sent.
	s.press("b")
	s.shows("cannot barge: the role operator may not barge")
}

func TestHangingUpABargeLeavesTheOthersTalking(t *testing.T) {
	t.Parallel()
	// Given the supervisor listens to two who talk,
	pbx := quietPBX(t)
	caller, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide, role("supervisor"))
	s.press("2")
	s.points("1001")
	s.press("b", "coaching", enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	must(t, pbx.Answer(tenant, "1000"))
	s.barges(palsim.BargeMode{Listen: true, Speak: "false"})
	s.shows("listening to 1001")
	s.hides("requested")
	// when they hang up that call,
	own := legOf(t, pbx, "1000")
	s.press("x")
	s.shows("Leave the call with", "2 people stay")
	s.read()
	s.press("y")
	// then only they leave it.
	s.sends("disconnect tid=" + own)
	s.room(caller.Room, map[string]string{"1001": "talking", "1003": "talking"})
	s.hides("listening to 1001")
}

// legOf is the talker id of a user's only leg.
func legOf(t *testing.T, pbx *palsim.PBX, user string) string {
	t.Helper()
	for _, talker := range pbx.Truth().Talkers {
		if talker.User == user {
			return talker.ID
		}
	}
	t.Fatalf("%s has no leg", user)
	return ""
}

func TestABargeByItsFormIsShownWhileItLasts(t *testing.T) {
	t.Parallel()
	// Given the form of barge, filled in for the operator's own phone,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	method, _ := pal.FindMethod("barge")
	s.methods()
	s.form(method)
	s.fill(fieldsOf(method)[1:], []string{"user=1000", "tid=" + called.ID, "listen=true", "speak=false", "reason=coaching"})
	s.press(ctrlS)
	s.shows("Send barge?", "1003 talking with 1001")
	s.read()
	s.press(enter)
	// when it is sent, then it is shown as any barge is,
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	s.shows("your phone rings for 1001")
	must(t, pbx.Answer(tenant, "1000"))
	s.shows("listening to 1001")
	// and the journal has why, and its end.
	must(t, pbx.HangUp(tenant, "1000"))
	s.hides("listening to 1001")
	if acts := s.actsOver(1); acts[0]["reason"] != "coaching" || acts[0]["ending"] != nil {
		t.Errorf("acts: %v", acts)
	}
}
