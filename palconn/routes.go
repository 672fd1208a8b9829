package palconn

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// RouteTemplateNames lists the route templates of a tenant (6.16), in the order of
// the PBX.
func (c Client) RouteTemplateNames(ctx context.Context, r pal.GetRouteTemplateNames) ([]pal.Text, error) {
	return ask[[]pal.Text](ctx, c, r)
}

// RouteVariables gives the routes of a template with their variables (6.17), for
// sa, in the order of the PBX. The request is sent when the loop begins, and the
// routes are read from the answer as the loop goes on; an error is the last pair.
func (c Client) RouteVariables(ctx context.Context, r pal.GetRouteVariables) iter.Seq2[pal.Route, error] {
	return rows[pal.Route](ctx, c, r)
}

// InsertRouteVariables adds a route to a template (6.19), for sa. A failure is a
// *pal.Refused.
func (c Client) InsertRouteVariables(ctx context.Context, r pal.InsertRouteVariables) error {
	return c.do(ctx, r)
}

// UpdateRouteVariables sets a route of a template (6.31), for sa. Its variables
// are all replaced; its password only with UpdatePassword.
func (c Client) UpdateRouteVariables(ctx context.Context, r pal.UpdateRouteVariables) error {
	return c.do(ctx, r)
}

// DeleteRouteVariables deletes a route and its variables (6.8), for sa.
func (c Client) DeleteRouteVariables(ctx context.Context, r pal.DeleteRouteVariables) error {
	return c.do(ctx, r)
}

// Did is a route of a tenant whose variables are configured as a DID. Variables
// that the tenant may not see are empty.
type Did struct {
	// Template is empty when the PBX did not tell it.
	Template pal.Text
	Route    pal.Route
}

// UnmarshalJSONFrom reads the list of a route's values, and an object with the
// names that SetDid has.
func (d *Did) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*d = Did{}
	if dec.PeekKind() == '[' {
		return d.Route.UnmarshalJSONFrom(dec)
	}
	var members map[string]pal.LongText
	if err := json.UnmarshalDecode(dec, &members); err != nil {
		return err
	}
	for name, value := range members {
		d.set(name, value)
	}
	return nil
}

func (d *Did) set(name string, value pal.LongText) {
	switch name {
	case "template":
		d.Template = pal.NewText(value.Raw())
	case "tenant":
		d.Route.Tenant = pal.NewText(value.Raw())
	case "name":
		d.Route.Name = pal.NewText(value.Raw())
	case "enabled":
		d.Route.Enabled = value.Raw() == "1" || value.Raw() == "true"
	default:
		if variable := d.Route.Variable(name); variable != nil {
			*variable = value
		}
	}
}

// AllDids gives the DIDs of a tenant (6.10), in the order of the PBX, as
// RouteVariables does.
func (c Client) AllDids(ctx context.Context, r pal.GetAllDids) iter.Seq2[Did, error] {
	return rows[Did](ctx, c, r)
}

// SetDid sets variables of a DID (6.22). Those that the tenant may not edit are
// not set, which the PBX does not tell.
func (c Client) SetDid(ctx context.Context, r pal.SetDid) error { return c.do(ctx, r) }
