package palsim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Path is where a PBX serves PAL WebSocket (PAL guide 3.2).
const Path = "/pbx/ws"

// headerTime is how long a client may take for the header of its request.
const headerTime = 5 * time.Second

// ErrNotLoopback says that Start was given an address that others could reach. The
// passwords of a simulated PBX are known to everybody.
var ErrNotLoopback = errors.New("the simulator listens on a loopback address only")

// Start serves the PBX at addr, "127.0.0.1:0" for any free port. It refuses any
// address but loopback with ErrNotLoopback, and can be called once.
func (p *PBX) Start(addr string) error {
	if err := checkLoopback(addr); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return ErrClosed
	case p.listener != nil:
		return errors.New("the simulator is started already")
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("starting the simulator at %s: %w", addr, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc(Path, p.serve)
	p.listener = listener
	p.server = &http.Server{
		Handler: mux, ReadHeaderTimeout: headerTime, ConnContext: withConn, ErrorLog: log.New(io.Discard, "", 0),
	}
	p.running.Go(func() { _ = p.server.Serve(listener) })
	return nil
}

// URL is where clients connect, "ws://127.0.0.1:PORT/pbx/ws"; empty before Start.
func (p *PBX) URL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.listener == nil {
		return ""
	}
	return "ws://" + p.listener.Addr().String() + Path
}

func checkLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("starting the simulator: %w", err)
	}
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("starting the simulator at %s: %w", addr, ErrNotLoopback)
	}
	return nil
}

// connKey is the key of the TCP connection in a request's context.
type connKey struct{}

func withConn(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// serve is one client, from its first byte to its last.
func (p *PBX) serve(w http.ResponseWriter, r *http.Request) {
	if !p.begin() {
		http.Error(w, "closed", http.StatusServiceUnavailable)
		return
	}
	defer p.running.Done()
	s, err := accept(w, r)
	if err != nil {
		return // the client was told
	}
	ctx, cancel := context.WithCancel(p.lifetime)
	var writing sync.WaitGroup
	writing.Go(func() { s.write(ctx) })
	client := p.admit(r.URL.Query(), s)
	s.read(ctx, p, client)
	p.dismiss(client)
	cancel()
	s.outbox.close()
	writing.Wait()
	s.drop()
}

// begin counts a connection in, unless the PBX is closed.
func (p *PBX) begin() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.running.Add(1)
	return true
}
