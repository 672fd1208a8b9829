package dialog

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

const (
	// longest is how many characters a line of text takes.
	longest = 256
	// caret shows where the next character goes: reverse, which every theme has.
	caret = "\x1b[7m"
	// star stands for a character of a secret.
	star = "*"
)

// field is one line of text being written. The editing is that of textinput; the painting is not, because its widths
// are those of another table and its styles those of the process and not of the session.
type field struct {
	input   textinput.Model
	allowed func(rune) bool
	// typed tells that characters have been entered by keys.
	typed bool
	// secret hides the text: each of its characters is painted as a star.
	secret bool
	// refused is the first character that the last key brought and that is not allowed; 0 for none.
	refused rune
}

// newField makes a field with a text in it. allowed chooses among the characters that can be shown; nil allows all.
func newField(text string, allowed func(rune) bool) field {
	input := textinput.New()
	input.CharLimit = longest
	input.KeyMap = editingKeys()
	input.Cursor.SetMode(cursor.CursorStatic)
	input.Focus()
	f := field{input: input, allowed: allowed}
	f.set(text)
	return f
}

// editingKeys are those of textinput without the ones that dialogs use, and without the paste key: it reads the
// clipboard of the machine the console runs on, which over SSH is somebody else's.
func editingKeys() textinput.KeyMap {
	keys := textinput.DefaultKeyMap
	keys.Paste = key.Binding{}
	keys.AcceptSuggestion, keys.NextSuggestion, keys.PrevSuggestion = key.Binding{}, key.Binding{}, key.Binding{}
	return keys
}

func (f *field) text() string { return f.input.Value() }

// ended reports whether the caret is behind the text.
func (f *field) ended() bool { return f.input.Position() == utf8.RuneCountInString(f.text()) }

// set replaces the text and puts the caret behind it.
func (f *field) set(text string) {
	f.input.SetValue(string(f.fitting([]rune(text))))
	f.input.CursorEnd()
}

// key takes a key and reports whether it changed the text.
func (f *field) key(msg tea.KeyMsg) (changed bool) {
	before := f.text()
	f.refused = 0
	switch {
	case isText(msg):
		f.insert(msg.Runes)
	case msg.Type == tea.KeyRunes && !f.edits(msg):
		return false
	default:
		f.input, _ = f.input.Update(msg)
	}
	return f.text() != before
}

// edits reports whether a letter with alt is one of the keys that edit: textinput takes all others for text.
func (f *field) edits(msg tea.KeyMsg) bool {
	keys := f.input.KeyMap
	return key.Matches(msg, keys.WordForward, keys.WordBackward, keys.DeleteWordForward)
}

// insert enters characters. As a paste none of them is taken for a key.
func (f *field) insert(runes []rune) {
	fit := f.fitting(runes)
	if len(fit) == 0 {
		return
	}
	f.input, _ = f.input.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: fit, Paste: true})
	f.typed = true
}

// fitting keeps the characters that may be entered and notes the first that may not.
func (f *field) fitting(runes []rune) []rune {
	fit := make([]rune, 0, len(runes))
	for _, r := range runes {
		if unicode.IsSpace(r) {
			r = ' '
		}
		switch {
		case showable(r) && (f.allowed == nil || f.allowed(r)):
			fit = append(fit, r)
		case f.refused == 0:
			f.refused = r
		}
	}
	return fit
}

// showable reports whether a character can be seen: none that steers the terminal, hides or draws nothing.
func showable(r rune) bool {
	return r != utf8.RuneError && unicode.IsGraphic(r) && !strings.ContainsRune(blanks, r) &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// blanks are the characters that draw nothing although Unicode files them with letters, marks and symbols: of Braille, in
// place of an object, of Egyptian and Khitan, and the note without a head.
const blanks = "\u2800\uFFFC\U00013441\U00013442\U00016FE4\U0001D159"

// paint paints the text with the caret into what is left of the line. What does not fit is cut where the caret is not.
func (f *field) paint(line *widget.Line, look Look) {
	before, after := f.sides()
	under, _ := ansi.FirstGraphemeCluster(after, ansi.GraphemeWidth)
	cells := line.Left() - max(widget.Width(under), 1)
	if widget.Width(before) > cells {
		ellipsis := look.Theme.Glyph(theme.GlyphEllipsis)
		line.Text(look.Theme.SGR(theme.Dim), ellipsis)
		before = tail(before, cells-1)
	}
	paintCaret(line, before, after)
}

// sides are the text before and behind the caret, as they may be shown.
func (f *field) sides() (before, after string) {
	value := []rune(f.text())
	at := min(f.input.Position(), len(value))
	if f.secret {
		return strings.Repeat(star, at), strings.Repeat(star, len(value)-at)
	}
	return plain(string(value[:at])), plain(string(value[at:]))
}

// paintCaret paints a text with the caret in it.
func paintCaret(line *widget.Line, before, after string) {
	under, _ := ansi.FirstGraphemeCluster(after, ansi.GraphemeWidth)
	after = after[len(under):]
	if widget.Width(under) == 0 {
		under = " "
	}
	line.Text("", before)
	line.Text(caret, under)
	line.Text("", after)
}

// tail is the end of a text that fits into cells. It measures each character once: the text may be a long one.
func tail(text string, cells int) string {
	width := widget.Width(text)
	for text != "" && width > cells {
		cluster, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		text, width = text[len(cluster):], width-widget.Width(cluster)
	}
	return text
}
