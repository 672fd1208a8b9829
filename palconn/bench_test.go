package palconn_test

import (
	"strings"
	"testing"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// countdown is a Sink that tells when so many notifications have come.
type countdown struct {
	left int
	done chan struct{}
}

// Notified implements palconn.Sink.
func (c *countdown) Notified(n pal.Notification) {
	if _, ok := n.(pal.CallStatus); !ok {
		return
	}
	if c.left--; c.left == 0 {
		close(c.done)
	}
}

// Spoiled implements palconn.Sink.
func (c *countdown) Spoiled(*pal.Malformed) {}

// BenchmarkReceive reads and decodes call statuses from a socket, alone and in
// arrays of a hundred. The server is in the same process and costs as well.
func BenchmarkReceive(b *testing.B) {
	one := `{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"14","other_number":"1002","room_id":"282000000230","talker_id":"1416","user_display_name":"Ana Ruiz","other_user_display_name":"Bo Lund","time":1587451427817}}`
	b.Run("single", func(b *testing.B) { receive(b, one, 1) })
	b.Run("batch", func(b *testing.B) { receive(b, "["+strings.Repeat(one+",", 99)+one+"]", 100) })
}

func receive(b *testing.B, frame string, each int) {
	frames := b.N/each + 1
	start := make(chan struct{})
	pbx := newForeignPBX(b, func(c *call) {
		c.letIn()
		<-start
		for range frames {
			c.say(frame)
		}
		c.untilGone(nothing)
	})
	sink := &countdown{left: frames * each, done: make(chan struct{})}
	conn, err := palconn.Dial(b.Context(), optionsFor(pbx), sink)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	b.ReportAllocs()
	b.ResetTimer()
	close(start)
	<-sink.done
	b.StopTimer()
	b.ReportMetric(float64(frames*each)/b.Elapsed().Seconds(), "notifications/s")
}
