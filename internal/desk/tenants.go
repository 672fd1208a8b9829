package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"cordboard/palconn/pal"
)

// tenants are those that the PBX is asked about, one by one. Only sa names tenants
// (section 4): the one that is configured, or else each that there is. For all
// others, and for sa on a PBX that has none, it is one without a name.
func (d *Desk) tenants(ctx context.Context) ([]string, error) {
	if d.Login() != pal.BySA || d.op.Tenant != "" {
		return []string{""}, nil
	}
	names, err := d.allTenants(ctx)
	if err == nil && len(names) == 0 {
		names = []string{""}
	}
	return names, err
}

// allTenants are those of the PBX, or where it cannot list them those on the board.
func (d *Desk) allTenants(ctx context.Context) ([]string, error) {
	listed, err := fetch[[]pal.Text](ctx, d, "listTenants", nil)
	if errors.Is(err, pal.ErrUnsupported) || pal.IsMethodNotFound(err) {
		return d.tenantsOnBoard(), nil
	}
	names := make([]string, len(listed))
	for i, name := range listed {
		names[i] = name.Raw()
	}
	return names, err
}

func (d *Desk) tenantsOnBoard() []string {
	var names []string
	for _, e := range d.store.Snapshot().Extensions.All() {
		if !slices.Contains(names, e.ID.Tenant) {
			names = append(names, e.ID.Tenant)
		}
	}
	return names
}

// createIn fills in the tenant in which something is created: that of the selected item,
// or the operator's. sa must name one (section 4), unless the PBX has none.
func (d *Desk) createIn(ctx context.Context, f *Form, item Item) error {
	if d.Login() != pal.BySA || f.Method == "createTenant" {
		return nil
	}
	tenant := cmp.Or(item.Tenant, d.op.Tenant)
	needed := tenant != ""
	if !needed {
		names, err := d.allTenants(ctx)
		if err != nil {
			return err
		}
		needed = len(names) > 0
	}
	for _, name := range []string{"tenant", "route-tenant"} {
		f.Fill(name, tenant)
		if i := f.index(name); i >= 0 {
			f.Fields[i].Required = needed
		}
	}
	return nil
}

// finder looks for something in a tenant and tells whose it is, as often as it is there:
// empty where the PBX does not repeat whom it was asked about.
type finder func(tenant string, found func(of pal.Text)) error

// alone refuses what several tenants have, where the method that is about it names none
// (6.8, 6.15, 6.22, 6.25): the PBX would choose. way is what can be done instead.
func (d *Desk) alone(ctx context.Context, find finder, way string) error {
	if d.Login() != pal.BySA {
		return nil
	}
	tenants, err := d.allTenants(ctx)
	if err != nil || len(tenants) < 2 {
		return err
	}
	var have []string
	for _, tenant := range tenants {
		err := find(tenant, func(of pal.Text) {
			if owner := of.Or(pal.NewText(tenant)).String(); !slices.Contains(have, owner) {
				have = append(have, owner)
			}
		})
		if err != nil {
			return err
		}
	}
	if len(have) > 1 {
		return &Refusal{Why: fmt.Sprintf("it is in %s and %s: %s", have[0], have[1], way)}
	}
	return nil
}

// asAdmin is the way for what admins may do: they have one tenant.
const asAdmin = "log in as admin of one"

// aloneExtension is alone for an extension, of any kind.
func (d *Desk) aloneExtension(ctx context.Context, number string) error {
	return d.alone(ctx, func(tenant string, found func(pal.Text)) error {
		return eachRow(ctx, d, "getExtensions", d.inTenant(tenant, map[string]any{
			"pattern": "^" + regexp.QuoteMeta(number) + "$", "limit": -1,
		}), func(row pal.Person) (more bool) {
			if row.Number.Raw() != number {
				return true
			}
			found(pal.Text{})
			return false
		})
	}, asAdmin)
}
