package palconn_test

//lint:file-ignore SA1019 the library is given to this project

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"nhooyr.io/websocket"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// pingTime is how long it is quiet before a ping, and how long its answer may take.
const pingTime = 4 * time.Second

func TestASilentPBXIsLeft(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that reads and answers nothing after the login
	held := make(chan struct{}, 1)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		h, _ := c.hear()
		held <- struct{}{}
		if h.Method != "hold" {
			t.Errorf("heard %s first", h.Method)
		}
		c.untilGone(nothing)
	})
	o := optionsFor(pbx)
	clock := newTestClock(t)
	o.Clock = clock
	conn := dialled(t, o, newTold())
	outcome := make(chan error, 1)
	go func() {
		_, err := conn.Send(t.Context(), pal.Hold{TID: "1"})
		outcome <- err
	}()
	await(t, held)
	// when four seconds pass, and four more after the ping
	clock.pass(pingTime)
	clock.pass(pingTime)
	// then the connection ends, and the request in flight says what is not known.
	if err := awaitEnd(t, conn); !errors.Is(err, palconn.ErrSilent) {
		t.Errorf("ended by %v", err)
	}
	if err := await(t, outcome); !errors.Is(err, pal.ErrOutcomeUnknown) || !errors.Is(err, pal.ErrClosed) {
		t.Errorf("hold: %v", err)
	}
	if _, err := conn.Send(t.Context(), pal.Hold{TID: "1"}); !errors.Is(err, pal.ErrClosed) || errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("hold on a dead line: %v", err)
	}
}

func TestAPBXWithoutPingIsAlive(t *testing.T) {
	checkLeaks(t)
	asked := make(chan heard, 6)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		asked <- h
		return unknownMethod(h)
	}))
	o := optionsFor(pbx)
	clock := newTestClock(t)
	o.Clock = clock
	sink := newTold()
	conn := dialled(t, o, sink)
	sink.expect(t, "notify_serverstatus") // heard, so before the clock moves
	for range 3 {
		clock.pass(pingTime)
		if h := await(t, asked); h.Method != "ping" {
			t.Errorf("heard %s", h.Method)
		}
		if _, err := conn.Send(t.Context(), pal.Custom{Name: "getNoteNames"}); !pal.IsMethodNotFound(err) {
			t.Fatalf("after the ping: %v", err)
		}
		await(t, asked)
	}
	if conn.Err() != nil {
		t.Errorf("ended by %v", conn.Err())
	}
}

func TestOurOwnSlownessIsNotThePBXsSilence(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(status("1"), status("2"))
		c.untilGone(nothing)
	})
	o := optionsFor(pbx)
	clock := newTestClock(t)
	o.Clock = clock
	sink := newSlow(t, 2)
	conn := dialled(t, o, sink)
	// Given a sink that is stuck in the first notification
	await(t, sink.reached)
	// when a ping is not answered in time
	clock.pass(pingTime)
	clock.pass(pingTime)
	// then another is sent and the line is kept,
	clock.await(pingTime)
	if conn.Err() != nil {
		t.Errorf("ended by %v", conn.Err())
	}
	// and nothing is lost.
	close(sink.goOn)
	sink.expect(t, "notify_status 1", "notify_status 2")
}

func TestALongMessageThatComesSlowlyIsLife(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that answers nothing while it sends a message of 32 MB: far more
	// than the network takes in, so that what is written has been read, mostly
	half := strings.Repeat(" ", 16<<20)
	writeOn, written := make(chan struct{}, 2), make(chan struct{}, 2)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		message, err := c.ws.Writer(t.Context(), websocket.MessageText)
		for range 2 {
			c.await(writeOn)
			if _, more := io.WriteString(message, half); errors.Join(err, more) != nil {
				t.Errorf("the client hangs up: %v, %v", err, more)
			}
			written <- struct{}{}
		}
		_ = message.Close()
		c.say(status("1"))
		c.untilGone(nothing)
	})
	o := optionsFor(pbx)
	clock := newTestClock(t)
	o.Clock = clock
	sink := newTold()
	conn := dialled(t, o, sink)
	// when a ping gets no answer, but more of the message comes
	clock.pass(pingTime)
	writeOn <- struct{}{}
	await(t, written)
	clock.pass(pingTime)
	// then the line is kept
	writeOn <- struct{}{}
	await(t, written)
	sink.expect(t, "notify_status 1")
	if conn.Err() != nil {
		t.Errorf("ended by %v", conn.Err())
	}
}

func TestAReplayThatTakesLongIsLife(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that answers nothing before it has told everything, which takes longer than a ping may
	pinged, more := make(chan struct{}), make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(activeFrame)
		first, _ := c.hear()
		close(pinged)
		c.await(more)
		c.say(status("1"))
		second, _ := c.hear()
		c.answer(first, `"result":null`)
		c.answer(second, `"result":null`)
		c.untilGone(nothing)
	})
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_serverstatus")
	await(t, pinged)
	r.clock.advance(time.Millisecond)
	close(more)
	r.expect(t, "1 notify_status")
	// when the time for the answer is over, then the PBX is asked again, and the session settles.
	r.clock.advance(pingTime - time.Millisecond)
	r.clock.pass(500 * time.Millisecond)
	r.expect(t, "settled 1")
}
