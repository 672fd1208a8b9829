package palsim

import "strings"

// target is whom to ring: a user, a voicemail box, a group, an extension that
// answers with an announcement, or an outside number.
type target struct {
	ext       *extension
	box       *extension
	group     *extension
	announcer *extension
	outside   string
}

func (t target) party() party {
	switch {
	case t.ext != nil:
		return t.ext.party()
	case t.box != nil:
		return boxParty(t.box)
	case t.group != nil:
		return t.group.party()
	case t.announcer != nil:
		return t.announcer.party()
	}
	return party{number: t.outside}
}

// findTarget reads a number that was dialled in a tenant.
func (tn *tenant) findTarget(number string) (target, error) {
	if e := tn.find(number); e != nil {
		return e.target(), nil
	}
	if e := tn.boxOf(number); e != nil {
		return target{box: e}, nil
	}
	if isOutside(number) {
		return target{outside: number}, nil
	}
	return target{}, failure("no extension %s", number)
}

// boxOf gives the extension whose voicemail box a number is, or nil.
func (tn *tenant) boxOf(number string) *extension {
	user, ok := strings.CutPrefix(number, VoicemailPrefix)
	if !ok {
		return nil
	}
	return tn.user(user)
}

func (e *extension) target() target {
	switch {
	case e.isUser():
		return target{ext: e}
	case e.isGroup():
		return target{group: e}
	}
	return target{announcer: e}
}

// hasPhone tells a target that a person can call from.
func (t target) hasPhone() bool { return t.ext != nil || t.outside != "" }

// isOutside tells a number of the public network: at least six digits, spaces and
// hyphens among them, perhaps after a plus sign.
func isOutside(number string) bool {
	digits := 0
	for i, r := range number {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0, r == ' ', r == '-':
		default:
			return false
		}
	}
	return digits >= 6
}
