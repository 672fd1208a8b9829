package palconn_test

//lint:file-ignore SA1019 the library is given to this project

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"nhooyr.io/websocket"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

func TestFaultNonceMissingOrEmpty(t *testing.T) {
	checkLeaks(t)
	for name, challenge := range map[string]string{
		"no params":  `{"jsonrpc":"2.0","method":"login_password_required"}`,
		"no nonce":   `{"jsonrpc":"2.0","method":"login_password_required","params":{}}`,
		"null":       `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":null}}`,
		"empty":      `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":""}}`,
		"an array":   `{"jsonrpc":"2.0","method":"login_password_required","params":["5f3a9c"]}`,
		"with an id": `{"jsonrpc":"2.0","method":"login_password_required","params":{},"id":"n1"}`,
	} {
		t.Run(name, func(t *testing.T) {
			// Given a PBX that asks for the login so, it is told at once, not after a time-out,
			o := optionsFor(newForeignPBX(t, func(c *call) {
				c.say(challenge)
				for {
					h, ok := c.hear()
					if !ok {
						return
					}
					if h.Method == "login" {
						t.Error("the digest was sent all the same")
					}
				}
			}))
			expectDialError(t, o, palconn.Unreachable, "without a nonce")
			// and tried again.
			run(t, o).clock.await(250 * time.Millisecond)
		})
	}
}

// ofLength is a frame of exactly n bytes with one call status.
func ofLength(talker string, n int) string {
	frame := status(talker)
	return frame + strings.Repeat(" ", n-len(frame))
}

func TestFaultOversizeFrame(t *testing.T) {
	const before, after = 64 << 10, 64 << 20
	for name, c := range map[string]struct {
		script func(*call)
		told   []string
		why    error
	}{
		"as long as may be before the login": {
			func(c *call) { c.say(ofLength("1", before)); c.letIn(); c.drop() }, []string{"began 1", "1 notify_status"}, palconn.ErrHungUp,
		},
		"longer before the login": {
			func(c *call) { c.say(ofLength("1", before+1)); c.letIn() }, nil, palconn.ErrOversize,
		},
		"as long as may be after it": {
			func(c *call) { c.letIn(); c.say(ofLength("1", after)); c.drop() }, []string{"began 1", "1 notify_status"}, palconn.ErrHungUp,
		},
		"longer after it": {
			func(c *call) { c.letIn(); c.say(status("1"), ofLength("2", after+1)) }, []string{"began 1", "1 notify_status"}, palconn.ErrOversize,
		},
	} {
		t.Run(name, func(t *testing.T) {
			checkLeaks(t)
			r := run(t, optionsFor(newForeignPBX(t, c.script, (*call).drop)))
			r.expect(t, c.told...)
			r.clock.await(250 * time.Millisecond)
			if err := r.Status().LastError; !errors.Is(err, c.why) {
				t.Errorf("ended by %v, want %v", err, c.why)
			}
			refused := uint64(0)
			if c.why == palconn.ErrOversize {
				refused = 1
			}
			if counted := r.Counters()[palconn.CountOversize]; counted != refused {
				t.Errorf("%d frames were refused, want %d", counted, refused)
			}
		})
	}
}

func TestFaultFragmentsAndBrokenUTF8(t *testing.T) {
	checkLeaks(t)
	frame := func(name string) string {
		return `{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","user_display_name":"` + name + `"}}`
	}
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		// Given a message in fragments of one byte each, which split its characters,
		message, err := c.ws.Writer(t.Context(), websocket.MessageText)
		for b := range strings.SplitSeq(frame("佐藤 📞"), "") {
			for i := range len(b) {
				_, more := io.WriteString(message, b[i:i+1])
				err = errors.Join(err, more)
			}
		}
		if err = errors.Join(err, message.Close()); err != nil {
			t.Error(err)
		}
		// a name in another encoding, and a binary message,
		c.say(frame("Jos\xe9"))
		_ = c.ws.Write(t.Context(), websocket.MessageBinary, []byte(frame("binary")))
		c.untilGone(func(heard) string { return `"result":null` })
	})
	heard := &transcript{}
	conn := dialled(t, optionsFor(pbx), heard)
	if _, err := conn.Send(t.Context(), pal.Ping{}); err != nil {
		t.Fatal(err)
	}
	// then each is one event, and what is broken shows as that.
	var want []string
	for _, name := range []string{"佐藤 📞", "Jos\uFFFD", "binary"} {
		want = append(want, fmt.Sprintf("%+v", pal.CallStatus{User: pal.NewText("1001"), UserName: pal.NewText(name)}))
	}
	if diff := cmp.Diff(want, heard.lines); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
}

func TestFaultEveryRefusalIsCountedByItsKind(t *testing.T) {
	checkLeaks(t)
	note := func(params string) string {
		return `{"jsonrpc":"2.0","method":"notify_status","params":` + params + `}`
	}
	wrong := map[string]string{
		"malformed: json":          "{\"method\":\xff",
		"malformed: shape":         `"a text"`,
		"malformed: params":        note(`[17]`),
		"malformed: depth":         note(strings.Repeat(`{"a":`, 16) + "1" + strings.Repeat("}", 16)),
		"malformed: length":        note(`{"other_number":"` + strings.Repeat("1", pal.MaxText+1) + `"}`),
		palconn.CountUnrecognised:  `{"jsonrpc":"2.0","method":"notify_queue","params":{"anything":[]}}`,
		palconn.CountNullID:        refusalFrame,
		palconn.CountForeign:       `{"jsonrpc":"2.0","result":null,"id":"what"}`,
		palconn.CountDuplicate:     `{"jsonrpc":"2.0","result":null,"id":1}`,
		palconn.CountServerRequest: `{"jsonrpc":"2.0","method":"disconnect","params":{"tid":"1"},"id":7}`,
		palconn.CountChallenge:     nonceFrame,
	}
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		for _, frame := range wrong {
			c.say(frame)
		}
		c.say(status("last"))
		c.untilGone(nothing)
	})
	// Given a PBX that says everything wrong once
	sink := newTold()
	conn := dialled(t, optionsFor(pbx), sink)
	for sink.next(t, 1)[0] != "notify_status last" {
	}
	// then each is counted by its kind, and the line is as good as before.
	want := map[string]uint64{}
	for kind := range wrong {
		want[kind] = 1
	}
	if diff := cmp.Diff(want, conn.Counters()); diff != "" || conn.Err() != nil {
		t.Errorf("ended by %v, counters (-want +got):\n%s", conn.Err(), diff)
	}
}

// dated is a Watcher that tells the times of the call statuses on both sides.
type dated struct {
	unheard
	times chan [2]time.Time
}

// Notified implements palconn.Watcher.
func (d dated) Notified(_ uint64, n pal.Notification, at time.Time) {
	if call, ok := n.(pal.CallStatus); ok {
		d.times <- [2]time.Time{call.At(), at}
	}
}

func TestFaultServerClockADayOff(t *testing.T) {
	for name, off := range map[string]time.Duration{"behind": -24 * time.Hour, "ahead": 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			checkLeaks(t)
			clock := newTestClock(t)
			here := clock.Now()
			// Given a PBX whose clock is a day off
			pbx := newForeignPBX(t, func(c *call) {
				c.letIn()
				c.say(activeFrame, fmt.Sprintf(
					`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":2,"time":%d}}`, here.Add(off).UnixMilli()))
				c.untilGone(func(heard) string { return `"result":null` })
			})
			o := optionsFor(pbx)
			o.Clock = clock
			watcher := dated{times: make(chan [2]time.Time, 1)}
			session := palconn.NewSession(palconn.SessionOptions{Options: o, Watcher: watcher})
			ctx, stop := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- session.Run(ctx) }()
			// then both times are told, each for what it is, and the session settles by its own.
			if times := await(t, watcher.times); !times[0].Equal(here.Add(off)) || !times[1].Equal(here) {
				t.Errorf("told %v, want %v and %v", times, here.Add(off), here)
			}
			clock.pass(500 * time.Millisecond)
			running{Session: session}.awaitLive(t)
			stop()
			if err := await(t, ended); err != nil {
				t.Errorf("Run: %v", err)
			}
		})
	}
}

func TestFaultRestartWithReusedTalkers(t *testing.T) {
	checkLeaks(t)
	restart := make(chan struct{})
	talking := func(c *call) {
		c.letIn()
		c.say(activeFrame, status("1"))
		ping, _ := c.hear()
		c.answer(ping, `"result":null`)
	}
	pbx := newForeignPBX(t, func(c *call) {
		talking(c)
		c.await(restart)
		c.leave()
	}, func(c *call) {
		talking(c)
		c.untilGone(nothing)
	})
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_serverstatus", "1 notify_status")
	r.clock.pass(500 * time.Millisecond)
	r.expect(t, "settled 1")
	// Given a PBX that was started anew and counts its talkers from the beginning
	close(restart)
	r.expect(t, "lost 1: the PBX closed the connection: restart (status 1001)")
	r.clock.pass(250 * time.Millisecond)
	// then the talker of the same number belongs to another epoch.
	r.expect(t, "began 2", "2 notify_serverstatus", "2 notify_status")
}

func TestFaultActiveBeforeTheLoginReply(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that is active, and tells a call, before it has taken the login
	pbx := newForeignPBX(t, func(c *call) {
		c.say(activeFrame, status("1"), nonceFrame)
		login, _ := c.hear()
		c.answer(login, `"result":"succeeded."`)
		c.untilGone(func(heard) string { return `"result":null` })
	})
	r := run(t, optionsFor(pbx))
	// then both count, and the session settles.
	r.expect(t, "began 1", "1 notify_serverstatus", "1 notify_status")
	r.clock.pass(500 * time.Millisecond)
	r.expect(t, "settled 1")
	r.awaitLive(t)
}

func TestFaultInactiveBeforeTheLoginReply(t *testing.T) {
	checkLeaks(t)
	takeOver := make(chan struct{})
	// Given the standby of a pair, which takes the login
	pbx := newForeignPBX(t, func(c *call) {
		c.say(inactiveFrame)
		c.letIn()
		c.await(takeOver)
		c.say(activeFrame)
		c.untilGone(nothing)
	}, serve(func(heard) string { return `"result":null` }))
	r := run(t, optionsFor(pbx))
	r.expect(t, "began 1", "1 notify_serverstatus", "lost 1: the PBX is not active")
	// then no request is sent to it,
	if err := awaitRefusal(t, r); errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("what was not sent gives %v", err)
	}
	r.expectState(t, palconn.Inactive, palconn.ErrInactive)
	// and when it takes over, its state is asked for anew.
	close(takeOver)
	r.clock.pass(250 * time.Millisecond)
	r.settle(t, 2)
}
