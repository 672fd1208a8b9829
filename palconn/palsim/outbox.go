package palsim

import "sync"

const (
	// leastOutbox is how many bytes may wait for one client at least.
	leastOutbox = 64 << 20
	// replayOfOne is room for what the replay tells of one user: with a million of
	// them a new client must not look like a slow one.
	replayOfOne = 320
)

// outbox are the frames that wait to be written to one client.
type outbox struct {
	// limit is how many bytes may wait.
	limit    int
	mu       sync.Mutex
	filled   sync.Cond
	frames   [][]byte
	bytes    int
	finished bool
	closed   bool
}

func newOutbox(users int) *outbox {
	o := &outbox{limit: max(leastOutbox, users*replayOfOne)}
	o.filled.L = &o.mu
	return o
}

// put adds a frame and never waits. It reports false when the client has fallen too
// far behind. After finish or close frames are dropped.
func (o *outbox) put(frame []byte) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.finished || o.closed {
		return true
	}
	if o.bytes+len(frame) > o.limit {
		return false
	}
	o.frames = append(o.frames, frame)
	o.bytes += len(frame)
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

// take waits for frames and takes all of them. last tells that none will follow;
// neither frames nor last means that the outbox is closed.
func (o *outbox) take() (frames [][]byte, last bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.frames) == 0 && !o.finished && !o.closed {
		o.filled.Wait()
	}
	if o.closed {
		return nil, false
	}
	frames, o.frames, o.bytes = o.frames, nil, 0
	return frames, o.finished
}
