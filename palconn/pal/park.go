package pal

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// EncodePark writes a park number as newer PBXs want it: a character outside
// [A-Za-z0-9\-_./*] becomes ~ and four hex digits. One beyond U+FFFF, for which
// four digits are too few, becomes two such groups, its UTF-16 surrogates, which
// is how JavaScript, the language of the PBX's own clients, counts characters.
// Text that is not UTF-8 loses its broken bytes to U+FFFD.
func EncodePark(number string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(number)) {
		if unit < 0x80 && isParkByte(byte(unit)) {
			b.WriteByte(byte(unit))
		} else {
			fmt.Fprintf(&b, "~%04x", unit)
		}
	}
	return b.String()
}

func isParkByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("-_./*", c) >= 0
}

// ParkLabel is the park number as people know it, to be shown; the PBX is still
// told the number as it came. A ~ that starts no character stays as it is.
func ParkLabel(number Text) Text {
	raw := number.Raw()
	if !strings.Contains(raw, "~") {
		return number
	}
	var b strings.Builder
	for raw != "" {
		if r, size := parkRune(raw); size > 0 {
			b.WriteRune(r)
			raw = raw[size:]
			continue
		}
		b.WriteByte(raw[0])
		raw = raw[1:]
	}
	return NewText(b.String())
}

// groupSize is the length of ~ and four hex digits.
const groupSize = 5

// parkRune reads the character that s starts with in its encoded form; size is 0
// when there is none.
func parkRune(s string) (r rune, size int) {
	high, ok := parkUnit(s)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(high) {
		return high, groupSize
	}
	low, ok := parkUnit(s[groupSize:])
	if r := utf16.DecodeRune(high, low); ok && r != '\uFFFD' {
		return r, 2 * groupSize
	}
	return 0, 0
}

func parkUnit(s string) (rune, bool) {
	if len(s) < groupSize || s[0] != '~' {
		return 0, false
	}
	unit, err := strconv.ParseUint(s[1:groupSize], 16, 16)
	return rune(unit), err == nil
}
