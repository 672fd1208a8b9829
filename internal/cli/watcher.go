package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// watcher prints what a session hears. The session calls its methods one after the other.
type watcher struct {
	ctx   context.Context
	out   io.Writer
	say   io.Writer
	kinds []string
	// end stops the watching for a reason.
	end context.CancelCauseFunc
	// patience is how long the PBX may take to become active after the login; waiting ends it.
	patience time.Duration
	waiting  *time.Timer
	// begun tells that a connection has brought something.
	begun  bool
	states talkerStates
}

func newWatcher(ctx context.Context, env environment, kinds []string, patience time.Duration, end context.CancelCauseFunc) *watcher {
	return &watcher{
		ctx: ctx, out: env.stdout, say: env.stderr, kinds: kinds, end: end, patience: patience, states: talkerStates{},
	}
}

// Began implements palconn.Watcher.
func (w *watcher) Began(epoch uint64, at time.Time) {
	w.begun = true
	w.waiting = time.AfterFunc(w.patience, func() { w.end(palconn.ErrRestricted) })
	w.print(serverEvent{head: newHead(kindServer, epoch, at), Event: "connected"})
}

// Notified implements palconn.Watcher.
func (w *watcher) Notified(epoch uint64, n pal.Notification, at time.Time) {
	if _, ok := n.(pal.ServerStatus); ok {
		w.stopWaiting()
	}
	w.print(w.eventOf(epoch, n, at))
}

// Spoiled implements palconn.Watcher.
func (w *watcher) Spoiled(epoch uint64, why *pal.Malformed, at time.Time) {
	w.print(serverEvent{head: newHead(kindServer, epoch, at), Event: "unreadable", Reason: why.Kind})
}

// Settled implements palconn.Watcher.
func (w *watcher) Settled(epoch uint64, at time.Time) {
	w.print(serverEvent{head: newHead(kindServer, epoch, at), Event: "live"})
}

// Lost implements palconn.Watcher.
func (w *watcher) Lost(epoch uint64, reason error, at time.Time) {
	w.stopWaiting()
	clear(w.states)
	if w.ctx.Err() != nil {
		return
	}
	fmt.Fprintf(w.say, "cordboard: the line is lost: %v\n", reason)
	w.print(serverEvent{head: newHead(kindServer, epoch, at), Event: "lost", Reason: reason.Error()})
}

func (w *watcher) stopWaiting() {
	if w.waiting != nil {
		w.waiting.Stop()
	}
}

// print writes one event at once; when that fails there is nobody left to watch for.
func (w *watcher) print(e event) {
	if w.ctx.Err() != nil || !slices.Contains(w.kinds, e.kind()) {
		return
	}
	text, err := json.Marshal(e)
	if err == nil {
		_, err = w.out.Write(append(text, '\n'))
	}
	if err != nil {
		w.end(fmt.Errorf("write the notifications: %w", err))
	}
}

// talkerStates is what each talker of the connection was doing last.
type talkerStates map[talkerID]talkerState

type talkerID struct{ tenant, user, talker string }

// talkerState is the present state and the one before the talker was parked.
type talkerState struct{ now, unparked pal.State }

// follow gives the state that a talker is in after s.
func (t talkerStates) follow(s pal.CallStatus) pal.State {
	id := talkerID{s.Tenant.Raw(), s.User.Raw(), s.Talker.Raw()}
	was := t[id]
	step := pal.Code(s.Code.Value).Next(s.Role.Raw())
	switch {
	case !s.Code.Known || step.Keep:
		return was.now
	case step.State == pal.Gone:
		delete(t, id)
		return pal.Gone
	case step.Back && was.unparked != pal.Unknown:
		step.State = was.unparked
	}
	is := talkerState{now: step.State, unparked: was.unparked}
	if is.now == pal.Parked && was.now != pal.Parked {
		is.unparked = was.now
	}
	t[id] = is
	return is.now
}
