package hostile

import "fmt"

// each puts every character into a text of its own, with letters around it that say which it is.
func each(characters ...rune) []string {
	texts := make([]string, len(characters))
	for i, r := range characters {
		texts[i] = fmt.Sprintf("%04x%cz", r, r)
	}
	return texts
}

// invisible are characters that hide, that draw nothing, or that change how others are read.
func invisible() []class {
	return []class{
		{"bidi", append(each(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069),
			"\u202e1001\u202c", "\u202egpj.exe", "\u2066\u2067\u2068ana\u2069\u2069\u2069", "1\u202e2\u202d3\u202e4",
			"\u202a\u202a\u202a\u202a\u202a\u202a\u202a\u202a\u202adeep")},
		{"zero width", append(each(0x00AD, 0x034F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x206A, 0x206B,
			0x206C, 0x206D, 0x206E, 0x206F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0x17B4, 0x17B5, 0x1D173, 0x1BCA0),
			"A\u200bn\u200ba", "\u200b\u200c\u200d\u2060\ufeff", "1\u200b0\u200b0\u200b1")},
		{"joiner chains", []string{
			"👩\u200d👩\u200d👧\u200d👦", "👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩", "\u200d\u200d\u200d\u200d", "❤\ufe0f\u200d🔥",
			"🏳\ufe0f\u200d🌈", "a\u200db\u200dc", "क\u094d\u200dष",
		}},
		{"tags", []string{
			"🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U000e0041\U000e0042", "tag\U000e0001\U000e0020\U000e007f", "\U000e0061",
		}},
		{"fillers", append(each(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFFFC, 0x13441, 0x13442, 0x16FE4, 0x1D159),
			"\u3164\u3164\u3164", "\u2800\u2800\u2800\u2800", "\u115f\u1160")},
		{"other spaces", each(0x00A0, 0x1680, 0x2000, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x205F)},
		{"variation selectors", []string{
			"❤\ufe0f", "❤\ufe0e", "1\ufe0f\u20e3", "10\ufe0f01", "a\ufe00b", "a\U000e0100c", "葛\U000e0101城", "\ufe0f\ufe0f\ufe0f", "☎\ufe0f\ufe0e\ufe0f", "\u180b\u180c\u180d\u180f",
		}},
		{"private use", append(each(0xE000, 0xE0B0, 0xF8FF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD), "\ue0b0\ue0b2 powerline")},
		{"noncharacters", each(0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x1FFFF, 0xFFFFE, 0x10FFFE, 0x10FFFF)},
		{"not assigned", each(0x0378, 0x0530, 0x2072, 0x2FE0, 0xFFF0, 0x1FFF0, 0x3FFF0, 0xE0FFF)},
		{"invalid UTF-8", []string{
			"\xff", "\xfe\xff", "a\x80b", "\x80\x81\x82", "\xc3", "\xe4\xbd", "\xf0\x9f\x93", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xf4\x90\x80\x80",
			"\xed\xa0\x80", "\xed\xbf\xbf", "\xed\xa0\xbd\xed\xb8\x80", "\xc3(", "ana\xe9ruiz", "\x93\xfa\x96{",
		}},
		{"overlong", []string{
			"\xc0\x9b[31m", "\xc1\x9b[2J", "\xe0\x80\x9b[31m", "\xf0\x80\x80\x9b[31m", "\xc0\x80nul", "\xc0\x8anew line", "\xe0\x80\xaf", "\xc0\xa7",
		}},
	}
}
