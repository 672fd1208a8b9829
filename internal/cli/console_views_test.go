package cli

import (
	"fmt"
	"strings"
	"testing"

	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestTheMenuListsWhatCannotBeDoneWithItsReason(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call that rings,
		pbx := quietPBX(t)
		_, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "", "1003")
		must(t, err)
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("ringing")
		// when Enter is pressed, the menu says what can be done and why the rest cannot.
		s.press(enter)
		s.shows("Acts", "forward", "it has not been answered yet", "no attended transfer of this call")
		// What cannot be done is not done,
		s.press("t", "r")
		s.shows("Acts")
		// what can be done is, by its key.
		s.press("f")
		s.shows("Forward +34 91 555 0142")
		s.press(escape)
		s.hides("Forward +34 91 555 0142")
	})
}

func TestTheFirstActOfTheMenuIsDoneByEnter(t *testing.T) {
	t.Parallel()
	// Given the operator's phone rings,
	pbx := quietPBX(t)
	_, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "", "1000")
	must(t, err)
	ringing := talkerOf(t, pbx, "1000")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("ringing")
	// when the menu is opened and Enter pressed, once it has been read,
	s.press(enter)
	s.shows("▸ answer")
	s.read()
	s.press(enter)
	// then the call is answered.
	s.sends("remoteControl action=talk talker_id=" + ringing.ID)
}

func TestSearchNarrowsAListAndEscWidensIt(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s := openScreen(t, pbx, size)
		s.press("3")
		s.shows("Extensions 40")
		s.press("/", lettersOf(t, pbx, "1006"))
		s.shows("Extensions 1", "type to search")
		s.points(personOf(t, pbx, "1006")[:4])
		// Enter keeps what was found and gives the keys back to the list,
		s.press(enter)
		s.hides("type to search")
		s.shows("Extensions 1")
		// esc shows everybody again.
		s.press(escape)
		s.shows("Extensions 40")
	})
}

func TestSearchFindsNamesOfAnyScript(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s := openScreen(t, pbx, wide)
	s.press("3")
	for _, number := range []string{"1002", "1005"} {
		s.press("/", lastWord(nameOf(t, pbx, number)))
		s.points(number)
		s.shows("Extensions 1")
		s.press(escape)
		s.shows("Extensions 40")
	}
}

func lastWord(name string) string { return name[strings.LastIndex(name, " ")+1:] }

func TestTheCommandLineDoesWhatKeysDo(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		// A view, by a name that Tab completes,
		s.press(":", "view-ca", tab)
		s.shows(":view-calls")
		s.press(enter)
		s.points("1001", "talking")
		// an act,
		s.press(":", "record", enter)
		s.sends("startRecording tid=" + called.ID)
		s.points("1001", "⏺")
		// an order with a word,
		s.press(":", "theme light", enter)
		s.hides("Command")
		// and what it does not know.
		s.press(":", "fly", enter)
		s.shows("no command fly")
	})
}

func TestHelpShowsEveryKey(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		s := openScreen(t, quietPBX(t), size)
		s.press("?")
		s.shows("Keys: classic", "Everywhere")
		s.press("\x1b[F")
		s.shows("confirm the end of a call")
		s.press("?")
		s.hides("Keys: classic")
	})
}

func TestEveryViewHasItsKey(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given something for each view to show,
		pbx := quietPBX(t)
		talking(t, pbx, "1007", "1008")
		must(t, pbx.Park(tenant, "1008", "802"))
		talking(t, pbx, "1001", "1003")
		must(t, pbx.StartRecording(tenant, "1001"))
		must(t, pbx.LeaveVoicemail(tenant, "1004"))
		_, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "", "1010")
		must(t, err)
		s := openScreen(t, pbx, size)
		for _, view := range []struct {
			key    string
			titles []string
			row    string
		}{
			{"2", []string{"Calls 3"}, "1007"},
			{"3", []string{"Extensions 40"}, "1000"},
			{"4", []string{"Parks 9", "Lines 1"}, "801"},
			{"5", []string{"Voicemail 1", "Recordings 1"}, "1004"},
			{"6", []string{"Settings"}, ""},
			{"7", []string{"Done 0", "Seen 0"}, ""},
			{"1", []string{"Waiting 1", "My calls 0", "Parked 1"}, ""},
		} {
			s.press(view.key)
			s.shows(view.titles...)
			if view.row != "" {
				s.points(view.row)
			}
		}
		s.shows("ringing 1  talking", "talking 1  held", "parked 1  vm", "vm 1", "rec 1")
	})
}

func TestRunesOfOneWriteAreKeysOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := openScreen(t, quietPBX(t), wide)
	s.press("3")
	s.points("1000")
	s.press("jjk")
	s.points("1001")
	s.press("jjj" + down)
	s.points("1005")
}

// click presses and releases a button of the mouse on a cell, counted from 0.
func (s *screen) click(button, x, y int) {
	s.t.Helper()
	s.press(fmt.Sprintf("\x1b[<%d;%d;%dM", button, x+1, y+1))
	if button < 64 {
		s.press(fmt.Sprintf("\x1b[<%d;%d;%dm", button, x+1, y+1))
	}
}

const (
	leftButton = 0
	wheelDown  = 65
)

func TestTheMouseSelectsScrollsAndOpensTheMenu(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		// A click on a tab turns to its view,
		s.click(leftButton, strings.Index(strings.Split(s.text(), "\n")[1], "Extensions"), 1)
		s.points("1000")
		// one on a row selects it,
		s.click(leftButton, 5, s.row("1007"))
		s.points("1007")
		// the wheel scrolls,
		s.click(wheelDown, 5, s.row("1007"))
		s.hides("│  1000 ")
		// two quick clicks on a row open its acts.
		row := s.row("1016")
		s.click(leftButton, 5, row)
		s.points("1016")
		s.click(leftButton, 5, row)
		s.shows("Acts")
	})
}

func TestAMouseThatIsSwitchedOffDoesNothing(t *testing.T) {
	t.Parallel()
	s := openScreen(t, quietPBX(t), wide, func(c *setup) { c.Screen.Mouse = false })
	s.press("3")
	s.points("1000")
	s.click(leftButton, 5, s.row("1007"))
	s.press("j")
	s.points("1001")
}

func TestSpaceFreezesTheOrder(t *testing.T) {
	t.Parallel()
	// Given the calls of the Desk are frozen,
	pbx := quietPBX(t)
	first, err := pbx.CallFromOutside(tenant, "+34 91 555 0001", "", "1003")
	must(t, err)
	s := openScreen(t, pbx, wide)
	s.shows("Waiting 1")
	s.press(" ")
	s.shows("the order is frozen")
	// when one ends and another comes that would stand before it,
	must(t, pbx.HangUp(tenant, "+34 91 555 0001"))
	s.truth("no call", func(truth palsim.Truth) bool { return len(talkersIn(truth, first)) == 0 })
	_, err = pbx.CallFromOutside(tenant, "+34 91 555 0002", "", "1000")
	must(t, err)
	// then it comes last, and the row of the one that ended stays in its place.
	s.shows("ended", "+34 91 555 0002")
	if ended, came := s.row("ended"), s.row("ringing  0:0"); ended > came {
		t.Errorf("the call that came stands above the frozen one:\n%s", s.text())
	}
	s.press(" ")
	s.hides("the order is frozen")
	s.hides("ended")
}

func TestWorstSelectsWhoWaitsLongest(t *testing.T) {
	t.Parallel()
	// Given two who ring, and the operator on another view,
	pbx := quietPBX(t)
	_, err := pbx.CallFromOutside(tenant, "+34 91 555 0001", "", "1003")
	must(t, err)
	s := openScreen(t, pbx, wide)
	_, err = pbx.CallFromOutside(tenant, "+34 91 555 0002", "", "1000")
	must(t, err)
	s.shows("Waiting 2")
	s.press("3")
	s.shows("Extensions 40")
	// when w is pressed, the cursor is on the one that rings for longer.
	s.press("w")
	s.shows("Waiting 2")
	s.points("ringing", "+34 91 555 0001")
}

func TestRepeatDoesTheLastActOnTheSelection(t *testing.T) {
	t.Parallel()
	// Given one of two calls was transferred to 1006,
	pbx := quietPBX(t)
	_, first := talking(t, pbx, "1001", "1003")
	_, second := talking(t, pbx, "1007", "1008")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("t", "1006")
	s.shows("(idle), blind")
	s.press(enter)
	s.sends("transfer mode=blind tid=" + first.ID + " user=1006")
	must(t, pbx.Answer(tenant, "1006"))
	s.points("1001", "1006")
	s.done("transfer")
	// when the other is selected and . is pressed,
	s.press("j")
	s.points("1007")
	s.press(".")
	// then the dialog stands with what was chosen before, for the other call;
	s.shows("Transfer "+personOf(t, pbx, "1007"), "→ "+personOf(t, pbx, "1006")+" (talking), blind")
	s.read()
	s.press(enter)
	s.sends("transfer mode=blind tid=" + second.ID + " user=1006")
}

func TestQLeaves(t *testing.T) {
	t.Parallel()
	s := openScreen(t, quietPBX(t), wide)
	s.press("q")
	<-s.ended
}
