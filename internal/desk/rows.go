package desk

import (
	"context"
	"errors"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// rowsTo reads a list row by row: of a long one no more stands in memory than is kept.
// It gets each row until it wants no more; the others are passed over.
type rowsTo[T any] func(row T) (more bool)

// eachRow asks for a list and gives its rows away one by one.
func eachRow[T any](ctx context.Context, d *Desk, method string, params map[string]any, to rowsTo[T]) error {
	return d.ask(ctx, method, params, &to)
}

// UnmarshalJSONFrom reads a list. null is an empty one.
func (to *rowsTo[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	switch dec.PeekKind() {
	case 'n':
		return dec.SkipValue()
	case '[':
	default:
		return errors.New("no list")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for more := true; dec.PeekKind() != ']'; {
		if !more {
			if err := dec.SkipValue(); err != nil {
				return err
			}
			continue
		}
		var row T
		if err := json.UnmarshalDecode(dec, &row); err != nil {
			return err
		}
		more = (*to)(row)
	}
	_, err := dec.ReadToken()
	return err
}
