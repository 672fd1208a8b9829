package desk

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

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

// routeValue is the value of a field of routeFields; a password never has one.
func routeValue(r pal.Route, field string) string {
	switch field {
	case "enabled":
		return enabledWord(r)
	case "route-tenant":
		return r.Tenant.Raw()
	case "route-name":
		return r.Name.Raw()
	}
	if variable := r.Variable(field); variable != nil {
		return variable.Raw()
	}
	return ""
}

func enabledWord(r pal.Route) string {
	if r.Enabled {
		return "1"
	}
	return "0"
}

// setRoute puts the value of a field into a route.
func setRoute(r *pal.Route, field, value string) {
	switch field {
	case "enabled":
		r.Enabled = value == "1"
	case "route-tenant":
		r.Tenant = pal.NewText(value)
	case "route-name":
		r.Name = pal.NewText(value)
	case "route-password":
		r.Password = pal.NewSecret(value)
	default:
		*r.Variable(field) = pal.NewLongText(value)
	}
}

// routes are those of a template that a tenant has.
func (d *Desk) routes(ctx context.Context, tenant, template string) ([]pal.Route, error) {
	return fetch[[]pal.Route](ctx, d, "getRouteVariables", d.inTenant(tenant, map[string]any{"template": template}))
}

// findRoute looks for a route of a template in tenants; a *FieldProblem says that
// it is not there.
func (d *Desk) findRoute(ctx context.Context, tenants []string, template, name string) (pal.Route, error) {
	for _, tenant := range tenants {
		routes, err := d.routes(ctx, tenant, template)
		if err != nil {
			return pal.Route{}, err
		}
		if i := slices.IndexFunc(routes, func(r pal.Route) bool { return r.Name.Raw() == name }); i >= 0 {
			return routes[i], nil
		}
	}
	return pal.Route{}, &FieldProblem{"route-name", "template " + pal.NewText(template).String() + " has no such route"}
}

// fillRoute fills in a route as it is now. The password is left out: it stays
// unless another is typed.
func (d *Desk) fillRoute(ctx context.Context, f *Form, item Item) error {
	r, err := d.findRoute(ctx, []string{item.Tenant}, item.Group, item.Name)
	f.about("template", item.Group)
	for _, field := range routeFields() {
		f.Fill(field.Name, routeValue(r, field.Name))
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
	r := f.route
	r.Password = pal.Secret{}
	for _, field := range routeFields() {
		switch value := values[field.Name]; {
		case value == Emptied && (f.BlankStays || field.Secret):
			setRoute(&r, field.Name, "")
		case !f.BlankStays || value != "":
			setRoute(&r, field.Name, value)
		}
	}
	text, _ := json.Marshal(r)
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
