package palconn

import (
	"errors"
	"fmt"

	"cordboard/palconn/pal"
)

// Why a connection ended or is not usable, beside pal.ErrClosed (closed by this
// side) and the types below.
var (
	// ErrAnotherLogin says that the same login was used somewhere else, and that
	// the PBX gave the line to that one. It is not tried again.
	ErrAnotherLogin = errors.New("the same login is in use somewhere else")
	// ErrHungUp says that the PBX closed the connection, or that it broke.
	ErrHungUp = errors.New("the PBX closed the connection")
	// ErrSilent says that nothing came from the PBX, not even an answer to ping.
	ErrSilent = errors.New("the PBX stopped answering")
	// ErrOversize says that a message was longer than is taken.
	ErrOversize = errors.New("the PBX sent a message that is too long")
	// ErrInactive says that the PBX stopped, or is the standby of a pair.
	ErrInactive = errors.New("the PBX is not active")
	// ErrActiveAgain says that the PBX went inactive and came back: its state has
	// to be asked for anew.
	ErrActiveAgain = errors.New("the PBX is active again")
	// ErrRestricted says that the login was taken but the PBX does not become
	// active for it: PBX 3.19 and later wait so for a second factor.
	ErrRestricted = errors.New("login is restricted (MFA)")
	// ErrEmptyAnswer says that an answer held neither a result nor an error.
	ErrEmptyAnswer = errors.New("the PBX answered with neither a result nor an error")
	// ErrListChanged says that a list changed so much between two of its pages that
	// it has to be read from the beginning.
	ErrListChanged = errors.New("the list changed while it was read")
)

// LoginRefused is the PBX's no to the login. It is not tried again.
type LoginRefused struct {
	// Code is the PBX's, 0 when it gave none.
	Code    int64
	Message pal.Text
}

// Error implements error.
func (e *LoginRefused) Error() string {
	switch {
	case e.Message.Empty():
		return fmt.Sprintf("login refused (%d)", e.Code)
	case e.Code == 0:
		return "login refused: " + e.Message.String()
	}
	return fmt.Sprintf("login refused: %s (%d)", e.Message, e.Code)
}

// DialKind is what kind of thing kept a connection from coming about.
type DialKind uint8

// The kinds of DialError.
const (
	// Unreachable is all that may be better a moment later.
	Unreachable DialKind = iota
	// Misconfigured is an URL or a login that no PBX could take.
	Misconfigured
	// Untrusted is a certificate that does not verify.
	Untrusted
	// NotWelcome is an HTTP answer or a close where a WebSocket should begin.
	NotWelcome
)

// DialError is a connection that did not come about, in one line.
type DialError struct {
	Kind DialKind
	// Host is the host and port, empty when the URL has none.
	Host string
	// Reason is in words, safe to show; it never holds the URL.
	Reason string
	// Cause may be nil. Its text is not part of Error, for Go's own texts hold
	// URLs.
	Cause error
}

// Error implements error.
func (e *DialError) Error() string {
	if e.Host == "" {
		return "cannot connect: " + e.Reason
	}
	return fmt.Sprintf("cannot connect to %s: %s", e.Host, e.Reason)
}

// Unwrap gives the cause, for errors.Is and errors.As.
func (e *DialError) Unwrap() error { return e.Cause }

// Panicked is a panic on a goroutine of a connection, of its Sink or of its
// Watcher. The connection is closed and not opened again, so that the program can
// put the terminal right before it says what happened.
type Panicked struct {
	Value pal.Text
	Stack []byte
}

// Error implements error.
func (e *Panicked) Error() string { return "internal error: " + e.Value.String() }
