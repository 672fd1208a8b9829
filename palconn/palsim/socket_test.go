package palsim

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"testing"
)

// socketClient is a WebSocket client of RFC 6455, as small as a test needs it, so
// that the server is not tested against its own library.
type socketClient struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
}

func dialSocket(t *testing.T, address string) *socketClient {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(deadline(t), "tcp", at.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if until, ok := deadline(t).Deadline(); ok {
		_ = conn.SetDeadline(until)
	}
	key := make([]byte, 16)
	_, _ = rand.Read(key)
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n",
		at.RequestURI(), at.Host, base64.StdEncoding.EncodeToString(key))
	c := &socketClient{t: t, conn: conn, in: bufio.NewReader(conn)}
	answer, err := http.ReadResponse(c.in, nil)
	if err != nil || answer.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("upgrade: %v %v", answer, err)
	}
	return c
}

func (c *socketClient) read() string {
	c.t.Helper()
	text, err := c.tryRead()
	if err != nil {
		c.t.Fatalf("reading: %v", err)
	}
	return text
}

// tryRead reads one frame; a close frame is io.EOF.
func (c *socketClient) tryRead() (string, error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(c.in, head); err != nil {
		return "", err
	}
	size := uint64(head[1])
	if extra := map[uint64]int{126: 2, 127: 8}[size]; extra > 0 {
		wide := make([]byte, 8)
		if _, err := io.ReadFull(c.in, wide[8-extra:]); err != nil {
			return "", err
		}
		size = binary.BigEndian.Uint64(wide)
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(c.in, body); err != nil {
		return "", err
	}
	if head[0] != 0x81 {
		return "", io.EOF
	}
	return string(body), nil
}

// write sends a short text, masked with zeros.
func (c *socketClient) write(text string) {
	c.t.Helper()
	head := []byte{0x81, 0x80 | 126, byte(len(text) >> 8), byte(len(text)), 0, 0, 0, 0}
	if _, err := c.conn.Write(append(head, text...)); err != nil {
		c.t.Fatal(err)
	}
}
