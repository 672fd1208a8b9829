package pal

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// routeLength is how many values a route has: val 0 to val 32.
const routeLength = 33

// Route is a route of an ARS template with its Route Local Variables: val 0 to
// val 32 of the guide (6.17, 6.19, 6.31), each with its place as a name.
type Route struct {
	// Enabled is val 0.
	Enabled bool
	// Tenant, Name and Password are val 1 to 3.
	Tenant, Name Text
	Password     Secret
	// V, W and X are the variables v1–v9 (val 6–14), w1–w9 (15–23) and x1–x9 (24–32).
	V, W, X [9]Text
}

// Variable is the place of a Route Local Variable by its name, "v1" to "x9"; nil
// for any other name.
func (r *Route) Variable(name string) *Text {
	if len(name) != 2 || name[1] < '1' || name[1] > '9' {
		return nil
	}
	i := name[1] - '1'
	switch name[0] {
	case 'v':
		return &r.V[i]
	case 'w':
		return &r.W[i]
	case 'x':
		return &r.X[i]
	}
	return nil
}

// MarshalJSON writes all 33 values; the two reserved ones are empty.
func (r Route) MarshalJSON() ([]byte, error) {
	var values [routeLength]Text
	values[0] = NewText("0")
	if r.Enabled {
		values[0] = NewText("1")
	}
	values[1], values[2], values[3] = r.Tenant, r.Name, NewText(r.Password.Reveal())
	copy(values[6:], r.V[:])
	copy(values[15:], r.W[:])
	copy(values[24:], r.X[:])
	return json.Marshal(values)
}

// UnmarshalJSONFrom reads as many values as there are; those that are missing
// are empty.
func (r *Route) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var list []Text
	if err := json.UnmarshalDecode(dec, &list, lenient); err != nil {
		return err
	}
	var values [routeLength]Text
	copy(values[:], list)
	*r = Route{Enabled: values[0].Raw() == "1", Tenant: values[1], Name: values[2], Password: NewSecret(values[3].Raw())}
	copy(r.V[:], values[6:])
	copy(r.W[:], values[15:])
	copy(r.X[:], values[24:])
	return nil
}
