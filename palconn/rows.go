package palconn

import (
	"bytes"
	"context"
	"errors"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

var (
	errNoList     = errors.New("not a list")
	errNotOneEach = errors.New("not one for each that was asked for")
)

// rowOf is a pointer to a Row that reads itself.
type rowOf[Row any] interface {
	*Row
	json.UnmarshalerFrom
}

// rows sends a request whose result is a list and gives the list row by row.
func rows[Row any, P rowOf[Row]](ctx context.Context, c Client, r pal.Request) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		list, err := c.Send(ctx, r)
		if err == nil {
			err = eachRow[Row, P](r, list, func(row Row) bool { return yield(row, nil) })
		}
		if err != nil {
			yield(*new(Row), err)
		}
	}
}

// eachRow reads the list that answers r straight from the bytes of the answer, so
// that a long one stands in memory once. It ends early, without an error, when
// give is false. null is an empty list.
func eachRow[Row any, P rowOf[Row]](r pal.Request, list jsontext.Value, give func(Row) bool) error {
	switch list.Kind() {
	case 'n':
		return nil
	case '[':
	default:
		return misread(r, errNoList)
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(list), lenient)
	if _, err := dec.ReadToken(); err != nil {
		return misread(r, err)
	}
	for row := P(new(Row)); dec.PeekKind() != ']'; {
		*row = *new(Row)
		if err := row.UnmarshalJSONFrom(dec); err != nil {
			return misread(r, err)
		}
		if !give(*row) {
			return nil
		}
	}
	return nil
}
