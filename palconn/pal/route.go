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
	// Reserved are val 4 and 5, which go back as they came.
	Reserved [2]LongText
	// V, W and X are the variables v1–v9 (val 6–14), w1–w9 (15–23) and x1–x9 (24–32).
	V, W, X [9]LongText
}

// Variable is the place of a Route Local Variable by its name, "v1" to "x9"; nil
// for any other name.
func (r *Route) Variable(name string) *LongText {
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

// MarshalJSON writes all 33 values.
func (r Route) MarshalJSON() ([]byte, error) {
	values := []string{"0", r.Tenant.Raw(), r.Name.Raw(), r.Password.Reveal()}
	if r.Enabled {
		values[0] = "1"
	}
	for _, list := range [][]LongText{r.Reserved[:], r.V[:], r.W[:], r.X[:]} {
		for _, value := range list {
			values = append(values, value.Raw())
		}
	}
	return json.Marshal(values)
}

// UnmarshalJSONFrom reads as many values as there are; those that are missing
// are empty.
func (r *Route) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var list []LongText
	if err := json.UnmarshalDecode(dec, &list, lenient); err != nil {
		return err
	}
	var values [routeLength]LongText
	copy(values[:], list)
	*r = Route{
		Enabled: values[0].Raw() == "1", Tenant: NewText(values[1].Raw()), Name: NewText(values[2].Raw()),
		Password: NewSecret(values[3].Raw()),
	}
	copy(r.Reserved[:], values[4:])
	copy(r.V[:], values[6:])
	copy(r.W[:], values[15:])
	copy(r.X[:], values[24:])
	return nil
}
