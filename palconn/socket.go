package palconn

//lint:file-ignore SA1019 the library is given to this project; its successor has the same API, and this is the only file of the package that knows it

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"nhooyr.io/websocket"

	"cordboard/palconn/pal"
)

const (
	// limitBeforeLogin and limit are the longest frames read, in bytes.
	limitBeforeLogin = 64 << 10
	limit            = 64 << 20
	writeTimeout     = 5 * time.Second
	// chunk is how much of a message is read at a time.
	chunk = 64 << 10
	// smallest is how much room a message gets at first.
	smallest = 512
	// farewell is how long a closing handshake may take.
	farewell = time.Second
)

// errRedirected is what an HTTP redirect ends with.
var errRedirected = errors.New("redirected")

// socket is one WebSocket. One goroutine reads; any may write and close.
type socket struct {
	ws  *websocket.Conn
	raw net.Conn
	// limit and progress belong to the reader. progress is told while a long message
	// comes in, which may take longer than the PBX may be silent.
	limit    int
	progress func()
}

// openSocket dials u once, resolving its name. ctx is to be ended after it, also
// when it succeeded. The HTTP status is 0 when there was no HTTP answer.
func openSocket(ctx context.Context, u *url.URL, config *tls.Config) (*socket, int, error) {
	s := &socket{}
	keep := func() bool { return true }
	// The transport goes on dialling when the request is given up; with the context
	// of this function what it dials ends with it.
	dialled := func(_ context.Context, network, address string) (conn net.Conn, err error) {
		conn, err = new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			s.raw, keep = conn, context.AfterFunc(ctx, func() { _ = conn.Close() })
		}
		return conn, err
	}
	ws, response, err := websocket.Dial(ctx, u.String(), &websocket.DialOptions{HTTPClient: &http.Client{
		Transport:     &http.Transport{TLSClientConfig: config, DialContext: dialled},
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirected },
	}})
	status := 0
	if response != nil {
		status = response.StatusCode
	}
	if err != nil {
		return nil, status, err
	}
	keep()
	s.ws = ws
	s.setLimit(limitBeforeLogin)
	return s, status, nil
}

// setLimit is for the reader, between two reads.
func (s *socket) setLimit(bytes int) {
	s.limit = bytes
	s.ws.SetReadLimit(int64(bytes))
}

// read puts the next message into buf, which is doubled as needed. When ctx ends,
// the socket is closed: the library can not stop reading in the middle.
func (s *socket) read(ctx context.Context, buf []byte) ([]byte, error) {
	buf = buf[:0]
	_, message, err := s.ws.Reader(ctx)
	for err == nil {
		if len(buf) == cap(buf) {
			buf = slices.Grow(buf, max(smallest, cap(buf)))
		}
		var n int
		n, err = message.Read(buf[len(buf):min(cap(buf), len(buf)+chunk)])
		buf = buf[:len(buf)+n]
		if len(buf) > chunk {
			s.progress()
		}
	}
	switch {
	case err == io.EOF: // the end of the message; that of the connection comes wrapped
		return buf, nil
	case len(buf) > s.limit:
		return nil, fmt.Errorf("%w (more than %d bytes)", ErrOversize, s.limit)
	}
	return nil, hungUp(err)
}

// hungUp says in words how the reading ended.
func hungUp(err error) error {
	if said, ok := errors.AsType[websocket.CloseError](err); ok {
		reason := pal.NewText(said.Reason)
		if reason.Empty() {
			return fmt.Errorf("%w (status %d)", ErrHungUp, said.Code)
		}
		return fmt.Errorf("%w: %s (status %d)", ErrHungUp, reason, said.Code)
	}
	return ErrHungUp
}

// write sends one message. It has its own deadline and no context, for a write
// that is given up half-way closes the socket under everybody else.
func (s *socket) write(message []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	return s.ws.Write(ctx, websocket.MessageText, message)
}

// close says good-bye and closes, within a second or so.
func (s *socket) close() {
	_ = s.raw.SetDeadline(time.Now().Add(farewell))
	_ = s.ws.Close(websocket.StatusNormalClosure, "")
}

// abort closes at once.
func (s *socket) abort() { _ = s.ws.CloseNow() }
