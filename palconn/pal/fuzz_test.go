package pal_test

import (
	"reflect"
	"strings"
	"testing"

	"cordboard/palconn/pal"
)

func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "Ana Ruiz", "佐藤", "a\x1b[2J", "\u202e", "e\u0301\u0301\u0301\u0301\u0301", "\u0301", "👩\u200d👧", "❤\ufe0f", "\xff\xed\xa0\x80",
		"\uFFFD", strings.Repeat("\x80", pal.MaxText+1), strings.Repeat("é", pal.MaxText),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text := pal.NewText(raw)
		if flaw := flawOf(text.String()); flaw != "" {
			t.Errorf("%+q shows %s: %+q", raw, flaw, text.String())
		}
		if len(raw) <= pal.MaxText && text.Raw() != raw {
			t.Errorf("%+q is kept as %+q", raw, text.Raw())
		}
		if len(text.Raw()) > pal.MaxText || !strings.HasPrefix(raw, text.Raw()) {
			t.Errorf("%d bytes are kept of %d, or others", len(text.Raw()), len(raw))
		}
		if text.Empty() != (raw == "") || (text.String() == "") != (raw == "") {
			t.Errorf("%+q: empty %v, shown %+q", raw, text.Empty(), text.String())
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"", "[", "]", "{", `{"id":`, `[{},{}`, `"`, `{"a":"\`, `[[[[[[[[[[[[[[[[[[`,
		status(`{"user":"1001","status":14,"time":"1587451427817","user_display_name":"\u202e"}`),
		"[" + notify("notify_park", `{"park":"~0041","status":"on"}`) + ",5," + notify("\x1b", `{}`) + "]",
		`{"error":{"code":-1,"message":"\u009b"},"id":null}`, `{"error":["\u200b"],"id":"1"}`,
		`{"method":"notify_\ud83d","params":[]}`, `{"method":"notify_pal","params":"\u001b"}`, `{"result":null,"id":{}}`,
		"{\"\u202e\x9b\x9b", // the decoder's own error quotes the name
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		pal.Decode(frame, auditor{t})
	})
}

// auditor is a receiver that looks at every text it is given.
type auditor struct{ *testing.T }

func (a auditor) Notified(n pal.Notification) { a.audit(reflect.ValueOf(n)) }
func (a auditor) Answered(r pal.Response) {
	a.audit(reflect.ValueOf(r))
	if r.Err != nil {
		a.audit(reflect.ValueOf(*r.Err))
		a.show(r.Err.Error())
	}
}
func (a auditor) Called(c pal.Call)          { a.audit(reflect.ValueOf(c)) }
func (a auditor) Spoiled(why *pal.Malformed) { a.show(why.Error()) }

// audit looks at the Text fields of a struct.
func (a auditor) audit(v reflect.Value) {
	for i := range v.NumField() {
		if text, ok := v.Field(i).Interface().(pal.Text); ok {
			a.show(text.String())
		}
	}
}

func (a auditor) show(s string) {
	if flaw := flawOf(s); flaw != "" {
		a.Errorf("%+q would show %s", s, flaw)
	}
}
