package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// Tenants lists the tenants, for sa. Beyond the guide.
func (c Client) Tenants(ctx context.Context) ([]pal.Text, error) {
	return ask[[]pal.Text](ctx, c, pal.ListTenants{})
}
