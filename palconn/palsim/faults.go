package palsim

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// Failure is a way in which a request goes wrong.
type Failure uint8

// The ways in which FailNext makes a request go wrong.
const (
	// Refuse answers an error object; nothing is done.
	Refuse Failure = iota
	// FailAsResult answers the result "failed: …"; nothing is done.
	FailAsResult
	// Swallow does what was asked and never answers.
	Swallow
	// CutAfter does what was asked and resets the connection before the answer.
	CutAfter
	// CutBefore resets the connection; nothing is done.
	CutBefore
)

// SeenRequest is a request that a client sent, also before its login was accepted.
type SeenRequest struct {
	// Login is the login user, Tenant its tenant ("" for sa).
	Login, Tenant string
	Method        string
	// Params is the JSON as it came. The password of a login is left out.
	Params string
	// ID is the JSON of the id, "" when there was none.
	ID string
}

// maxSeen is how many requests are kept for Requests.
const maxSeen = 10_000

// Requests returns the requests received so far, in order: also those that were
// refused, unknown or made to fail. Of very many only the newest are kept.
func (p *PBX) Requests() []SeenRequest {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen[max(0, len(p.seen)-maxSeen):])
}

// FailNext makes the next request of a method go wrong. Several for one method
// are used one after the other.
func (p *PBX) FailNext(method string, how Failure) {
	p.do(func() { p.failures[method] = append(p.failures[method], how) })
}

// DelayReplies answers every request d later; what it does is done, and notified,
// at once. 0 ends it.
func (p *PBX) DelayReplies(d time.Duration) { p.do(func() { p.delay = d }) }

// SetReplay changes how the next clients are told the present state.
func (p *PBX) SetReplay(r Replay) { p.do(func() { p.options.Replay = r }) }

// SendRaw sends a frame as it is to every client that is logged in.
func (p *PBX) SendRaw(frame []byte) {
	p.do(func() {
		for _, c := range p.clients {
			if c.ready {
				c.wire.send(slices.Clone(frame))
			}
		}
	})
}

// DropConnections resets every connection (TCP RST), logged in or not. Observers
// stay.
func (p *PBX) DropConnections() {
	p.do(func() {
		for _, c := range slices.Clone(p.clients) {
			c.wire.reset()
		}
	})
}

// GoInactive is the PBX stopping, or becoming the standby of a pair: clients are
// told, then hear nothing more, and requests are refused. Calls go on unseen.
func (p *PBX) GoInactive() {
	p.do(func() {
		p.tellServerStatus("inactive")
		p.inactive = true
	})
}

// GoActive takes GoInactive back. Clients are told, and the present state is
// replayed to them.
func (p *PBX) GoActive() {
	p.do(func() {
		p.inactive = false
		for _, c := range p.clients {
			if c.ready {
				p.welcome(c)
			}
		}
	})
}

// AnotherLogin is the same login user logging in somewhere else: its connections
// are told so and closed.
func (p *PBX) AnotherLogin(user string) {
	p.do(func() {
		frame := encode(notification(pal.NotifyPAL, noticeParams{Code: 1, Message: "ANOTHER_LOGIN"}))
		for _, c := range slices.Clone(p.clients) {
			if c.ready && c.login == user {
				c.wire.send(frame)
				c.wire.finish()
			}
		}
	})
}
