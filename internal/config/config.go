package config

import (
	"time"

	"cordboard/keymap"
	"cordboard/palconn/pal"
)

// Config is everything the configuration file says.
type Config struct {
	PBX      PBX      `toml:"pbx"`
	Operator Operator `toml:"operator"`
	Screen   Screen   `toml:"screen"`
	Parks    Parks    `toml:"parks"`
	Journal  Journal  `toml:"journal"`
	// Keys replaces the keys of actions of the map named in Screen, by the action's name. Never nil.
	Keys map[string][]string `toml:"keys"`
}

// PBX is what to connect to and as whom.
type PBX struct {
	// URL is the ws or wss address of the PBX, without login and password; empty when nothing is configured.
	URL    string `toml:"url"`
	Tenant string `toml:"tenant"`
	User   string `toml:"user"`
	// Password is the login password written in the file itself. Ask Config.Secret for the one to use.
	Password Password `toml:"password"`
	// PasswordFile is a file with the password alone; Load makes its path absolute.
	PasswordFile string `toml:"password_file"`
	// PasswordCommand is a program and its arguments that prints the password; no shell is involved.
	PasswordCommand []string `toml:"password_command"`
	// GivenPasswordFile is a password file named on the command line. It wins over every other source.
	GivenPasswordFile string `toml:"-"`
	// CAFile is a PEM file of the authorities to trust instead of the system's; Load makes its path absolute.
	CAFile string `toml:"ca_file"`
	// Pin is the public key of the PBX to trust instead of any authority, "sha256/" and base64; empty for none. Ask
	// PinnedKey for it.
	Pin string `toml:"pin"`
	// Everyone asks for the calls of all extensions, which the PBX tells admins and sa only (PAL guide 4.2); false asks for
	// those of the login user alone.
	Everyone bool `toml:"everyone"`
	// AllowPlaintext permits ws:// to a host that is not this one.
	AllowPlaintext bool `toml:"allow_plaintext"`
	// Timeout is how long a request waits for its answer.
	Timeout Duration `toml:"timeout"`
	// VoicemailPrefix before an extension is the number of its voicemail box; empty where a call cannot be sent there.
	VoicemailPrefix string `toml:"voicemail_prefix"`
}

// Operator is who sits at the console.
type Operator struct {
	// Extension is the operator's own phone; empty means that of the login user.
	Extension string `toml:"extension"`
	// Role is what the operator may do here: viewer, operator, supervisor or administrator.
	Role string `toml:"role"`
}

// Screen is how the console looks and is used.
type Screen struct {
	// Map names the key map: classic or attendant.
	Map string `toml:"map"`
	// Theme is dark, light, contrast or plain.
	Theme string `toml:"theme"`
	Mouse bool   `toml:"mouse"`
	// ASCII draws glyphs and frames with ASCII alone.
	ASCII bool `toml:"ascii"`
}

// Parks is where calls can be parked and when they have waited too long.
type Parks struct {
	// Numbers are the places, in the order in which a free one is offered.
	Numbers []string `toml:"numbers"`
	// Limit is how long a call may be parked before it is overdue.
	Limit Duration `toml:"limit"`
	// Again is how often an overdue call raises itself after that.
	Again Duration `toml:"again"`
}

// Journal is where it is written what was done and seen.
type Journal struct {
	// Path is the file; Load makes it absolute. Empty means JournalPath.
	Path string `toml:"path"`
	// Days is how long acts and calls are kept; 0 is for ever.
	Days int `toml:"days"`
}

// Password is a pal.Secret that TOML can be decoded into.
type Password struct{ pal.Secret }

// UnmarshalText takes the password from the file. It never fails.
func (p *Password) UnmarshalText(text []byte) error {
	p.Secret = pal.NewSecret(string(text))
	return nil
}

// Duration is a time.Duration written as text: "10s", "1m30s".
type Duration struct{ time.Duration }

// UnmarshalText reads what time.ParseDuration reads.
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	if err != nil {
		return errDuration
	}
	d.Duration = parsed
	return nil
}

// Default is the configuration without a file: config.example.toml says the same.
func Default() Config {
	return Config{
		PBX:      PBX{Everyone: true, PasswordCommand: []string{}, Timeout: Duration{10 * time.Second}, VoicemailPrefix: "07"},
		Operator: Operator{Role: "administrator"},
		Screen:   Screen{Map: "classic", Theme: "dark", Mouse: true},
		Parks: Parks{
			Numbers: []string{"801", "802", "803", "804", "805", "806", "807", "808", "809"},
			Limit:   Duration{time.Minute},
			Again:   Duration{30 * time.Second},
		},
		Journal: Journal{Days: 365},
		Keys:    map[string][]string{},
	}
}

// KeyMap is the map named in Screen with the changes in Keys. Its errors are *Invalid for the name and those of
// keymap.Map.With for the changes; a Config that came from Parse has none.
func (c Config) KeyMap() (keymap.Map, error) {
	base, ok := keymap.Named(c.Screen.Map)
	if !ok {
		return keymap.Map{}, oneOf("screen.map", c.Screen.Map, mapNames)
	}
	return base.With(c.Keys)
}
