package palconn

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

const (
	// firstBackoff doubles with each attempt in vain up to maxBackoff; the wait is
	// drawn between nothing and that. What lasts no longer than blip is over before
	// the next wait, however many attempts fell into it: they do not double it.
	firstBackoff = 250 * time.Millisecond
	maxBackoff   = 5 * time.Second
	blip         = 200 * time.Millisecond
)

// SessionOptions are the Options of every connection of a Session, and who hears
// of them.
type SessionOptions struct {
	Options
	Watcher Watcher
	// Jitter draws a wait between 0 and limit; nil draws at random.
	Jitter func(limit time.Duration) time.Duration
}

// LinkState is what a Session is doing.
type LinkState uint8

// The states of a Session.
const (
	// Connecting is before the first connection has settled.
	Connecting LinkState = iota
	// Live is when what is shown is true.
	Live
	// Inactive is when the line is up and the PBX is not at work.
	Inactive
	// Reconnecting is from a loss until the next connection has settled.
	Reconnecting
	// Stopped is when Run has returned.
	Stopped
)

var linkWords = [...]string{"connecting", "live", "inactive", "reconnecting", "stopped"}

// String is the word for the state.
func (s LinkState) String() string { return linkWords[s] }

// Status is how a Session stands.
type Status struct {
	State LinkState
	// Since is when State began.
	Since time.Time
	// Latency is the last round trip of a ping on this connection; 0 is unknown.
	Latency time.Duration
	// LastError is why the session is not live, nil when it is.
	LastError error
}

// Session is a line to a PBX that is put up again whenever it breaks.
type Session struct {
	options SessionOptions
	counts  *counts

	mu     sync.Mutex
	status Status
	// conn is nil unless requests may be sent; connEpoch is its epoch.
	conn      *Conn
	connEpoch uint64
	// epochs and everSettled belong to Run's goroutine and what it starts.
	epochs      uint64
	everSettled bool
}

// NewSession makes a session; Run puts it to work.
func NewSession(o SessionOptions) *Session {
	o.Options = o.withDefaults()
	if o.Jitter == nil {
		o.Jitter = func(limit time.Duration) time.Duration { return rand.N(limit) }
	}
	return &Session{options: o, counts: newCounts(), status: Status{Since: o.Clock.Now()}}
}

// Run connects, and connects again after each loss, resolving the name each time.
// It is called once. It returns nil when ctx ends, and otherwise only for what
// trying again would not mend: *LoginRefused, ErrAnotherLogin, *Panicked, and a
// *DialError that is Misconfigured or Untrusted.
func (s *Session) Run(ctx context.Context) (err error) {
	defer func() { s.enter(Stopped, err) }()
	defer catch(&err)
	attempt, broke := 0, s.options.Clock.Now()
	for {
		settled, err := s.connectOnce(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case isFinal(err):
			return err
		case settled:
			attempt, broke = 0, s.options.Clock.Now()
		}
		s.fell(err)
		if !s.wait(ctx, s.options.Jitter(backoff(attempt))) {
			return nil
		}
		if s.options.Clock.Now().Sub(broke) >= blip {
			attempt++
		}
	}
}

// Send sends one request on the present connection (Conn.Send). Without one the
// error wraps pal.ErrClosed: nothing was sent, and nothing will be later.
func (s *Session) Send(ctx context.Context, r pal.Request) (jsontext.Value, error) {
	s.mu.Lock()
	conn, state := s.conn, s.status.State
	s.mu.Unlock()
	return send(ctx, conn, r, state)
}

// SendOn is Send for a request that names talkers or rooms of an epoch: on any other
// connection they may be those of other calls, and it is not sent.
func (s *Session) SendOn(ctx context.Context, epoch uint64, r pal.Request) (jsontext.Value, error) {
	s.mu.Lock()
	conn, state := s.conn, s.status.State
	if s.connEpoch != epoch {
		conn = nil
	}
	s.mu.Unlock()
	return send(ctx, conn, r, state)
}

func send(ctx context.Context, conn *Conn, r pal.Request, state LinkState) (jsontext.Value, error) {
	if conn == nil {
		return nil, fmt.Errorf("%s: %w (%v)", pal.NewText(r.Method()), pal.ErrClosed, state)
	}
	return conn.Send(ctx, r)
}

// Supports is false for a method beyond the guide that the PBX of the present
// connection does not know.
func (s *Session) Supports(method string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn == nil || s.conn.Supports(method)
}

// Status tells how the session stands.
func (s *Session) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	status := s.status
	if s.conn != nil {
		status.Latency = s.conn.Latency()
	}
	return status
}

// Counters are Conn.Counters over all connections of the session.
func (s *Session) Counters() map[string]uint64 { return s.counts.snapshot() }

func backoff(attempt int) time.Duration {
	return min(firstBackoff<<min(attempt, 8), maxBackoff)
}

// isFinal tells what trying again would not mend.
func isFinal(err error) bool {
	_, refused := errors.AsType[*LoginRefused](err)
	_, panicked := errors.AsType[*Panicked](err)
	failed, dialling := errors.AsType[*DialError](err)
	return refused || panicked || errors.Is(err, ErrAnotherLogin) ||
		dialling && (failed.Kind == Misconfigured || failed.Kind == Untrusted)
}

// wait is false when ctx ended first.
func (s *Session) wait(ctx context.Context, d time.Duration) bool {
	due, stop := s.options.Clock.Timer(d)
	defer stop()
	select {
	case <-due:
		return true
	case <-ctx.Done():
		return false
	}
}

// enter changes the state. The connection may be used until the session stops,
// is lost or goes inactive.
func (s *Session) enter(state LinkState, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.status.State != state {
		s.status.State, s.status.Since = state, s.options.Clock.Now()
	}
	s.status.LastError = why
	if state != Live {
		s.conn = nil
	}
}

// fell is between a connection, or an attempt at one, and the next.
func (s *Session) fell(why error) {
	s.options.Log.Info("no connection", "reason", why.Error())
	if s.everSettled {
		s.enter(Reconnecting, why)
		return
	}
	s.enter(Connecting, why)
}

// use lets requests go to conn, that of an epoch.
func (s *Session) use(conn *Conn, epoch uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn, s.connEpoch = conn, epoch
}

// note keeps an error that the session lives with.
func (s *Session) note(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.LastError = why
}
