package pal

import (
	"errors"
	"fmt"
	"strings"
)

// The error codes of PBXs that decisions depend on.
const (
	CodeMethodNotFound = -32601
	CodeLoginFailed    = -2022
	CodeNotFound       = -2000
)

// Refused is an error object from the PBX: it understood and said no. Nothing
// was changed.
type Refused struct {
	Method  string
	Code    int64
	Message Text
}

// Error implements error.
func (e *Refused) Error() string {
	message := e.Message.String()
	if message == "" {
		message = "no reason given"
	}
	return fmt.Sprintf("%s refused: %s (%d)", e.Method, message, e.Code)
}

// Failed is a failure that came as a result ("failed: no such talker").
type Failed struct {
	Method string
	Result Text
}

// Error implements error.
func (e *Failed) Error() string {
	said := e.Result.String()
	if words, bare := e.Bare(); bare {
		said = words
	}
	return fmt.Sprintf("%s failed: %s", e.Method, said)
}

// Bare gives a person's words for a failure of which the PBX said no more than false, and
// what may be the reason; bare is false for one that it put into words.
func (e *Failed) Bare() (words string, bare bool) {
	switch {
	case !strings.EqualFold(strings.TrimSpace(e.Result.String()), "false"):
		return "", false
	case e.Method == "deleteExtension":
		return "the PBX did not delete it: there may be no such extension", true
	}
	return "the PBX did not do it and gives no reason: what it is about may not be there", true
}

// Unfinished is a request whose result never came. When Changes is true its
// outcome is unknown: it may have been carried out, and must not be sent again.
type Unfinished struct {
	Method  string
	Changes bool
	// Cause is ErrTimedOut, ErrClosed or what the caller's context said.
	Cause error
}

// Error implements error.
func (e *Unfinished) Error() string {
	if e.Changes {
		return fmt.Sprintf("%s: outcome unknown: %v after it was sent", e.Method, e.Cause)
	}
	return fmt.Sprintf("%s: %v", e.Method, e.Cause)
}

// Unwrap gives the cause.
func (e *Unfinished) Unwrap() error { return e.Cause }

// Is makes errors.Is(err, ErrOutcomeUnknown) true for changing requests.
func (e *Unfinished) Is(target error) bool { return target == ErrOutcomeUnknown && e.Changes }

// What a caller of a method decides by, beside the types above.
var (
	// ErrOutcomeUnknown matches an Unfinished request that changes something.
	ErrOutcomeUnknown = errors.New("outcome unknown")
	// ErrTimedOut says that the PBX did not answer in time.
	ErrTimedOut = errors.New("no answer in time")
	// ErrClosed says that the connection is closed. A request that fails with it
	// and is not Unfinished was never sent.
	ErrClosed = errors.New("the connection is closed")
	// ErrUnsupported says that this PBX does not know the method; it was found out
	// earlier on the same connection and nothing was sent.
	ErrUnsupported = errors.New("this PBX does not know the method")
)

// IsMethodNotFound reports whether the PBX said that it has no such method.
func IsMethodNotFound(err error) bool {
	refused, ok := errors.AsType[*Refused](err)
	return ok && refused.Code == CodeMethodNotFound
}

// NoPermission is what a PBX says when the login may not do what it asked for.
const NoPermission = "No permission."

// IsNoPermission reports whether the PBX said that the login may not do it, as an error or
// as a result.
func IsNoPermission(err error) bool {
	said := ""
	if refused, ok := errors.AsType[*Refused](err); ok {
		said = refused.Message.Raw()
	}
	if failed, ok := errors.AsType[*Failed](err); ok {
		said = failed.Result.Raw()
	}
	return strings.Contains(strings.ToLower(said), "no permission")
}
