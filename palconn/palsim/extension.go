package palsim

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"cordboard/palconn/pal"
)

// extension is a number of a tenant: mostly a user with a phone and a voicemail
// box, else a group, an IVR or another thing that takes calls. There may be a
// million of them: what few have stands behind settings.
type extension struct {
	tenant *tenant
	number string
	// index is its place among those the tenant began with, which gives it its
	// name; -1 when it was created later.
	index      int32
	registered bool
	deleted    bool
	voicemail  VoicemailTruth
	// talkers are in order of their ids.
	talkers []*talker
	// settings are nil for a user whose settings are as they were at first.
	settings *settings
}

// settings are what was set of an extension.
type settings struct {
	// kind is one of pal.UserExtension and its like.
	kind string
	// values are properties by name; those that are missing have their defaults.
	values map[string]string
	timers [2]string
}

// firstExtension is the number of the first user of a tenant.
const firstExtension = 1000

// populate gives a new tenant its users, with registered phones.
func (tn *tenant) populate(users int) {
	numbers := consecutive(firstExtension, users)
	all := make([]extension, users)
	tn.extensions = make([]*extension, users)
	tn.users = users
	for i := range all {
		all[i] = extension{tenant: tn, number: numbers[i], index: int32(i), registered: true}
		tn.extensions[i] = &all[i]
	}
}

// consecutive gives n numbers as texts, all parts of one: a million of them would
// each cost an allocation.
func consecutive(first, n int) []string {
	var digits []byte
	ends := make([]int, n)
	for i := range n {
		digits = strconv.AppendInt(digits, int64(first+i), 10)
		ends[i] = len(digits)
	}
	all, begin := string(digits), 0
	numbers := make([]string, n)
	for i, end := range ends {
		numbers[i], begin = all[begin:end], end
	}
	return numbers
}

// find gives the extension with a number, of any kind, or nil.
func (tn *tenant) find(number string) *extension {
	i, found := tn.search(number)
	if !found {
		return nil
	}
	return tn.extensions[i]
}

func (tn *tenant) search(number string) (i int, found bool) {
	return slices.BinarySearchFunc(tn.extensions, number, func(e *extension, number string) int {
		return compareNumbers(e.number, number)
	})
}

// user gives the user with a number, or nil.
func (tn *tenant) user(number string) *extension {
	e := tn.find(number)
	if e == nil || !e.isUser() {
		return nil
	}
	return e
}

func (tn *tenant) allUsers() iter.Seq[*extension] {
	return func(yield func(*extension) bool) {
		for _, e := range tn.extensions {
			if e.isUser() && !yield(e) {
				return
			}
		}
	}
}

// add puts a new extension in its place.
func (tn *tenant) add(e *extension) {
	i, _ := tn.search(e.number)
	tn.extensions = slices.Insert(tn.extensions, i, e)
	if e.isUser() {
		tn.users++
	}
}

// drop takes an extension out; the extension itself stays for those who still
// know it.
func (tn *tenant) drop(e *extension) {
	i, _ := tn.search(e.number)
	tn.extensions = slices.Delete(tn.extensions, i, i+1)
	if e.isUser() {
		tn.users--
	}
	e.deleted = true
}

func (e *extension) kind() string {
	if e.settings == nil {
		return pal.UserExtension
	}
	return e.settings.kind
}

func (e *extension) isUser() bool  { return e.kind() == pal.UserExtension }
func (e *extension) isGroup() bool { return e.kind() == pal.GroupExtension }

// change gives the settings, to be changed.
func (e *extension) change() *settings {
	if e.settings == nil {
		e.settings = &settings{kind: pal.UserExtension}
	}
	if e.settings.values == nil {
		e.settings.values = map[string]string{}
	}
	return e.settings
}

func (e *extension) name() string { return e.property(propertyName) }

func (e *extension) party() party { return party{e.number, e.name()} }

func (e *extension) recorded() bool { return slices.ContainsFunc(e.talkers, (*talker).isRecorded) }

// loginBy tells whether the login password is right. Nobody can log in without one.
func (e *extension) loginBy(right func(password string) bool) bool {
	password := e.property(propertyLoginPassword)
	return password != "" && right(password)
}

// isOn reads a property that is true or false.
func (e *extension) isOn(property string) bool {
	return strings.EqualFold(e.property(property), "true")
}

// list reads a property of texts between commas.
func (e *extension) list(property string) []string {
	return strings.FieldsFunc(e.property(property), func(r rune) bool { return r == ',' || r == ' ' })
}

func (p *PBX) register(e *extension, on bool) {
	if e.registered != on {
		e.registered = on
		p.tellRegistered(e)
	}
}
