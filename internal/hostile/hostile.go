// Package hostile holds texts that strangers may give themselves for a name, and PBXs for anything else: data for
// tests, which are all that may import it.
//
// Texts differ from each other, also where they are cut or where what cannot be shown is left out of them: those that
// would not be told apart have a letter of their own in front.
package hostile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Text is one hostile text.
type Text struct {
	// Class is what kind of attack it is, in a few words.
	Class string
	// Raw is the text; it need not be UTF-8.
	Raw string
	// JSON, when set, is how a frame writes the text, quotes included, where Raw cannot say it: halves of surrogate
	// pairs can stand in JSON alone.
	JSON string
}

// Texts are all of them, by class. The slice is the caller's.
func Texts() []Text {
	var all []Text
	for _, c := range slices.Concat(controls(), sequences(), invisible(), alphabets(), syntax()) {
		for _, raw := range c.texts {
			all = append(all, Text{Class: c.name, Raw: raw})
		}
	}
	for i, escape := range halves {
		half := fmt.Sprintf("half %d ", i)
		all = append(all, Text{Class: "surrogate halves", Raw: half + "\uFFFD", JSON: `"` + half + escape + `"`})
	}
	return all
}

// class are texts that try the same thing.
type class struct {
	name  string
	texts []string
}

// halves are the halves of surrogate pairs as JSON writes them: alone, and in the wrong order.
var halves = []string{`\ud800`, `\udbff`, `\udc00`, `\udfff`, `\ude00\ud83d`, `\ud83d\ud83d`}

// Quoted is the text as JSON that holds as much of it as it is as JSON lets: bytes that are no UTF-8 too.
func (t Text) Quoted() string {
	if t.JSON != "" {
		return t.JSON
	}
	return quote(t.Raw, func(r rune) bool { return r < ' ' })
}

// Escaped is the text as JSON in which every character is an escape; what is no UTF-8 cannot be one.
func (t Text) Escaped() string {
	if t.JSON != "" {
		return t.JSON
	}
	return quote(t.Raw, func(r rune) bool { return r != utf8.RuneError })
}

func quote(raw string, escape func(rune) bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[at:])
		switch {
		case r == '"' || r == '\\' || escape(r):
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		default:
			b.WriteString(raw[at : at+size])
		}
		at += size
	}
	b.WriteByte('"')
	return b.String()
}
