package keymap

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// canonical gives the space its name; Bubble Tea calls it " ".
func canonical(key string) string {
	switch key {
	case " ":
		return "space"
	case "alt+ ":
		return "alt+space"
	}
	return key
}

// whyNoKey says why a name is not that of a key which terminals send; empty when it is one.
func whyNoKey(key string) string {
	if why := whyNeverSent(key); why != "" {
		return why
	}
	base := strings.TrimPrefix(key, "alt+")
	if isCharacter(base) || isNamed(base) || isFunction(base) || isControl(base) {
		return ""
	}
	if lower := strings.ToLower(key); lower != key && whyNoKey(lower) == "" {
		return "write it " + strconv.Quote(lower)
	}
	if letter, ok := strings.CutPrefix(key, "shift+"); ok && isCharacter(letter) {
		return "write the character that shift gives, like " + strconv.Quote(strings.ToUpper(letter))
	}
	return `keys are written like "x", "f3", "alt+x", "ctrl+x", "shift+tab", "space", "enter", "pgup"`
}

// whyNeverSent explains the names that look right but that no program in a terminal gets to see.
func whyNeverSent(key string) string {
	switch base := strings.TrimPrefix(key, "alt+"); {
	case len(base) == len("ctrl+1") && strings.HasPrefix(base, "ctrl+") && unicode.IsDigit(rune(base[5])):
		return "terminals send no key of its own for ctrl with a digit; take alt with the digit"
	case base == "ctrl+i":
		return `terminals send it as "tab"`
	case base == "ctrl+m":
		return `terminals send it as "enter"`
	case base == "ctrl+[":
		return `terminals send it as "esc"`
	case base == "ctrl+space":
		return `terminals send it as "ctrl+@"`
	case key == "alt+[", key == "alt+O":
		return "terminals begin other keys with it"
	}
	return ""
}

func isCharacter(name string) bool {
	r, size := utf8.DecodeRuneInString(name)
	return size == len(name) && r != utf8.RuneError && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r)
}

func isNamed(name string) bool {
	switch name {
	case "space", "enter", "esc", "tab", "shift+tab", "backspace", "delete", "insert",
		"up", "down", "left", "right", "home", "end", "pgup", "pgdown",
		"shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end",
		"ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end", "ctrl+pgup", "ctrl+pgdown",
		"ctrl+shift+up", "ctrl+shift+down", "ctrl+shift+left", "ctrl+shift+right", "ctrl+shift+home", "ctrl+shift+end":
		return true
	}
	return false
}

func isFunction(name string) bool {
	number, ok := strings.CutPrefix(name, "f")
	n, err := strconv.Atoi(number)
	return ok && err == nil && n >= 1 && n <= 20 && strconv.Itoa(n) == number
}

func isControl(name string) bool {
	char, ok := strings.CutPrefix(name, "ctrl+")
	return ok && len(char) == 1 && (char[0] >= 'a' && char[0] <= 'z' || strings.Contains(`@\]^_`, char))
}

// isTyped says whether a key alone puts a letter, a digit or a space into a search.
func isTyped(key string) bool {
	if key == "space" {
		return true
	}
	r, size := utf8.DecodeRuneInString(key)
	return size == len(key) && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// Label writes a key for people: "F3", "Ctrl-C", "↑", "space".
func Label(key string) string {
	key = canonical(key)
	var mods string
	for _, mod := range []string{"alt+", "ctrl+", "shift+"} {
		if rest, ok := strings.CutPrefix(key, mod); ok && rest != "" {
			mods += strings.ToUpper(mod[:1]) + mod[1:len(mod)-1] + "-"
			key = rest
		}
	}
	if strings.HasSuffix(mods, "Ctrl-") && len(key) == 1 {
		return mods + strings.ToUpper(key)
	}
	return mods + word(key, mods != "")
}

// word is the name of a key without its modifiers. Names of several letters are small when they stand alone in the
// footer, and begin large behind a modifier.
func word(key string, modified bool) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	}
	if isFunction(key) || modified && isNamed(key) {
		return strings.ToUpper(key[:1]) + key[1:]
	}
	return key
}
