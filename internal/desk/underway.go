package desk

import (
	"sync"

	"cordboard/model"
)

// underWay are the acts that were begun and have no answer yet: however long the
// disk or the PBX takes, nothing is asked for a second time meanwhile.
type underWay struct {
	mu   sync.Mutex
	acts map[subject]struct{}
}

// subject is what only one act at a time is about: a conversation, the leg of one
// that is not known, or, with neither, a call that is made.
type subject struct {
	call model.CallID
	leg  model.Leg
}

func subjectOf(i Intent) subject {
	switch {
	case i.Act == Call:
		return subject{}
	case i.Target.Call != 0:
		return subject{call: i.Target.Call}
	}
	return subject{leg: i.Target.Leg}
}

// begin is false when an act on the same subject is under way; else finish ends this
// one.
func (u *underWay) begin(i Intent) (finish func(), ok bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	about := subjectOf(i)
	if _, busy := u.acts[about]; busy {
		return nil, false
	}
	if u.acts == nil {
		u.acts = map[subject]struct{}{}
	}
	u.acts[about] = struct{}{}
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		delete(u.acts, about)
	}, true
}
