package main

import (
	"io"
	"net"
	"sync"

	"cordboard/palconn/palsim"
)

// tap is a way to a server on which all that clients send is written down: the head of each connection with its URL and
// its headers as it is, what comes after it masked by the WebSocket.
type tap struct {
	listener net.Listener
	work     sync.WaitGroup
}

// newTap listens for the clients of a server.
func newTap(server string, seen io.Writer) (*tap, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &tap{listener: listener}
	t.work.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			t.work.Go(func() { carry(client, server, seen) })
		}
	})
	return t, nil
}

// carry takes both ways of a connection until either end is done.
func carry(client net.Conn, server string, seen io.Writer) {
	defer client.Close()
	pbx, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	var back sync.WaitGroup
	back.Go(func() {
		_, _ = io.Copy(client, pbx)
		_ = client.Close()
	})
	_, _ = io.Copy(pbx, io.TeeReader(client, seen))
	_ = pbx.Close()
	back.Wait()
}

func (t *tap) url() string { return "ws://" + t.listener.Addr().String() + palsim.Path }

// close returns when all connections have ended, which their clients see to.
func (t *tap) close() {
	_ = t.listener.Close()
	t.work.Wait()
}
