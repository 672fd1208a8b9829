package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// Listing is what the PBX told of an area.
type Listing struct {
	Items []Item
	// Words are what was searched for; empty when nothing was.
	Words string
	// More tells that the PBX has more than the items; Of is how many it has, 0 where
	// that is not known.
	More bool
	Of   int
	// Cut tells that it was not asked about all kinds and tenants, because there were
	// enough items before.
	Cut bool
}

// Holds tells whether all that a search for words can find is among the items.
func (l Listing) Holds(words string) bool {
	if l.More {
		return l.Words == words
	}
	return has(strings.ToLower(words), strings.Fields(strings.ToLower(l.Words)))
}

// List asks the PBX for the items of an area that words find, of each tenant that this
// login must name. Areas of extensions have the first PageRows of each kind, all others,
// of which the PBX tells the whole, the first few thousand. It blocks until all answers
// have come; with an error, what came before it is in the Listing.
func (d *Desk) List(ctx context.Context, a Area, words string) (Listing, error) {
	switch a {
	case Tenants:
		items, err := d.listTenants(ctx)
		return Listing{Items: items}, err
	case Everything:
		return Listing{Items: d.listMethods()}, nil
	}
	tenants, err := d.tenants(ctx)
	if err != nil {
		return Listing{}, err
	}
	if a == Extensions || a == Timers {
		return d.listExtensions(ctx, a, tenants, words)
	}
	all := Listing{Words: words}
	for _, tenant := range tenants {
		err := d.listWhole(ctx, a, tenant, func(item Item) { all.offer(item, tenant, len(tenants) > 1) })
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// listWhole gives away the items of an area of which the PBX tells the whole.
func (d *Desk) listWhole(ctx context.Context, a Area, tenant string, to func(Item)) error {
	switch a {
	case DIDs:
		return d.listDids(ctx, tenant, to)
	case Routes:
		return d.listRoutes(ctx, tenant, to)
	}
	return eachRow(ctx, d, "getNoteNames", d.inTenant(tenant, nil), func(name pal.Text) bool {
		to(plainItem(a, name))
		return true
	})
}

// offer takes an item that the words find, while there is room.
func (l *Listing) offer(item Item, tenant string, several bool) {
	item = item.in(tenant, several)
	if l.Words != "" && !has(strings.ToLower(strings.Join(item.Cells, " ")), strings.Fields(strings.ToLower(l.Words))) {
		return
	}
	l.Of++
	if l.More = l.Of > mostItems; !l.More {
		l.Items = append(l.Items, item)
	}
}

// add takes the items of a tenant.
func (l *Listing) add(items []Item, tenant string, several bool) {
	for _, item := range items {
		l.Items = append(l.Items, item.in(tenant, several))
	}
}

// in is an item of a tenant. Where there are several it is the first that is shown of it.
func (i Item) in(tenant string, several bool) Item {
	i.Tenant = tenant
	if several {
		i.Cells = slices.Insert(i.Cells, 0, pal.NewText(tenant).String())
	}
	return i
}

func plainItem(a Area, name pal.Text) Item {
	return Item{Area: a, Name: name.Raw(), Cells: []string{name.String()}}
}

func (d *Desk) listTenants(ctx context.Context) ([]Item, error) {
	names, err := fetch[[]pal.Text](ctx, d, "listTenants", nil)
	items := make([]Item, len(names))
	for i, name := range names {
		items[i] = plainItem(Tenants, name)
	}
	return items, err
}

func (d *Desk) listRoutes(ctx context.Context, tenant string, to func(Item)) error {
	templates, err := fetch[[]pal.Text](ctx, d, "getRouteTemplateNames", d.inTenant(tenant, nil))
	if err != nil {
		return err
	}
	for _, template := range templates {
		err := d.eachRoute(ctx, tenant, template.Raw(), func(r pal.Route) { to(routeItem(template, r)) })
		if err != nil {
			return err
		}
	}
	return nil
}

func routeItem(template pal.Text, r pal.Route) Item {
	return Item{Area: Routes, Name: r.Name.Raw(), Group: template.Raw(), Cells: routeCells(template, r)}
}

// routeCells are what is shown of a route, and of a DID. A password is none of it.
func routeCells(template pal.Text, r pal.Route) []string {
	cells := []string{template.String(), r.Name.String(), sayEnabled(r)}
	for _, variable := range r.V[:3] {
		cells = append(cells, pal.NewText(variable.Raw()).String())
	}
	return cells
}

// sayEnabled is val 0 in a word; empty when it was not told.
func sayEnabled(r pal.Route) string {
	switch {
	case r.On():
		return "on"
	case r.Enabled.Empty():
		return ""
	}
	return "off"
}

// listMethods are all but login, which the line itself answers. What may not be called
// says so before all else: the rest of the row may be cut.
func (d *Desk) listMethods() []Item {
	var items []Item
	for _, m := range d.Methods() {
		if m.Name == "login" {
			continue
		}
		help := m.Help
		if m.Wants != "" {
			help = "no: " + m.Wants + ". " + help
		}
		items = append(items, Item{Area: Everything, Name: m.Name, Cells: []string{m.Section, m.Name, help}, Refused: m.Wants != ""})
	}
	return items
}

// inTenant adds the tenant where this login must name one (section 4): the one
// given, or else the operator's.
func (d *Desk) inTenant(tenant string, params map[string]any) map[string]any {
	if params == nil {
		params = map[string]any{}
	}
	if tenant = cmp.Or(tenant, d.op.Tenant); d.Login() == pal.BySA && tenant != "" {
		params["tenant"] = tenant
	}
	return params
}

// fetch calls a method that changes nothing and reads its result as a T.
func fetch[T any](ctx context.Context, d *Desk, method string, params map[string]any) (T, error) {
	var read T
	err := d.ask(ctx, method, params, &read)
	return read, err
}

// ask calls a method that changes nothing and reads its result into something.
func (d *Desk) ask(ctx context.Context, method string, params map[string]any, into any) error {
	sent, err := json.Marshal(params, json.Deterministic(true))
	if err != nil {
		return fmt.Errorf("ask for %s: %w", method, err)
	}
	result, err := d.Invoke(ctx, pal.Custom{Name: method, Params: sent})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(result, into, pal.Lenient()); err != nil {
		return fmt.Errorf("read the answer of %s: %w", method, err)
	}
	return nil
}
