package pal_test

import (
	"testing"

	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

func TestParkLabelShowsWhatPeopleKnow(t *testing.T) {
	for wire, want := range map[string]string{
		"777":             "777",
		"A-1_b./*":        "A-1_b./*",
		"front~0020desk":  "front desk",
		"a~007eb":         "a~b",
		"~53d7~4ed81":     "受付1",
		"~53D7":           "受",
		"~d83d~dcde":      "📞",
		"7~001b~202e8":    "7\uFFFD8",
		"~d83d~0041x~":    "~d83dAx~", // half a character stays, the whole one beside it is read
		"~dcde~d83d":      "~dcde~d83d",
		"~12 ~zzzz ~+041": "~12 ~zzzz ~+041",
	} {
		label := pal.ParkLabel(pal.NewText(wire))
		if label.String() != want || label.Raw() != wire {
			t.Errorf("%q is shown as %q and sent as %q, want %q", wire, label, label.Raw(), want)
		}
	}
}

func TestParkLabelKeepsWhatCame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wire := rapid.StringMatching(`[a-z~0-9\x00-\x1f]{0,40}`).Draw(t, "number")
		if got := pal.ParkLabel(pal.NewText(wire)); got.Raw() != wire {
			t.Fatalf("%q is sent as %q", wire, got.Raw())
		}
	})
}
