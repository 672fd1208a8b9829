package palsim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// ErrClosed says that the PBX was closed.
var ErrClosed = errors.New("the simulated PBX is closed")

// PBX is a simulated PBX. Make one with New. Its methods may be called from any
// goroutine, but not from a function given to Observe.
type PBX struct {
	mu      sync.Mutex
	options Options
	chance  *rand.Rand
	agenda  agenda
	// stopAlarm takes back the clock's call for the first task of the agenda.
	stopAlarm func()
	alarmAt   time.Time
	// earlier is how far back in time what happens is stamped: the calls that a
	// new PBX already has began before it.
	earlier time.Duration

	tenants   []*tenant
	templates []*template
	talkers   map[int]*talker
	lastTID   int
	lastRoom  int
	lastLog   int
	people    people

	commands map[string]command
	clients  []*client
	// leaving are the clients whose connections end with the act under way.
	leaving  []*client
	inactive bool
	seen     []SeenRequest
	failures map[string][]Failure
	delay    time.Duration

	server   *http.Server
	listener net.Listener
	closed   bool
	// lifetime ends with Close, and every connection with it.
	lifetime context.Context
	end      context.CancelFunc
	running  sync.WaitGroup
}

// New makes a PBX. It lives at once: with a Rate above 0 there are calls already.
func New(options Options) *PBX {
	options = options.withDefaults()
	p := &PBX{
		options:  options,
		chance:   rand.New(rand.NewPCG(options.Seed, 0x9e3779b97f4a7c15)),
		talkers:  map[int]*talker{},
		lastTID:  firstTID,
		failures: map[string][]Failure{},
	}
	p.lifetime, p.end = context.WithCancel(context.Background())
	p.commands = p.allCommands()
	p.people = people{pbx: p, on: true}
	p.templates = seededTemplates(options.Tenants)
	for _, name := range options.Tenants {
		tn := p.newTenant(name)
		tn.populate(options.Extensions)
		p.tenants = append(p.tenants, tn)
	}
	p.do(func() {
		if options.Rate > 0 {
			p.startTraffic()
		}
	})
	return p
}

// Close ends all connections and everything the PBX does. It returns when no
// goroutine of it is left. Closing twice is no error.
func (p *PBX) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	p.end()
	p.disarm()
	server := p.server
	p.mu.Unlock()
	var err error
	if server != nil {
		err = server.Close()
	}
	p.running.Wait()
	if err != nil {
		return fmt.Errorf("closing the simulated PBX: %w", err)
	}
	return nil
}

// act runs one act on the state.
func (p *PBX) act(what func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	err := what()
	p.settle()
	return err
}

// do is act for what cannot fail; on a closed PBX it does nothing.
func (p *PBX) do(what func()) {
	_ = p.act(func() error { what(); return nil })
}

// settle finishes every act: the lines follow the calls, those whose extension was
// deleted are sent off, and the clock is set for what comes next.
func (p *PBX) settle() {
	p.followLines()
	p.sendOff()
	p.arm()
}

// wake does what is due. The clock calls it.
func (p *PBX) wake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.disarm()
	if p.closed {
		return
	}
	now := p.options.Clock.Now()
	for t, ok := p.agenda.due(now); ok; t, ok = p.agenda.due(now) {
		t.do()
		p.followLines()
	}
	p.arm()
}

// arm sets the clock for the first task of the agenda.
func (p *PBX) arm() {
	first, ok := p.agenda.next()
	if ok && first.Equal(p.alarmAt) {
		return
	}
	p.disarm()
	if !ok {
		return
	}
	p.alarmAt = first
	p.stopAlarm = p.options.Clock.AfterFunc(max(0, first.Sub(p.options.Clock.Now())), p.wake)
}

func (p *PBX) disarm() {
	if p.stopAlarm != nil {
		p.stopAlarm()
		p.stopAlarm = nil
	}
	p.alarmAt = time.Time{}
}

// now is the time that is stamped on what happens, in whole milliseconds.
func (p *PBX) now() time.Time {
	return time.UnixMilli(p.options.Clock.Now().Add(-p.earlier).UnixMilli())
}

// backdated lets what happens be stamped as if it had happened d ago.
func (p *PBX) backdated(d time.Duration, what func()) {
	p.earlier = d
	what()
	p.earlier = 0
}

func (p *PBX) findTenant(name string) (*tenant, error) {
	if name == "" && len(p.tenants) == 1 {
		return p.tenants[0], nil
	}
	i := slices.IndexFunc(p.tenants, func(tn *tenant) bool { return tn.name == name })
	if i < 0 {
		return nil, notFound("no tenant %q", name)
	}
	return p.tenants[i], nil
}

// findExtension finds a user: an extension with a phone.
func (p *PBX) findExtension(tenant, number string) (*extension, error) {
	tn, err := p.findTenant(tenant)
	if err != nil {
		return nil, err
	}
	e := tn.user(number)
	if e == nil {
		return nil, failure("no extension %s", number)
	}
	return e, nil
}
