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

// Client gives the methods of the PBX their types: a method for each of the
// guide's section 6 and for those beyond it that the console uses. Files are by
// family: calls, directory, notes, timers, routes, tenants, product.
//
// Errors are those of Conn.Send: a no of the PBX is *pal.Refused or, where it came
// as a result (false, "false", "failed…"), *pal.Failed. A result of another shape
// than the guide's is an error too.
type Client struct{ Sender }

func (c Client) do(ctx context.Context, r pal.Request) error {
	_, err := c.Send(ctx, r)
	return err
}

// lenient reads results as package pal reads notifications: a broken character
// in one name must not cost the whole directory.
var lenient = pal.Lenient()

// ask sends a request and reads its result as a T.
func ask[T any](ctx context.Context, c Client, r pal.Request) (T, error) {
	var read T
	result, err := c.Send(ctx, r)
	if err != nil {
		return read, err
	}
	if err := json.Unmarshal(result, &read, lenient); err != nil {
		return read, misread(r, err)
	}
	return read, nil
}

// misread says of which method the result could not be read.
func misread(r pal.Request, why error) error {
	return fmt.Errorf("reading the result of %s: %w", r.Method(), why)
}
