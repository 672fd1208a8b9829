package pal

import (
	"slices"
	"strings"
)

// The specific types (stype) of groups and of IVR extensions (7.3, 7.4).
const (
	SimultaneousRing = "sr"
	CallHunting      = "rr"
	AutoAttendant    = "aa"
	ForwardingIVR    = "fm"
	PlanSwitch       = "ptn"
	ScriptIVR        = "scr"
	FlowIVR          = "fl"
)

// ValueKind is what the value of a property is. Values travel as text whatever
// their kind.
type ValueKind uint8

// The kinds of values. Lists are separated by commas.
const (
	// TextValue is any text.
	TextValue ValueKind = iota
	// NumberValue is a whole number, Least or greater.
	NumberValue
	// NumbersValue is a list of such numbers.
	NumbersValue
	// BoolValue is true or false.
	BoolValue
	// ChoiceValue is one of Allowed.
	ChoiceValue
	// ExtensionValue is an extension.
	ExtensionValue
	// ExtensionsValue is a list of extensions.
	ExtensionsValue
	// NumbersToCallValue is a list of phone numbers or extensions.
	NumbersToCallValue
	// EmailsValue is a list of e-mail addresses.
	EmailsValue
	// WildcardValue is a pattern with * and its like for numbers.
	WildcardValue
	// PatternsValue is a list of such patterns.
	PatternsValue
	// RegexpValue is a regular expression of the PBX, which is written in Java.
	RegexpValue
	// ScheduleValue is P…A…W…D…T…, as ParseSchedule reads it.
	ScheduleValue
	// PhoneTypeValue is a phone type of the PBX's options.
	PhoneTypeValue
	// UserClassValue is a user class of the PBX's options.
	UserClassValue
	// SecretValue is a password: never shown, logged or echoed.
	SecretValue
)

var valueWords = [...]string{
	"text", "number", "numbers, separated by commas", "true or false", "one of", "extension",
	"extensions, separated by commas", "phone numbers, separated by commas", "e-mail addresses, separated by commas",
	"wildcard pattern", "patterns, separated by commas", "regular expression", "schedule", "phone type of the PBX",
	"user class of the PBX", "password",
}

// String is the word shown for the kind.
func (k ValueKind) String() string { return valueWords[k] }

// Property is one row of the guide's tables of properties (6.18, section 7).
type Property struct {
	// Name is the property's, with [n] where a number stands: "p[n]_ptype".
	Name string
	Kind ValueKind
	// Allowed are the only values taken; empty unless Kind is ChoiceValue.
	Allowed []string
	// Least is the smallest number taken.
	Least int
	// Unit is that of numbers, "s" or "ms"; empty where the guide tells none.
	Unit string
	Help string
}

// index stands in a Property's Name for a number from 1.
const index = "[n]"

// Secret reports whether values must never be shown.
func (p Property) Secret() bool { return p.Kind == SecretValue }

// Match reports whether name is the property's, with numbers for its indices.
func (p Property) Match(name string) bool {
	example, ok := p.Example(name)
	return ok && example == name
}

// Example completes typed to a name of the property: "pln2_d_b" gives
// "pln2_d_busyforward". Indices that are not typed yet are 1. It is false when no
// name of the property begins with typed.
func (p Property) Example(typed string) (string, bool) {
	var name strings.Builder
	for i, word := range strings.Split(p.Name, index) {
		if i > 0 {
			n := leadingIndex(typed)
			if n == "" && typed != "" {
				return "", false
			}
			typed = typed[len(n):]
			name.WriteString(orOne(n))
		}
		shared := min(len(word), len(typed))
		if word[:shared] != typed[:shared] {
			return "", false
		}
		typed = typed[shared:]
		name.WriteString(word)
	}
	return name.String(), typed == ""
}

// leadingIndex is the index at the start of text, "" when there is none.
func leadingIndex(text string) string {
	if strings.HasPrefix(text, "0") {
		return ""
	}
	return text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
}

func orOne(n string) string {
	if n == "" {
		return "1"
	}
	return n
}

// PropertyTable is the properties of one kind of extension, or of a tenant. It is
// not complete: PBXs have properties that the guide does not list.
type PropertyTable []Property

// Find finds the property that a concrete name ("pln1_d_busyforward") belongs to.
func (t PropertyTable) Find(name string) (Property, bool) {
	for _, p := range t {
		if p.Match(name) {
			return p, true
		}
	}
	return Property{}, false
}

// Properties gives the table of a kind of extension, UserExtension and the like,
// and of a specific type, SimultaneousRing and the like. Either may be "" while it
// is not known: then the table has the properties of all that fit, each with the
// values that are right for at least one of them. It is empty when none fits.
func Properties(extensionType, stype string) PropertyTable {
	var all PropertyTable
	for _, e := range extensionTables {
		if fits(extensionType, e.extensionType) && fits(stype, e.stype) {
			all = all.widenedBy(e.properties)
		}
	}
	return all
}

func fits(wanted, have string) bool { return wanted == "" || wanted == have }

// FindProperty finds a concrete name among the Properties of the types.
func FindProperty(extensionType, stype, name string) (Property, bool) {
	return Properties(extensionType, stype).Find(name)
}

// TenantProperties gives the properties of a tenant (6.18, 6.26). This list of the
// guide is complete.
func TenantProperties() PropertyTable { return slices.Clone(tenantProperties) }

func (t PropertyTable) widenedBy(others PropertyTable) PropertyTable {
	for _, other := range others {
		i := slices.IndexFunc(t, func(p Property) bool { return p.Name == other.Name })
		if i < 0 {
			t = append(t, other)
		} else {
			t[i] = t[i].widenedBy(other)
		}
	}
	return t
}

// widenedBy takes every value that p or other takes.
func (p Property) widenedBy(other Property) Property {
	if p.Kind != other.Kind {
		p.Kind, p.Allowed = TextValue, nil
		return p
	}
	p.Least = min(p.Least, other.Least)
	for _, value := range other.Allowed {
		if !slices.Contains(p.Allowed, value) {
			p.Allowed = append(slices.Clip(p.Allowed), value)
		}
	}
	return p
}
