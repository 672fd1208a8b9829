package desk

import (
	"context"
	"slices"
	"strings"

	"cordboard/palconn/pal"
)

// didValues are the values of a DID that can be edited (6.22).
func didValues() []routeValue {
	return slices.DeleteFunc(routeValues(), func(value routeValue) bool { return strings.HasPrefix(value.Name, "route-") })
}

func (d *Desk) dids(ctx context.Context, tenant string) ([]pal.Did, error) {
	return fetch[[]pal.Did](ctx, d, "getAllDids", d.inTenant(tenant, nil))
}

// didID is what the PBX calls a DID: all that setDid takes.
type didID struct{ template, name string }

func idOf(row pal.Did) didID { return didID{row.Template.Raw(), row.Route.Name.Raw()} }

// listDids are the DIDs of a tenant. A PBX that tells no templates may tell several
// of one name.
func (d *Desk) listDids(ctx context.Context, tenant string) ([]Item, error) {
	rows, err := d.dids(ctx, tenant)
	if err != nil {
		return nil, err
	}
	before := map[didID]int{}
	items := make([]Item, len(rows))
	for i, row := range rows {
		id := idOf(row)
		items[i] = Item{Area: DIDs, Name: id.name, Group: id.template, Nth: before[id], Cells: routeCells(row.Template, row.Route)}
		before[id]++
	}
	return items, nil
}

// fillDid fills in a DID as it is now.
func (d *Desk) fillDid(ctx context.Context, f *Form, item Item) error {
	rows, err := d.dids(ctx, item.Tenant)
	if err != nil {
		return err
	}
	id := didID{item.Group, item.Name}
	same := slices.DeleteFunc(rows, func(row pal.Did) bool { return idOf(row) != id })
	if item.Nth >= len(same) {
		return &Refusal{Why: "the PBX has no such DID any more"}
	}
	if item.Group != "" {
		f.about("template", item.Group)
	}
	f.about("name", item.Name)
	for _, value := range didValues() {
		f.Fill(value.Name, value.get(same[item.Nth].Route))
	}
	return nil
}
