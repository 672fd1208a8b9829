package palconn

import (
	"context"
	"errors"
	"sync"
	"time"

	"cordboard/palconn/pal"
)

const (
	// quietFor without a notification ends the replay of the state; it is not
	// waited for longer than quietAtMost.
	quietFor    = 500 * time.Millisecond
	quietAtMost = 5 * time.Second
)

// Watcher hears what the connections of a Session bring. Each connection that
// brings anything is an epoch, numbered from 1: Began, then Notified and Spoiled
// in the order of the wire, with Settled once among them when the PBX has told
// its state, then Lost. Nothing of an epoch comes after its Lost, but that it is Lost
// once more when the connection of a PBX that went inactive ends too. Calls are never
// concurrent and must not block for long, nor call the Session's Send. The time
// is this side's.
type Watcher interface {
	Began(epoch uint64, at time.Time)
	Notified(epoch uint64, n pal.Notification, at time.Time)
	Spoiled(epoch uint64, why *pal.Malformed, at time.Time)
	Settled(epoch uint64, at time.Time)
	// Lost says that what is known is not true any more: the connection ended, or
	// the PBX went inactive (ErrInactive).
	Lost(epoch uint64, reason error, at time.Time)
}

// epoch is the Sink of one connection of a session.
type epoch struct {
	session *Session
	// resumed receives when the PBX is active again after the epoch was over.
	resumed chan struct{}

	mu sync.Mutex
	// number is 0 until the epoch has begun.
	number        uint64
	last          time.Time
	settled, over bool
	// inactive tells that the epoch is over because the PBX went inactive: its
	// connection is up still.
	inactive bool
}

// Notified implements Sink.
func (e *epoch) Notified(n pal.Notification) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.session.options.Clock.Now()
	server, isServer := n.(pal.ServerStatus)
	if e.over {
		e.session.counts.add(CountStale)
		if isServer && server.Active() {
			e.resume()
		}
		return
	}
	e.begin(now)
	e.last = now
	e.session.options.Watcher.Notified(e.number, n, now)
	if isServer && !server.Active() && !server.Status.Empty() {
		e.session.enter(Inactive, ErrInactive)
		e.lose(ErrInactive, now)
		e.inactive = true
	}
}

// Spoiled implements Sink.
func (e *epoch) Spoiled(why *pal.Malformed) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.over {
		return
	}
	now := e.session.options.Clock.Now()
	e.begin(now)
	e.session.options.Watcher.Spoiled(e.number, why, now)
}

func (e *epoch) resume() {
	select {
	case e.resumed <- struct{}{}:
	default:
	}
}

// begin is called with mu held.
func (e *epoch) begin(now time.Time) {
	if e.number == 0 {
		e.session.epochs++
		e.number = e.session.epochs
		e.session.options.Watcher.Began(e.number, now)
	}
}

// lose is called with mu held.
func (e *epoch) lose(reason error, now time.Time) {
	if again := e.inactive && !errors.Is(reason, ErrActiveAgain); e.number != 0 && (!e.over || again) {
		e.session.options.Watcher.Lost(e.number, reason, now)
	}
	e.over = true
}

// connected is after the login: requests may be sent unless the PBX has said by
// now that it is not active.
func (e *epoch) connected(conn *Conn) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.begin(e.session.options.Clock.Now())
	if !e.over {
		e.session.use(conn, e.number)
	}
}

// end is after the connection's last word: of one that fell silent, what is known
// is as old as that word. It tells whether the epoch settled.
func (e *epoch) end(reason error, conn *Conn) bool {
	at := e.session.options.Clock.Now()
	if conn != nil && errors.Is(reason, ErrSilent) {
		at = conn.lastHeard()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lose(reason, at)
	return e.settled
}

// settle is when the PBX has told its state.
func (e *epoch) settle() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.over {
		return
	}
	e.settled = true
	e.session.everSettled = true
	e.session.options.Watcher.Settled(e.number, e.session.options.Clock.Now())
	e.session.enter(Live, nil)
}

// lastNotified is when the last notification came.
func (e *epoch) lastNotified() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.last
}

// connectOnce is one connection from dialling to its end, with the reason for it.
func (s *Session) connectOnce(ctx context.Context) (settled bool, err error) {
	e := &epoch{session: s, resumed: make(chan struct{}, 1)}
	conn, err := dial(ctx, s.options.Options, e, s.counts)
	if err != nil {
		return e.end(err, nil), err
	}
	defer func() { _ = conn.Close() }() // also when the Watcher panics
	e.connected(conn)
	err = s.follow(ctx, conn, e)
	s.use(nil, 0)
	_ = conn.Close()
	return e.end(err, conn), err
}

// follow waits for the end of the connection while its state settles.
func (s *Session) follow(ctx context.Context, conn *Conn, e *epoch) error {
	settling, stop := context.WithCancel(ctx)
	var routines sync.WaitGroup
	routines.Go(func() {
		defer conn.rescue()
		s.settle(settling, conn, e)
	})
	defer routines.Wait()
	defer stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-conn.Done():
		return conn.Err()
	case <-e.resumed:
		return ErrActiveAgain
	}
}

// settle waits until the PBX is active, has answered once and has been quiet.
func (s *Session) settle(ctx context.Context, conn *Conn, e *epoch) {
	for err := conn.AwaitActive(ctx); err != nil; err = conn.AwaitActive(ctx) {
		if !errors.Is(err, ErrRestricted) {
			return
		}
		s.note(err)
	}
	err := conn.check(ctx)
	// A PBX that has much to tell answers after it.
	for errors.Is(err, pal.ErrTimedOut) && !conn.hasEnded() {
		err = conn.check(ctx)
	}
	if err == nil && s.awaitQuiet(ctx, e) {
		e.settle()
	}
}

// awaitQuiet is false when ctx ended first.
func (s *Session) awaitQuiet(ctx context.Context, e *epoch) bool {
	answered := s.options.Clock.Now()
	for {
		now := s.options.Clock.Now()
		quiet := answered.Add(quietFor)
		if last := e.lastNotified().Add(quietFor); last.After(quiet) {
			quiet = last
		}
		left := min(quiet.Sub(now), answered.Add(quietAtMost).Sub(now))
		if left <= 0 {
			return true
		}
		if !s.wait(ctx, left) {
			return false
		}
	}
}
