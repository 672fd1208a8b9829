package palconn

import "sync"

// maxQueued is how many bytes of frames may wait before the reader waits too.
// One frame that is longer than this still fits.
const maxQueued = 4 << 20

// longFrame is from how many bytes on a frame is handed on as it is: a copy would
// cost more than the new memory that the reader then needs.
const longFrame = 256 << 10

// batch is some frames in their order.
type batch struct {
	// bytes are the short frames, one behind the other.
	bytes []byte
	// ends has an entry for each frame: where a short one ends in bytes, and ^i for
	// the long one at long[i].
	ends []int
	long [][]byte
	// size is how many bytes all of them have.
	size int
}

// queue takes frames from the reading goroutine to the decoding one, in order.
// They share two batches: one is filled while the other is worked through, so a
// steady stream of short frames costs neither a wake-up nor an allocation for each.
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

// push puts a frame in, waiting for room. A long frame is not the caller's any
// more, of a short one there is a copy.
func (q *queue) push(frame []byte) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.filled.size >= maxQueued {
		q.changed.Wait()
	}
	if len(q.filled.ends) == 0 {
		q.changed.Signal()
	}
	q.filled.add(frame)
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

func (b *batch) add(frame []byte) {
	b.size += len(frame)
	if len(frame) < longFrame {
		b.bytes = append(b.bytes, frame...)
		b.ends = append(b.ends, len(b.bytes))
		return
	}
	b.ends = append(b.ends, ^len(b.long))
	b.long = append(b.long, frame)
}

// emptied keeps the memory for the next frames.
func (b batch) emptied() batch {
	return batch{bytes: b.bytes[:0], ends: b.ends[:0], long: b.long[:0]}
}

// each calls f with every frame in turn and says whether it may be kept: a long
// one is f's for good, and the batch lets it go.
func (b batch) each(f func(frame []byte, keep bool)) {
	start := 0
	for _, end := range b.ends {
		if end < 0 {
			frame := b.long[^end]
			b.long[^end] = nil
			f(frame, true)
			continue
		}
		f(b.bytes[start:end], false)
		start = end
	}
}
