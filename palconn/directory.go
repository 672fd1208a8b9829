package palconn

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// Person is a row of the directory.
type Person = pal.Person

// Extensions gives extensions with their names (6.12), in the order of the PBX.
// The request's Properties are set to the name; a PBX that does not know them
// gives numbers alone. A Limit of 0 or less is all of them.
//
// The directory is asked for page by page while the loop goes on, so that a long
// one neither stands in memory whole nor holds the line up; a PBX without offset
// (before 3.12.4) is asked for all of the rest at once. Each extension that is
// there throughout comes once. An error is the last pair; ErrListChanged asks for
// the loop to be begun again.
func (c Client) Extensions(ctx context.Context, r pal.GetExtensions) iter.Seq2[Person, error] {
	r.Properties = []string{"name"}
	return func(yield func(Person, error) bool) {
		p := paging{client: c, request: r, give: func(person Person) bool { return yield(person, nil) }}
		if err := p.run(ctx); err != nil {
			yield(Person{}, err)
		}
	}
}

// ExtensionsAtOnce is Extensions in one request: for a list that is another at every page.
// A long one holds the line up while it comes.
func (c Client) ExtensionsAtOnce(ctx context.Context, r pal.GetExtensions) iter.Seq2[Person, error] {
	r.Properties = []string{"name"}
	return func(yield func(Person, error) bool) {
		p := paging{client: c, request: r, give: func(person Person) bool { return yield(person, nil) }}
		if err := p.rest(ctx); err != nil {
			yield(Person{}, err)
		}
	}
}

// CreateExtension creates an extension (6.4). One that is there already is a
// *pal.Refused.
func (c Client) CreateExtension(ctx context.Context, r pal.CreateExtension) error {
	return c.do(ctx, r)
}

// DeleteExtension deletes an extension (6.6). A failure is a *pal.Failed, for the
// PBX says no more than false.
func (c Client) DeleteExtension(ctx context.Context, r pal.DeleteExtension) error {
	return c.do(ctx, r)
}

// SetExtensionProperties sets properties of an extension (6.23); those that are
// not named stay.
func (c Client) SetExtensionProperties(ctx context.Context, r pal.SetExtensionProperties) error {
	return c.do(ctx, r)
}

// Properties are the properties of one extension.
type Properties struct {
	// Values are in the order that they were asked for, nil when Err is set.
	Values []pal.LongText
	// Err is the PBX's refusal for this extension alone.
	Err error
}

// UnmarshalJSONFrom reads the list of values, or the text of a refusal.
func (p *Properties) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() == '[' {
		return json.UnmarshalDecode(dec, &p.Values)
	}
	var said pal.Text
	if err := json.UnmarshalDecode(dec, &said); err != nil {
		return err
	}
	p.Err = &pal.Failed{Method: pal.GetExtensionProperties{}.Method(), Result: said}
	return nil
}

// ExtensionProperties reads properties of the extensions asked for (6.11), one
// row each, in the same order.
func (c Client) ExtensionProperties(ctx context.Context, r pal.GetExtensionProperties) ([]Properties, error) {
	result, err := ask[jsontext.Value](ctx, c, r)
	if err != nil {
		return nil, err
	}
	rows, err := readProperties(result, len(r.Extensions))
	if err != nil {
		return nil, misread(r, err)
	}
	return rows, nil
}

// readProperties reads one row for each extension. A PBX that was asked for one
// may answer with its values alone.
func readProperties(result jsontext.Value, asked int) ([]Properties, error) {
	var values []jsontext.Value
	if err := json.Unmarshal(result, &values, lenient); err != nil {
		return nil, err
	}
	if asked == 1 && isFlat(values) {
		var row Properties
		err := json.Unmarshal(result, &row, lenient)
		return []Properties{row}, err
	}
	if len(values) != asked {
		return nil, errNotOneEach
	}
	var rows []Properties
	err := json.Unmarshal(result, &rows, lenient)
	return rows, err
}

func isFlat(values []jsontext.Value) bool {
	if len(values) == 1 && string(values[0]) == `"`+pal.NoPermission+`"` {
		return false
	}
	return len(values) > 0 && values[0].Kind() != '['
}
