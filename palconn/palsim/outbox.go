package palsim

import (
	"iter"
	"sync"
)

// maxWaiting is how many bytes may wait for one client.
const maxWaiting = 64 << 20

// parcel is a frame, or many that are made when it is their turn: these take no room
// before, and a replay of millions does not make a new client look like a slow one.
type parcel struct {
	frame []byte
	many  iter.Seq[[]byte]
}

// outbox is what waits to be written to one client.
type outbox struct {
	mu       sync.Mutex
	filled   sync.Cond
	parcels  []parcel
	bytes    int
	finished bool
	closed   bool
}

func newOutbox() *outbox {
	o := &outbox{}
	o.filled.L = &o.mu
	return o
}

// put adds a parcel and never waits. It reports false when the client has fallen too
// far behind. After finish or close parcels are dropped.
func (o *outbox) put(p parcel) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.finished || o.closed {
		return true
	}
	if o.bytes+len(p.frame) > maxWaiting {
		return false
	}
	o.parcels = append(o.parcels, p)
	o.bytes += len(p.frame)
	o.filled.Signal()
	return true
}

// finish lets what is in the outbox be the last.
func (o *outbox) finish() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.finished = true
	o.filled.Signal()
}

// close ends take at once.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.filled.Signal()
}

// take waits for parcels and takes all of them. last tells that none will follow;
// neither parcels nor last means that the outbox is closed.
func (o *outbox) take() (parcels []parcel, last bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.parcels) == 0 && !o.finished && !o.closed {
		o.filled.Wait()
	}
	if o.closed {
		return nil, false
	}
	parcels, o.parcels, o.bytes = o.parcels, nil, 0
	return parcels, o.finished
}
