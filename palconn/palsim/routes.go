package palsim

import (
	"slices"
	"strconv"
)

// route is a route of a template: val 0 to val 32 of the guide (6.17).
type route [33]string

// The places of the values of a route that have a meaning of their own.
const (
	routeEnabled  = 0
	routeTenant   = 1
	routeName     = 2
	routePassword = 3
	// firstVariable is v1; w1–w9 and x1–x9 follow v9.
	firstVariable = 6
	// leastValues is how many values a route must be given.
	leastValues = 7
)

// template is an ARS template with routes of all tenants, each name once.
type template struct {
	name string
	// isDID tells that the variables of its routes are DID fields, which admins may
	// list and edit.
	isDID  bool
	routes []*route
}

// The templates of a new PBX.
const (
	didTemplate   = "did"
	trunkTemplate = "trunk"
)

// seededTemplates gives each tenant two numbers that lead in, and two trunks that
// lead out.
func seededTemplates(tenants []string) []*template {
	did, trunk := &template{name: didTemplate, isDID: true}, &template{name: trunkTemplate}
	for i, tn := range tenants {
		did.routes = append(did.routes,
			seededRoute(tn, "reception", "+3491555"+strconv.Itoa(1000+10*i), Reception),
			seededRoute(tn, "support", "+3491555"+strconv.Itoa(1001+10*i), "1001"))
		trunk.routes = append(trunk.routes,
			seededRoute(tn, "national", "sip.example.net", "0"),
			seededRoute(tn, "international", "sip.example.net", "00"))
	}
	return []*template{did, trunk}
}

func seededRoute(tenant, name, v1, v2 string) *route {
	r := &route{routeEnabled: "1", routeTenant: tenant, routeName: tenant + "-" + name}
	r[firstVariable], r[firstVariable+1] = v1, v2
	return r
}

func (p *PBX) routeCommands() map[string]command {
	return map[string]command{
		"getRouteTemplateNames": p.getRouteTemplateNames, "getRouteVariables": p.getRouteVariables,
		"insertRouteVariables": p.insertRouteVariables, "updateRouteVariables": p.updateRouteVariables,
		"deleteRouteVariables": p.deleteRouteVariables,
	}
}

// getRouteTemplateNames is PAL guide 6.16: every tenant can have routes in every
// template.
func (p *PBX) getRouteTemplateNames(*request) (any, error) {
	names := make([]string, 0, len(p.templates))
	for _, t := range p.templates {
		names = append(names, t.name)
	}
	return names, nil
}

// getRouteVariables is PAL guide 6.17: the 33 values of each route of a tenant.
func (p *PBX) getRouteVariables(r *request) (any, error) {
	t, err := p.template(r)
	if err != nil {
		return nil, err
	}
	return t.of(r.tenant), nil
}

// insertRouteVariables is PAL guide 6.19.
func (p *PBX) insertRouteVariables(r *request) (any, error) {
	t, given, err := p.givenRoute(r)
	if err != nil {
		return nil, err
	}
	if t.find(given[routeName]) != nil {
		return nil, refused("Route %s of template %s exists already", given[routeName], t.name)
	}
	t.routes = append(t.routes, given)
	return true, nil
}

// updateRouteVariables is PAL guide 6.31: values that are not given, and the
// password unless it is to be updated, stay as they are.
func (p *PBX) updateRouteVariables(r *request) (any, error) {
	t, given, err := p.givenRoute(r)
	if err != nil {
		return nil, err
	}
	kept := t.find(given[routeName])
	if kept == nil {
		return nil, t.noRoute(given[routeName])
	}
	password := kept[routePassword]
	copy(kept[:], given[:len(r.texts("values"))])
	if !r.isTrue("update_password") {
		kept[routePassword] = password
	}
	return true, nil
}

// deleteRouteVariables is PAL guide 6.8.
func (p *PBX) deleteRouteVariables(r *request) (any, error) {
	t, err := p.template(r)
	if err != nil {
		return nil, err
	}
	gone := t.find(r.text("name"))
	if gone == nil {
		return nil, t.noRoute(r.text("name"))
	}
	t.routes = without(t.routes, gone)
	return resultOK, nil
}

// template finds the template that the request names.
func (p *PBX) template(r *request) (*template, error) {
	i := slices.IndexFunc(p.templates, func(t *template) bool { return t.name == r.text("template") })
	if i < 0 {
		return nil, notFound("no route template %q", r.text("template"))
	}
	return p.templates[i], nil
}

// givenRoute reads the route that the request brings, and finds its template and
// its tenant.
func (p *PBX) givenRoute(r *request) (*template, *route, error) {
	t, err := p.template(r)
	if err != nil {
		return nil, nil, err
	}
	values := r.texts("values")
	given := &route{}
	switch {
	case len(values) < leastValues || len(values) > len(given):
		return nil, nil, invalid("values must be %d to %d", leastValues, len(given))
	case values[routeName] == "":
		return nil, nil, invalid("values: the route name is missing")
	case values[routeEnabled] != "0" && values[routeEnabled] != "1":
		return nil, nil, invalid("values: enabled cannot be %q", values[routeEnabled])
	}
	tn, err := p.findTenant(values[routeTenant])
	if err != nil {
		return nil, nil, err
	}
	copy(given[:], values)
	given[routeTenant] = tn.name
	return t, given, nil
}

func (t *template) find(name string) *route {
	for _, r := range t.routes {
		if r[routeName] == name {
			return r
		}
	}
	return nil
}

// of gives the routes of a tenant.
func (t *template) of(tn *tenant) []*route {
	routes := []*route{}
	for _, r := range t.routes {
		if r[routeTenant] == tn.name {
			routes = append(routes, r)
		}
	}
	return routes
}

func (t *template) noRoute(name string) error {
	return notFound("no route %q in template %s", name, t.name)
}
