package palconn

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// noPermission is what a PBX puts in the place of an extension whose properties
// the login may not read.
const noPermission = "No permission."

// Person is a row of the directory. Name is empty when the PBX gave none.
type Person struct {
	Number, Name pal.Text
}

// UnmarshalJSONFrom reads "1001", and ["1001","Ana Ruiz"] of PBX 3.7 and later.
func (p *Person) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '[' {
		return json.UnmarshalDecode(dec, &p.Number)
	}
	var row []pal.Text
	if err := json.UnmarshalDecode(dec, &row); err != nil {
		return err
	}
	if len(row) > 0 {
		p.Number = row[0]
	}
	if len(row) > 1 {
		p.Name = row[1]
	}
	return nil
}

// Extensions lists extensions with their names (6.12), in the order of the PBX.
// The request's Properties are set to the name; a PBX that does not know them
// gives numbers alone.
func (c Client) Extensions(ctx context.Context, r pal.GetExtensions) ([]Person, error) {
	r.Properties = []string{"name"}
	return ask[[]Person](ctx, c, r)
}

// Properties are the properties of one extension.
type Properties struct {
	// Values are in the order that they were asked for, nil when Err is set.
	Values []pal.Text
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
		return nil, fmt.Errorf("reading the result of %s: %w", r.Method(), err)
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
		return nil, errors.New("not one row for each extension")
	}
	var rows []Properties
	err := json.Unmarshal(result, &rows, lenient)
	return rows, err
}

func isFlat(values []jsontext.Value) bool {
	if len(values) == 1 && string(values[0]) == `"`+noPermission+`"` {
		return false
	}
	return len(values) > 0 && values[0].Kind() != '['
}

// ProductInfo is what a PBX says of itself, by name; numbers are texts.
type ProductInfo map[string]pal.Text

// Version is the PBX's, empty when it does not tell.
func (p ProductInfo) Version() pal.Text { return p["version"] }

// TellsRegistration is false when registrations are switched off for the whole
// PBX: then whether a phone is registered is unknown.
func (p ProductInfo) TellsRegistration() bool { return p["pal.notify_registered"].Raw() != "false" }

// ProductInfo asks the PBX for its version and limits. Beyond the guide.
func (c Client) ProductInfo(ctx context.Context) (ProductInfo, error) {
	return ask[ProductInfo](ctx, c, pal.GetProductInfo{})
}
