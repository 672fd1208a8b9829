package palsim

import (
	"maps"
	"slices"
	"strconv"
)

// tenantSettings are the properties of a tenant (PAL guide 6.18).
type tenantSettings struct {
	// id is a text like any other: the tenant is known by its name.
	id, desc string
	// maxRecordings, maxUsers and maxSessions are how many calls are recorded at
	// once, users there are, and calls go on at once; -1 is any number.
	maxRecordings, maxUsers, maxSessions int
}

func unlimited(id string) tenantSettings {
	return tenantSettings{id: id, maxRecordings: -1, maxUsers: -1, maxSessions: -1}
}

// within tells whether n keeps a limit; a negative limit is none.
func within(n, limit int) bool { return limit < 0 || n <= limit }

// anotherCall fails when the tenant has as many calls as it may.
func (tn *tenant) anotherCall() error {
	if !within(tn.calls+1, tn.maxSessions) {
		return failure("tenant %s is busy: it has %d calls, as many as it may", tn.name, tn.calls)
	}
	return nil
}

func (p *PBX) tenantCommands() map[string]command {
	return map[string]command{
		"createTenant": p.createTenant, "getTenantProperties": getTenantProperties, "setTenantProperties": setTenantProperties,
	}
}

// createTenant is PAL guide 6.5. The tenant has places and lines but no extensions:
// sa creates the first.
func (p *PBX) createTenant(r *request) (any, error) {
	name := r.text("tenant")
	if !plainName.MatchString(name) {
		return nil, invalid("tenant cannot be %q", name)
	}
	if slices.ContainsFunc(p.tenants, func(tn *tenant) bool { return tn.name == name }) {
		return nil, refused("Tenant %s exists already", name)
	}
	p.tenants = append(p.tenants, p.newTenant(name))
	return true, nil
}

// getTenantProperties is PAL guide 6.18.
func getTenantProperties(r *request) (any, error) {
	var values []string
	for _, name := range r.texts("property_names") {
		if limit := r.tenant.limit(name); limit != nil {
			values = append(values, strconv.Itoa(*limit))
		} else {
			values = append(values, *r.tenant.text(name))
		}
	}
	return values, nil
}

// setTenantProperties is PAL guide 6.26: all of them are set, or when one is refused
// none. What there is above a limit already stays.
func setTenantProperties(r *request) (any, error) {
	properties := r.members("properties")
	changed := r.tenant.tenantSettings
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		limit := changed.limit(name)
		if limit == nil {
			*changed.text(name) = properties[name]
			continue
		}
		n, err := strconv.Atoi(properties[name])
		if err != nil || n < -1 {
			return nil, invalid("%s cannot be %q", name, properties[name])
		}
		*limit = n
	}
	r.tenant.tenantSettings = changed
	return resultOK, nil
}

// limit gives the property that is a number, nil for one that is a text.
func (s *tenantSettings) limit(name string) *int {
	switch name {
	case "maxrecordingsessions":
		return &s.maxRecordings
	case "maxusers":
		return &s.maxUsers
	case "maxsessions":
		return &s.maxSessions
	}
	return nil
}

// text gives the property that is a text: the table of methods lets no others through.
func (s *tenantSettings) text(name string) *string {
	if name == "desc" {
		return &s.desc
	}
	return &s.id
}
