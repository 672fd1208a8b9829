package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// Tenants lists the tenants, for sa. Beyond the guide.
func (c Client) Tenants(ctx context.Context) ([]pal.Text, error) {
	return ask[[]pal.Text](ctx, c, pal.ListTenants{})
}

// CreateTenant creates a tenant (6.5), for sa. One that is there already is a
// *pal.Refused.
func (c Client) CreateTenant(ctx context.Context, r pal.CreateTenant) error { return c.do(ctx, r) }

// TenantProperties reads properties of a tenant (6.18), for sa: a value for each
// one asked for, in the same order, numbers as text.
func (c Client) TenantProperties(ctx context.Context, r pal.GetTenantProperties) ([]pal.LongText, error) {
	values, err := ask[[]pal.LongText](ctx, c, r)
	if err == nil && len(values) != len(r.Properties) {
		return nil, misread(r, errNotOneEach)
	}
	return values, err
}

// SetTenantProperties sets properties of a tenant (6.26), for sa.
func (c Client) SetTenantProperties(ctx context.Context, r pal.SetTenantProperties) error {
	return c.do(ctx, r)
}
