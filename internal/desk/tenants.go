package desk

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

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

// createIn fills in the tenant in which something is created, or asked for: that of the
// selected item, the operator's, or the only one there is. sa must name one (section 4),
// unless the PBX has none.
func (d *Desk) createIn(ctx context.Context, f *Form, item Item) error {
	names := []string{"tenant"}
	if f.Creates {
		names = append(names, "route-tenant") // that of a route that is there stays
	}
	names = slices.DeleteFunc(names, func(name string) bool { return f.index(name) < 0 })
	if d.Login() != pal.BySA || f.Method == "createTenant" || len(names) == 0 {
		return nil
	}
	tenant, needed, err := d.tenantNeeded(ctx, item)
	if err != nil {
		return err
	}
	for _, name := range names {
		f.Fill(name, tenant)
		if field := &f.Fields[f.index(name)]; needed && !field.Required {
			field.Required, field.Needed = true, "this is needed for sa"
		}
	}
	return nil
}

// tenantNeeded is the tenant that sa is to name, as far as it is plain, and whether there
// is any to name.
func (d *Desk) tenantNeeded(ctx context.Context, item Item) (tenant string, needed bool, err error) {
	if tenant = cmp.Or(item.Tenant, d.op.Tenant); tenant != "" {
		return tenant, true, nil
	}
	names, err := d.allTenants(ctx)
	if len(names) == 1 {
		tenant = names[0]
	}
	return tenant, len(names) > 0, err
}

// finder looks for something in a tenant and tells whose it is, as often as it is there:
// empty where the PBX does not repeat whom it was asked about.
type finder func(tenant string, found func(of pal.Text)) error

// alone is the tenant that has something which the method that is about it names no tenant
// for (6.8, 6.15, 6.22, 6.25); empty where none has it, and where this login has one
// tenant. What several have is refused: the PBX would choose. way is what can be done
// instead.
func (d *Desk) alone(ctx context.Context, find finder, way string) (tenant string, err error) {
	if d.Login() != pal.BySA {
		return "", nil
	}
	tenants, err := d.allTenants(ctx)
	if err != nil || len(tenants) < 2 {
		return strings.Join(tenants, ""), err
	}
	var have []string
	for _, tenant := range tenants {
		err := find(tenant, func(of pal.Text) {
			if owner := of.Or(pal.NewText(tenant)).Raw(); !slices.Contains(have, owner) {
				have = append(have, owner)
			}
		})
		if err != nil {
			return "", err
		}
	}
	switch len(have) {
	case 0:
		return "", nil
	case 1:
		return have[0], nil
	}
	return "", &Refusal{Why: "it is in " + sayAll(have) + ": " + way}
}

// sayAll names two or more: "a, b and c".
func sayAll(names []string) string {
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = pal.NewText(name).String()
	}
	last := len(shown) - 1
	return strings.Join(shown[:last], ", ") + " and " + shown[last]
}

// asAdmin is the way for what admins may do: they have one tenant.
const asAdmin = "log in as admin of one"

// aloneExtension is alone for an extension, of any kind.
func (d *Desk) aloneExtension(ctx context.Context, number string) (tenant string, err error) {
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
