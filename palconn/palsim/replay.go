package palsim

import (
	"bytes"
	"iter"
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
	frames := p.replayTo(c)
	if p.options.Replay == ReplayBatches {
		frames = inBatches(frames)
	}
	c.wire.sendAll(frames)
}

// userNow is a user at the moment of a replay.
type userNow struct {
	*extension
	registered bool
	voicemail  VoicemailTruth
}

// replayTo is the state of this moment as a client is told it. What is told of users
// is written down when the client takes it: there may be millions of them.
func (p *PBX) replayTo(c *client) iter.Seq[[]byte] {
	talkers := p.inOrder()
	users, between, after := p.usersNow(c), p.callsNow(c, talkers), recordingsNow(c, talkers)
	return func(yield func([]byte) bool) {
		for _, u := range users {
			if c.hears(u.tenant, topic{aboutRegistered, u.number}) &&
				!yield(c.encodeFor(u.tenant, notification(pal.NotifyRegistered, registeredParamsOf(u.number, u.registered)))) {
				return
			}
		}
		for _, frame := range between {
			if !yield(frame) {
				return
			}
		}
		for _, u := range users {
			if c.hears(u.tenant, topic{aboutVoicemail, u.number}) &&
				!yield(c.encodeFor(u.tenant, notification(pal.NotifyVoicemail, voicemailParamsOf(u.number, u.voicemail)))) {
				return
			}
		}
		for _, frame := range after {
			if !yield(frame) {
				return
			}
		}
	}
}

// usersNow are the users of whom a client hears.
func (p *PBX) usersNow(c *client) (users []userNow) {
	for _, tn := range p.tenants {
		for e := range tn.allUsers() {
			if c.hears(tn, topic{aboutRegistered, e.number}) || c.hears(tn, topic{aboutVoicemail, e.number}) {
				users = append(users, userNow{e, e.registered, e.voicemail})
			}
		}
	}
	return users
}

// callsNow tells of calls, of every place, and of the lines that are occupied: free
// ones are left out.
func (p *PBX) callsNow(c *client, talkers []*talker) frames {
	var r frames
	for _, t := range talkers {
		if t.ext != nil {
			r.add(c, t.tenant, topic{aboutStatus, t.ext.number}, pal.NotifyStatus, t.statusParams(t.stateCode()))
		}
	}
	for _, tn := range p.tenants {
		for _, pl := range tn.places {
			r.add(c, tn, topic{aboutPark, pl.number}, pal.NotifyPark, pl.params())
		}
		for _, l := range tn.lines {
			if l.told.on {
				r.add(c, tn, topic{aboutLine, l.name}, pal.NotifyLine, l.params())
			}
		}
	}
	return r
}

// recordingsNow tells of everybody in a call whether they are recorded.
func recordingsNow(c *client, talkers []*talker) frames {
	var r frames
	for _, t := range talkers {
		if t.ext != nil {
			r.add(c, t.tenant, topic{aboutRecording, t.ext.number}, pal.NotifyRecording, t.recordingParams())
		}
	}
	return r
}

// inOrder gives all talkers by id, so that nothing depends on the order of a map.
func (p *PBX) inOrder() []*talker {
	all := make([]*talker, 0, len(p.talkers))
	for _, id := range slices.Sorted(maps.Keys(p.talkers)) {
		all = append(all, p.talkers[id])
	}
	return all
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

// frames are notifications as one client gets them.
type frames [][]byte

func (f *frames) add(c *client, tn *tenant, about topic, method string, params scoped) {
	if c.hears(tn, about) {
		*f = append(*f, c.encodeFor(tn, notification(method, params)))
	}
}

// inBatches joins frames into arrays.
func inBatches(single iter.Seq[[]byte]) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var batch frames
		for frame := range single {
			batch = append(batch, frame)
			if len(batch) == batchSize {
				if !yield(asArray(batch)) {
					return
				}
				batch = batch[:0]
			}
		}
		if len(batch) > 0 {
			yield(asArray(batch))
		}
	}
}

// asArray joins JSON values into an array of them.
func asArray(values [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(values, []byte{','})...), ']')
}
