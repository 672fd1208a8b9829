package palsim

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/hex"
	"iter"
	"net/url"

	"cordboard/palconn/pal"
)

// loginSA is the system administrator's login and password.
const loginSA = "sa"

// wire is the way to one client. None of its methods blocks; they are called with
// the PBX locked.
type wire interface {
	// send queues a frame.
	send(frame []byte)
	// sendAll queues frames that are made when it is their turn, by then without
	// the lock.
	sendAll(frames iter.Seq[[]byte])
	// finish closes the connection when everything queued is sent.
	finish()
	// reset closes the connection at once (TCP RST).
	reset()
}

// client is one connection.
type client struct {
	wire  wire
	query url.Values
	nonce string
	// ready tells that the login succeeded; what follows holds from then on.
	ready bool
	login string
	// rank is the kind of login: one bit of pal.Permit.
	rank pal.Permit
	// tenant and ext are nil for sa.
	tenant     *tenant
	ext        *extension
	subscribed subscription
}

// admit takes a connection in. With a password in its URL (PAL guide 4.2) the
// client is logged in or refused at once; otherwise it is asked for the nonce login.
func (p *PBX) admit(query url.Values, w wire) *client {
	c := &client{wire: w, query: query, login: query.Get("login_user")}
	p.do(func() {
		p.clients = append(p.clients, c)
		if given := query.Get("login_password"); given != "" {
			if !p.identify(c, func(password string) bool { return given == password }) {
				p.refuseLogin(c)
				return
			}
			p.welcome(c)
			return
		}
		c.nonce = rand.Text()
		w.send(encode(notification(pal.LoginRequired, challengeParams{c.nonce})))
	})
	return c
}

// dismiss forgets a connection that ended.
func (p *PBX) dismiss(c *client) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clients = without(p.clients, c)
}

func (p *PBX) loginCommands() map[string]command {
	return map[string]command{"login": func(*request) (any, error) {
		return nil, &rpcError{Code: codeRefused, Message: "Already logged in"}
	}}
}

// answerChallenge is the method login (PAL guide 4.1).
func (p *PBX) answerChallenge(c *client, digest string) bool {
	return c.nonce != "" && p.identify(c, func(password string) bool {
		return digest == md5hex(c.login+":"+c.nonce+":"+md5hex(password))
	})
}

// identify finds who logs in, and whether the password is right.
func (p *PBX) identify(c *client, right func(password string) bool) bool {
	if c.login == loginSA {
		c.rank, c.ready = pal.BySA, right(loginSA)
	} else if e := p.loginExtension(c); e != nil {
		c.rank, c.tenant, c.ext, c.ready = pal.ByUser, e.tenant, e, e.loginBy(right)
		if e.isOn(propertyAdmin) {
			c.rank = pal.ByAdmin
		}
	}
	if c.ready {
		c.subscribe(c.query)
	}
	return c.ready
}

// loginExtension finds the user who logs in; without a tenant in the URL, in the
// first.
func (p *PBX) loginExtension(c *client) *extension {
	name := c.query.Get("tenant")
	if name == "" {
		name = p.tenants[0].name
	}
	tn, err := p.findTenant(name)
	if err != nil {
		return nil
	}
	return tn.user(c.login)
}

// expel ends the connections of those who are logged in as an extension, when the
// act under way has been answered. From now on they can do nothing.
func (p *PBX) expel(e *extension) {
	for _, c := range p.clients {
		if c.ext == e && c.ready {
			c.ready, c.nonce = false, ""
			p.leaving = append(p.leaving, c)
		}
	}
}

func (p *PBX) sendOff() {
	for _, c := range p.leaving {
		c.wire.finish()
	}
	p.leaving = nil
}

// refuseLogin says so and closes the connection.
func (p *PBX) refuseLogin(c *client) {
	refusal := &rpcError{Code: pal.CodeLoginFailed, Message: "Login failed (4)"}
	c.wire.send(encode(failedReply{Version: "2.0", Error: refusal}))
	c.wire.finish()
}

// Observe watches the PBX as a PAL client does that is logged in as sa: fn gets
// every frame, first "active" and the replay. It runs with the PBX locked: it must
// not call the PBX and must not keep frame. After cancel it is not called again.
func (p *PBX) Observe(fn func(frame []byte)) (cancel func()) {
	c := &client{wire: observer(fn), ready: true, login: loginSA, rank: pal.BySA}
	c.subscribe(nil)
	p.do(func() {
		p.clients = append(p.clients, c)
		p.welcome(c)
	})
	return func() { p.dismiss(c) }
}

// observer is the wire of a watcher in the process.
type observer func(frame []byte)

func (o observer) send(frame []byte) { o(frame) }
func (o observer) sendAll(frames iter.Seq[[]byte]) {
	for frame := range frames {
		o(frame)
	}
}
func (o observer) finish() {}
func (o observer) reset()  {}

func md5hex(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}
