package pal

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// ParkLabel is a park number that is shown as people know it: newer clients write what
// stands outside [A-Za-z0-9\-_./*] as ~ and the four hex digits of each UTF-16 unit, which
// is how JavaScript counts characters. Raw stays as it came. A ~ that starts no character
// is shown as it is.
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
	if b.String() == number.Raw() {
		return number
	}
	return shownAs(NewText(b.String()).String(), number.Raw())
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
