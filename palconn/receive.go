package palconn

import (
	"context"
	"slices"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// maxReplies is how many answers to the PBX's own requests may wait to be sent.
const maxReplies = 16

// read is the reading goroutine. It ends with the socket.
func (c *Conn) read() {
	defer c.queue.close()
	defer c.rescue()
	var frame []byte
	for {
		var err error
		frame, err = c.sock.read(context.Background(), frame)
		if err != nil {
			c.fail(err)
			return
		}
		c.hear()
		c.queue.push(frame)
		if len(frame) >= longFrame {
			frame = nil
		}
	}
}

// deliver is the decoding goroutine. It works through all that was read, also
// after the connection has ended, and then lets those who still wait go.
func (c *Conn) deliver() {
	defer c.finish()
	defer c.drain()
	defer c.rescue()
	var frames batch
	for ok := true; ok; {
		frames.each(c.decode)
		frames, ok = c.queue.take(frames)
	}
}

func (c *Conn) decode(frame []byte, keep bool) {
	if keep {
		pal.Decode(frame, keeper{receiver{c}})
		return
	}
	pal.Decode(frame, receiver{c})
}

// drain lets the reader go when delivering has come to an early end.
func (c *Conn) drain() {
	var frames batch
	for ok := true; ok; {
		frames, ok = c.queue.take(frames)
	}
}

// hear notes that the PBX is alive.
func (c *Conn) hear() { c.heard.Store(int64(c.options.Clock.Now().Sub(c.opened))) }

// receiver sorts what a frame of a connection holds after the login.
type receiver struct{ *Conn }

// Notified implements pal.Receiver.
func (r receiver) Notified(n pal.Notification) {
	switch n := n.(type) {
	case pal.Challenge:
		r.counts.add(CountChallenge)
		return
	case pal.Unrecognised:
		r.counts.add(CountUnrecognised)
	case pal.ServerStatus:
		if n.Active() {
			defer r.isActive.Do(func() { close(r.active) })
		}
	case pal.Notice:
		if n.AnotherLogin() {
			defer r.fail(ErrAnotherLogin)
		}
	}
	r.sink.Notified(n)
}

// keeper is the receiver of a frame that is not used again: the answers in it are
// handed over as they stand there, so that a long one is in memory once.
type keeper struct{ receiver }

// Answered implements pal.Receiver.
func (k keeper) Answered(response pal.Response) { k.settle(response) }

// Answered implements pal.Receiver.
func (r receiver) Answered(response pal.Response) {
	response.Result = slices.Clone(response.Result)
	r.settle(response)
}

// settle hands an answer to who waits for it.
func (r receiver) settle(response pal.Response) {
	if !response.ID.Present() {
		r.counts.add(CountNullID)
		if response.Err != nil {
			r.options.Log.Warn("error without a request", "message", response.Err.Message.String(), "code", response.Err.Code)
		}
		return
	}
	if count := r.pending.settle(response); count != "" {
		r.counts.add(count)
	}
}

// Called implements pal.Receiver: the PBX may ask, but nothing is executed.
func (r receiver) Called(call pal.Call) {
	r.counts.add(CountServerRequest)
	answer := reply{Version: "2.0", ID: slices.Clone(call.ID.Wire)}
	if call.Name.Raw() == pal.LoginRequired {
		answer.Result = []byte("null")
	} else {
		answer.Error = &rpcError{Code: pal.CodeMethodNotFound, Message: "Method not found"}
	}
	frame, err := json.Marshal(answer, lenient)
	if err != nil {
		r.counts.add(CountUnanswered)
		return
	}
	select {
	case r.replies <- frame:
	default:
		r.counts.add(CountUnanswered)
	}
}

// Spoiled implements pal.Receiver.
func (r receiver) Spoiled(why *pal.Malformed) {
	r.counts.add(countMalformed + why.Kind)
	r.options.Log.Warn("unreadable message", "kind", why.Kind)
	r.sink.Spoiled(why)
}

// reply is the goroutine that answers the PBX's own requests, so that delivering
// never waits for the network.
func (c *Conn) reply() {
	defer c.rescue()
	for {
		select {
		case <-c.ending:
			return
		case frame := <-c.replies:
			if c.sock.write(frame) != nil {
				c.fail(ErrHungUp)
				return
			}
		}
	}
}
