package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// writeJSON writes a value of the PBX on one line. It reads as the same value as what came, but a character that
// pal.Text would not show is written as an escape, so that the line is harmless on a terminal.
func writeJSON(to io.Writer, value jsontext.Value) error {
	value = value.Clone()
	if err := value.Compact(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)); err != nil {
		return fmt.Errorf("read the result: %w", err)
	}
	_, err := io.WriteString(to, escapeUnshowable(string(value))+"\n")
	return err
}

// escapeUnshowable relies on characters beyond ASCII standing only inside the strings of a JSON text.
func escapeUnshowable(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < 0x7f, r != utf8.RuneError && pal.NewText(string(r)).String() == string(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
