package palconn

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"cordboard/palconn/pal"
)

// Sink takes what the PBX tells. Its methods are never called concurrently, come
// in the order of the wire and must not block for long nor call Send. What they
// are given is theirs while they run (pal.Receiver).
type Sink interface {
	Notified(pal.Notification)
	Spoiled(*pal.Malformed)
}

// Conn is one connection to a PBX, logged in. Its methods may be called from any
// goroutine.
type Conn struct {
	options Options
	sock    *socket
	sink    Sink
	queue   *queue
	pending *pending
	counts  *counts
	replies chan []byte

	mu  sync.Mutex
	err error
	// off are the methods that this PBX was found not to know.
	off map[string]bool

	active   chan struct{}
	isActive sync.Once
	// ending is closed first: nothing more is sent. done is closed last: nothing
	// more is delivered.
	ending, done chan struct{}
	routines     sync.WaitGroup

	// opened is when the socket was; heard, from then, when the last frame came,
	// and latency the last round trip, both as durations.
	opened  time.Time
	heard   atomic.Int64
	latency atomic.Int64
}

// Dial connects and logs in, and returns when the PBX has taken the login. The
// sink hears of everything from the first frame on, also before Dial returns.
// Errors are *DialError, *LoginRefused, ErrAnotherLogin, or the context's.
func Dial(ctx context.Context, options Options, sink Sink) (*Conn, error) {
	return dial(ctx, options.withDefaults(), sink, newCounts())
}

func dial(ctx context.Context, options Options, sink Sink, counts *counts) (*Conn, error) {
	target, err := address(options)
	if err != nil {
		return nil, err
	}
	sock, err := connect(ctx, target, options)
	if err != nil {
		return nil, err
	}
	c := newConn(options, sock, sink, counts)
	c.routines.Go(c.reply)
	if err := c.login(ctx, target.Host); err != nil {
		c.fail(err)
		c.finish()
		return nil, err
	}
	sock.setLimit(limit)
	c.routines.Go(c.read)
	c.routines.Go(c.keepAlive)
	go c.deliver()
	return c, nil
}

func newConn(options Options, sock *socket, sink Sink, counts *counts) *Conn {
	c := &Conn{
		opened:  options.Clock.Now(),
		options: options, sock: sock, sink: sink, counts: counts,
		queue: newQueue(), pending: newPending(), replies: make(chan []byte, maxReplies),
		off:    map[string]bool{},
		active: make(chan struct{}), ending: make(chan struct{}), done: make(chan struct{}),
	}
	sock.progress = c.hear
	return c
}

// Close ends the connection and returns when nothing more will be delivered. It
// says good-bye to the PBX for a second at the most. It must not be called by the
// Sink.
func (c *Conn) Close() error {
	if c.end(pal.ErrClosed) {
		c.sock.close()
	}
	<-c.done
	return nil
}

// Done is closed when the connection has ended and everything that came before
// was delivered.
func (c *Conn) Done() <-chan struct{} { return c.done }

// Err is why the connection ended, nil while it has not.
func (c *Conn) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Latency is the last round trip of a ping, 0 before the first.
func (c *Conn) Latency() time.Duration { return time.Duration(c.latency.Load()) }

// Counters are how many things came that could not be used, by kind: the Count…
// constants and "malformed: " with the kind of pal.Malformed.
func (c *Conn) Counters() map[string]uint64 { return c.counts.snapshot() }

// AwaitActive waits for the PBX to say that it is active, which it does soon
// after the login. After the time-out of Options it returns ErrRestricted and can
// be called again.
func (c *Conn) AwaitActive(ctx context.Context) error {
	late, stop := c.options.Clock.Timer(c.options.Timeout)
	defer stop()
	select {
	case <-c.active:
		return nil
	case <-c.done:
		return c.Err()
	case <-ctx.Done():
		return ctx.Err()
	case <-late:
		return ErrRestricted
	}
}

// lastHeard is when something came from the PBX last.
func (c *Conn) lastHeard() time.Time { return c.opened.Add(time.Duration(c.heard.Load())) }

// end notes why the connection ends; it is false when that is known already. That
// another login took over is told before the PBX hangs up and may be read after:
// it is the reason all the same.
func (c *Conn) end(why error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		if errors.Is(why, ErrAnotherLogin) {
			c.err = why
		}
		return false
	}
	c.err = why
	if errors.Is(why, ErrOversize) {
		c.counts.add(CountOversize)
	}
	close(c.ending)
	return true
}

// hasEnded tells that nothing more is to be sent.
func (c *Conn) hasEnded() bool { return c.Err() != nil }

// fail ends the connection at once.
func (c *Conn) fail(why error) {
	if c.end(why) {
		c.sock.abort()
	}
}

// finish lets everybody know that it is over: first those who wait for an answer,
// of which the pinging goroutine may be one.
func (c *Conn) finish() {
	c.sock.abort()
	c.pending.close()
	c.routines.Wait()
	close(c.done)
}

// rescue, deferred, makes a panic the end of the connection instead of the end of
// the program, which would leave the terminal as it is.
func (c *Conn) rescue() {
	if value := recover(); value != nil {
		c.fail(panicked(value))
	}
}

// catch, deferred, makes a panic the error that is returned.
func catch(err *error) {
	if value := recover(); value != nil {
		*err = panicked(value)
	}
}

func panicked(value any) error {
	return &Panicked{Value: pal.NewText(fmt.Sprint(value)), Stack: debug.Stack()}
}
