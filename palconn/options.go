package palconn

import (
	"crypto/tls"
	"log/slog"
	"time"

	"cordboard/palconn/pal"
)

// defaultTimeout is how long a method, the dialling and the login may each take.
const defaultTimeout = 10 * time.Second

// Options say which PBX to connect to, as whom, and what to be told.
type Options struct {
	// URL is ws://HOST:PORT/pbx/ws or wss://…. Another path and query values of
	// its own are kept; user information and a login_password in it are refused.
	URL string
	// Tenant is left empty for sa and for a PBX with one tenant.
	Tenant string
	// User is the login user.
	User     string
	Password pal.Secret
	Want     Want
	// TLS is used for wss; nil verifies against the roots of the system. A
	// VerifyConnection in it that says no should return a
	// *tls.CertificateVerificationError, which is not tried again.
	TLS *tls.Config
	// Pin is the key that the PBX must have, for wss; then its certificate need not
	// verify otherwise. One that has another key is not tried again.
	Pin Pin
	// Timeout is for each method, for dialling and for the login; 0 is 10 s.
	Timeout time.Duration
	// AllowPlaintext permits ws to a host that is not this machine.
	AllowPlaintext bool
	// Log takes what goes wrong on the line; nil logs nothing. No secret and no
	// URL is ever written to it.
	Log *slog.Logger
	// Clock is for tests; nil is the system's. Sockets keep real time.
	Clock Clock
}

// Want is which notifications the PBX is asked for (4.2). Users, Parks and Lines
// are numbers and names, or "*" alone for all.
type Want struct {
	Users  []string
	Parks  []string
	Lines  []string
	Status bool
	// Registered, Voicemail and Recording are of Users, as Status is.
	Registered bool
	Voicemail  bool
	Recording  bool
}

// WantAll asks for everything. A login without admin rights may be refused with it.
func WantAll() Want {
	all := []string{"*"}
	return Want{Users: all, Parks: all, Lines: all, Status: true, Registered: true, Voicemail: true, Recording: true}
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	return o
}
