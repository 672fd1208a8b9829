package tui

import (
	"strings"
	"testing"

	"cordboard/internal/desk"
	"cordboard/keymap"
)

func TestHangingUpIsSaidInTheSameWordsBeforeAndAfter(t *testing.T) {
	// Given the operator's own call,
	app := screenOn(t, bigBoard(4, 4), 120, 30)
	app.key("2")
	app.refresh()
	// when they ask to hang it up, then the question names whom it is with, and whose leg leaves;
	app.act(keymap.HangUp)
	wantOn(t, strings.Join(app.read(), "\n"), "Hang up 10001 Ana Ruiz (leaving 10000)?", "with 10000 Ana Ruiz, 2 people in the call")
	// and so does what is said when it was done.
	target, _ := app.target(keymap.HangUp)
	app.open = nil
	app.confirmed(confirmedMsg{intent: desk.Intent{Act: desk.HangUp, Target: target}, shown: true})
	wantOn(t, app.toast.text, "hang up 10001 Ana Ruiz (leaving 10000): done")
}

func TestACallThatIsMadeIsNotMarkedOnTheOneThatIsSelected(t *testing.T) {
	// Given a call is selected, in each of the lists that can have one,
	for _, view := range []string{"1", "2", "3"} {
		app := screenOn(t, bigBoard(4, 4), 120, 30)
		app.key(view)
		app.refresh()
		target, _ := app.target(keymap.Call)
		i := desk.Intent{Act: desk.Call, Target: target, To: []string{"10003"}}
		pick, _ := app.views[app.active].list().Pick()
		app.marks.set(pick.Call, "record requested", mark{})
		// when another is made and not seen,
		app.send(keymap.Call, i)
		app.sent(sentMsg{action: keymap.Call, intent: i})
		app.confirmed(confirmedMsg{intent: i, shown: false})
		// then that is said, and the selected one has the word of its own.
		wantOn(t, app.toast.text, "call 10003", "not confirmed")
		for call, word := range app.marks.words {
			if word != "record requested" {
				t.Errorf("view %s: %q stands beside call %d", view, word, call)
			}
		}
		if pick.Call != 0 && len(app.marks.words) == 0 {
			t.Errorf("view %s: the word of the selected call is gone", view)
		}
	}
}
