package dialog_test

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
	"cordboard/tui/phonebook"
	"cordboard/tui/theme"
)

// transfer asks where to transfer Ana.
func transfer(initial string) *dialog.Target {
	return dialog.NewTarget(dialog.TargetOptions{
		Book: phonebook.New,
		Verb: "Transfer", Subject: "1001 Ana Ruiz", Modes: []string{"blind", "attended"},
		Not: model.Who{Tenant: "main", Number: "1001"}, Initial: initial,
	})
}

func forward() *dialog.Target {
	return dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Forward", Subject: "1044 Ken Mori", Several: true})
}

func chosen(t *testing.T, d *dialog.Target, mode string, numbers ...string) {
	t.Helper()
	gotNumbers, gotMode := d.Choice()
	if diff := cmp.Diff(numbers, gotNumbers); diff != "" || gotMode != mode {
		t.Errorf("mode %q, want %q; numbers (-want +got):\n%s", gotMode, mode, diff)
	}
}

func TestTargetShowsTheDirectoryWithPresence(t *testing.T) {
	d := open(t, transfer(""), reception())
	d.shows(38, 8,
		"to",
		"  1002 佐藤 花子      ⊘ not registered",
		"  1003 محمد علي       · idle",
		"  1004 Dee 👩�💻      ♪ ringing",
		"  1042 Bo Lund        ◆ talking",
		"tab [blind]  attended",
		"Transfer 1001 Ana Ruiz",
		"→ type a name or a number",
	)
	d.press("lund").shows(76, 18,
		"to lund",
		"▸ 1042 Bo Lund                 ◆ talking        ↔ 1044 Ken Mori",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "",
		"tab [blind]  attended",
		"Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind",
	)
}

func TestTargetIsFoundByAFewLetters(t *testing.T) {
	target := transfer("")
	// when the operator types part of a name
	d := open(t, target, reception()).press("bo")
	// then the whole thing is said before Enter does it
	d.says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind")
	d.press("enter").decided(dialog.Chosen)
	chosen(t, target, "blind", "1042")
}

func TestTargetModeTurns(t *testing.T) {
	target := transfer("")
	d := open(t, target, reception()).press("bo", "tab").says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), attended")
	d.press("tab").says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind")
	d.press("tab", "enter").decided(dialog.Chosen)
	chosen(t, target, "attended", "1042")
}

func TestTargetIsNobodyByAccident(t *testing.T) {
	for about, keys := range map[string][]string{
		"nothing typed":              {"enter"},
		"only spaces typed":          {"  ", "enter"},
		"typed and taken back":       {"bo", "backspace", "backspace", "enter"},
		"moved, then text and none":  {"down", "b", "backspace", "enter"},
		"nobody is called that":      {"zzz", "enter"},
		"the party's own number":     {"1001", "enter"},
		"a plus alone is no number":  {"+", "enter"},
		"modes alone are no target":  {"tab", "tab", "enter"},
		"paging an empty list moves": {"zzz", "pgdown", "enter"},
	} {
		t.Run(about, func(t *testing.T) {
			target := transfer("")
			open(t, target, reception()).press(keys...).decided(dialog.Stay)
			chosen(t, target, "blind")
		})
	}
}

func TestTargetIsChosenWithTheArrows(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"down"}, "1002"},
		{[]string{"down", "down"}, "1003"},
		{[]string{"down", "down", "up"}, "1002"},
		{[]string{"down", "pgdown"}, "1044"},
		{[]string{"1 0", "down"}, "1003"}, // digits in groups are a number still
	} {
		target := transfer("")
		d := open(t, target, reception())
		d.screen(76, 12)
		d.press(c.keys...).press("enter").decided(dialog.Chosen)
		chosen(t, target, "blind", c.want)
	}
}

func TestTargetCanBeANumber(t *testing.T) {
	for about, c := range map[string]struct{ typed, want string }{
		"outside":                       {"0355500142", "0355500142"},
		"abroad, in groups":             {"+81 3-5550.0142", "+81355500142"},
		"a service":                     {"*72#", "*72#"},
		"an extension's own":            {"1042", "1042"},
		"the end of an extension's":     {"042", "1042"},
		"an emergency, as it is typed":  {"119", "119"},
		"an extension of another shape": {"10421", "10421"},
	} {
		t.Run(about, func(t *testing.T) {
			target := transfer("")
			open(t, target, reception()).press(c.typed, "enter").decided(dialog.Chosen)
			chosen(t, target, "blind", c.want)
		})
	}
}

func TestTargetOffersATypedNumberAfterThePeopleItFinds(t *testing.T) {
	target := transfer("")
	open(t, target, reception()).press("104").shows(76, 8,
		"to 104",
		"▸ 1042 Bo Lund                 ◆ talking        ↔ 1044 Ken Mori",
		"  1044 Ken Mori                ◆ talking        ↔ 1042 Bo Lund",
		"  number 104",
		"", "",
		"tab [blind]  attended",
		"Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind",
	).press("down", "down").says("Transfer 1001 Ana Ruiz → 104, blind").press("enter").decided(dialog.Chosen)
	chosen(t, target, "blind", "104")
}

func TestTargetStaysTheSamePersonWhenTheBoardChanges(t *testing.T) {
	office := reception()
	target := transfer("")
	d := open(t, target, office).press("mo").says("Transfer 1001 Ana Ruiz → 1044 Ken Mori (talking), blind")

	// when the person hangs up, and others come who would be better matches
	office.status("1044", "1042", pal.CodeDisconnect)
	office.add("1000 Mo", "1043 Mo Mo")
	d.Refresh(office.snapshot())
	// then the choice is the same, with the new state
	d.says("Transfer 1001 Ana Ruiz → 1044 Ken Mori (idle), blind")

	// when the operator types on, then the best match is chosen again
	d.press(" ", "backspace").says("Transfer 1001 Ana Ruiz → 1000 Mo (unknown), blind")
}

func TestTargetRenamedStaysChosen(t *testing.T) {
	office := reception()
	d := open(t, transfer(""), office).press("bo")
	office.add("1042 Max Lund")
	d.Refresh(office.snapshot())
	d.says("Transfer 1001 Ana Ruiz → 1042 Max Lund (talking), blind").press("enter").decided(dialog.Chosen)
}

func TestTargetTypedStaysChosenWhenItBecomesSomebodys(t *testing.T) {
	office := reception()
	target := transfer("")
	d := open(t, target, office).press("0355").says("Transfer 1001 Ana Ruiz → 0355, blind")
	office.add("0355 New", "10355 Other")
	d.Refresh(office.snapshot())
	d.press("enter").decided(dialog.Chosen)
	chosen(t, target, "blind", "0355")
}

func TestTargetThatIsGoneIsNotReplacedByAnother(t *testing.T) {
	// given somebody chosen, when the PBX comes back without them
	office := reception()
	target := transfer("")
	d := open(t, target, office).press("bo")
	office.begin([]string{"1001 Ana Ruiz", "1003 Bo Other"})
	d.Refresh(office.snapshot())
	// then Enter chooses nobody and the dialog says why
	d.says("Transfer 1001 Ana Ruiz → who was chosen is gone: choose again").press("enter").decided(dialog.Stay)
	// until the operator chooses
	d.press("down", "enter").decided(dialog.Chosen)
	chosen(t, target, "blind", "1003")
}

func TestTargetThatAppearsWhileNobodyMatchesIsNotChosen(t *testing.T) {
	office := reception()
	d := open(t, transfer(""), office).press("zed").says("Transfer 1001 Ana Ruiz → nobody matches")
	office.add("1060 Zed")
	d.Refresh(office.snapshot())
	d.says("Transfer 1001 Ana Ruiz → choose somebody").press("enter").decided(dialog.Stay)
}

func TestTargetOfAStaleBoardSaysSo(t *testing.T) {
	office := reception()
	d := open(t, transfer(""), office).press("bo")
	office.store.Lost(1, model.Reconnecting, "connection reset", noon)
	d.Refresh(office.snapshot())
	d.says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (was talking), blind")
}

func TestTargetOffersOnlyThePartysTenant(t *testing.T) {
	office := reception()
	office.note(pal.Registration{Tenant: pal.NewText("other"), User: pal.NewText("2001"), Registered: pal.On})
	target := transfer("")
	open(t, target, office).press("2001").says("▸ number 2001")
}

func TestTargetTakesEveryLetterAsText(t *testing.T) {
	// y is yes, n and q leave other dialogs; a name may have them all
	target := transfer("")
	d := open(t, target, reception())
	d.press("nyq").decided(dialog.Stay).says("to nyq")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("fast")})
	d.says("to nyqfast")
	// alt with a letter is a key, not text
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x"), Alt: true})
	d.says("to nyqfast")
}

func TestTargetTakesPastedTextAsText(t *testing.T) {
	target := transfer("")
	d := open(t, target, reception()).paste("bo\r\n").decided(dialog.Stay)
	d.says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind")
	// what hides or steers the terminal is left out
	d.press("ctrl+u").paste("k\x1b[31m\u202e\u200b\ufe0fen").says("to k[31men")
}

func TestTargetBeginsWithWhatWasTypedBefore(t *testing.T) {
	target := transfer("bo")
	d := open(t, target, reception()).says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind")
	if d.Typed() {
		t.Error("nothing was typed since the dialog opened")
	}
	if d.press("x"); !d.Typed() {
		t.Error("x was typed")
	}
}

func TestTargetIsCancelled(t *testing.T) {
	open(t, transfer(""), reception()).press("bo", "esc").decided(dialog.Cancelled)
}

func TestTargetIsClicked(t *testing.T) {
	office := reception()
	target := transfer("")
	d := open(t, target, office)
	d.screen(76, 12)
	// the first click on a row chooses it, the second does it
	if v := d.Click(5, 4); v != dialog.Stay {
		t.Fatalf("the first click gave %d", v)
	}
	d.says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), blind")
	// a click on the modes turns them
	d.Click(1, 10)
	d.says("Transfer 1001 Ana Ruiz → 1042 Bo Lund (talking), attended")
	// a click on no row does nothing
	if v := d.Click(5, 9); v != dialog.Stay {
		t.Fatalf("a click beside the list gave %d", v)
	}
	if v := d.Click(5, 4); v != dialog.Chosen {
		t.Fatalf("the second click gave %d", v)
	}
	chosen(t, target, "attended", "1042")
}

func TestTargetClickMeansTheRowThatWasPainted(t *testing.T) {
	office := reception()
	target := transfer("")
	d := open(t, target, office)
	d.screen(76, 12)
	// when somebody appears above between the picture and the click
	office.add("1000 New")
	d.Refresh(office.snapshot())
	d.Click(5, 1)
	d.says("Transfer 1001 Ana Ruiz → 1002 佐藤 花子 (not registered), blind")
}

func TestTargetChosenByTheBestMatchTakesTwoClicks(t *testing.T) {
	d := open(t, transfer(""), reception()).press("bo")
	d.screen(76, 12)
	if v := d.Click(5, 1); v != dialog.Stay {
		t.Errorf("one click gave %d", v)
	}
}

func TestForwardTakesSeveral(t *testing.T) {
	for about, c := range map[string]struct {
		keys []string
		want []string
	}{
		"one":                         {[]string{"bo", "enter"}, []string{"1042"}},
		"two by their names":          {[]string{"bo,ana", "enter"}, []string{"1042", "1001"}},
		"a comma at the end":          {[]string{"bo,", "enter"}, []string{"1042"}},
		"taken back":                  {[]string{"bo,ana,", "backspace", "enter"}, []string{"1042"}},
		"nobody twice":                {[]string{"bo,10", "down", "enter"}, []string{"1042", "1002"}},
		"a person and a number":       {[]string{"bo,0355", "enter"}, []string{"1042", "0355"}},
		"with the arrows":             {[]string{"down", ",", "down", "enter"}, []string{"1001", "1002"}},
		"spaces between are no names": {[]string{"bo, ", "enter"}, []string{"1042"}},
	} {
		t.Run(about, func(t *testing.T) {
			target := forward()
			open(t, target, reception()).press(c.keys...).decided(dialog.Chosen)
			chosen(t, target, "", c.want...)
		})
	}
}

func TestForwardTakesAPastedList(t *testing.T) {
	target := forward()
	open(t, target, reception()).paste("1042,1003,0355").says("to 1042, 1003, 0355").
		says("Forward 1044 Ken Mori → 1042, 1003, 0355").press("enter").decided(dialog.Chosen)
	chosen(t, target, "", "1042", "1003", "0355")
}

func TestForwardToAnUnfinishedListDoesNothing(t *testing.T) {
	// given one target and the beginning of another that is nobody
	d := open(t, forward(), reception()).press("bo,zzz", "enter").decided(dialog.Stay)
	// then a comma adds nobody
	d.press(",").says("Forward 1044 Ken Mori → nobody to add: type a name or a number first")
	d.press("enter").decided(dialog.Stay)
}

func TestCallSaysWhomItCalls(t *testing.T) {
	call := func() *dialog.Target {
		return dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Call"})
	}
	open(t, call(), reception()).press("bo").says("Call 1042 Bo Lund (talking)")
	open(t, call(), reception()).press("bo").shows(38, 8,
		"to bo", "▸ 1042 Bo Lund        ◆ talking", "", "", "", "", "", "Call 1042 Bo Lund (talking)")
}

func TestTargetKeepsNumberAndStateWhenNamesAreLong(t *testing.T) {
	office := newBoard([]string{"1001 Ana Ruiz", "1042 Bartholomew Montgomery-Cholmondeley the Younger of Somewhere"}, nil)
	d := open(t, transfer(""), office).press("bart")
	if got, want := d.screen(38, 8)[7], "→ 1042 Bartholomew Mont… (idle), blind"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := d.screen(62, 8)[7], "Transfer 1001 Ana Ruiz → 1042 Bartholomew Montg… (idle), blind"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPresenceOfAStaleBoardHasNoColourOfALiveOne(t *testing.T) {
	// Given somebody who talks among those a call can go to,
	d, b := transfer(""), reception()
	open(t, d, b).press("lund")
	colours := look(keymap.Classic())
	row := func() string {
		rows := d.Render(colours, 76, 18)
		i := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "talking") && strings.Contains(row, "1044") })
		return rows[i]
	}
	talking := colours.Theme.SGR(theme.Talking)
	if !strings.Contains(row(), talking) {
		t.Fatalf("live: %q", row())
	}
	// when the line breaks, then their state is as grey as the rest.
	b.store.Lost(b.epoch, model.Reconnecting, "connection reset", noon)
	d.Refresh(b.snapshot())
	if got := row(); strings.Contains(got, talking) || !strings.Contains(got, colours.Theme.SGR(theme.Stale)) {
		t.Errorf("stale: %q", got)
	}
}
