package theme

import "strings"

// Profile is how many colours a terminal shows.
type Profile uint8

// The profiles, from none to all.
const (
	NoColor Profile = iota
	ANSI16
	ANSI256
	TrueColor
)

// ProfileFor reads the profile from the environment that getenv gives: NO_COLOR (any value but the empty one),
// then COLORTERM, then TERM. For an SSH session getenv is that of the client. No terminal is asked.
func ProfileFor(getenv func(string) string) Profile {
	term := strings.ToLower(getenv("TERM"))
	switch {
	case getenv("NO_COLOR") != "" || colourless(term):
		return NoColor
	case direct(strings.ToLower(getenv("COLORTERM")), term):
		return TrueColor
	case strings.Contains(term, "256color") || strings.HasPrefix(term, "screen"):
		return ANSI256
	}
	return ANSI16
}

func colourless(term string) bool {
	return term == "" || term == "dumb" || strings.HasSuffix(term, "-m") || strings.HasSuffix(term, "-mono")
}

// direct tells whether any RGB value can be sent. GNU screen hands COLORTERM of the terminal it was started from on
// to its windows and then garbles such colours; tmux under the same TERM prefix loses little.
func direct(colorterm, term string) bool {
	if strings.HasPrefix(term, "screen") {
		return false
	}
	return colorterm == "truecolor" || colorterm == "24bit" || strings.HasSuffix(term, "-direct")
}
