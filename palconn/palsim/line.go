package palsim

// lineState is what notify_line says of a line.
type lineState struct {
	on               bool
	room             string
	lineTalker       string
	user, userTalker string
}

func (p *PBX) lineCommands() map[string]command {
	return map[string]command{"line": p.line}
}

// line takes a free shared line, or frees it when no call is on it. Beyond the
// guide.
func (p *PBX) line(r *request) (any, error) {
	l := r.tenant.line(r.text("line"))
	on := r.text("status") == "on"
	switch {
	case l == nil:
		return nil, failure("no line %s", r.text("line"))
	case l.talker != nil:
		return nil, failure("%s has a call", l.name)
	case l.seized == on:
		return nil, failure("%s is %s already", l.name, r.text("status"))
	}
	l.seized = on
	return succeeded, nil
}

// takeLine puts the leg of an outside party on a line; nil is the trunk, which
// nobody is told of.
func (p *PBX) takeLine(t *talker, l *line) {
	if l != nil {
		l.talker = t
	}
}

func (p *PBX) releaseLine(t *talker) {
	for _, l := range t.tenant.lines {
		if l.talker == t {
			l.talker = nil
		}
	}
}

// followLines tells every line whose call changed since it was last told.
func (p *PBX) followLines() {
	for _, tn := range p.tenants {
		for _, l := range tn.lines {
			if now := l.state(); now != l.told {
				l.told = now
				p.tellLine(l)
			}
		}
	}
}

// state is what the line should say: the user is the first extension in the
// outside party's room.
func (l *line) state() lineState {
	if l.talker == nil {
		return lineState{on: l.seized}
	}
	s := lineState{on: true, room: l.talker.room.id, lineTalker: l.talker.id()}
	for _, t := range l.talker.room.talkers {
		if t.ext != nil && t.barge == nil {
			s.user, s.userTalker = t.ext.number, t.id()
			break
		}
	}
	return s
}
