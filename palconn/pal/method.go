package pal

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Permit is who may call a method, as a set.
type Permit uint8

// The three kinds of login (section 4). Admin rights include a user's, and sa's
// include an admin's.
const (
	BySA Permit = 1 << iota
	ByAdmin
	ByUser
)

const (
	saOnly   = BySA
	adminsUp = BySA | ByAdmin
	anyone   = BySA | ByAdmin | ByUser
)

// String names the least login that is enough, as the guide does.
func (p Permit) String() string {
	switch {
	case p&ByUser != 0:
		return "admin or user"
	case p&ByAdmin != 0:
		return "admin"
	}
	return "sa"
}

// Kind is the type of a parameter.
type Kind uint8

// The kinds of parameters.
const (
	// KindText is any text.
	KindText Kind = iota
	// KindInt is a whole number.
	KindInt
	// KindBool is true or false.
	KindBool
	// KindTexts is an array of texts.
	KindTexts
	// KindObject is an object of names and texts (properties).
	KindObject
	// KindRoute is the array of a route: val 0 to val 32 (6.17).
	KindRoute
	// KindSchedule is the text P…A…W…D…T… of 7.5.
	KindSchedule
)

var kindWords = [...]string{"text", "number", "true|false", "list", "object", "route values", "schedule"}

// String is the word shown for the kind.
func (k Kind) String() string { return kindWords[k] }

// Returns is the shape of a method's result.
type Returns uint8

// The shapes of results in the guide.
const (
	// ReturnsMessage is a success message or an error message.
	ReturnsMessage Returns = iota
	// ReturnsTrue is true; failures are error objects.
	ReturnsTrue
	// ReturnsBool is true, and false for a failure.
	ReturnsBool
	// ReturnsOK is the text OK.
	ReturnsOK
	// ReturnsTexts is an array of texts.
	ReturnsTexts
	// ReturnsRows is an array of arrays.
	ReturnsRows
	// ReturnsObject is an object of names and values.
	ReturnsObject
	// ReturnsText is one text.
	ReturnsText
)

var returnsWords = [...]string{
	"a message; a failure is a message or an error", "true, or an error", "true or false", `"OK", or an error`,
	"a list of texts", "a list of lists", "an object", "a text",
}

// String says the shape in words.
func (r Returns) String() string { return returnsWords[r] }

// Param is one parameter of a method.
type Param struct {
	Name     string
	Kind     Kind
	Required bool
	// RequiredWith makes it required beside another parameter that has a value; zero for
	// none.
	RequiredWith Given
	// Allowed are the only values taken; empty means any.
	Allowed []string
	// Many tells that PBXs also take an array where Kind is KindText.
	Many bool
	// Secret values are never shown, logged or echoed.
	Secret bool
	// Unsaid values are shown where they are typed but kept in no record: what
	// somebody dials or writes down can be a secret too.
	Unsaid bool
	Help   string
}

// Given is a parameter with a value.
type Given struct{ Param, Value string }

// String is how it is given: "type=user".
func (g Given) String() string { return g.Param + "=" + g.Value }

// Method is one row of the table of methods.
type Method struct {
	Name string
	// Also are other spellings: tried when a PBX does not know Name, and answered
	// by a server just the same.
	Also []string
	// Section is the guide's, "6.29"; empty for methods beyond the guide.
	Section string
	Permit  Permit
	Params  []Param
	// OneOf are parameters of which at least one must be given.
	OneOf   []string
	Returns Returns
	// Changes tells a method that changes something: it is sent once only, and
	// its outcome is unknown when no answer comes.
	Changes bool
	Help    string
}

// Param finds a parameter by name.
func (m Method) Param(name string) (Param, bool) {
	i := slices.IndexFunc(m.Params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return m.Params[i], true
}

// InGuide reports whether the method stands in the guide's section 6 (or is login, 4.1).
func (m Method) InGuide() bool { return m.Section != "" }

// Usage is the method and its parameters on one line; optional ones in brackets.
func (m Method) Usage() string {
	var b strings.Builder
	b.WriteString(m.Name)
	for _, p := range m.Params {
		word := p.Name + p.sample()
		if !p.Required {
			word = "[" + word + "]"
		}
		b.WriteString(" " + word)
	}
	return b.String()
}

// sample is what may stand behind the parameter's name.
func (p Param) sample() string {
	switch p.Kind {
	case KindObject, KindRoute:
		return ":=JSON"
	}
	if len(p.Allowed) > 0 {
		return "=" + strings.Join(p.Allowed, "|")
	}
	switch p.Kind {
	case KindTexts:
		return "=A,B,…"
	case KindInt:
		return "=N"
	case KindBool:
		return "=true|false"
	}
	return "=TEXT"
}

// FindMethod finds a method by any of its spellings.
func FindMethod(name string) (Method, bool) {
	for _, m := range methods {
		if m.Name == name || slices.Contains(m.Also, name) {
			return m, true
		}
	}
	return Method{}, false
}

// Methods returns the table: login, the guide's 31 in its order, then those
// beyond the guide.
func Methods() []Method { return slices.Clone(methods) }

// Check gives the error that a result stands for, nil when it is a success. A
// PBX reports many failures as results: a text that begins with "fail", false,
// and the text "false" where the guide says true or false.
func (m Method) Check(result jsontext.Value) error {
	kind := result.Kind()
	if kind != '"' && kind != 'f' {
		return nil
	}
	said := scalar(result)
	word := strings.ToLower(strings.TrimSpace(said))
	if kind == 'f' || strings.HasPrefix(word, "fail") || word == "false" && m.returnsTruth() {
		return &Failed{Method: m.Name, Result: NewText(said)}
	}
	return nil
}

func (m Method) returnsTruth() bool { return m.Returns == ReturnsTrue || m.Returns == ReturnsBool }
