package palsim

import "strings"

// target is whom to ring: an extension, a voicemail box or an outside number.
type target struct {
	ext     *extension
	box     *extension
	outside string
}

func (t target) party() party {
	switch {
	case t.ext != nil:
		return t.ext.party()
	case t.box != nil:
		return boxParty(t.box)
	}
	return party{number: t.outside}
}

// findTarget reads a number that was dialled in a tenant.
func (tn *tenant) findTarget(number string) (target, error) {
	if e := tn.byNumber[number]; e != nil {
		return target{ext: e}, nil
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
	return tn.byNumber[user]
}

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
