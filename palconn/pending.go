package palconn

import (
	"strconv"
	"sync"

	"cordboard/palconn/pal"
)

// maxAbandoned bounds how many given-up ids are remembered to tell a late answer
// from a duplicate one.
const maxAbandoned = 1000

// pending are the requests that wait for their answers, by id.
type pending struct {
	mu        sync.Mutex
	last      uint64
	waiting   map[string]chan pal.Response
	abandoned map[string]struct{}
	closed    bool
}

func newPending() *pending {
	return &pending{waiting: map[string]chan pal.Response{}, abandoned: map[string]struct{}{}}
}

// open gives a new id and the channel its answer will come on; the channel is
// closed without an answer when the connection ends. It is false when it has.
func (p *pending) open() (id string, answer <-chan pal.Response, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return "", nil, false
	}
	p.last++
	id = strconv.FormatUint(p.last, 10)
	waiting := make(chan pal.Response, 1)
	p.waiting[id] = waiting
	return id, waiting, true
}

// abandon gives up waiting for an id.
func (p *pending) abandon(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.waiting[id]; !ok {
		return
	}
	delete(p.waiting, id)
	if len(p.abandoned) < maxAbandoned {
		p.abandoned[id] = struct{}{}
	}
}

// settle hands an answer to who waits for it. Otherwise it returns what the
// answer is to be counted as.
func (p *pending) settle(r pal.Response) (count string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if waiting, ok := p.waiting[r.ID.Text]; ok {
		delete(p.waiting, r.ID.Text)
		waiting <- r
		return ""
	}
	if _, ok := p.abandoned[r.ID.Text]; ok {
		delete(p.abandoned, r.ID.Text)
		return CountLate
	}
	if n, err := strconv.ParseUint(r.ID.Text, 10, 64); err == nil && n > 0 && n <= p.last {
		return CountDuplicate
	}
	return CountForeign
}

// close ends all waiting and lets nobody begin.
func (p *pending) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for id, waiting := range p.waiting {
		close(waiting)
		delete(p.waiting, id)
	}
}
