package palconn

import (
	"context"
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// Send sends one request and waits for its result, as long as Options.Timeout and
// ctx allow. A result that stands for a failure is an error (pal.Method.Check).
//
// Errors: *pal.Refused, *pal.Failed, *pal.Unfinished; and pal.ErrClosed,
// pal.ErrUnsupported and the context's, when nothing was sent. Nothing is sent
// twice, but for another spelling of a method that the PBX said it does not know.
func (c *Conn) Send(ctx context.Context, r pal.Request) (jsontext.Value, error) {
	method, ok := pal.FindMethod(r.Method())
	if !ok {
		return nil, fmt.Errorf("%s: no such method", pal.NewText(r.Method()))
	}
	if !c.Supports(method.Name) {
		return nil, fmt.Errorf("%s: %w", method.Name, pal.ErrUnsupported)
	}
	result, err := c.exchange(ctx, method, method.Name, r, c.options.Timeout)
	for _, name := range method.Also {
		if !pal.IsMethodNotFound(err) {
			break
		}
		result, err = c.exchange(ctx, method, name, r, c.options.Timeout)
	}
	if pal.IsMethodNotFound(err) && !method.InGuide() {
		c.switchOff(method.Name)
	}
	return result, err
}

// Supports is false for a method beyond the guide that this PBX was found not to
// know.
func (c *Conn) Supports(method string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.off[method]
}

func (c *Conn) switchOff(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.off[method] = true
}

// exchange puts one request on the wire under the given name and waits for the
// answer to it.
func (c *Conn) exchange(ctx context.Context, m pal.Method, name string, r pal.Request, within time.Duration) (jsontext.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	id, answer, ok := c.pending.open()
	defer c.pending.abandon(id)
	if !ok || c.hasEnded() {
		return nil, fmt.Errorf("%s: %w", name, pal.ErrClosed)
	}
	frame, err := encodeRequest(name, id, r)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", name, err)
	}
	unfinished := func(cause error) error {
		return &pal.Unfinished{Method: name, Changes: m.Changes, Cause: cause}
	}
	late, stop := c.options.Clock.Timer(within)
	defer stop()
	if c.sock.write(frame) != nil {
		// It may have gone out whole all the same, and be answered in what was read before
		// the end: all of that is delivered before the answer's channel is closed.
		c.fail(ErrHungUp)
	}
	select {
	case response, ok := <-answer:
		if !ok {
			return nil, unfinished(pal.ErrClosed)
		}
		return readAnswer(m, name, response)
	case <-ctx.Done():
		return nil, unfinished(ctx.Err())
	case <-late:
		return nil, unfinished(pal.ErrTimedOut)
	}
}

func readAnswer(m pal.Method, name string, response pal.Response) (jsontext.Value, error) {
	switch {
	case response.Err != nil:
		response.Err.Method = name
		return nil, response.Err
	case response.Result == nil:
		return nil, &pal.Unfinished{Method: name, Changes: m.Changes, Cause: ErrEmptyAnswer}
	}
	if err := m.Check(response.Result); err != nil {
		return nil, err
	}
	return response.Result, nil
}
