package faultproxy

import (
	"errors"
	"io"
	"net"
	"sync"
)

// link is one connection through the proxy. All but the ends belongs to the proxy's lock.
type link struct {
	proxy *Proxy
	// ends are where each way leads to.
	ends [ways]*net.TCPConn
	// lost is set for a way that swallowed anything, ended for one whose sender has closed.
	lost, ended [ways]bool
	// gone is closed with both ends.
	gone chan struct{}
}

// run carries both ways until the link is gone. What has fallen into a black hole stays when both its ends have closed.
func (l *link) run() {
	p := l.proxy
	p.mu.Lock()
	p.links[l] = struct{}{}
	if p.closed {
		l.reset()
	}
	p.mu.Unlock()
	var pumps sync.WaitGroup
	pumps.Go(func() { l.pump(ToServer) })
	pumps.Go(func() { l.pump(ToClient) })
	pumps.Wait()
	<-l.gone
}

func (l *link) pump(way Way) {
	from, buf := l.ends[ToClient-way], make([]byte, 32<<10)
	for l.awaitOpen(way) {
		n, err := from.Read(buf)
		if !l.send(way, buf[:n]) {
			return
		}
		if err != nil {
			l.end(way, err)
			return
		}
	}
}

// awaitOpen waits while that way is stopped; it is false when the link is gone.
func (l *link) awaitOpen(way Way) bool {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	for l.proxy.state[way].stopped && !l.isGone() {
		l.proxy.changed.Wait()
	}
	return !l.isGone()
}

// send is false when the link is gone.
func (l *link) send(way Way, data []byte) bool {
	for len(data) > 0 && l.awaitOpen(way) {
		next := l.next(way, len(data))
		if next.swallow {
			return true
		}
		if next.wait != nil {
			next.wait(l.gone)
		}
		if l.isGone() {
			return false
		}
		if _, err := l.ends[way].Write(data[:next.n]); err != nil {
			l.drop()
			return false
		}
		if next.last {
			l.cut(way)
			return false
		}
		data = data[next.n:]
	}
	return !l.isGone()
}

// step is what becomes of the next bytes of a way: n of them go out together, and nothing after the last.
type step struct {
	n             int
	wait          func(gone <-chan struct{})
	last, swallow bool
}

func (l *link) next(way Way, available int) step {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	s := &l.proxy.state[way]
	l.lost[way] = l.lost[way] || s.hole
	if l.lost[way] {
		s.taken += int64(available)
		return step{swallow: true}
	}
	next := step{n: available, wait: s.wait}
	if s.piece > 0 {
		next.n = min(next.n, 1+l.proxy.chance.IntN(s.piece))
	}
	if s.cutting {
		next.n = min(next.n, s.cut)
		s.cut -= next.n
		next.last = s.cut == 0
		s.cutting = !next.last
	}
	s.taken += int64(next.n)
	return next
}

// end passes on how the sender of a way ended: in good order, or by a reset.
func (l *link) end(way Way, how error) {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	l.lost[way] = l.lost[way] || l.proxy.state[way].hole
	l.ended[way] = true
	switch {
	case l.lost[way]:
	case !errors.Is(how, io.EOF):
		l.reset()
	case l.ended[ToClient-way]:
		l.leave((*net.TCPConn).Close)
	default:
		_ = l.ends[way].CloseWrite()
	}
}

// cut ends a way in good order for its receiver and by a reset for its sender.
func (l *link) cut(way Way) {
	_ = l.ends[way].CloseWrite()
	_ = l.ends[way].Close()
	l.drop()
}

func (l *link) drop() {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	l.reset()
}

// reset is called with the proxy locked.
func (l *link) reset() { l.leave(reset) }

// leave closes both ends unless they are closed already. It is called with the proxy locked.
func (l *link) leave(closing func(*net.TCPConn) error) {
	if l.isGone() {
		return
	}
	close(l.gone)
	delete(l.proxy.links, l)
	for _, end := range l.ends {
		_ = closing(end)
	}
	l.proxy.changed.Broadcast()
}

func (l *link) isGone() bool {
	select {
	case <-l.gone:
		return true
	default:
		return false
	}
}

// reset closes as a crash does: what was not sent yet is thrown away, and the other side gets an RST.
func reset(conn *net.TCPConn) error {
	_ = conn.SetLinger(0)
	return conn.Close()
}
