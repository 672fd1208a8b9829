//lint:file-ignore SA1019 the library is given; it stands in this one file of the package

package palsim

import (
	"context"
	"fmt"
	"iter"
	"net"
	"net/http"
	"time"

	"nhooyr.io/websocket"
)

const (
	// limitBeforeLogin and limitAfterLogin are how many bytes one frame of a client
	// may have.
	limitBeforeLogin = 64 << 10
	limitAfterLogin  = 4 << 20
	// writeTime is how long a client may take to receive one frame.
	writeTime = 10 * time.Second
)

// socket is the wire of a WebSocket client.
type socket struct {
	conn   *websocket.Conn
	tcp    net.Conn
	outbox *outbox
}

// accept makes a WebSocket of a request; when it cannot, the client is told.
func accept(w http.ResponseWriter, r *http.Request) (*socket, error) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil, fmt.Errorf("accepting a client: %w", err)
	}
	conn.SetReadLimit(limitBeforeLogin)
	return &socket{conn: conn, tcp: r.Context().Value(connKey{}).(net.Conn), outbox: newOutbox()}, nil
}

func (s *socket) send(frame []byte) { s.put(parcel{frame: frame}) }

func (s *socket) sendAll(frames iter.Seq[[]byte]) { s.put(parcel{many: frames}) }

func (s *socket) put(p parcel) {
	if !s.outbox.put(p) {
		s.reset()
	}
}

func (s *socket) finish() { s.outbox.finish() }

func (s *socket) reset() {
	if tcp, ok := s.tcp.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = s.tcp.Close()
}

// drop closes what is left of a connection.
func (s *socket) drop() { _ = s.conn.CloseNow() }

// read hands every frame to the PBX until the connection ends.
func (s *socket) read(ctx context.Context, p *PBX, c *client) {
	for limited := true; ; {
		_, frame, err := s.conn.Read(ctx)
		if err != nil {
			return
		}
		p.receive(c, frame)
		if limited && p.isReady(c) {
			limited = false
			s.conn.SetReadLimit(limitAfterLogin)
		}
	}
}

func (p *PBX) isReady(c *client) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return c.ready
}

// write sends what the outbox holds until it is closed or a write fails.
func (s *socket) write(ctx context.Context) {
	for {
		parcels, last := s.outbox.take()
		for _, p := range parcels {
			if !s.writeParcel(ctx, p) {
				s.reset()
				return
			}
		}
		if last {
			_ = s.conn.Close(websocket.StatusNormalClosure, "")
			return
		}
		if parcels == nil {
			return
		}
	}
}

func (s *socket) writeParcel(ctx context.Context, p parcel) bool {
	if p.many == nil {
		return s.writeOne(ctx, p.frame)
	}
	for frame := range p.many {
		if !s.writeOne(ctx, frame) {
			return false
		}
	}
	return true
}

func (s *socket) writeOne(ctx context.Context, frame []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, writeTime)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, frame) == nil
}
