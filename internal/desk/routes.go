package desk

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// route is val 0 to val 32 of a route as the PBX told them (6.17), whole: they are
// sent back.
type route [33]pal.LongText

// The places of the values of a route. Val 4 and 5 are reserved: they go back as
// they came.
const (
	routeEnabled  = 0
	routeTenant   = 1
	routeName     = 2
	routePassword = 3
	firstVariable = 6
)

// UnmarshalJSONFrom reads as many values as there are; those that are missing are
// empty.
func (r *route) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var list []pal.LongText
	if err := json.UnmarshalDecode(dec, &list); err != nil {
		return err
	}
	*r = route{}
	copy(r[:], list)
	return nil
}

// routeFields are the values of a route that can be edited, as fields of their own.
func routeFields() []Field {
	fields := []Field{
		{Name: "enabled", Label: "enabled", Help: "1 on, 0 off", Allowed: []string{"1", "0"}, Required: true},
		{Name: "route-tenant", Label: "tenant", Help: "tenant of the route"},
		{Name: "route-name", Label: "name", Help: "name of the route", Required: true},
		{Name: "route-password", Label: "password", Help: "password of the route; " + Emptied + " for none", Secret: true},
	}
	for _, letter := range "vwx" {
		for n := range 9 {
			name := fmt.Sprintf("%c%d", letter, n+1)
			fields = append(fields, Field{Name: name, Label: name, Help: "route variable " + name})
		}
	}
	return fields
}

// routePlace is where the value of a field of routeFields stands in a route.
func routePlace(field int) int {
	if field > routePassword {
		return field - routePassword - 1 + firstVariable
	}
	return field
}

// routes are those of a template that a tenant has.
func (d *Desk) routes(ctx context.Context, tenant, template string) ([]route, error) {
	return fetch[[]route](ctx, d, "getRouteVariables", d.inTenant(tenant, map[string]any{"template": template}))
}

// findRoute looks for a route of a template in tenants; a *FieldProblem says that
// it is not there.
func (d *Desk) findRoute(ctx context.Context, tenants []string, template, name string) (route, error) {
	for _, tenant := range tenants {
		routes, err := d.routes(ctx, tenant, template)
		if err != nil {
			return route{}, err
		}
		if i := slices.IndexFunc(routes, func(r route) bool { return r[routeName].Raw() == name }); i >= 0 {
			return routes[i], nil
		}
	}
	return route{}, &FieldProblem{"route-name", "template " + pal.NewText(template).String() + " has no such route"}
}

// fillRoute fills in a route as it is now. The password is left out: it stays
// unless another is typed.
func (d *Desk) fillRoute(ctx context.Context, f *Form, item Item) error {
	r, err := d.findRoute(ctx, []string{item.Tenant}, item.Group, item.Name)
	f.about("template", item.Group)
	for i, field := range routeFields() {
		f.Fill(field.Name, r[routePlace(i)].Raw())
	}
	f.about("route-name", item.Name)
	f.route = r
	return err
}

// findBlanks reads the route that a form is about and that was not filled in before
// it was shown: what was left blank in it stays as it is.
func (d *Desk) findBlanks(ctx context.Context, f Form, values map[string]string) (Form, error) {
	tenants, err := d.tenants(ctx)
	if err != nil {
		return f, err
	}
	if tenant := values["route-tenant"]; tenant != "" {
		tenants = append([]string{tenant}, slices.DeleteFunc(tenants, func(t string) bool { return t == tenant })...)
	}
	f.route, err = d.findRoute(ctx, tenants, values["template"], values["route-name"])
	return f, err
}

// routeValues are val 0 to val 32 as they are sent: what was typed in its place, the
// reserved ones as they came. The password goes only when it was typed.
func (f Form) routeValues(values map[string]string) string {
	var list [33]string
	for i, value := range f.route {
		list[i] = value.Raw()
	}
	list[routePassword] = ""
	for i, field := range routeFields() {
		switch value := values[field.Name]; {
		case value == Emptied && (f.BlankStays || field.Secret):
			list[routePlace(i)] = ""
		case !f.BlankStays || value != "":
			list[routePlace(i)] = value
		}
	}
	text, _ := json.Marshal(list)
	return string(text)
}

// updatesPassword tells whether the password of a route is set (6.31): when one was
// typed, unless the form says otherwise itself.
func updatesPassword(values map[string]string) string {
	if values["update_password"] == "" && values["route-password"] != "" {
		return "true"
	}
	return values["update_password"]
}

// checkPassword finds a password that would be emptied although none was meant to.
func (f Form) checkPassword(values map[string]string) error {
	if values["update_password"] == "true" && values["route-password"] == "" {
		return &FieldProblem{"route-password", "is missing: type the new one, or " + Emptied + " for none"}
	}
	return nil
}
