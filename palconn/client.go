package palconn

import (
	"context"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// Sender sends one request and waits for its result: a Conn, or a Session.
type Sender interface {
	Send(context.Context, pal.Request) (jsontext.Value, error)
}

// Client gives the methods of the PBX their types. Errors are those of Sender;
// a result of another shape than the guide's is an error too.
type Client struct{ Sender }

// Barge brings an extension into a conversation (PAL guide 6.1).
func (c Client) Barge(ctx context.Context, r pal.Barge) error { return c.do(ctx, r) }

// CallForward forwards a conversation (6.2).
func (c Client) CallForward(ctx context.Context, r pal.CallForward) error { return c.do(ctx, r) }

// CancelTransfer takes an attended transfer back (6.3).
func (c Client) CancelTransfer(ctx context.Context, r pal.CancelTransfer) error { return c.do(ctx, r) }

// Disconnect hangs up (6.9).
func (c Client) Disconnect(ctx context.Context, r pal.Disconnect) error { return c.do(ctx, r) }

// Park parks a call (6.21).
func (c Client) Park(ctx context.Context, r pal.Park) error { return c.do(ctx, r) }

// StartRecording begins a recording (6.27).
func (c Client) StartRecording(ctx context.Context, r pal.StartRecording) error { return c.do(ctx, r) }

// StopRecording ends a recording (6.28).
func (c Client) StopRecording(ctx context.Context, r pal.StopRecording) error { return c.do(ctx, r) }

// Transfer transfers a call (6.29).
func (c Client) Transfer(ctx context.Context, r pal.Transfer) error { return c.do(ctx, r) }

// Unpark retrieves a parked call (6.30).
func (c Client) Unpark(ctx context.Context, r pal.Unpark) error { return c.do(ctx, r) }

// Hold puts a call on hold. Beyond the guide.
func (c Client) Hold(ctx context.Context, r pal.Hold) error { return c.do(ctx, r) }

// Unhold takes a call off hold. Beyond the guide.
func (c Client) Unhold(ctx context.Context, r pal.Unhold) error { return c.do(ctx, r) }

// Conference joins both sides of an attended transfer. Beyond the guide.
func (c Client) Conference(ctx context.Context, r pal.Conference) error { return c.do(ctx, r) }

// RemoteControl works a desk phone. Beyond the guide.
func (c Client) RemoteControl(ctx context.Context, r pal.RemoteControl) error { return c.do(ctx, r) }

// SendDTMF sends tones. Beyond the guide.
func (c Client) SendDTMF(ctx context.Context, r pal.SendDTMF) error { return c.do(ctx, r) }

// Line takes or frees a shared line. Beyond the guide.
func (c Client) Line(ctx context.Context, r pal.Line) error { return c.do(ctx, r) }

// Ping proves that the PBX answers. Beyond the guide.
func (c Client) Ping(ctx context.Context) error { return c.do(ctx, pal.Ping{}) }

// MakeCall calls two parties (6.20) and returns what the PBX said, such as
// "succeeded: 17".
func (c Client) MakeCall(ctx context.Context, r pal.MakeCall) (pal.Text, error) {
	return ask[pal.Text](ctx, c, r)
}

func (c Client) do(ctx context.Context, r pal.Request) error {
	_, err := c.Send(ctx, r)
	return err
}

// lenient reads results as package pal reads notifications: a broken character
// in one name must not cost the whole directory.
var lenient = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))

// ask sends a request and reads its result as a T.
func ask[T any](ctx context.Context, c Client, r pal.Request) (T, error) {
	var read T
	result, err := c.Send(ctx, r)
	if err != nil {
		return read, err
	}
	if err := json.Unmarshal(result, &read, lenient); err != nil {
		return read, fmt.Errorf("reading the result of %s: %w", r.Method(), err)
	}
	return read, nil
}
