package config

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Invalid is a setting with a value it cannot have.
type Invalid struct {
	// Setting is its dotted name, "pbx.url".
	Setting string
	// Problem says what is wrong and what to write instead. It never holds a password.
	Problem string
}

func (e *Invalid) Error() string { return e.Setting + ": " + e.Problem }

const mapNames = "classic, attendant"

var errDuration = errors.New(`a duration is written like "10s" or "1m30s"`)

// Validate checks the values of every setting but Keys, which KeyMap checks. Each problem is an *Invalid; several come
// joined. Parse has done this already: ask again after flags have changed the Config. An empty URL is valid.
func (c Config) Validate() error {
	return errors.Join(
		c.PBX.validateURL(),
		c.PBX.validatePin(),
		positive("pbx.timeout", c.PBX.Timeout),
		oneOf("operator.role", c.Operator.Role, "viewer, operator, supervisor, administrator"),
		oneOf("screen.map", c.Screen.Map, mapNames),
		oneOf("screen.theme", c.Screen.Theme, "dark, light, contrast, plain"),
		c.Parks.validateNumbers(),
		positive("parks.limit", c.Parks.Limit),
		positive("parks.again", c.Parks.Again),
		c.Journal.validateDays(),
	)
}

// validateURL never repeats the address: there may be a password in it.
func (p PBX) validateURL() error {
	invalid := func(format string, args ...any) error {
		return &Invalid{Setting: "pbx.url", Problem: fmt.Sprintf(format, args...)}
	}
	if p.URL == "" {
		return nil
	}
	address, err := url.Parse(p.URL)
	switch {
	case holdsPassword(p.URL, address):
		return invalid("a password must not stand in the address; take password_file or password_command")
	case err != nil || address.Scheme != "ws" && address.Scheme != "wss":
		return invalid(`write the address like "wss://pbx.example.com:8443/pbx/ws"`)
	case address.Hostname() == "":
		return invalid(`the host is missing; write the address like "wss://pbx.example.com:8443/pbx/ws"`)
	case address.Scheme == "ws" && !p.AllowPlaintext && !isLoopback(address.Hostname()):
		return invalid("ws:// to another host can be read on the way; use wss://, or set allow_plaintext = true in [pbx]")
	}
	return nil
}

// holdsPassword looks at the text as well: an address that does not parse can still hold a password.
func holdsPassword(text string, address *url.URL) bool {
	if unescaped, err := url.QueryUnescape(text); err == nil {
		text = unescaped
	}
	if strings.Contains(strings.ToLower(text), "login_password") {
		return true
	}
	return address != nil && address.User != nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// PinnedKey is the SHA-256 of the public key that the PBX must have, zero when none is pinned. A Config that came from
// Parse has a valid one or none.
func (p PBX) PinnedKey() (key [sha256.Size]byte, err error) {
	if p.Pin == "" {
		return key, nil
	}
	encoded, ok := strings.CutPrefix(p.Pin, "sha256/")
	sum, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if !ok || err != nil || len(sum) != len(key) || [sha256.Size]byte(sum) == key {
		return key, &Invalid{Setting: "pbx.pin", Problem: `write the pin as "sha256/" and the 44 characters of base64 of the key's SHA-256`}
	}
	return [sha256.Size]byte(sum), nil
}

// validatePin refuses a pin that would guard nothing, or beside which an authority would.
func (p PBX) validatePin() error {
	if _, err := p.PinnedKey(); err != nil || p.Pin == "" {
		return err
	}
	switch {
	case strings.HasPrefix(strings.ToLower(p.URL), "ws:"):
		return &Invalid{Setting: "pbx.pin", Problem: "ws:// has no key to pin; use wss://"}
	case p.CAFile != "":
		return &Invalid{Setting: "pbx.pin", Problem: "with a pin no authority is asked; take either pin or ca_file"}
	}
	return nil
}

func (p Parks) validateNumbers() error {
	for i, number := range p.Numbers {
		switch {
		case number == "":
			return &Invalid{Setting: "parks.numbers", Problem: "a place cannot be empty"}
		case slices.Contains(p.Numbers[:i], number):
			return &Invalid{Setting: "parks.numbers", Problem: fmt.Sprintf("%q is named twice", number)}
		}
	}
	return nil
}

// longestKept is a hundred years: more days than that are a mistake, and times that far back cannot be reckoned with.
const longestKept = 36500

func (j Journal) validateDays() error {
	if j.Days >= 0 && j.Days <= longestKept {
		return nil
	}
	return &Invalid{Setting: "journal.days", Problem: fmt.Sprintf("days are 1 to %d; 0 keeps all", longestKept)}
}

func positive(setting string, d Duration) error {
	if d.Duration > 0 {
		return nil
	}
	return &Invalid{Setting: setting, Problem: "the time must be more than nothing"}
}

func oneOf(setting, value, names string) error {
	if slices.Contains(strings.Split(names, ", "), value) {
		return nil
	}
	return &Invalid{Setting: setting, Problem: fmt.Sprintf("%q is none of %s", value, names)}
}
