package pal_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

func TestWhatAStrangerMayCallHimself(t *testing.T) {
	const e = "e\u0301\u0301\u0301\u0301" // as many marks as may stand on one letter
	for _, test := range []struct{ why, raw, shown string }{
		{"plain", "Ana Ruiz", "Ana Ruiz"},
		{"accents", "Zoë Ångström", "Zoë Ångström"},
		{"accents in parts", "Zoe\u0308", "Zoe\u0308"},
		{"Japanese", "佐藤　花子", "佐藤　花子"},
		{"half-width kana", "ｶﾞｷﾞ", "ｶﾞｷﾞ"},
		{"Hangul in parts", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab"},
		{"Devanagari", "कीर्ति", "कीर्ति"},
		{"Hebrew and Arabic letters", "שלום سلام", "שלום سلام"},
		{"an emoji", "📞 desk", "📞 desk"},
		{"a skin tone", "👍🏽", "👍🏽"},

		{"C0", "a\x1b[31mb\x07", "a\uFFFD[31mb\uFFFD"},
		{"new line, tab, DEL", "a\nb\tc\x7f", "a\uFFFDb\uFFFDc\uFFFD"},
		{"C1", "a\u009b31m", "a\uFFFD31m"},
		{"bidi override", "\u202e1001\u202c", "\uFFFD1001\uFFFD"},
		{"bidi isolates", "\u2066a\u2069", "\uFFFDa\uFFFD"},
		{"zero width", "1\u200b0\u200c0\u200d1\u2060\ufeff", "1\uFFFD0\uFFFD0\uFFFD1\uFFFD"},
		{"soft hyphen", "a\u00adb", "a\uFFFDb"},
		{"spaces of other widths", "a\u00a0b\u2003c", "a\uFFFDb\uFFFDc"},
		{"line and paragraph separators", "a\u2028b\u2029c", "a\uFFFDb\uFFFDc"},
		{"interlinear annotation", "\ufff9a\ufffab\ufffb", "\uFFFDa\uFFFDb\uFFFD"},
		{"object replacement", "a\ufffcb", "a\uFFFDb"},
		{"tags", "a\U000e0061\U000e0062\U000e007f", "a\uFFFD"},
		{"variation selectors", "a\ufe00b\U000e0100c", "a\uFFFDb\uFFFDc"},
		{"a selector between digits", "10\ufe0f01", "10\uFFFD01"},
		{"fillers", "\u115f\u1160\u3164\uffa0\u2800\U00013441\U00016fe4", "\uFFFD"},
		{"grapheme joiner", "a\u034fb", "a\uFFFDb"},
		{"private use", "a\ue000\U000f0000", "a\uFFFD"},
		{"noncharacters", "a\ufdd0\ufffe\uffff\U0010ffff", "a\uFFFD"},
		{"not assigned", "a\u0378", "a\uFFFD"},

		{"invalid UTF-8", "a\xff\xfe\x80b", "a\uFFFDb"},
		{"half a character", "a\xe4\xbd", "a\uFFFD"},
		{"an encoded surrogate", "a\xed\xa0\x80b", "a\uFFFDb"},
		{"a mark that was there before", "a\uFFFDb", "a\uFFFDb"},
		{"old marks and new make one run", "a\uFFFD\x1b\uFFFD\u202e\xffb", "a\uFFFDb"},

		{"pictograph and its selector", "❤\ufe0f", "❤"},
		{"pictograph and too many selectors", "❤\ufe0f\ufe0e\ufe0f1", "❤1"},
		{"joined emoji fall apart, visibly", "👩\u200d👧", "👩\uFFFD👧"},
		{"joined by way of a selector", "❤\ufe0f\u200d🔥", "❤\uFFFD🔥"},
		{"a flag of tags", "🏴\U000e0067\U000e0062\U000e007f", "🏴\uFFFD"},
		{"a keycap", "1\ufe0f\u20e3", "1\uFFFD"},

		{"four marks", e, e},
		{"five marks", e + "\u0301", e + "\uFFFD"},
		{"a hundred marks are one run", e + strings.Repeat("\u0301", 100) + "f", e + "\uFFFDf"},
		{"each letter has its four", e + e, e + e},
		{"a leading mark", "\u0301a", "\uFFFDa"},
		{"a mark on what was left out", "a\u200b\u0301b", "a\uFFFDb"},
		{"spacing marks count too", "क" + strings.Repeat("ी", 5), "क" + strings.Repeat("ी", 4) + "\uFFFD"},
		{"skin tones count too", "👍" + strings.Repeat("🏽", 5), "👍" + strings.Repeat("🏽", 4) + "\uFFFD"},
		{"kana marks count too", "ｶ" + strings.Repeat("ﾞ", 5), "ｶ" + strings.Repeat("ﾞ", 4) + "\uFFFD"},
		{"Hangul leads count too", strings.Repeat("\u1100", 6), strings.Repeat("\u1100", 5) + "\uFFFD"},
		{"Hangul vowels count too", "\u1100" + strings.Repeat("\u1161", 5), "\u1100" + strings.Repeat("\u1161", 4) + "\uFFFD"},
	} {
		t.Run(test.why, func(t *testing.T) {
			text := pal.NewText(test.raw)
			if got := text.String(); got != test.shown {
				t.Errorf("%+q shows as %+q, want %+q", test.raw, got, test.shown)
			}
			if text.Raw() != test.raw {
				t.Errorf("raw is %+q, want %+q", text.Raw(), test.raw)
			}
			if flaw := flawOf(text.String()); flaw != "" {
				t.Errorf("%+q holds %s", text.String(), flaw)
			}
		})
	}
}

func TestLongTextsAreCut(t *testing.T) {
	long := strings.Repeat("x", pal.MaxText)
	for _, test := range []struct{ why, raw, kept, shown string }{
		{"just short enough", long, long, long},
		{"one too many", long + "y", long, long + "\uFFFD"},
		{"never inside a character", long[:pal.MaxText-1] + "é", long[:pal.MaxText-1], long[:pal.MaxText-1] + "\uFFFD"},
		{"one mark, though the end was bad", long[:pal.MaxText-1] + "\x1bz", long[:pal.MaxText-1] + "\x1b", long[:pal.MaxText-1] + "\uFFFD"},
	} {
		text := pal.NewText(test.raw)
		if text.Raw() != test.kept || text.String() != test.shown {
			t.Errorf("%s: kept %d bytes, showing %d, want %d and %d", test.why, len(text.Raw()), len(text.String()), len(test.kept), len(test.shown))
		}
	}
	garbage := pal.NewText(strings.Repeat("\x80", pal.MaxText+1))
	if garbage.Empty() || garbage.String() != "\uFFFD" {
		t.Errorf("continuation bytes only: empty %v, shown %+q", garbage.Empty(), garbage.String())
	}
}

func TestTextsAreKeys(t *testing.T) {
	if pal.NewText("a\u200b") == pal.NewText("a\u200c") {
		t.Error("texts that only look alike are equal")
	}
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.StringN(0, 20, -1).Draw(t, "raw")
		if pal.NewText(raw) != pal.NewText(strings.Clone(raw)) {
			t.Fatalf("%+q does not equal itself", raw)
		}
	})
}

func TestOr(t *testing.T) {
	a, b := text("a"), text("b")
	if a.Or(b) != a || (pal.Text{}).Or(b) != b {
		t.Error("Or does not prefer the first that is there")
	}
}

func TestLogsGetWhatMayBeShown(t *testing.T) {
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("call", "from", pal.NewText("\u202e1001"))
	if got := out.String(); !strings.Contains(got, "\uFFFD1001") || strings.Contains(got, "\u202e") {
		t.Errorf("the log holds %+q", got)
	}
}

func TestPlainTextCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _ = pal.NewText("Ana Ruiz <1001>").String() }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
