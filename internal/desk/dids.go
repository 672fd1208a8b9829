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

// eachDid gives away the DIDs of a tenant until no more is wanted.
func (d *Desk) eachDid(ctx context.Context, tenant string, to rowsTo[pal.Did]) error {
	return eachRow(ctx, d, "getAllDids", d.inTenant(tenant, nil), to)
}

// didID is what the PBX calls a DID: all that setDid takes.
type didID struct{ template, name string }

func idOf(row pal.Did) didID { return didID{row.Template.Raw(), row.Route.Name.Raw()} }

// listDids gives away the DIDs of a tenant. A PBX that tells no templates may tell
// several of one name.
func (d *Desk) listDids(ctx context.Context, tenant string, to func(Item)) error {
	before := map[didID]int{}
	return d.eachDid(ctx, tenant, func(row pal.Did) bool {
		id := idOf(row)
		to(Item{Area: DIDs, Name: id.name, Group: id.template, Nth: before[id], Cells: routeCells(row.Template, row.Route)})
		before[id]++
		return true
	})
}

// aloneDid is alone for a DID: to set one no tenant can be named.
func (d *Desk) aloneDid(ctx context.Context, id didID) error {
	_, err := d.alone(ctx, func(tenant string, found func(pal.Text)) error {
		return d.eachDid(ctx, tenant, func(row pal.Did) bool {
			if idOf(row) == id {
				found(row.Route.Tenant)
			}
			return true
		})
	}, asAdmin)
	return err
}

// fillDid fills in a DID as it is now.
func (d *Desk) fillDid(ctx context.Context, f *Form, item Item) error {
	var did pal.Did
	before := -1
	err := d.eachDid(ctx, item.Tenant, func(row pal.Did) bool {
		if idOf(row) == (didID{item.Group, item.Name}) {
			did = row
			before++
		}
		return before < item.Nth
	})
	switch {
	case err != nil:
		return err
	case before < item.Nth:
		return &Refusal{Why: "the PBX has no such DID any more"}
	}
	if err := d.aloneDid(ctx, idOf(did)); err != nil {
		return err
	}
	if item.Group != "" {
		f.about("template", item.Group)
	}
	f.about("name", item.Name)
	for _, value := range didValues() {
		f.Fill(value.Name, value.get(did.Route))
	}
	return nil
}
