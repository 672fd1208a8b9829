package palconn

import (
	"context"

	"cordboard/palconn/pal"
)

// Ping proves that the PBX answers. Beyond the guide.
func (c Client) Ping(ctx context.Context) error { return c.do(ctx, pal.Ping{}) }

// ProductInfo is what a PBX says of itself, by name; numbers are texts.
type ProductInfo map[string]pal.Text

// Version is the PBX's, empty when it does not tell.
func (p ProductInfo) Version() pal.Text { return p["version"] }

// ProductInfo asks the PBX for its version and limits. Beyond the guide.
func (c Client) ProductInfo(ctx context.Context) (ProductInfo, error) {
	return ask[ProductInfo](ctx, c, pal.GetProductInfo{})
}
