package pal_test

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

func TestParkNumbersOnTheWireAndOnTheScreen(t *testing.T) {
	for _, test := range []struct{ label, wire string }{
		{"777", "777"},
		{"A-1_b./*", "A-1_b./*"},
		{"front desk", "front~0020desk"},
		{"a~b", "a~007eb"},
		{"受付1", "~53d7~4ed81"},
		{"📞", "~d83d~dcde"},
	} {
		if got := pal.EncodePark(test.label); got != test.wire {
			t.Errorf("EncodePark(%q) = %q, want %q", test.label, got, test.wire)
		}
		if got := pal.ParkLabel(pal.NewText(test.wire)).String(); got != test.label {
			t.Errorf("ParkLabel(%q) = %q, want %q", test.wire, got, test.label)
		}
	}
}

func TestParkLabelLeavesWhatIsNotEncoded(t *testing.T) {
	for _, wire := range []string{"~", "~12", "~zzzz", "7~7", "~+041", "~d83d", "~d83d~0041x~", "~dcde~d83d"} {
		want := wire
		if wire == "~d83d~0041x~" {
			want = "~d83dAx~" // half a character stays, the whole one beside it is read
		}
		if got := pal.ParkLabel(pal.NewText(wire)).Raw(); got != want {
			t.Errorf("ParkLabel(%q) = %q, want %q", wire, got, want)
		}
	}
	if got := pal.ParkLabel(pal.NewText("~53D7")).String(); got != "受" {
		t.Errorf("capital digits: got %q, want 受", got)
	}
}

func TestParkLabelIsSafe(t *testing.T) {
	if got, want := pal.ParkLabel(pal.NewText("7~001b~202e8")).String(), "7\uFFFD8"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParkNumbersSurviveTheRoundTrip(t *testing.T) {
	allowed := regexp.MustCompile(`^([A-Za-z0-9\-_./*]|~[0-9a-f]{4})*$`)
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringN(0, 100, -1).Draw(t, "number")
		wire := pal.EncodePark(number)
		if !allowed.MatchString(wire) {
			t.Fatalf("%q holds a character that must not travel", wire)
		}
		if got := pal.ParkLabel(pal.NewText(wire)).Raw(); got != number {
			t.Fatalf("%q came back as %q by way of %q", number, got, wire)
		}
	})
}
