package palconn

import (
	"context"
	"iter"

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

// Did is a row of AllDids.
type Did = pal.Did

// AllDids gives the DIDs of a tenant (6.10), in the order of the PBX, as
// RouteVariables does.
func (c Client) AllDids(ctx context.Context, r pal.GetAllDids) iter.Seq2[Did, error] {
	return rows[Did](ctx, c, r)
}

// SetDid sets variables of a DID (6.22). Those that the tenant may not edit are
// not set, which the PBX does not tell.
func (c Client) SetDid(ctx context.Context, r pal.SetDid) error { return c.do(ctx, r) }
