package dialog_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func acts() *dialog.Menu {
	return dialog.NewMenu("Acts", []dialog.MenuItem{
		{Label: "answer", Key: "a", Action: keymap.Answer, Why: "the call is not ringing at your phone"},
		{Label: "transfer", Key: "t", Action: keymap.Transfer},
		{Label: "hold", Key: "F7", Action: keymap.Hold},
		{Label: "tones", Action: keymap.DTMF},
	})
}

func TestMenuListsWhatCannotBeDoneWithItsReason(t *testing.T) {
	open(t, acts(), reception()).shows(38, 8,
		"  answer    a   the call is not ringi…",
		"▸ transfer  t",
		"  hold      F7",
		"  tones",
		"", "", "", "",
	).press("up").shows(38, 8,
		"▸ answer    a   the call is not ringi…",
		"  transfer  t",
		"  hold      F7",
		"  tones",
		"", "",
		"the call is not ringing at your phone",
		"",
	).shows(76, 18,
		"▸ answer    a   the call is not ringing at your phone",
		"  transfer  t",
		"  hold      F7",
		"  tones",
		"", "", "", "", "", "", "", "", "", "", "", "",
		"the call is not ringing at your phone",
		"",
	)
}

func TestMenuChooses(t *testing.T) {
	for about, c := range map[string]struct {
		keys []string
		want keymap.Action
	}{
		"the first that can be done": {[]string{"enter"}, keymap.Transfer},
		"the one below":              {[]string{"down", "enter"}, keymap.Hold},
		"the last":                   {[]string{"down", "down", "down", "down", "enter"}, keymap.DTMF},
		"by its key":                 {[]string{"down", "t"}, keymap.Transfer},
	} {
		t.Run(about, func(t *testing.T) {
			menu := acts()
			open(t, menu, reception()).press(c.keys...).decided(dialog.Chosen)
			if got := menu.Choice(); got != c.want {
				t.Errorf("chose %s, want %s", got, c.want)
			}
		})
	}
}

func TestMenuTakesFunctionKeys(t *testing.T) {
	menu := acts()
	d := open(t, menu, reception())
	d.send(tea.KeyMsg{Type: tea.KeyF7})
	d.decided(dialog.Chosen)
	if got := menu.Choice(); got != keymap.Hold {
		t.Errorf("chose %s", got)
	}
}

func TestMenuDoesNotDoWhatCannotBeDone(t *testing.T) {
	// its key shows the reason
	d := open(t, acts(), reception()).press("a").decided(dialog.Stay).says("the call is not ringing at your phone")
	d.press("enter").decided(dialog.Stay)
	d.screen(38, 8)
	d.Click(3, 0)
	if v := d.Click(3, 0); v != dialog.Stay {
		t.Errorf("two clicks gave %d", v)
	}
	// other keys and pasted text do nothing
	d.press("y", "z", "tab").paste("t").decided(dialog.Stay)
	if d.Typed() {
		t.Error("nothing can be typed here")
	}
	d.press("esc").decided(dialog.Cancelled)
}

func TestMenuIsClicked(t *testing.T) {
	menu := acts()
	d := open(t, menu, reception())
	d.screen(38, 8)
	d.Click(3, 2)
	if v := d.Click(3, 2); v != dialog.Chosen || menu.Choice() != keymap.Hold {
		t.Errorf("two clicks gave %d, %s", v, menu.Choice())
	}
}

func TestMenuOfNothingChoosesNothing(t *testing.T) {
	for _, menu := range []*dialog.Menu{
		dialog.NewMenu("Acts", nil),
		dialog.NewMenu("Acts", []dialog.MenuItem{{Label: "answer", Why: "no call"}}),
	} {
		open(t, menu, reception()).press("enter", "down", "enter").decided(dialog.Stay)
	}
}
