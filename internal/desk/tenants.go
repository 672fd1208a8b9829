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

// holder is the tenant that alone has an extension of a number, of any kind; empty where
// none has, and where this login has one tenant. The methods of the timers name none (6.15,
// 6.25): where several have it the PBX would choose, which is refused.
func (d *Desk) holder(ctx context.Context, number string) (string, error) {
	if d.Login() != pal.BySA {
		return "", nil
	}
	tenants, err := d.allTenants(ctx)
	if err != nil {
		return "", err
	}
	var have []string
	for _, tenant := range tenants {
		found, err := d.hasExtension(ctx, tenant, number)
		if err != nil {
			return "", err
		}
		if found {
			have = append(have, tenant)
		}
	}
	switch len(have) {
	case 0:
		return "", nil
	case 1:
		return have[0], nil
	}
	return "", &Refusal{Why: "it is in " + sayAll(have) + ": log in as admin of one"}
}

// hasExtension asks whether a tenant has an extension of a number.
func (d *Desk) hasExtension(ctx context.Context, tenant, number string) (found bool, err error) {
	err = eachRow(ctx, d, "getExtensions", d.inTenant(tenant, map[string]any{
		"pattern": "^" + regexp.QuoteMeta(number) + "$", "limit": -1,
	}), func(row pal.Person) bool {
		found = row.Number.Raw() == number
		return !found
	})
	return found, err
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
