package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// PlanSwitchTimer reads timer 1 or 2 of an extension (6.15) as P…A…W…D…T… (7.5),
// empty when it is not set.
func (c Client) PlanSwitchTimer(ctx context.Context, r pal.GetPlanSwitchTimer) (pal.LongText, error) {
	return ask[pal.LongText](ctx, c, r)
}

// SetPlanSwitchTimer sets timer 1 or 2 of a user or schedule extension (6.25).
func (c Client) SetPlanSwitchTimer(ctx context.Context, r pal.SetPlanSwitchTimer) error {
	return c.do(ctx, r)
}
