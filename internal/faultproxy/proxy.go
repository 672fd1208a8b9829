package faultproxy

import (
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"time"
)

// Way is a direction of the line.
type Way uint8

// The two ways.
const (
	ToServer Way = iota
	ToClient
	ways = 2
)

// Kind is how a line breaks.
type Kind uint8

// The kinds of Break.
const (
	// Reset ends the connections that are there as a crash does (TCP RST). New ones get through.
	Reset Kind = iota
	// Refuse resets every new connection as soon as it is made; those that are there stay.
	Refuse
	// BlackHole takes everything in and lets nothing out, not even the end of a connection. One that lost anything so
	// never carries anything that way again; Heal resets it.
	BlackHole
	// StopReading takes nothing in, so that the sender's writes block in the end. Nothing is lost: Heal lets it flow.
	StopReading
)

// Proxy is a line to one server.
type Proxy struct {
	target   string
	listener net.Listener
	running  sync.WaitGroup

	mu       sync.Mutex
	changed  sync.Cond
	chance   *rand.Rand
	links    map[*link]struct{}
	dialled  int
	closed   bool
	refusing bool
	state    [ways]state
}

// state is what is wrong with one way.
type state struct {
	hole, stopped bool
	// piece is the most bytes that are sent at once, 0 for all.
	piece int
	// delay is the longest that what is sent waits before it.
	delay time.Duration
	// cutting is set while the next cut bytes are the last.
	cutting bool
	cut     int
	taken   int64
}

// New listens on a free loopback port and carries what comes to the TCP address target. Its errors are the listener's.
func New(target string, seed uint64) (*Proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the fault proxy: %w", err)
	}
	p := &Proxy{target: target, listener: listener, chance: rand.New(rand.NewPCG(seed, seed)), links: map[*link]struct{}{}}
	p.changed.L = &p.mu
	p.running.Go(p.accept)
	return p, nil
}

// Addr is the address that clients dial in place of the server's.
func (p *Proxy) Addr() string { return p.listener.Addr().String() }

// Break breaks the given ways of the line, both when none is given. Reset and Refuse know no ways.
func (p *Proxy) Break(kind Kind, only ...Way) {
	switch kind {
	case Reset:
		p.do(func() { p.resetAll(func(*link) bool { return true }) })
	case Refuse:
		p.do(func() { p.refusing = true })
	case BlackHole:
		p.change(only, func(s *state) { s.hole = true })
	case StopReading:
		p.change(only, func(s *state) { s.stopped = true })
	}
}

// SliceInto sends pieces of 1 to most bytes, drawn by chance, both ways.
func (p *Proxy) SliceInto(most int) { p.change(nil, func(s *state) { s.piece = most }) }

// DelayBy lets what is sent wait for up to most before it goes on, drawn by chance, both ways. Nothing overtakes.
func (p *Proxy) DelayBy(most time.Duration) { p.change(nil, func(s *state) { s.delay = most }) }

// CutAfter lets n more bytes pass that way, over all connections together, and then cuts the one that carried the last:
// its receiver gets the bytes and the end of the stream, its sender a reset. With 0 the next byte is not carried any more.
func (p *Proxy) CutAfter(way Way, n int) {
	p.change([]Way{way}, func(s *state) { s.cutting, s.cut = true, n })
}

// Heal ends everything that Break, SliceInto, DelayBy and CutAfter have set, and resets the connections that lost anything.
func (p *Proxy) Heal() {
	p.change(nil, func(s *state) { *s = state{taken: s.taken} })
	p.do(func() {
		p.refusing = false
		p.resetAll(func(l *link) bool { return l.lost[ToServer] || l.lost[ToClient] })
	})
}

// Dialled is how many connections were made, also those that were refused.
func (p *Proxy) Dialled() (n int) {
	p.do(func() { n = p.dialled })
	return n
}

// Taken is how many bytes were taken in to be carried that way, also those that were swallowed.
func (p *Proxy) Taken(way Way) (bytes int64) {
	p.do(func() { bytes = p.state[way].taken })
	return bytes
}

// Close resets every connection and returns when nothing of the proxy runs any more. It may be called again.
func (p *Proxy) Close() {
	p.do(func() {
		p.closed = true
		p.resetAll(func(*link) bool { return true })
	})
	_ = p.listener.Close()
	p.running.Wait()
}

// do does something with the proxy locked.
func (p *Proxy) do(what func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	what()
}

func (p *Proxy) change(only []Way, how func(*state)) {
	if len(only) == 0 {
		only = []Way{ToServer, ToClient}
	}
	p.do(func() {
		for _, way := range only {
			how(&p.state[way])
		}
		p.changed.Broadcast()
	})
}

// resetAll is called with the proxy locked.
func (p *Proxy) resetAll(these func(*link) bool) {
	for l := range p.links {
		if these(l) {
			l.reset()
		}
	}
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.running.Go(func() { p.carry(client.(*net.TCPConn)) })
	}
}

// carry is one connection, from the dialling of the server to the end.
func (p *Proxy) carry(client *net.TCPConn) {
	refused := false
	p.do(func() {
		p.dialled++
		refused = p.refusing
	})
	if refused {
		_ = reset(client)
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		_ = reset(client)
		return
	}
	l := &link{proxy: p, ends: [ways]*net.TCPConn{ToServer: server.(*net.TCPConn), ToClient: client}}
	p.do(func() {
		p.links[l] = struct{}{}
		if p.closed {
			l.reset()
		}
	})
	l.run()
}
