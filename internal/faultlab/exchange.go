package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

const (
	tenant = palsim.DefaultTenant
	// firstExtension is the one after Reception.
	firstExtension = 1001
	// beat is how often traffic goes on; what is due after a longer gap is let go.
	beat    = 2 * time.Millisecond
	mostGap = 50 * time.Millisecond
	// standing is how many extensions have calls that stand, parked in the first places.
	standing = 6
)

// exchange is a simulated PBX whose time and calls are the lab's: between two acts of its traffic it stands still.
type exchange struct {
	*palsim.PBX
	clock      *palsim.ManualClock
	extensions int
	// told is how many notifications it has made, as a client sees them that hears all.
	told atomic.Uint64

	// mu is held while anything happens by itself.
	mu     sync.Mutex
	chance *rand.Rand
	last   time.Time
	// due is how many notifications there should be by now. Of them traffic made some, for as long as it ran.
	due  float64
	made uint64
	ran  time.Duration
}

// newExchange is one with all phones registered, where nobody does anything.
func newExchange(extensions int, replay palsim.Replay, seed uint64) (*exchange, error) {
	return newExchangeAt("127.0.0.1:0", extensions, replay, seed)
}

// newExchangeAt is one at an address.
func newExchangeAt(address string, extensions int, replay palsim.Replay, seed uint64) (*exchange, error) {
	clock := palsim.NewManualClock(time.Now())
	e := &exchange{
		PBX:   palsim.New(palsim.Options{Seed: seed, Extensions: extensions, Replay: replay, Clock: clock, ParkTime: 24 * time.Hour}),
		clock: clock, extensions: extensions, chance: rand.New(rand.NewPCG(seed, seed)),
	}
	e.Persons(false)
	e.Observe(func([]byte) { e.told.Add(1) })
	return e, e.Start(address)
}

// address is where it listens.
func (e *exchange) address() string {
	return strings.TrimSuffix(strings.TrimPrefix(e.URL(), "ws://"), palsim.Path)
}

// traffic lets calls come and go, so many notifications a second, until ctx ends.
func (e *exchange) traffic(ctx context.Context, rate int) {
	e.mu.Lock()
	e.last, e.due = time.Now(), float64(e.told.Load())
	e.mu.Unlock()
	for pause(ctx, beat) == nil {
		e.mu.Lock()
		now := time.Now()
		passed := now.Sub(e.last)
		e.last = now
		e.due += float64(rate) * min(passed, mostGap).Seconds()
		before := e.told.Load()
		for ctx.Err() == nil && float64(e.told.Load()) < e.due {
			e.happenAt(rate)
		}
		e.made, e.ran = e.made+e.told.Load()-before, e.ran+passed
		e.mu.Unlock()
	}
}

// happenAt lets something happen, and the time pass that what is told of it takes at a rate of events a second: no more of them
// bear the same millisecond than at a PBX that is as busy.
func (e *exchange) happenAt(rate int) {
	before := e.told.Load()
	e.happen()
	e.clock.Advance(time.Duration(e.told.Load()-before) * time.Second / time.Duration(rate))
}

// pace is how many notifications a second traffic made.
func (e *exchange) pace() float64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return float64(e.made) / e.ran.Seconds()
}

// tell makes so many notifications at once.
func (e *exchange) tell(n uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for enough := e.told.Load() + n; e.told.Load() < enough; {
		e.happenAt(flood)
	}
}

// still holds the PBX where it is while fn looks at it.
func (e *exchange) still(fn func(palsim.Truth)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	fn(e.Truth())
	e.last = time.Now()
}

// happen is one thing that somebody does; what is not possible is not done.
func (e *exchange) happen() {
	user, other := e.anyone(), e.anyone()
	switch share := e.chance.IntN(1000); {
	case share < 280:
		_, _ = e.Call(tenant, user, other)
	case share < 320:
		_, _ = e.CallFromOutside(tenant, fmt.Sprintf("+81355500%03d", share), "佐藤 花子", user)
	case share < 560:
		_ = e.Answer(tenant, user)
	case share < 780:
		_ = e.HangUp(tenant, user)
	case share < 980:
		e.alter(share, user, other)
	case share == 980:
		e.powerCut()
	case share < 985:
		_ = e.LeaveVoicemail(tenant, user)
	case share < 988:
		_ = e.Unregister(tenant, user)
	default:
		_ = e.Register(tenant, user)
	}
}

// powerCut takes the power from the phones at one switch, now and then, which come back together.
func (e *exchange) powerCut() {
	if e.chance.IntN(5) > 0 {
		return
	}
	const phones = 8
	first := standing + e.chance.IntN(e.extensions-1-standing-phones)
	for i := range phones {
		_ = e.Unregister(tenant, number(first+i))
	}
	for i := range phones {
		_ = e.Register(tenant, number(first+i))
	}
}

// alter does something with a call that is up.
func (e *exchange) alter(share int, user, other string) {
	place := strconv.Itoa(801 + standing/2 + e.chance.IntN(9-standing/2))
	switch share % 10 {
	case 0, 1:
		_ = e.Hold(tenant, user)
	case 2, 3:
		_ = e.Unhold(tenant, user)
	case 4:
		_ = e.Transfer(tenant, user, other, pal.Blind)
	case 5:
		_ = e.Transfer(tenant, user, other, pal.Attended)
	case 6:
		_ = e.Park(tenant, user, place)
	case 7:
		_ = e.Unpark(tenant, user, place)
	case 8:
		_ = e.StartRecording(tenant, user)
	default:
		_ = e.StopRecording(tenant, user)
	}
}

// anyone draws an extension that takes part in the traffic: neither Reception, which the boards log in as, nor one of those
// whose calls stand.
func (e *exchange) anyone() string { return number(standing + e.chance.IntN(e.extensions-1-standing)) }

// stand makes calls that traffic does not touch: a board that connects later hears of them by a replay, or never.
func (e *exchange) stand() error {
	var errs []error
	for i := range standing / 2 {
		caller, called := number(2*i), number(2*i+1)
		errs = append(errs, e.talk(caller, called), e.Park(tenant, called, strconv.Itoa(801+i)), e.LeaveVoicemail(tenant, caller))
	}
	return errors.Join(append(errs, e.Unregister(tenant, number(1)))...)
}

// number is the i-th extension after Reception.
func number(i int) string { return strconv.Itoa(firstExtension + i) }

// talk lets two extensions talk with each other.
func (e *exchange) talk(from, to string) error {
	if _, err := e.Call(tenant, from, to); err != nil {
		return err
	}
	return e.Answer(tenant, to)
}

// clear ends all calls of an extension.
func (e *exchange) clear(user string) {
	for e.HangUp(tenant, user) == nil {
	}
}

// changes are the requests that change something, of those it was sent.
func (e *exchange) changes() (all []palsim.SeenRequest) {
	for _, r := range e.Requests() {
		if method, ok := pal.FindMethod(r.Method); ok && method.Changes {
			all = append(all, r)
		}
	}
	return all
}
