package pal

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// routeLength is how many values a route has: val 0 to val 32.
const routeLength = 33

// Route is a route of an ARS template with its Route Local Variables: val 0 to
// val 32 of the guide (6.17, 6.19, 6.31), each with its place as a name.
type Route struct {
	// Enabled is val 0, "1" or "0" in the guide. What came goes back as it came: PBXs
	// also tell "true", and nothing. On reads it.
	Enabled Text
	// Tenant, Name and Password are val 1 to 3.
	Tenant, Name Text
	Password     Secret
	// Reserved are val 4 and 5, which go back as they came.
	Reserved [2]LongText
	// V, W and X are the variables v1–v9 (val 6–14), w1–w9 (15–23) and x1–x9 (24–32).
	V, W, X [9]LongText
}

// On tells whether the route is switched on, in any of the words for it.
func (r Route) On() bool {
	return r.Enabled.Raw() == "1" || strings.EqualFold(r.Enabled.Raw(), "true")
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
	values := []string{r.Enabled.Raw(), r.Tenant.Raw(), r.Name.Raw(), r.Password.Reveal()}
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
		Enabled: NewText(values[0].Raw()), Tenant: NewText(values[1].Raw()), Name: NewText(values[2].Raw()),
		Password: NewSecret(values[3].Raw()),
	}
	copy(r.Reserved[:], values[4:])
	copy(r.V[:], values[6:])
	copy(r.W[:], values[15:])
	copy(r.X[:], values[24:])
	return nil
}

// Did is a route of a tenant whose variables are configured as a DID (6.10).
// Variables that the tenant may not see are empty.
type Did struct {
	// Template is empty when the PBX did not tell it.
	Template Text
	Route    Route
}

// UnmarshalJSONFrom reads the list of a route's values, and an object with the
// names that SetDid has. What else an object holds is passed over.
func (d *Did) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*d = Did{}
	if dec.PeekKind() == '[' {
		return d.Route.UnmarshalJSONFrom(dec)
	}
	var members map[string]LongText
	if err := json.UnmarshalDecode(dec, &members); err != nil {
		return err
	}
	for name, value := range members {
		d.set(name, value)
	}
	return nil
}

func (d *Did) set(name string, value LongText) {
	switch name {
	case "template":
		d.Template = NewText(value.Raw())
	case "tenant":
		d.Route.Tenant = NewText(value.Raw())
	case "name":
		d.Route.Name = NewText(value.Raw())
	case "enabled":
		d.Route.Enabled = NewText(value.Raw())
	default:
		if variable := d.Route.Variable(name); variable != nil {
			*variable = value
		}
	}
}
