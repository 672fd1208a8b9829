package palconn

import "sync"

// maxQueued is how many bytes of frames may wait before the reader waits too.
// One frame that is longer than this still fits.
const maxQueued = 4 << 20

// batch is some frames, one behind the other.
type batch struct {
	bytes []byte
	ends  []int
}

// queue takes frames from the reading goroutine to the decoding one, in order.
// They share two batches: one is filled while the other is worked through, so a
// steady stream costs neither a wake-up nor an allocation for each frame.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	filled  batch
	// busy is true from one take to the next.
	busy   bool
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.changed.L = &q.mu
	return q
}

// push copies a frame in, waiting for room.
func (q *queue) push(frame []byte) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.filled.bytes) >= maxQueued {
		q.changed.Wait()
	}
	if len(q.filled.ends) == 0 {
		q.changed.Signal()
	}
	q.filled.bytes = append(q.filled.bytes, frame...)
	q.filled.ends = append(q.filled.ends, len(q.filled.bytes))
}

// take waits for frames, and is false when there will be no more. The batch taken
// before is given back to be filled again.
func (q *queue) take(used batch) (batch, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.busy = false
	for len(q.filled.ends) == 0 {
		if q.closed {
			return batch{}, false
		}
		q.changed.Wait()
	}
	q.busy = true
	taken := q.filled
	q.filled = used.emptied()
	q.changed.Signal()
	return taken, true
}

// close tells that the last frame was pushed.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Signal()
}

// waiting reports whether frames that have come are still to be worked through.
func (q *queue) waiting() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.busy || len(q.filled.ends) > 0
}

// emptied keeps the memory for the next frames, unless one was huge.
func (b batch) emptied() batch {
	if cap(b.bytes) > 2*maxQueued {
		return batch{}
	}
	return batch{bytes: b.bytes[:0], ends: b.ends[:0]}
}

// each calls f with every frame in turn.
func (b batch) each(f func(frame []byte)) {
	start := 0
	for _, end := range b.ends {
		f(b.bytes[start:end])
		start = end
	}
}
