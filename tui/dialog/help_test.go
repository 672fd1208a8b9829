package dialog_test

import (
	"strings"
	"testing"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func TestHelpListsTheKeys(t *testing.T) {
	open(t, dialog.NewHelp(keymap.Classic()), reception()).shows(38, 8,
		"Everywhere",
		"1 Alt-1     Desk: who is waiting, my",
		"            calls, what is parked, the",
		"            directory",
		"2 Alt-2     Calls: every conversation",
		"            and its history",
		"3 Alt-3     Extensions: who talks to",
		"            whom, who is registered",
	).shows(76, 18,
		"Everywhere                             p           park the call; the first",
		"1 Alt-1     Desk: who is waiting, my               free place is offered",
		"            calls, what is parked,     P           park the call in a place",
		"            the directory                          you choose",
		"2 Alt-2     Calls: every conversation  u           retrieve the parked call",
		"            and its history            U           retrieve the most overdue",
		"3 Alt-3     Extensions: who talks to               parked call",
		"            whom, who is registered    b           barge into the call,",
		"4 Alt-4     Parks: parked calls and                listening",
		"            shared lines               x           hang up the call; it asks",
		"5 Alt-5     Messages: voicemail and                first",
		"            recordings                 c           call a person or a number",
		"6 Alt-6     PBX: its settings and      h           hold the call, or take it",
		"            methods                                off hold, where the PBX",
		"7 Alt-7     Journal: what was done                 can",
		"            and what was seen          f           forward a call or person",
		"/           search the directory, or   r           recording on or off",
		"            filter the list            d           send dial tones into the",
	)
}

func TestHelpHasEveryActionWithItsKeys(t *testing.T) {
	for _, keys := range []keymap.Map{keymap.Classic(), keymap.Attendant()} {
		page := strings.Join(open(t, dialog.NewHelp(keys), reception()).screen(300, 100), "\n")
		for _, entry := range keymap.Table() {
			if !strings.Contains(page, entry.Help) {
				t.Errorf("the %s map does not help with %s", keys.Name(), entry.Action)
			}
			for _, key := range keys.Keys(entry.Action) {
				if !strings.Contains(page, keymap.Label(key)) {
					t.Errorf("the %s map does not name %s for %s", keys.Name(), key, entry.Action)
				}
			}
		}
	}
}

func TestHelpScrolls(t *testing.T) {
	d := open(t, dialog.NewHelp(keymap.Classic()), reception())
	first, last := d.screen(38, 8)[0], "↓           the choice below"
	row := func(i int) string { return d.screen(38, 8)[i] }
	if d.press("down"); row(0) != "1 Alt-1     Desk: who is waiting, my" {
		t.Errorf("one row down begins with %q", row(0))
	}
	if d.press("up", "up", "up"); row(0) != first {
		t.Errorf("above the top stands %q", row(0))
	}
	// a page keeps the last row in sight
	if d.press("pgdown"); row(0) != "            whom, who is registered" {
		t.Errorf("one page down begins with %q", row(0))
	}
	if d.press("pgup"); row(0) != first {
		t.Errorf("one page up begins with %q", row(0))
	}
	if d.press("end", "down", "pgdown"); row(7) != last {
		t.Errorf("it ends with %q", row(7))
	}
	if d.press("home"); row(0) != first {
		t.Errorf("home is %q", row(0))
	}
	// of two columns the shorter one keeps its place
	d.press("end")
	d.screen(72, 1)
	d.screen(38, 8)
	// a page that grows has no empty rows at its end
	d.press("end")
	if rows := d.screen(38, 20); rows[19] != last {
		t.Errorf("it ends with %q", rows[19])
	}
}

func TestHelpCloses(t *testing.T) {
	for _, key := range []string{"esc", "q", "?"} {
		open(t, dialog.NewHelp(keymap.Classic()), reception()).press(key).decided(dialog.Cancelled)
	}
	open(t, dialog.NewHelp(keymap.Classic()), reception()).press("enter", "y", "x").paste("q").decided(dialog.Stay)
}
