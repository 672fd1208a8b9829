package desk

import (
	"slices"
	"strings"

	"cordboard/palconn/pal"
)

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
	// Group is the route template, or the kind of extension; raw, and empty where it
	// is not known.
	Group string
	// Nth tells apart those that are called the same: how many of them came before.
	Nth   int
	Cells []string
	// Person is the name of an extension, safe to show; empty where none is known.
	Person string
	// Refused tells that this operator may not touch it.
	Refused bool
}

// Label is what an item is called: "1003 Ana Ruiz". It is safe to show.
func (i Item) Label() string {
	return strings.TrimSpace(pal.NewText(i.Name).String() + " " + i.Person)
}

// Is tells that an item may be the one that a form made: where it was made, and of what
// group, need not be told of both.
func (i Item) Is(made Item) bool {
	same := func(a, b string) bool { return a == b || a == "" || b == "" }
	return i.Name == made.Name && same(i.Tenant, made.Tenant) && same(i.Group, made.Group)
}

// Operation is what can be done in an area: a form, opened empty or on an item.
type Operation struct {
	Name, Method string
	// Key chooses it among those of its area.
	Key string
	// OnItem tells that it is about an item.
	OnItem bool
}

var operations = map[Area][]Operation{
	Extensions: {{"edit", "setExtensionProperties", "e", true}, {"create", "createExtension", "c", false}, {"delete", "deleteExtension", "d", true}},
	Notes:      {{"edit", "setNote", "e", true}, {"create", "setNote", "c", false}, {"delete", "deleteNote", "d", true}},
	Timers:     {{"edit timer 1", "setPlanSwitchTimer", "1", true}, {"edit timer 2", "setPlanSwitchTimer", "2", true}},
	DIDs:       {{"edit", "setDid", "e", true}},
	Routes:     {{"edit", "updateRouteVariables", "e", true}, {"create", "insertRouteVariables", "c", false}, {"delete", "deleteRouteVariables", "d", true}},
	Tenants:    {{"edit", "setTenantProperties", "e", true}, {"create", "createTenant", "c", false}},
	Everything: {{"open", "", "o", true}},
}

// Operations are what can be done in an area, the usual one first.
func Operations(a Area) []Operation { return slices.Clone(operations[a]) }
