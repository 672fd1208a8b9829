package palsim

import (
	"bytes"
	"maps"
	"slices"

	"cordboard/palconn/pal"
)

// batchSize is how many notifications a batch of the replay holds at most.
const batchSize = 100

// welcome tells a client that is logged in how the PBX is, and replays the present
// state: registration, calls, parks, lines, voicemail, recording.
func (p *PBX) welcome(c *client) {
	status := "active"
	if p.inactive {
		status = "inactive"
	}
	c.wire.send(encode(notification(pal.NotifyServerStatus, serverStatusParams{status})))
	if p.inactive || p.options.Replay == ReplayNone {
		return
	}
	r := replay{to: c, batched: p.options.Replay == ReplayBatches}
	p.replayTo(&r)
	r.flush()
}

func (p *PBX) replayTo(r *replay) {
	for _, tn := range p.tenants {
		for e := range tn.allUsers() {
			r.add(tn, topic{aboutRegistered, e.number}, pal.NotifyRegistered, e.registeredParams())
		}
	}
	talkers := p.inOrder()
	for _, t := range talkers {
		if t.ext != nil {
			r.add(t.tenant, topic{aboutStatus, t.ext.number}, pal.NotifyStatus, t.statusParams(t.stateCode()))
		}
	}
	for _, tn := range p.tenants {
		tn.replayPlaces(r)
		for e := range tn.allUsers() {
			r.add(tn, topic{aboutVoicemail, e.number}, pal.NotifyVoicemail, e.voicemailParams())
		}
	}
	for _, t := range talkers {
		if t.recording {
			r.add(t.tenant, topic{aboutRecording, t.ext.number}, pal.NotifyRecording, t.recordingParams())
		}
	}
}

// inOrder gives all talkers by id, so that nothing depends on the order of a map.
func (p *PBX) inOrder() []*talker {
	all := make([]*talker, 0, len(p.talkers))
	for _, id := range slices.Sorted(maps.Keys(p.talkers)) {
		all = append(all, p.talkers[id])
	}
	return all
}

// replayPlaces replays what is occupied: free places and lines are left out.
func (tn *tenant) replayPlaces(r *replay) {
	for _, pl := range tn.places {
		if pl.talker != nil {
			r.add(tn, topic{aboutPark, pl.number}, pal.NotifyPark, pl.params())
		}
	}
	for _, l := range tn.lines {
		if l.told.on {
			r.add(tn, topic{aboutLine, l.name}, pal.NotifyLine, l.params())
		}
	}
}

// stateCode is the one code that brings a client into a talker's state.
func (t *talker) stateCode() pal.Code {
	switch {
	case t.state == pal.Ringing:
		return pal.CodeStartRinging
	case t.state == pal.Calling:
		return pal.CodeIncoming
	case t.state == pal.Held:
		return pal.CodeHold
	case t.state == pal.Parked:
		return pal.CodeParkStart
	case t.caller:
		return pal.CodeAnswerSuccess
	}
	return pal.CodeCallSuccess
}

// replay sends notifications to one client, one by one or in batches.
type replay struct {
	to      *client
	batched bool
	batch   [][]byte
}

func (r *replay) add(tn *tenant, about topic, method string, params scoped) {
	if !r.to.wants(tn, about) {
		return
	}
	frame := r.to.encodeFor(tn, notification(method, params))
	if !r.batched {
		r.to.wire.send(frame)
		return
	}
	r.batch = append(r.batch, frame)
	if len(r.batch) == batchSize {
		r.flush()
	}
}

func (r *replay) flush() {
	if len(r.batch) > 0 {
		r.to.wire.send(asArray(r.batch))
		r.batch = nil
	}
}

// asArray joins JSON values into an array of them.
func asArray(values [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(values, []byte{','})...), ']')
}
