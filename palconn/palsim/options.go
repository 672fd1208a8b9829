package palsim

import "time"

// Options say which PBX New makes. The zero Options are a quiet PBX of one tenant
// "main" with 40 extensions, in real time.
type Options struct {
	// Seed decides everything that happens by chance.
	Seed uint64
	// Extensions is how many each tenant has, from 1000 on; 40 when 0.
	Extensions int
	// Tenants are their names; "main" alone when empty.
	Tenants []string
	// Rate is how many calls people make in a minute, in each tenant. With 0
	// nobody calls by themselves, all phones are registered, no voicemail waits and
	// nobody has written notes.
	Rate float64
	// Replay is how a client is told the present state after its login.
	Replay Replay
	// Clock is the real one when nil.
	Clock Clock
	// Operator is the extension whose person lets it ring for a while, so that
	// the operator of a console can act first; 1000 when empty.
	Operator string
	// RingTime is how long a phone rings unanswered; 20 s when 0.
	RingTime time.Duration
	// ParkTime is how long a call stays parked before it rings back at the
	// parker; 120 s when 0.
	ParkTime time.Duration
	// MaxTalkers is how many calls a user can have at once, 2 when 0; the operator
	// can have four more. The property maxsessioncount of a user goes before it.
	MaxTalkers int
}

// Replay is a way to tell a new client the present state.
type Replay uint8

// The ways of replay, all seen from PBXs in use.
const (
	// ReplayOneByOne sends ordinary notifications.
	ReplayOneByOne Replay = iota
	// ReplayBatches sends arrays of notifications.
	ReplayBatches
	// ReplayNone sends nothing: the client learns only what happens from now on.
	ReplayNone
)

// DefaultTenant is the tenant of a PBX whose Options name none.
const DefaultTenant = "main"

// Reception is the first extension of each tenant: its admin, named "Reception".
const Reception = "1000"

// VoicemailPrefix before an extension is the number of its voicemail box.
const VoicemailPrefix = "07"

// operatorMore is how many calls more than others the operator can have.
const operatorMore = 4

func (o Options) withDefaults() Options {
	if len(o.Tenants) == 0 {
		o.Tenants = []string{DefaultTenant}
	}
	if o.Clock == nil {
		o.Clock = realClock{}
	}
	if o.Operator == "" {
		o.Operator = Reception
	}
	o.Extensions = orDefault(o.Extensions, 40)
	o.RingTime = orDefault(o.RingTime, 20*time.Second)
	o.ParkTime = orDefault(o.ParkTime, 120*time.Second)
	o.MaxTalkers = orDefault(o.MaxTalkers, 2)
	return o
}

func orDefault[N int | time.Duration](given, standard N) N {
	if given <= 0 {
		return standard
	}
	return given
}
