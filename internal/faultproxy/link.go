package faultproxy

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// link is one connection through the proxy. All but the ends belongs to the proxy's lock.
type link struct {
	proxy *Proxy
	// ends are where each way leads to.
	ends [ways]*net.TCPConn
	// lost is set for a way that swallowed anything.
	lost [ways]bool
	// gone is set when both ends are closed.
	gone bool
}

// run carries both ways until each has ended.
func (l *link) run() {
	var pumps sync.WaitGroup
	pumps.Go(func() { l.pump(ToServer) })
	pumps.Go(func() { l.pump(ToClient) })
	pumps.Wait()
	l.proxy.do(func() { l.leave((*net.TCPConn).Close) })
}

// pump carries one way until its sender ends, it is cut, or the link is gone.
func (l *link) pump(way Way) {
	from, buf := l.ends[ToClient-way], make([]byte, 32<<10)
	for {
		n, ended := from.Read(buf)
		for data := buf[:n]; len(data) > 0; {
			n, to, last := l.next(way, len(data))
			_, err := to.Write(data[:n])
			switch {
			case last:
				l.cut(way)
				return
			case err != nil:
				l.proxy.do(l.reset)
				return
			}
			data = data[n:]
		}
		if ended != nil {
			l.end(way, ended)
			return
		}
	}
}

// next waits while the way is stopped or delayed. Then n of the available bytes go out together, and nothing after the last.
func (l *link) next(way Way, available int) (n int, to io.Writer, last bool) {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	s := &l.proxy.state[way]
	due := l.due(s.delay)
	for !l.gone && (s.stopped || s.delay > 0 && !*due) {
		l.proxy.changed.Wait()
	}
	l.lost[way] = l.lost[way] || s.hole
	if l.lost[way] {
		s.taken += int64(available)
		return available, io.Discard, false
	}
	n = available
	if s.piece > 0 {
		n = min(n, 1+l.proxy.chance.IntN(s.piece))
	}
	if s.cutting {
		n = min(n, s.cut)
		s.cut -= n
		last = s.cut == 0
		s.cutting = !last
	}
	s.taken += int64(n)
	return n, l.ends[way], last
}

// due becomes true when what is delayed by chance may go on: those who wait are woken then. It is called, and the flag
// is read, with the proxy locked.
func (l *link) due(most time.Duration) *bool {
	due := most <= 0
	if !due {
		delay := time.Duration(l.proxy.chance.Int64N(int64(most)))
		time.AfterFunc(delay, func() {
			l.proxy.do(func() {
				due = true
				l.proxy.changed.Broadcast()
			})
		})
	}
	return &due
}

// end passes on how the sender of a way ended: in good order, or by a reset.
func (l *link) end(way Way, how error) {
	l.proxy.mu.Lock()
	defer l.proxy.mu.Unlock()
	l.lost[way] = l.lost[way] || l.proxy.state[way].hole
	switch {
	case l.lost[way]:
	case errors.Is(how, io.EOF):
		_ = l.ends[way].CloseWrite()
	default:
		l.reset()
	}
}

// cut ends a way in good order for its receiver and by a reset for its sender.
func (l *link) cut(way Way) {
	_ = l.ends[way].CloseWrite()
	_ = l.ends[way].Close()
	l.proxy.do(l.reset)
}

// reset is called with the proxy locked.
func (l *link) reset() { l.leave(reset) }

// leave closes both ends unless they are closed already. It is called with the proxy locked.
func (l *link) leave(closing func(*net.TCPConn) error) {
	if l.gone {
		return
	}
	l.gone = true
	delete(l.proxy.links, l)
	for _, end := range l.ends {
		_ = closing(end)
	}
	l.proxy.changed.Broadcast()
}

// reset closes as a crash does: what was not sent yet is thrown away, and the other side gets an RST.
func reset(conn *net.TCPConn) error {
	_ = conn.SetLinger(0)
	return conn.Close()
}
