package palconn

import (
	"cmp"
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"cordboard/palconn/pal"
)

// loginRequest answers the nonce (4.1).
type loginRequest struct {
	Digest string `json:"login_password"`
}

// Method implements pal.Request.
func (loginRequest) Method() string { return "login" }

// digest is the answer to a nonce. MD5 is the PBX's choice.
func digest(user, nonce string, password pal.Secret) string {
	return md5hex(user + ":" + nonce + ":" + md5hex(password.Reveal()))
}

func md5hex(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// login reads, frame by frame, until the PBX has taken or refused the login. It
// runs before the reading goroutine, so that the limit for frames changes exactly
// where the login ends.
func (c *Conn) login(ctx context.Context, host string) (err error) {
	defer catch(&err)
	within, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	l := &loginReceiver{receiver: receiver{c}}
	for frame, heard := []byte(nil), false; !l.taken; heard = true {
		if frame, err = c.sock.read(within, frame); err != nil {
			return c.loginBroken(ctx, within, host, heard, err)
		}
		c.hear()
		pal.Decode(frame, l)
		if err := cmp.Or(l.refused, c.Err()); err != nil {
			return err
		}
		if err := l.answerNonce(host); err != nil {
			return err
		}
	}
	return nil
}

// loginBroken says why the line ended before the login did.
func (c *Conn) loginBroken(ctx, within context.Context, host string, heard bool, err error) error {
	failed := &DialError{Host: pal.NewText(host).String(), Cause: err}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("logging in: %w", ctx.Err())
	case within.Err() != nil:
		failed.Reason = fmt.Sprintf("the login was not finished within %v", c.options.Timeout)
	case errors.Is(err, ErrOversize):
		failed.Reason = err.Error()
	case !heard:
		failed.Kind, failed.Reason = NotWelcome, "the PBX closed the connection at once; "+checkPattern
	default:
		failed.Reason = err.Error() + " during the login"
	}
	return failed
}

// loginReceiver sorts what comes before the login is done.
type loginReceiver struct {
	receiver
	nonce *pal.Text
	// id is that of the login request, empty before it was sent.
	id      string
	taken   bool
	refused error
}

// Notified implements pal.Receiver.
func (l *loginReceiver) Notified(n pal.Notification) {
	if challenge, ok := n.(pal.Challenge); ok && l.nonce == nil {
		l.nonce = &challenge.Nonce
		return
	}
	l.receiver.Notified(n)
}

// Answered implements pal.Receiver. An error without an id is the refusal.
func (l *loginReceiver) Answered(response pal.Response) {
	ours := l.id != "" && response.ID.Text == l.id
	switch {
	case response.Err != nil && (ours || !response.ID.Present()):
		l.refused = &LoginRefused{Code: response.Err.Code, Message: response.Err.Message}
	case ours && !l.taken:
		l.take(response)
	default:
		l.receiver.Answered(response)
	}
}

func (l *loginReceiver) take(response pal.Response) {
	response.Result = slices.Clone(response.Result)
	l.pending.settle(response)
	method, _ := pal.FindMethod(loginRequest{}.Method())
	if failed, ok := errors.AsType[*pal.Failed](method.Check(response.Result)); ok {
		l.refused = &LoginRefused{Message: failed.Result}
		return
	}
	l.taken = true
}

// answerNonce sends the login once a nonce has come, and never again.
func (l *loginReceiver) answerNonce(host string) error {
	if l.nonce == nil || l.id != "" {
		return nil
	}
	if l.nonce.Empty() {
		return &DialError{Host: pal.NewText(host).String(), Reason: "the PBX asked for the login without a nonce"}
	}
	l.id, _, _ = l.pending.open()
	answer := loginRequest{digest(l.options.User, l.nonce.Raw(), l.options.Password)}
	frame, err := encodeRequest(answer.Method(), l.id, answer)
	if err != nil {
		return fmt.Errorf("writing the login: %w", err)
	}
	if err := l.sock.write(frame); err != nil {
		return &DialError{Host: pal.NewText(host).String(), Reason: ErrHungUp.Error() + " during the login", Cause: err}
	}
	return nil
}
