package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
)

// onScreen is all that can be read, with one space between words.
func (a *App) onScreen() string {
	return strings.Join(strings.Fields(strings.Join(a.read(), " ")), " ")
}

func TestEveryWordOfARefusalCanBeRead(t *testing.T) {
	changed := desk.Refusal{
		Before: "1000 talking with +81355500142 Bo Lund and 2 more, recorded", After: "1000 talking with 1042 Ana Ruiz-Montgomery of Sales and 1 more",
	}
	unwritten := desk.Refusal{Why: "the journal cannot be written: write /var/lib/cordboard/journal.db: no space left on device"}
	for _, size := range []Size{{120, 36}, {80, 24}, {40, 24}} {
		for _, key := range []string{"g", "G"} {
			// Given a screen full of rows with the cursor at an end,
			app := screenOn(t, bigBoard(60, 60), size.Width, size.Height)
			app.key("3")
			app.read()
			app.key(key)
			rows := app.read()
			// when an act is refused, then all of it is there,
			for _, refusal := range []desk.Refusal{changed, unwritten} {
				app.failed(desk.Intent{Act: desk.HangUp}, &refusal)
				wantOn(t, app.onScreen(), refusal.Error())
				// the row that it would have been done to is seen, and no other has moved.
				words := app.read()
				if len(words) != len(rows) {
					t.Fatalf("%d rows, want %d", len(words), len(rows))
				}
				for y, row := range rows {
					covered := y >= 2 && y < size.Height/2 || y > size.Height/2 && y < size.Height-1
					if words[y] != row && (!covered || strings.Contains(row, "▸")) {
						t.Errorf("%v, %s: row %d was %q and is %q", size, key, y, row, words[y])
					}
				}
			}
		}
	}
}

func TestAClickOnTheMessageReachesNoRowBelowIt(t *testing.T) {
	app := screenOn(t, bigBoard(60, 60), 40, 24)
	app.Mouse = true
	app.key("3")
	app.say(strings.Repeat("outcome unknown ", 8), false)
	app.read()
	before, _ := app.views[app.active].list().Pick()
	y := -1
	for at, row := range app.read() {
		if y < 0 && strings.Contains(row, "outcome") {
			y = at
		}
	}
	app.Update(tea.MouseMsg{X: 5, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	if after, _ := app.views[app.active].list().Pick(); after != before {
		t.Errorf("the cursor went to %+v", after)
	}
}

func TestALongWordStandsLonger(t *testing.T) {
	app := screenOn(t, bigBoard(4, 0), 80, 24)
	app.say("done", true)
	short := app.toast.until
	app.say(strings.Repeat("not done: it has changed ", 8), false)
	if more := app.toast.until.Sub(short); more < 2*letterLasts || more > 2*toastLasts {
		t.Errorf("it stands %v longer", more)
	}
}

func TestALongNameDoesNotPushTheReasonOffTheScreen(t *testing.T) {
	for _, size := range []Size{{80, 24}, {40, 12}} {
		app := screenOn(t, bigBoard(4, 0), size.Width, size.Height)
		app.say("hang up "+strings.Repeat("name ", 800)+": not done: the call is ending", false)
		wantOn(t, app.onScreen(), "hang up name", "not done: the call is ending")
	}
}

func TestWhatStandsForLongLeavesTheBoardInSight(t *testing.T) {
	app := screenOn(t, bigBoard(4, 0), 80, 24)
	app.parks.text = strings.Repeat("somebody ", 100) + "has waited 1:04"
	wantOn(t, app.onScreen(), "somebody", "has waited 1:04")
	if rows := app.message(); len(rows) != 2 {
		t.Errorf("%d rows", len(rows))
	}
}
