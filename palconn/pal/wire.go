package pal

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// UnmarshalJSONFrom reads a string, and a number or a boolean as its text. null,
// an object and an array leave the Text empty, as a missing field would.
func (t *Text) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	*t = NewText(scalar(value))
	return nil
}

// Number is a number from the wire that may have come as text, or not at all.
type Number struct {
	Value int64
	// Known is false when the field was missing or is no number.
	Known bool
}

// readNumber reads a number or a text that holds one.
func readNumber(value jsontext.Value) Number {
	if n, err := strconv.ParseInt(string(bytes.Trim(value, `"`)), 10, 64); err == nil {
		return Number{Value: n, Known: true} // as nearly always
	}
	n, ok := parseNumber(scalar(value))
	return Number{Value: n, Known: ok}
}

// Milliseconds reads the number as a Unix time in milliseconds; the zero time
// when it is missing.
func (n Number) Milliseconds() time.Time {
	if !n.Known {
		return time.Time{}
	}
	return time.UnixMilli(n.Value)
}

// parseNumber takes whole numbers only: a code of 0.5 must not become CALLING.
func parseNumber(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	if v, err := strconv.ParseInt(text, 10, 64); err == nil {
		return v, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// Switch is a yes or no from the wire, or neither when it was not told.
type Switch uint8

// The values of a Switch. The zero value is "not told".
const (
	NotTold Switch = iota
	Off
	On
)

// parseSwitch reads on/off, true/false and 1/0.
func parseSwitch(text string) Switch {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "on", "true", "1":
		return On
	case "off", "false", "0":
		return Off
	}
	return NotTold
}
