package hostile_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"cordboard/internal/hostile"
	"cordboard/palconn/pal"
)

func TestTheCorpusIsLargeAndItsTextsDiffer(t *testing.T) {
	texts := hostile.Texts()
	if len(texts) < 200 {
		t.Errorf("%d texts, want at least 200", len(texts))
	}
	seen, classes := map[string]string{}, map[string]int{}
	for _, text := range texts {
		kept := pal.NewText(text.Raw).Raw()
		if before, twice := seen[kept]; twice {
			t.Errorf("%.40q stands under %s and %s", text.Raw, before, text.Class)
		}
		if text.Raw == "" {
			t.Errorf("an empty text under %s", text.Class)
		}
		seen[kept] = text.Class
		classes[text.Class]++
	}
	t.Logf("%d texts of %d classes", len(texts), len(classes))
}

// wire reads a JSON text as a frame is read.
func wire(t *testing.T, quoted string) pal.Text {
	t.Helper()
	var c catcher
	pal.Decode([]byte(`{"method":"notify_pal","params":{"message":`+quoted+`}}`), &c)
	notice, ok := c.got.(pal.Notice)
	if !ok {
		t.Fatalf("%.60s is read as %#v (%v)", quoted, c.got, c.spoiled)
	}
	return notice.Message
}

// catcher keeps what a frame holds.
type catcher struct {
	got     pal.Notification
	spoiled error
}

func (c *catcher) Notified(n pal.Notification) { c.got = n }
func (c *catcher) Answered(pal.Response)       {}
func (c *catcher) Called(pal.Call)             {}
func (c *catcher) Spoiled(why *pal.Malformed)  { c.spoiled = why }

func TestTextsCanBeSentInBothWritings(t *testing.T) {
	for _, text := range hostile.Texts() {
		want := pal.NewText(text.Raw).String()
		for _, quoted := range []string{text.Quoted(), text.Escaped()} {
			if got := wire(t, quoted).String(); got != want {
				t.Errorf("%s: %.60s arrives as %.60q, want %.60q", text.Class, quoted, got, want)
			}
			if strings.ContainsFunc(quoted, func(r rune) bool { return r < ' ' }) || utf8.ValidString(text.Raw) && !json.Valid([]byte(quoted)) {
				t.Errorf("%s: %.60q is no JSON", text.Class, quoted)
			}
		}
	}
}
