package palsim

func (p *PBX) recordingCommands() map[string]command {
	return map[string]command{
		"startRecording": p.onOwnTalker(func(t *talker) error { return p.record(t, true) }),
		"stopRecording":  p.onOwnTalker(func(t *talker) error { return p.record(t, false) }),
	}
}

// record starts or stops the recording of a leg (PAL guide 6.27, 6.28).
func (p *PBX) record(t *talker, on bool) error {
	switch {
	case !t.isUp() || t.ext == nil:
		return failure("%s does not talk", t.party.number)
	case t.recording == on && on:
		return failure("%s is recorded already", t.party.number)
	case t.recording == on:
		return failure("%s is not recorded", t.party.number)
	case on && !within(p.recordings(t.tenant)+1, t.tenant.maxRecordings):
		return failure("tenant %s records %d calls, as many as it may", t.tenant.name, t.tenant.maxRecordings)
	}
	t.recording = on
	p.tellRecording(t)
	return nil
}

// recordings is how many talkers of a tenant are recorded.
func (p *PBX) recordings(tn *tenant) int {
	recorded := 0
	for _, t := range p.talkers {
		if t.tenant == tn && t.recording {
			recorded++
		}
	}
	return recorded
}
