package pal

import (
	"log/slog"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// LongText is a text from the PBX that is kept whole, however long it is and with
// its lines: one that a person edits and sends back. Text is for all others.
type LongText struct{ raw string }

// NewLongText makes a LongText of raw.
func NewLongText(raw string) LongText { return LongText{raw} }

// Raw returns the text as it came, for the wire and for editing. Never show it.
func (t LongText) Raw() string { return t.raw }

// String returns the text that may be shown: each of its lines as Text shows it,
// with spaces for a tab.
func (t LongText) String() string {
	lines := strings.Split(strings.ReplaceAll(t.raw, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = NewText(strings.ReplaceAll(line, "\t", "    ")).String()
	}
	return strings.Join(lines, "\n")
}

// GoString implements fmt.GoStringer: %#v too gives what may be shown, as a Go string.
func (t LongText) GoString() string { return strconv.Quote(t.String()) }

// LogValue implements slog.LogValuer: logs are shown, so they get what may be shown.
func (t LongText) LogValue() slog.Value { return slog.StringValue(t.String()) }

// UnmarshalJSONFrom reads as Text does.
func (t *LongText) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	t.raw = scalar(value)
	return nil
}
