package desk

import "slices"

// Area is a part of the PBX's settings.
type Area uint8

// The areas of the settings. Everything lists all methods as forms.
const (
	Extensions Area = iota
	Notes
	Timers
	DIDs
	Routes
	Tenants
	Everything
)

var areaWords = [...]string{"Extensions", "Notes", "Timers", "DIDs", "Routes", "Tenants", "All methods"}

// String is the area's name.
func (a Area) String() string { return areaWords[a] }

// Areas are all of them, in the order they are shown.
func Areas() []Area { return []Area{Extensions, Notes, Timers, DIDs, Routes, Tenants, Everything} }

// Item is one thing in an area. Its identity is what the PBX calls it; Cells are
// what is shown of it.
type Item struct {
	Area Area
	// Tenant is the one that has it, where the operator's own is not the only one.
	Tenant string
	// Name is the extension, note, route, tenant or method; raw.
	Name string
	// Group is the route template, or the kind of extension; raw.
	Group string
	Cells []string
	// Refused tells that this operator may not touch it.
	Refused bool
	did     did
}

// Operation is what can be done in an area: a form, opened empty or on an item.
type Operation struct {
	Name, Method string
	// OnItem tells that it is about an item.
	OnItem bool
}

var operations = map[Area][]Operation{
	Extensions: {{"edit", "setExtensionProperties", true}, {"create", "createExtension", false}, {"delete", "deleteExtension", true}},
	Notes:      {{"edit", "setNote", true}, {"create", "setNote", false}, {"delete", "deleteNote", true}},
	Timers:     {{"edit timer 1", "setPlanSwitchTimer", true}, {"edit timer 2", "setPlanSwitchTimer", true}},
	DIDs:       {{"edit", "setDid", true}},
	Routes:     {{"edit", "updateRouteVariables", true}, {"create", "insertRouteVariables", false}, {"delete", "deleteRouteVariables", true}},
	Tenants:    {{"edit", "setTenantProperties", true}, {"create", "createTenant", false}},
	Everything: {{"open", "", true}},
}

// Operations are what can be done in an area, the usual one first.
func Operations(a Area) []Operation { return slices.Clone(operations[a]) }
