package pal_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

func TestALongTextKeepsAllAndShowsWhatMayBeShown(t *testing.T) {
	wire, whole := `"one\r\n\ttwo\u001b[2J\n\u202ethree\r"`, "one\r\n\ttwo\x1b[2J\n\u202ethree\r"
	var text pal.LongText
	if err := json.Unmarshal([]byte(wire), &text); err != nil || text.Raw() != whole {
		t.Errorf("kept %q, %v", text.Raw(), err)
	}
	want := "one\n    two\uFFFD[2J\n\uFFFDthree\uFFFD"
	if text.String() != want || text.LogValue().Kind() != slog.KindString || text.LogValue().String() != want {
		t.Errorf("shown as %q, logged as %v", text, text.LogValue())
	}
	for line := range strings.SplitSeq(text.String(), "\n") {
		if flaw := flawOf(line); flaw != "" {
			t.Errorf("%q: %s", line, flaw)
		}
	}
}

func TestALongTextIsNotCut(t *testing.T) {
	raw := strings.Repeat("佐", pal.MaxText)
	if text := pal.NewLongText(raw); text.Raw() != raw {
		t.Errorf("%d bytes of %d", len(text.Raw()), len(raw))
	}
}
