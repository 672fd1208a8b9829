package palsim

import (
	"regexp"

	"cordboard/palconn/pal"
)

func (p *PBX) extensionCommands() map[string]command {
	return map[string]command{
		"createExtension": p.createExtension, "deleteExtension": p.deleteExtension,
	}
}

// plainName is what numbers of extensions and names of tenants are made of.
var plainName = regexp.MustCompile(`^[\p{L}\p{N}._*#-]{1,64}$`)

// createExtension is PAL guide 6.4. The phone of a new user registers at once, so
// that it can be called. Without a login_password nobody can log in as it.
func (p *PBX) createExtension(r *request) (any, error) {
	tn, number, kind := r.tenant, r.text("extension"), r.text("type")
	switch {
	case !plainName.MatchString(number) || number == loginSA:
		return nil, invalid("extension cannot be %q", number)
	case tn.find(number) != nil:
		return nil, refused("Extension %s exists already", number)
	case kind == pal.UserExtension && !within(tn.users+1, tn.maxUsers):
		return nil, refused("Tenant %s has %d users, as many as it may", tn.name, tn.users)
	}
	e := &extension{tenant: tn, number: number, index: -1, settings: &settings{kind: kind}}
	tn.add(e)
	if e.isUser() {
		values := e.change().values
		values[propertyPassword], values[propertyLoginPassword] = r.text("password"), r.text("login_password")
		p.register(e, true)
		p.tellVoicemail(e)
	}
	return true, nil
}

// deleteExtension is PAL guide 6.6. Its calls end, its phone and its voicemail are
// gone, and whoever is logged in as it is disconnected.
func (p *PBX) deleteExtension(r *request) (any, error) {
	e := r.tenant.find(r.text("extension"))
	if e == nil {
		return false, nil
	}
	e.tenant.drop(e)
	p.endCallsOf(e)
	p.register(e, false)
	p.expel(e)
	return true, nil
}

// endCallsOf ends every call of an extension that was deleted, those with its
// voicemail box and its announcement among them.
func (p *PBX) endCallsOf(e *extension) {
	all := without(e.talkers, nil)
	for _, t := range e.tenant.outside {
		if t.box == e || t.announces == e {
			all = append(all, t)
		}
	}
	for _, t := range all {
		switch {
		case t.isGone(): // with a call of another of its talkers
		case t.ring != nil:
			p.decline(t, causeAbsent)
		case t.barge != nil:
			p.endLeg(t, causeNormal)
		default:
			p.endRoom(t.room, t, causeNormal)
		}
	}
}
