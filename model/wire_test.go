package model_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"go.uber.org/goleak"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// morning is when every test's clock starts.
var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// follower is a store that follows a simulated PBX over the wire format.
type follower struct {
	store *model.Store
	clock *palsim.ManualClock
	// noise disturbs what is told; nil disturbs nothing.
	noise *noise
	// began holds the places that were occupied before the follower came: who waits
	// there may never be told.
	before map[model.Who]time.Time
	faults []string
}

// follow attaches a store to a PBX that may have been running for long.
func follow(pbx *palsim.PBX, clock *palsim.ManualClock, noise *noise) *follower {
	f := &follower{store: model.NewStore("", nil), clock: clock, noise: noise, before: map[model.Who]time.Time{}}
	for _, p := range pbx.Truth().Parks {
		f.before[model.Who{Tenant: p.Tenant, Number: p.Number}] = p.Since
	}
	f.store.Began(1, clock.Now())
	pbx.Observe(func(frame []byte) { pal.Decode(frame, f) })
	f.store.Settled(1, clock.Now())
	if noise != nil {
		noise.settled = true
	}
	return f
}

// Notified implements pal.Receiver.
func (f *follower) Notified(n pal.Notification) {
	notes := []pal.Notification{n}
	if f.noise != nil {
		notes = f.noise.disturb(n)
	}
	for _, note := range notes {
		f.store.Notified(1, note, f.clock.Now())
	}
}

// Answered implements pal.Receiver.
func (f *follower) Answered(pal.Response) { f.faults = append(f.faults, "an answer to no request") }

// Called implements pal.Receiver.
func (f *follower) Called(pal.Call) { f.faults = append(f.faults, "a call of the client") }

// Spoiled implements pal.Receiver.
func (f *follower) Spoiled(why *pal.Malformed) { f.faults = append(f.faults, why.Error()) }

// noise is what a wire does that is worse than the simulator's.
type noise struct {
	chance *rand.Rand
	// known is what was told of each talker last.
	known   map[pal.Text]pal.CallStatus
	late    []pending
	settled bool
}

// pending is a duplicate that comes after some more notifications.
type pending struct {
	after int
	note  pal.Notification
}

func newNoise(seed uint64) *noise {
	return &noise{chance: rand.New(rand.NewPCG(seed, 1)), known: map[pal.Text]pal.CallStatus{}}
}

func (n *noise) oneIn(k int) bool { return n.chance.IntN(k) == 0 }

// disturb gives the notifications that come in place of one: duplicates at once
// and later, statuses and notifications that nobody knows, missing fields.
func (n *noise) disturb(note pal.Notification) []pal.Notification {
	notes := []pal.Notification{note}
	if status, ok := note.(pal.CallStatus); ok {
		notes = n.disturbStatus(status)
	}
	if n.oneIn(4) {
		notes = append(notes, notes[0])
	}
	if isTimed(notes[0]) && n.oneIn(4) {
		n.late = append(n.late, pending{1 + n.chance.IntN(10), notes[0]})
	}
	if n.oneIn(6) {
		notes = append(notes, pal.Unrecognised{Name: pal.NewText("notify_queue")})
	}
	return append(notes, n.due()...)
}

// isTimed tells a notification whose duplicate can be known by its time.
func isTimed(note pal.Notification) bool {
	switch n := note.(type) {
	case pal.CallStatus:
		return n.Time.Known
	case pal.ParkStatus:
		return n.Time.Known
	}
	return false
}

// due gives the duplicates whose time has come.
func (n *noise) due() (notes []pal.Notification) {
	var rest []pending
	for _, p := range n.late {
		p.after--
		if p.after <= 0 {
			notes = append(notes, p.note)
		} else {
			rest = append(rest, p)
		}
	}
	n.late = rest
	return notes
}

func (n *noise) disturbStatus(s pal.CallStatus) []pal.Notification {
	last, known := n.known[s.Talker]
	n.known[s.Talker] = s
	if known && n.oneIn(2) {
		s = forgetful(s, last)
	}
	notes := []pal.Notification{s}
	switch pal.Code(s.Code.Value) {
	case pal.CodeCallSuccess, pal.CodeAnswerSuccess, pal.CodeUnhold:
		if n.oneIn(3) {
			notes = append(notes, withCode(s, pal.CodeAnsweredToo))
		}
	}
	if n.oneIn(4) {
		notes = append(notes, withCode(s, 99))
	}
	return notes
}

// forgetful leaves out what is as it was.
func forgetful(s, last pal.CallStatus) pal.CallStatus {
	s.UserName, s.Role = pal.Text{}, pal.Text{}
	if s.Other == last.Other {
		s.Other, s.OtherName = pal.Text{}, pal.Text{}
	}
	if s.Room == last.Room {
		s.Room = pal.Text{}
	}
	return s
}

func withCode(s pal.CallStatus, code pal.Code) pal.CallStatus {
	s.Code.Value = int64(code)
	return s
}
