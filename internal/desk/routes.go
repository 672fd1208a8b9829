package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// routeValue is a value of a route that can be edited, as a field of its own.
type routeValue struct {
	Field
	get func(pal.Route) string
	set func(*pal.Route, string)
}

// routeValues are those of a route, in their order.
func routeValues() []routeValue {
	values := []routeValue{
		{
			Field{Name: "enabled", Label: "enabled", Help: "1 on, 0 off", Allowed: []string{"1", "0"}, Required: true},
			func(r pal.Route) string { return r.Enabled.Raw() },
			func(r *pal.Route, value string) { r.Enabled = pal.NewText(value) },
		},
		{
			Field{Name: "route-tenant", Label: "tenant", Help: "tenant of the route"},
			func(r pal.Route) string { return r.Tenant.Raw() },
			func(r *pal.Route, value string) { r.Tenant = pal.NewText(value) },
		},
		{
			Field{Name: "route-name", Label: "name", Help: "name of the route", Required: true},
			func(r pal.Route) string { return r.Name.Raw() },
			func(r *pal.Route, value string) { r.Name = pal.NewText(value) },
		},
		{
			Field{Name: routePassword, Label: "password", Help: "password of the route; " + Emptied + " for none", Secret: true},
			func(pal.Route) string { return "" }, // it is never shown
			func(r *pal.Route, value string) { r.Password = pal.NewSecret(value) },
		},
	}
	for _, letter := range "vwx" {
		for n := range 9 {
			values = append(values, routeVariable(fmt.Sprintf("%c%d", letter, n+1)))
		}
	}
	return values
}

// routePassword is the field for val 3.
const routePassword = "route-password"

// routeVariable is a Route Local Variable, "v1" to "x9".
func routeVariable(name string) routeValue {
	return routeValue{
		Field{Name: name, Label: name, Help: "route variable " + name},
		func(r pal.Route) string { return r.Variable(name).Raw() },
		func(r *pal.Route, value string) { *r.Variable(name) = pal.NewLongText(value) },
	}
}

func routeFields() []Field {
	var fields []Field
	for _, value := range routeValues() {
		fields = append(fields, value.Field)
	}
	return fields
}

// routeColumns are the names of val 0 to val 32.
func routeColumns() []string {
	var names []string
	for i, value := range routeValues() {
		if i == 4 {
			names = append(names, "reserved", "reserved")
		}
		names = append(names, value.Label)
	}
	return names
}

// eachRoute gives away the routes of a template that a tenant has.
func (d *Desk) eachRoute(ctx context.Context, tenant, template string, to func(pal.Route)) error {
	params := d.inTenant(tenant, map[string]any{"template": template})
	return eachRow(ctx, d, "getRouteVariables", params, func(r pal.Route) bool {
		to(r)
		return true
	})
}

// findRoute looks for a route of a template in all of these tenants. Where several
// have one of that name it is that of the wanted tenant. A *FieldProblem says that
// it is not there, or that it cannot be told which is meant.
func (d *Desk) findRoute(ctx context.Context, tenants []string, template, name, wanted string) (pal.Route, error) {
	var found []pal.Route
	var of []pal.Text // whose they are: the PBX need not repeat whom it was asked about
	for _, tenant := range tenants {
		err := d.eachRoute(ctx, tenant, template, func(r pal.Route) {
			if r.Name.Raw() == name {
				found, of = append(found, r), append(of, r.Tenant.Or(pal.NewText(tenant)))
			}
		})
		if err != nil {
			return pal.Route{}, err
		}
	}
	if i := slices.Index(of, pal.NewText(wanted)); i >= 0 && wanted != "" {
		return found[i], nil
	}
	switch len(found) {
	case 0:
		return pal.Route{}, &FieldProblem{"route-name", "template " + pal.NewText(template).String() + " has no such route"}
	case 1:
		return found[0], nil
	}
	return pal.Route{}, &FieldProblem{"route-tenant", fmt.Sprintf("%s and %s have such a route: say which", of[0], of[1])}
}

// aloneRoute is alone for a route: to delete one no tenant can be named.
func (d *Desk) aloneRoute(ctx context.Context, template, name string) error {
	_, err := d.alone(ctx, func(tenant string, found func(pal.Text)) error {
		return d.eachRoute(ctx, tenant, template, func(r pal.Route) {
			if r.Name.Raw() == name {
				found(r.Tenant)
			}
		})
	}, "delete it on the PBX's own pages")
	return err
}

// fillRoute fills in a route as it is now. The password is left out: it stays
// unless another is typed.
func (d *Desk) fillRoute(ctx context.Context, f *Form, item Item) error {
	tenants := []string{item.Tenant}
	if item.Tenant == "" {
		var err error
		if tenants, err = d.tenants(ctx); err != nil {
			return err
		}
	}
	r, err := d.findRoute(ctx, tenants, item.Group, item.Name, cmp.Or(item.Tenant, d.op.Tenant))
	f.about("template", item.Group)
	for _, value := range routeValues() {
		f.Fill(value.Name, value.get(r))
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
	f.route, err = d.findRoute(ctx, tenants, values["template"], values["route-name"], values["route-tenant"])
	return f, err
}

// routeJSON is val 0 to val 32 as they are sent: what was typed in its place, all
// else as it came. The password goes only when it was typed.
func (f Form) routeJSON(values map[string]string) string {
	r := f.route
	r.Password = pal.Secret{}
	for _, value := range routeValues() {
		switch typed := values[value.Name]; {
		case f.Empties(value.Name, typed):
			value.set(&r, "")
		case !f.BlankStays || typed != "":
			value.set(&r, typed)
		}
	}
	text, _ := json.Marshal(r)
	return string(text)
}

// updatesPassword tells whether the password of a route is set (6.31): when one was
// typed, unless the form says otherwise itself. It is always said: the guide names no
// default, and a PBX that takes true for it would empty the password.
func updatesPassword(values map[string]string) string {
	return cmp.Or(values["update_password"], strconv.FormatBool(values[routePassword] != ""))
}

// checkPassword finds a password that would be emptied, or passed over, although
// that was not meant.
func checkPassword(values map[string]string) error {
	switch typed := values[routePassword] != ""; {
	case values["update_password"] == "true" && !typed:
		return &FieldProblem{routePassword, "is missing: type the new one, or " + Emptied + " for none"}
	case values["update_password"] == "false" && typed:
		return &FieldProblem{"update_password", "is false, and a password is typed: it would not be set"}
	}
	return nil
}
