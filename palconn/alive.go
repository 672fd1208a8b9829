package palconn

import (
	"context"
	"errors"
	"time"

	"cordboard/palconn/pal"
)

const (
	// pingAfter is how long nothing may come before the PBX is asked, and
	// pingWithin how long it may take to answer.
	pingAfter  = 4 * time.Second
	pingWithin = 4 * time.Second
)

// keepAlive is the goroutine that pings when it is quiet.
func (c *Conn) keepAlive() {
	defer c.rescue()
	for c.awaitQuiet() {
		_ = c.check(context.Background())
	}
}

// check is a probe that ends the connection when it brings nothing at all. Whatever
// comes instead of the answer is a sign of life; so is what has come and waits for
// this side.
func (c *Conn) check(ctx context.Context) error {
	before := c.heard.Load()
	err := c.probe(ctx)
	if errors.Is(err, pal.ErrTimedOut) && c.heard.Load() == before && !c.queue.waiting() {
		c.fail(ErrSilent)
	}
	return err
}

// awaitQuiet waits until nothing has come for pingAfter; it is false when the
// connection has ended.
func (c *Conn) awaitQuiet() bool {
	for !c.hasEnded() {
		quiet := c.quiet()
		if quiet >= pingAfter {
			return true
		}
		due, stop := c.options.Clock.Timer(pingAfter - quiet)
		// The clock may have moved on before the timer was set.
		if c.quiet() >= pingAfter {
			stop()
			return true
		}
		select {
		case <-due:
		case <-c.ending:
			stop()
		}
	}
	return false
}

// quiet is how long nothing has come.
func (c *Conn) quiet() time.Duration {
	return c.options.Clock.Now().Sub(c.opened) - time.Duration(c.heard.Load())
}

// probe sends a ping and measures how long the answer takes. Any answer will do:
// one that says there is no such method proves the line as well.
func (c *Conn) probe(ctx context.Context) error {
	method, _ := pal.FindMethod(pal.Ping{}.Method())
	sent := c.options.Clock.Now()
	_, err := c.exchange(ctx, method, method.Name, pal.Ping{}, pingWithin)
	if _, unanswered := errors.AsType[*pal.Unfinished](err); unanswered || errors.Is(err, pal.ErrClosed) {
		return err
	}
	c.latency.Store(int64(c.options.Clock.Now().Sub(sent)))
	return nil
}
