package dialog

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// formField is a Field being edited.
type formField struct {
	Field
	line field
	// before is what the line held at first: less than Value where that has characters that cannot be shown.
	before string
	// lines edits a Multiline value instead of line.
	lines *area
	// kept tells that the secret that is there has not been replaced. It is in no editor.
	kept bool
	// adds tells that this is the row for the name of another field, added that this field
	// is such a one: what there is was not asked for.
	adds, added bool
	// warning is what is doubtful about the field, problem what is wrong with its value.
	warning, problem string
}

func newFormField(f Field) *formField {
	field := &formField{Field: f, line: newField("", nil)}
	field.line.input.CharLimit = 0 // a value is never cut
	switch {
	case f.Secret:
		field.line.secret, field.kept = true, f.Value != ""
		field.Allowed, field.Complete, field.Says = nil, nil, nil
	case f.Multiline:
		field.lines = newArea(f.Value)
	default:
		field.line.set(f.Value)
		field.before = field.line.text()
	}
	return field
}

// text is the value as it will be sent. Unless it was edited it is Value to the last byte.
func (f *formField) text() string {
	switch text := f.line.text(); {
	case f.lines != nil:
		return f.lines.text()
	case f.kept || !f.Secret && text == f.before:
		return f.Value
	default:
		return text
	}
}

func (f *formField) changed() bool { return f.text() != f.Value }

// set replaces the text of a line.
func (f *formField) set(text string) {
	f.line.set(text)
	f.problem = ""
}

// key takes a key and reports whether it changed the text.
func (f *formField) key(msg tea.KeyMsg) (changed bool) {
	switch {
	case f.Fixed:
		f.decline(msg)
		return false
	case f.lines != nil:
		changed = f.lines.key(msg)
	case f.kept:
		changed = f.replace(msg)
	case len(f.Allowed) > 0 && isText(msg):
		changed = f.choose(msg)
	default:
		changed = f.line.key(oneLine(msg))
	}
	if changed {
		f.problem = ""
	}
	if f.refused() {
		f.problem = "characters that cannot be shown were left out"
	}
	return changed
}

// cannotChange is said of a fixed field that somebody types into.
const cannotChange = "this cannot be changed here"

// decline says of a fixed field that it cannot be changed, unless something else is wrong with it.
func (f *formField) decline(msg tea.KeyMsg) {
	keys := f.line.input.KeyMap
	if f.problem == "" && (isText(msg) || key.Matches(msg, keys.DeleteCharacterBackward, keys.DeleteCharacterForward, keys.DeleteBeforeCursor)) {
		f.problem = cannotChange
	}
}

// forgive drops what was said of keys that came to a fixed field.
func (f *formField) forgive() {
	if f.problem == cannotChange {
		f.problem = ""
	}
}

// words are the value in words; none beside what is wrong with it.
func (f *formField) words() string {
	text := f.text()
	if f.Says == nil || text == "" || f.problem != "" {
		return ""
	}
	return f.Says(text)
}

// refused reports whether the last key brought a character that cannot be entered.
func (f *formField) refused() bool {
	if f.lines != nil {
		return f.lines.line.refused != 0
	}
	return f.line.refused != 0
}

// oneLine takes the end of line off a paste: it is not part of what was copied.
func oneLine(msg tea.KeyMsg) tea.KeyMsg {
	if msg.Paste {
		msg.Runes = []rune(strings.TrimRight(string(msg.Runes), "\r\n"))
	}
	return msg
}

// replace takes a key for a secret that nobody can see: characters replace it, keys that delete delete all of it.
func (f *formField) replace(msg tea.KeyMsg) (changed bool) {
	keys := f.line.input.KeyMap
	switch {
	case isText(msg):
		changed = f.line.key(oneLine(msg))
	case key.Matches(msg, keys.DeleteCharacterBackward, keys.DeleteCharacterForward, keys.DeleteWordBackward, keys.DeleteWordForward, keys.DeleteBeforeCursor, keys.DeleteAfterCursor):
		changed = true
	}
	f.kept = !changed
	return changed
}

// choose takes characters for one of the allowed values. Those that begin another value begin anew.
func (f *formField) choose(msg tea.KeyMsg) (changed bool) {
	typed := string(msg.Runes)
	switch {
	case len(f.matches(f.line.text()+typed)) > 0:
	case len(f.matches(typed)) > 0:
		f.line.set("")
	case strings.TrimSpace(typed) == "":
		return false
	}
	f.line.input.CursorEnd()
	return f.line.key(oneLine(msg))
}

// matches are the allowed values that go on from what was typed.
func (f *formField) matches(typed string) []string {
	var matches []string
	for _, value := range f.Allowed {
		if beginsWith(value, typed) {
			matches = append(matches, value)
		}
	}
	return matches
}

// turn takes the next of the allowed values, or the one before; empty is one of them where nothing is needed. From a
// text that is none of them it comes to the first that goes on from it.
func (f *formField) turn(by int) {
	values := f.Allowed
	if !f.Required {
		values = slices.Concat([]string{""}, values)
	}
	if at := slices.Index(values, f.text()); at >= 0 {
		f.set(values[(at+by+len(values))%len(values)])
		return
	}
	f.set(append(f.matches(f.text()), f.Allowed...)[0])
}

// settle completes what was typed for an allowed value, when that can only be one.
func (f *formField) settle() {
	text := f.text()
	if len(f.Allowed) == 0 || text == "" || slices.Contains(f.Allowed, text) {
		return
	}
	if matches := f.matches(text); len(matches) == 1 {
		f.set(matches[0])
	}
}

// check says what is wrong with the value by itself.
func (f *formField) check() string {
	text := f.text()
	switch {
	case f.Fixed:
		return ""
	case f.adds && text != "":
		return cmp.Or(f.refuses(text), "not added yet: press enter here, or empty it")
	case text == "" && f.Required:
		return cmp.Or(f.Needed, "this is needed")
	case text == "" || !f.changed():
		return ""
	case len(f.Allowed) > 0 && !slices.Contains(f.Allowed, text):
		return "one of: " + strings.Join(f.Allowed, ", ")
	case f.Check != nil:
		return f.Check(text)
	}
	return ""
}

// refuses says why the row for another field does not take a name.
func (f *formField) refuses(name string) string {
	if f.Check == nil {
		return ""
	}
	return f.Check(strings.TrimSpace(name))
}
