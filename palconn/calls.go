package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// Barge brings an extension into a conversation (PAL guide 6.1).
func (c Client) Barge(ctx context.Context, r pal.Barge) error { return c.do(ctx, r) }

// CallForward forwards a conversation (6.2).
func (c Client) CallForward(ctx context.Context, r pal.CallForward) error { return c.do(ctx, r) }

// CancelTransfer takes an attended transfer back (6.3).
func (c Client) CancelTransfer(ctx context.Context, r pal.CancelTransfer) error { return c.do(ctx, r) }

// Disconnect hangs up (6.9).
func (c Client) Disconnect(ctx context.Context, r pal.Disconnect) error { return c.do(ctx, r) }

// MakeCall calls two parties (6.20) and returns what the PBX said, such as
// "succeeded: 17".
func (c Client) MakeCall(ctx context.Context, r pal.MakeCall) (pal.Text, error) {
	return ask[pal.Text](ctx, c, r)
}

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
