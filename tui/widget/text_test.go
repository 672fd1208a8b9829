package widget_test

import (
	"strings"

	"pgregory.net/rapid"
)

// awkward are texts that terminals and width tables disagree about, and the joints at which characters merge.
var awkward = []string{
	"Ana Ruiz", "佐藤 花子", "ケン・モリ", "محمد علي", "שלום", "👩‍💻 Dev", "👍🏽", "🇯🇵", "🇯", "🇵", "é", "e\u0301",
	"\u0301", "\u0301\u0302x", "☎\ufe0f", "\ufe0f", "\u200d", "👩\u200d", "💻", "1\ufe0f\u20e3", "\u0600", "\u06001",
	"\u093e", "क\u093f", "ᄀ", "ᅡ", "ᆨ", "한글", "ｱｲｳ", "Ａ", "\u00ad", "\u200b", "\u202e", "\u2028", "\x1b[31mred", "a\tb\nc\x00",
	"\x9b31m", "\u009b31m", "\xff\xfe", "\xe4\xbd", "…", "│", "⏺✉", "",
}

// texts draws any text at all, awkward pieces more often than chance would.
func texts() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(awkward), rapid.String(), rapid.StringMatching(`[ -~]{0,12}`),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 6), func(b []byte) string { return string(b) }))
	return rapid.Map(rapid.SliceOfN(piece, 0, 4), func(p []string) string { return strings.Join(p, "") })
}

// styles draws an SGR sequence or none.
func styles() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"", "\x1b[1m", "\x1b[7m", "\x1b[38;5;111m"})
}
