package palconn_test

//lint:file-ignore SA1019 the library is given to this project

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"nhooyr.io/websocket"

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
		c.await(start)
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

// BenchmarkMillionExtensions reads the names of a million extensions, from a PBX
// with offset and from one without, and tells the most memory that was held beside
// what the PBX, which is in the same process, has of its own.
func BenchmarkMillionExtensions(b *testing.B) {
	rows, ends := millionRows()
	for name, offsets := range map[string]bool{"paged": true, "whole": false} {
		b.Run(name, func(b *testing.B) {
			pbx := newForeignPBX(b, func(c *call) {
				c.letIn()
				for h, ok := c.hear(); ok; h, ok = c.hear() {
					c.write(b, `{"jsonrpc":"2.0","result":[`, page(rows, ends, h, offsets), `],"id":`+string(h.ID)+`}`)
				}
			})
			conn, err := palconn.Dial(b.Context(), optionsFor(pbx), &countdown{})
			if err != nil {
				b.Fatal(err)
			}
			defer conn.Close()
			peak := watchHeap()
			for b.Loop() {
				readMillion(b, palconn.Client{Sender: conn})
			}
			b.ReportMetric(float64(peak())/(1<<20), "MB-peak")
		})
	}
}

// readMillion counts, for what becomes of the names is the caller's.
func readMillion(b *testing.B, client palconn.Client) {
	n := 0
	for _, err := range client.Extensions(b.Context(), pal.GetExtensions{Type: pal.UserExtension}) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != 1_000_000 {
		b.Fatalf("%d extensions", n)
	}
}

// millionRows are rows with commas behind them, and where each of them ends.
func millionRows() (rows []byte, ends []int) {
	for i := range 1_000_000 {
		rows = fmt.Appendf(rows, `["%d","Ana-Maria Ruiz de la Torre %d"],`, 1_000_000+i, i)
		ends = append(ends, len(rows))
	}
	return rows, ends
}

// page cuts what a request asks for out of the rows.
func page(rows []byte, ends []int, h heard, offsets bool) []byte {
	var ask struct{ Limit, Offset int }
	_ = json.Unmarshal(h.Params, &ask)
	from := 0
	if offsets {
		from = ask.Offset
	}
	to := len(ends)
	if ask.Limit >= 0 {
		to = min(from+ask.Limit, to)
	}
	start := 0
	if from > 0 {
		start = ends[from-1]
	}
	return bytes.TrimSuffix(rows[start:ends[to-1]], []byte(","))
}

// write sends one message of three parts without putting them together.
func (c *call) write(b *testing.B, head string, body []byte, tail string) {
	message, err := c.ws.Writer(b.Context(), websocket.MessageText)
	if err != nil {
		return
	}
	_, _ = io.WriteString(message, head)
	_, _ = message.Write(body)
	_, _ = io.WriteString(message, tail)
	_ = message.Close()
}

// watchHeap looks at the heap until the function it returns is called, which tells
// by how many bytes it grew at the most.
func watchHeap() (growth func() uint64) {
	runtime.GC()
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(heap)
	before := heap[0].Value.Uint64()
	peak, stop, stopped := before, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tick := time.NewTicker(time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				metrics.Read(heap)
				peak = max(peak, heap[0].Value.Uint64())
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		return peak - before
	}
}
