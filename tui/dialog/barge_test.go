package dialog_test

import (
	"testing"

	"cordboard/tui/dialog"
)

func barge() *dialog.Barge { return dialog.NewBarge("1042 Bo Lund") }

func TestBargeBeginsWithListening(t *testing.T) {
	// There is no other way to begin: to speak is a second act, while it lasts.
	open(t, barge(), reception()).shows(38, 6,
		"reason",
		"",
		"Listen to 1042 Bo Lund",
		"type a reason",
		"they do not hear you; while it lasts:",
		"w whisper   s speak",
	).press("tab", "down", "coaching").shows(76, 7,
		"reason coaching",
		"", "",
		"Listen to 1042 Bo Lund",
		"because: coaching",
		"they do not hear you; while it lasts:",
		"w whisper   s speak",
	)
}

func TestBargeNeedsAReason(t *testing.T) {
	d := barge()
	at := open(t, d, reception()).press("enter").decided(dialog.Stay).says("say why: a reason is needed")
	at.press("  ", "enter").decided(dialog.Stay)
	at.press("quality y", "enter").decided(dialog.Chosen)
	if reason := d.Choice(); reason != "quality y" {
		t.Errorf("got %q", reason)
	}
}

func TestBargeIsNotClickedAndIsCancelled(t *testing.T) {
	d := open(t, barge(), reception()).press("coaching")
	d.screen(38, 6)
	for y := range 6 {
		if v := d.Click(2, y); v != dialog.Stay {
			t.Errorf("clicked into a call at %d: %d", y, v)
		}
	}
	d.press("esc").decided(dialog.Cancelled)
}
