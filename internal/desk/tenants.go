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

// alone refuses an extension of which the PBX cannot be told the tenant, because
// the method names none (6.15, 6.25), when another tenant has the same number, of any
// kind: the PBX would choose.
func (d *Desk) alone(ctx context.Context, item Item) error {
	if d.Login() != pal.BySA {
		return nil
	}
	tenants, err := d.allTenants(ctx)
	if err != nil {
		return err
	}
	var have []string
	for _, tenant := range tenants {
		found := false
		err := eachRow(ctx, d, "getExtensions", d.inTenant(tenant, map[string]any{
			"pattern": "^" + regexp.QuoteMeta(item.Name) + "$", "limit": -1,
		}), func(row pal.Person) bool {
			found = row.Number.Raw() == item.Name
			return !found
		})
		if err != nil {
			return err
		}
		if found {
			have = append(have, pal.NewText(tenant).String())
		}
	}
	if len(have) > 1 {
		return &Refusal{Why: fmt.Sprintf("it is in %s and %s: log in as admin of one", have[0], have[1])}
	}
	return nil
}
