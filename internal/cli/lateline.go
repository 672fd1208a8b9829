package cli

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// lateLine connects when the first request is sent: what the desk refuses reaches no PBX.
type lateLine struct {
	dial func(context.Context) (*palconn.Conn, error)
	conn *palconn.Conn
}

// Send implements desk.Line.
func (l *lateLine) Send(ctx context.Context, r pal.Request) (jsontext.Value, error) {
	if l.conn == nil {
		conn, err := l.dial(ctx)
		if err != nil {
			return nil, err
		}
		l.conn = conn
	}
	return l.conn.Send(ctx, r)
}

// SendOn implements desk.Line: there is one connection.
func (l *lateLine) SendOn(ctx context.Context, _ uint64, r pal.Request) (jsontext.Value, error) {
	return l.Send(ctx, r)
}

// Supports implements desk.Line.
func (l *lateLine) Supports(string) bool { return true }

func (l *lateLine) close() {
	if l.conn != nil {
		_ = l.conn.Close()
	}
}

// dial connects without asking for notifications, and waits until the PBX is at work for this login.
func (env environment) dial(ctx context.Context, c config.Config) (*palconn.Conn, error) {
	options, err := env.dialOptions(ctx, c, palconn.Want{})
	if err != nil {
		return nil, err
	}
	if c.PBX.User != systemUser {
		// Only sa may leave out whose notifications it wants (PAL guide 4.2).
		options.Want.Users = []string{c.PBX.User}
	}
	conn, err := palconn.Dial(ctx, options, deaf{})
	if err != nil {
		return nil, err
	}
	if err := conn.AwaitActive(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// deaf hears nothing of what the PBX tells.
type deaf struct{}

// Notified implements palconn.Sink.
func (deaf) Notified(pal.Notification) {}

// Spoiled implements palconn.Sink.
func (deaf) Spoiled(*pal.Malformed) {}
