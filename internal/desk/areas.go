package desk

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"

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
	// Tenant is the one that has it, where that is not the operator's.
	Tenant string
	// Name is the extension, note, route, tenant or method; raw.
	Name string
	// Group is the route template, or the kind of extension; raw.
	Group string
	Cells []string
	// Refused tells that this operator may not touch it.
	Refused bool
	told    pal.Route
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

// List asks the PBX for the items of an area of a tenant. It blocks until all
// answers have come.
func (d *Desk) List(ctx context.Context, a Area) ([]Item, error) {
	switch a {
	case Extensions:
		return d.listExtensions(ctx, "user", "ringgroup", "ivr", "conditional", "conference", "callback")
	case Timers:
		return d.listExtensions(ctx, "user", "conditional")
	case Notes:
		names, err := fetch[[]pal.Text](ctx, d, "getNoteNames", d.inTenant(nil))
		return plainItems(a, names), err
	case DIDs:
		return d.listDids(ctx)
	case Routes:
		return d.listRoutes(ctx)
	case Tenants:
		names, err := fetch[[]pal.Text](ctx, d, "listTenants", nil)
		return plainItems(a, names), err
	}
	return d.listMethods(), nil
}

func plainItems(a Area, names []pal.Text) []Item {
	items := make([]Item, len(names))
	for i, name := range names {
		items[i] = Item{Area: a, Name: name.Raw(), Cells: []string{name.String()}}
	}
	return items
}

func (d *Desk) listExtensions(ctx context.Context, kinds ...string) ([]Item, error) {
	var items []Item
	for _, kind := range kinds {
		rows, err := fetch[[]listed](ctx, d, "getExtensions", d.inTenant(map[string]any{
			"pattern": "", "limit": -1, "type": kind, "property_names": []string{"name"},
		}))
		if err != nil {
			return items, err
		}
		for _, row := range rows {
			items = append(items, Item{
				Area: Extensions, Name: row.number.Raw(), Group: kind, Cells: []string{row.number.String(), kind, row.name.String()},
			})
		}
	}
	return items, nil
}

func (d *Desk) listDids(ctx context.Context) ([]Item, error) {
	rows, err := fetch[[]did](ctx, d, "getAllDids", d.inTenant(nil))
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(rows))
	for i, row := range rows {
		item := Item{Area: DIDs, Name: row["name"].Raw(), Group: row["template"].Raw(), did: row}
		for _, key := range slices.Sorted(maps.Keys(row)) {
			if value := pal.NewText(row[key].Raw()); !value.Empty() {
				item.Cells = append(item.Cells, pal.NewText(key).String()+"="+value.String())
			}
		}
		items[i] = item
	}
	return items, nil
}

func (d *Desk) listRoutes(ctx context.Context) ([]Item, error) {
	templates, err := fetch[[]pal.Text](ctx, d, "getRouteTemplateNames", d.inTenant(nil))
	if err != nil {
		return nil, err
	}
	var items []Item
	for _, template := range templates {
		routes, err := fetch[[]pal.Route](ctx, d, "getRouteVariables", d.inTenant(map[string]any{"template": template.Raw()}))
		if err != nil {
			return items, err
		}
		for _, r := range routes {
			items = append(items, routeItem(template, r))
		}
	}
	return items, nil
}

func routeItem(template pal.Text, r pal.Route) Item {
	state := map[bool]string{true: "on", false: "off"}[r.Enabled]
	return Item{
		Area: Routes, Name: r.Name.Raw(), Group: template.Raw(), told: r,
		Cells: []string{template.String(), r.Name.String(), state, r.V[0].String(), r.V[1].String(), r.V[2].String()},
	}
}

// listMethods are all but login, which the line itself answers.
func (d *Desk) listMethods() []Item {
	var items []Item
	for _, m := range d.Methods() {
		if m.Name == "login" {
			continue
		}
		help := m.Help
		if m.Why != "" {
			help += " (" + m.Why + ")"
		}
		items = append(items, Item{Area: Everything, Name: m.Name, Cells: []string{m.Section, m.Name, help}, Refused: m.Why != ""})
	}
	return items
}

// inTenant adds the tenant where this login must name one (section 4).
func (d *Desk) inTenant(params map[string]any) map[string]any { return d.inTenantOf(Item{}, params) }

// inTenantOf is inTenant for the tenant of an item.
func (d *Desk) inTenantOf(item Item, params map[string]any) map[string]any {
	if params == nil {
		params = map[string]any{}
	}
	if tenant := cmp.Or(item.Tenant, d.op.Tenant); d.Login() == pal.BySA && tenant != "" {
		params["tenant"] = tenant
	}
	return params
}

// fetch calls a method that changes nothing and reads its result as a T.
func fetch[T any](ctx context.Context, d *Desk, method string, params map[string]any) (T, error) {
	var read T
	sent, err := json.Marshal(params, json.Deterministic(true))
	if err != nil {
		return read, fmt.Errorf("ask for %s: %w", method, err)
	}
	result, err := d.Invoke(ctx, pal.Custom{Name: method, Params: sent})
	if err != nil {
		return read, err
	}
	if err := json.Unmarshal(result, &read, lenient); err != nil {
		return read, fmt.Errorf("read the answer of %s: %w", method, err)
	}
	return read, nil
}
