package tui

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/palconn/pal"
)

var enter = tea.KeyMsg{Type: tea.KeyEnter}

func letters(text string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)} }

// messageOf is the line above the footer.
func messageOf(app *App) string {
	lines := app.read()
	return strings.TrimSpace(lines[len(lines)-2])
}

func TestWhatIsTypedAfterARefusedActRunsNoKeys(t *testing.T) {
	for name, keys := range map[string]keymap.Map{"classic": keymap.Classic(), "attendant": keymap.Attendant()} {
		// Given a transfer that is refused, as no call is selected,
		app, clock := screenOn(t, bigBoard(4, 0), 120, 30), &setClock{at: morning}
		app.Clock, app.Keys = clock, keys
		app.act(keymap.Transfer)
		refused := messageOf(app)
		wantOn(t, refused, "cannot transfer")
		// when the operator types on as if its dialog were open, then nothing comes of it;
		for _, key := range []tea.KeyMsg{letters("b"), letters("o"), {Type: tea.KeySpace}, letters("lund"), {Type: tea.KeyBackspace}, {Type: tea.KeyTab}, enter} {
			app.Update(key)
		}
		if app.open != nil || app.frozen || app.finding || messageOf(app) != refused {
			t.Errorf("%s: %T is open, frozen %v, finding %v, %q", name, app.open, app.frozen, app.finding, messageOf(app))
		}
		// the next enter is a key again.
		app.Update(enter)
		if app.open == nil {
			t.Errorf("%s: enter opens nothing", name)
		}
	}
}

func TestAnActThatWasChosenForACallDoesNothingToAnother(t *testing.T) {
	for name, choose := range map[string][]tea.KeyMsg{
		"in the menu":         {enter, letters("r")},
		"in the command line": {letters(":"), letters("record"), enter},
	} {
		// Given two calls, and a dialog that was opened on the first of them,
		app, clock := screenOn(t, bigBoard(6, 4), 120, 30), &setClock{at: morning}
		app.Clock = clock
		app.Update(letters("2"))
		app.Update(choose[0])
		// when that call ends, and the act is chosen some time after,
		for _, n := range []string{"0", "1"} {
			tell(app.Store, pal.NotifyStatus, map[string]any{"user": "1000" + n, "status": "-1", "talker_id": n, "room_id": "0"})
		}
		clock.at = clock.at.Add(handStays + time.Second)
		app.read()
		clock.at = clock.at.Add(5 * time.Second)
		for _, key := range choose[1:] {
			app.Update(key)
		}
		// then nothing is done to the other, which the cursor is on now.
		if got := messageOf(app); got != rowGone || app.last != nil {
			t.Errorf("%s: %q, and %+v was sent", name, got, app.last)
		}
		// Chosen again, it is.
		for _, key := range choose {
			app.Update(key)
			clock.at = clock.at.Add(time.Second)
		}
		if app.last == nil || app.last.action != keymap.Record {
			t.Errorf("%s: %q", name, messageOf(app))
		}
	}
}

func TestASwitchThatWasChosenOneWayDoesNotGoTheOther(t *testing.T) {
	for name, c := range map[string]struct {
		choose []tea.KeyMsg
		method string
		params map[string]any
	}{
		"hold in the menu":           {[]tea.KeyMsg{enter, letters("h")}, pal.NotifyStatus, map[string]any{"status": "35"}},
		"hold in the command line":   {[]tea.KeyMsg{letters(":"), letters("hold"), enter}, pal.NotifyStatus, map[string]any{"status": "35"}},
		"record in the menu":         {[]tea.KeyMsg{enter, letters("r")}, pal.NotifyRecording, map[string]any{"status": "on"}},
		"record in the command line": {[]tea.KeyMsg{letters(":"), letters("record"), enter}, pal.NotifyRecording, map[string]any{"status": "on"}},
	} {
		// Given a call that talks, and a dialog that was opened on it,
		app, clock := screenOn(t, bigBoard(2, 2), 120, 30), &setClock{at: morning}
		app.Clock = clock
		app.Update(letters("2"))
		app.Update(c.choose[0])
		clock.at = clock.at.Add(time.Second)
		// when somebody else holds it, or has it recorded, before the act is chosen,
		c.params["user"], c.params["talker_id"], c.params["room_id"] = "10000", "0", "0"
		c.params["time"] = morning.Add(time.Second).UnixMilli()
		tell(app.Store, c.method, c.params)
		c.params["user"], c.params["talker_id"] = "10001", "1"
		tell(app.Store, c.method, c.params)
		app.read()
		for _, key := range c.choose[1:] {
			app.Update(key)
		}
		// then that is not undone.
		if got := messageOf(app); !strings.Contains(got, "the call has changed") || app.last != nil {
			t.Errorf("%s: %q, and %+v was sent", name, got, app.last)
		}
	}
}

func TestTheOwnCallIsNotTransferredTwiceAtATime(t *testing.T) {
	// Given the operator talks, and somebody without a call is selected in the directory,
	app := screenOn(t, bigBoard(3, 2), 120, 30)
	app.Update(letters("3"))
	app.Update(letters("G"))
	own, ok := app.ownCall()
	person, selected := app.person()
	if !ok || !selected || len(person.Talkers) > 0 {
		t.Fatalf("own call %v, selected %+v", ok, person)
	}
	// when another act on that call has no answer yet,
	app.marks.set(own.Call, "park requested", mark{pending: true, asked: true})
	app.Update(letters("t"))
	// then the call is not moved to them meanwhile.
	if got := messageOf(app); app.open != nil || got != "cannot transfer: park requested, wait for it" {
		t.Errorf("%q, and %T is open", got, app.open)
	}
	// When it has, it is asked.
	app.marks.drop(own.Call)
	app.deafUntil = time.Time{}
	app.Update(letters("t"))
	if app.open == nil {
		t.Errorf("%q", messageOf(app))
	}
}

func TestABreakOfAMomentLetsTheFrozenOrderGo(t *testing.T) {
	// Given rows that are frozen,
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	app.frozen = true
	app.read()
	// when the line breaks and is back before the next frame, then they are as they are now.
	app.Store.Began(2, morning)
	app.Store.Settled(2, morning)
	if lines := app.read(); app.frozen || strings.Contains(strings.Join(lines, "\n"), "ended") && !strings.Contains(messageOf(app), "since the break") {
		t.Errorf("frozen %v:\n%s", app.frozen, strings.Join(lines, "\n"))
	}
	if list := app.views[0].lists[1]; list.Len() != 0 {
		t.Errorf("%d of the calls before stand there still", list.Len())
	}
}
