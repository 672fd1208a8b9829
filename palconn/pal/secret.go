package pal

import (
	"fmt"
	"log/slog"
)

// hidden is all that a Secret ever prints.
const hidden = "***"

// Secret holds a password. Every way of printing it gives "***"; only Reveal
// gives the text, so a reader can find each place where it leaves.
//
// The text stands behind a pointer because fmt calls no methods for %p and for
// unexported fields of other structs: there it prints the pointer. Secrets are
// therefore not to be compared with ==.
type Secret struct{ text *string }

// NewSecret wraps text.
func NewSecret(text string) Secret { return Secret{&text} }

// Reveal returns the password itself.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty reports whether there is no password.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// Format implements fmt.Formatter for every verb and flag.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// String implements fmt.Stringer.
func (s Secret) String() string { return hidden }

// GoString implements fmt.GoStringer.
func (s Secret) GoString() string { return hidden }

// MarshalText implements encoding.TextMarshaler, which JSON and TOML use too.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue implements slog.LogValuer.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
