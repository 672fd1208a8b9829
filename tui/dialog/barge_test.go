package dialog_test

import (
	"testing"

	"cordboard/tui/dialog"
)

func barge(reason string) *dialog.Barge {
	return dialog.NewBarge(dialog.BargeOptions{Subject: "1042 Bo Lund", Reason: reason})
}

func TestBargeOpensOnListening(t *testing.T) {
	open(t, barge(""), reception()).shows(38, 8,
		"▸ listen   hear both, unheard",
		"  whisper  our side hears you (tutor)",
		"  speak    both hear you",
		"reason",
		"", "",
		"Listen to 1042 Bo Lund",
		"type a reason",
	).press("coaching").shows(76, 18,
		"▸ listen   hear both, unheard",
		"  whisper  our side hears you (tutor)",
		"  speak    both hear you",
		"reason coaching",
		"", "", "", "", "", "", "", "", "", "", "", "",
		"Listen to 1042 Bo Lund",
		"because: coaching",
	)
}

func TestBargeNeedsAReason(t *testing.T) {
	d := barge("")
	at := open(t, d, reception()).press("enter").decided(dialog.Stay).says("say why: a reason is needed")
	at.press("  ", "enter").decided(dialog.Stay)
	at.press("quality y", "enter").decided(dialog.Chosen)
	if speak, reason := d.Choice(); speak != "listen" || reason != "quality y" {
		t.Errorf("got %s, %q", speak, reason)
	}
}

func TestBargeAskedForTheReasonBeforeDoesNotAskAgain(t *testing.T) {
	d := barge("coaching")
	open(t, d, reception()).press("xyz").says("reason coaching").press("enter").decided(dialog.Chosen)
	if speak, reason := d.Choice(); speak != "listen" || reason != "coaching" {
		t.Errorf("got %s, %q", speak, reason)
	}
}

func TestBargeTurns(t *testing.T) {
	for _, c := range []struct {
		keys       []string
		speak, say string
	}{
		{nil, "listen", "Listen to 1042 Bo Lund"},
		{[]string{"tab"}, "whisper", "Whisper to 1042 Bo Lund"},
		{[]string{"tab", "tab"}, "speak", "Speak with 1042 Bo Lund"},
		{[]string{"tab", "tab", "tab"}, "listen", "Listen to 1042 Bo Lund"},
		{[]string{"down", "down", "up"}, "whisper", "Whisper to 1042 Bo Lund"},
	} {
		d := barge("coaching")
		open(t, d, reception()).press(c.keys...).says(c.say).press("enter").decided(dialog.Chosen)
		if speak, _ := d.Choice(); speak != c.speak {
			t.Errorf("%q gave %s, want %s", c.keys, speak, c.speak)
		}
	}
}

func TestBargeIsClickedAndCancelled(t *testing.T) {
	d := open(t, barge(""), reception())
	d.screen(38, 8)
	d.Click(2, 1)
	if v := d.Click(2, 1); v != dialog.Stay {
		t.Errorf("clicked into a call without a reason: %d", v)
	}
	d.says("Whisper to 1042 Bo Lund").says("say why: a reason is needed").press("esc").decided(dialog.Cancelled)
}
