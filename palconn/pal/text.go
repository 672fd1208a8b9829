package pal

import (
	"log/slog"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxText is the longest text kept from the wire, in bytes.
	MaxText = 4 << 10
	// maxExtenders is how many combining marks and their like stay on one base.
	maxExtenders = 4
	// mark stands where a run of characters was left out. It is U+FFFD, which is
	// how a decoder of JSON marks a broken character already.
	mark = "\uFFFD"
)

// Text is a text from the PBX, or written by a stranger who called it. String
// gives what may be shown: printable graphic characters only. Raw gives what
// came, to be sent back or compared. The zero Text is a missing field. Texts can
// be compared and used as keys; they are equal when what came is equal.
//
// There are millions of them, so a Text is one string: what came, where that can
// be shown as it is; otherwise a NUL, the length of what is shown in two bytes, what
// is shown, and what came. A NUL is never shown, so the two cannot be taken for
// each other.
type Text struct{ held string }

// heading is what stands before the two texts of a Text that holds both.
const heading = 3

// NewText makes a Text of raw. A raw longer than MaxText bytes is cut.
func NewText(raw string) Text {
	cut := len(raw) > MaxText
	if cut {
		raw = cutBytes(raw, MaxText)
	} else if isPlain(raw) {
		return Text{raw}
	}
	shown := clean(raw)
	if cut && !strings.HasSuffix(shown, mark) {
		shown += mark
	}
	if shown == raw {
		return Text{raw}
	}
	return shownAs(shown, raw)
}

// shownAs is what came with what is shown in its place.
func shownAs(shown, raw string) Text {
	return Text{"\x00" + string([]byte{byte(len(shown) >> 8), byte(len(shown))}) + shown + raw}
}

// both tells that a Text holds what is shown beside what came, and where the one
// ends and the other begins.
func (t Text) both() (at int, ok bool) {
	if t.held == "" || t.held[0] != 0 {
		return 0, false
	}
	return heading + int(t.held[1])<<8 + int(t.held[2]), true
}

// String returns the text that may be shown.
func (t Text) String() string {
	if end, ok := t.both(); ok {
		return t.held[heading:end]
	}
	return t.held
}

// Raw returns the text as it came, for the wire and for comparing. Never show it.
func (t Text) Raw() string {
	if start, ok := t.both(); ok {
		return t.held[start:]
	}
	return t.held
}

// Empty reports whether the field was missing or empty.
func (t Text) Empty() bool { return t.held == "" }

// Or returns t, or other where t is empty.
func (t Text) Or(other Text) Text {
	if t.Empty() {
		return other
	}
	return t
}

// MarshalText gives what came, so that a request sends back the original.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.Raw()), nil }

// GoString implements fmt.GoStringer: %#v too gives what may be shown, as a Go string.
func (t Text) GoString() string { return strconv.Quote(t.String()) }

// LogValue implements slog.LogValuer: logs are shown, so they get what may be shown.
func (t Text) LogValue() slog.Value { return slog.StringValue(t.String()) }

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// cutBytes shortens s without splitting a character. The rest is let go: a short
// text must not keep a long frame in memory.
func cutBytes(s string, most int) string {
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.Clone(s[:end])
}

// clean puts one mark in the place of each run of characters that may not be shown.
func clean(raw string) string {
	var c cleaner
	c.out.Grow(len(raw))
	for _, r := range raw {
		c.add(r)
	}
	return c.out.String()
}

// cleaner takes the characters of a text in their order.
type cleaner struct {
	out       strings.Builder
	base      rune // the last character that stood on its own, 0 after a gap
	extenders int  // how many characters were added to it
	gap       bool // the last thing written is a mark
}

func (c *cleaner) add(r rune) {
	switch {
	case isPresentation(r) && unicode.Is(unicode.So, c.base):
	case r == utf8.RuneError || !showable(r):
		c.leaveOut()
	case !extends(r, c.base):
		c.base, c.extenders, c.gap = r, 0, false
		c.out.WriteRune(r)
	case c.base == 0 || c.extenders == maxExtenders:
		c.leaveOut()
	default:
		c.extenders++
		c.out.WriteRune(r)
	}
}

// leaveOut writes a mark, once for a run. What would combine with a character
// that was left out is left out with it, so that nothing stands on the mark.
func (c *cleaner) leaveOut() {
	if !c.gap {
		c.out.WriteString(mark)
	}
	c.base, c.gap = 0, true
}

// isPresentation tells a variation selector that only says how a pictograph is
// drawn. It goes without a mark: it carries no text, and terminals disagree
// about its width.
func isPresentation(r rune) bool { return r == 0xFE0E || r == 0xFE0F }

// extends tells what joins the character before it instead of standing on its
// own: combining marks, skin tones, half-width kana marks and the later letters
// of a Hangul syllable that is written in parts.
func extends(r, base rune) bool {
	switch {
	case r >= 0x1F3FB && r <= 0x1F3FF, r == 0xFF9E, r == 0xFF9F:
		return true
	case isLeadingJamo(r):
		return isLeadingJamo(base)
	case r >= 0x1160 && r <= 0x11FF, r >= 0xD7B0 && r <= 0xD7FB:
		return true
	}
	return unicode.Is(unicode.M, r)
}

func isLeadingJamo(r rune) bool { return r >= 0x1100 && r <= 0x115F || r >= 0xA960 && r <= 0xA97C }

// showable tells a printable graphic character that takes a place of its own or
// stands visibly on its base. Controls, format and bidi characters, private use,
// line separators and what Unicode has not assigned are not graphic to begin with.
func showable(r rune) bool {
	switch r {
	case ' ', '\u3000':
		return true
	}
	return unicode.IsGraphic(r) && !isBlank(r) &&
		!unicode.In(r, unicode.Zs, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// isBlank tells the characters that draw nothing although Unicode files them with
// letters, marks and symbols.
func isBlank(r rune) bool {
	switch r {
	case 0x2800, // Braille pattern blank
		0xFFFC,           // object replacement
		0x13441, 0x13442, // Egyptian blanks
		0x16FE4, // Khitan filler
		0x1D159: // musical null notehead
		return true
	}
	return false
}
