package pal_test

import (
	"fmt"
	"unicode/utf8"
)

// flawOf names the first thing in s that must not reach a terminal, "" when there
// is none. It is written from Unicode's charts, by ranges, and shares nothing with
// the code that it checks.
func flawOf(s string) string {
	if !utf8.ValidString(s) {
		return "broken UTF-8"
	}
	marks, last := 0, rune(0)
	for i, r := range s {
		if name := forbidden(r); name != "" {
			return fmt.Sprintf("%s %U", name, r)
		}
		if r == '\uFFFD' && last == r {
			return "two marks in a row"
		}
		if !isCombining(r) {
			marks, last = 0, r
			continue
		}
		marks++
		if i == 0 || last == '\uFFFD' {
			return fmt.Sprintf("a combining character on nothing %U", r)
		}
		if marks > 4 {
			return "more than four combining characters in a row"
		}
		last = r
	}
	return ""
}

var forbiddenRanges = []struct {
	from, to rune
	name     string
}{
	{0x0000, 0x001F, "C0"},
	{0x007F, 0x009F, "DEL or C1"},
	{0x00AD, 0x00AD, "soft hyphen"},
	{0x034F, 0x034F, "grapheme joiner"},
	{0x0600, 0x0605, "Arabic format"},
	{0x061C, 0x061C, "bidi"},
	{0x06DD, 0x06DD, "Arabic format"},
	{0x070F, 0x070F, "Syriac format"},
	{0x0890, 0x0891, "Arabic format"},
	{0x08E2, 0x08E2, "Arabic format"},
	{0x115F, 0x1160, "Hangul filler"},
	{0x17B4, 0x17B5, "Khmer inherent vowel"},
	{0x180B, 0x180F, "Mongolian selector"},
	{0x200B, 0x200F, "zero width or bidi"},
	{0x2028, 0x202E, "separator or bidi"},
	{0x2060, 0x206F, "invisible operator or bidi"},
	{0x2800, 0x2800, "Braille blank"},
	{0x3164, 0x3164, "Hangul filler"},
	{0xD800, 0xF8FF, "surrogate or private use"},
	{0xFDD0, 0xFDEF, "noncharacter"},
	{0xFE00, 0xFE0F, "variation selector"},
	{0xFEFF, 0xFEFF, "byte order mark"},
	{0xFFA0, 0xFFA0, "Hangul filler"},
	{0xFFF0, 0xFFFC, "annotation or object"},
	{0xFFFE, 0xFFFF, "noncharacter"},
	{0x110BD, 0x110BD, "Kaithi format"},
	{0x110CD, 0x110CD, "Kaithi format"},
	{0x13430, 0x1343F, "Egyptian format"},
	{0x1BCA0, 0x1BCA3, "shorthand format"},
	{0x1D159, 0x1D159, "null notehead"},
	{0x1D173, 0x1D17A, "musical format"},
	{0xE0000, 0x10FFFF, "tag, selector or private use"},
}

func forbidden(r rune) string {
	for _, f := range forbiddenRanges {
		if r >= f.from && r <= f.to {
			return f.name
		}
	}
	if r&0xFFFE == 0xFFFE {
		return "noncharacter"
	}
	return ""
}

// isCombining knows the blocks that hold nothing but combining characters, which
// is what a hostile name piles up.
func isCombining(r rune) bool {
	return r >= 0x0300 && r <= 0x036F || r >= 0x0483 && r <= 0x0489 || r >= 0x1AB0 && r <= 0x1ACE ||
		r >= 0x1DC0 && r <= 0x1DFF || r >= 0x20D0 && r <= 0x20F0 || r >= 0xFE20 && r <= 0xFE2F
}
