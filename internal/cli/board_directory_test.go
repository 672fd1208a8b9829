package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// noPages is a PBX with a directory that answers an empty list to every offset.
type noPages struct{ asked int }

func (p *noPages) Send(_ context.Context, r pal.Request) (jsontext.Value, error) {
	p.asked++
	page := r.(pal.GetExtensions)
	if page.Offset > 0 {
		return jsontext.Value(`[]`), nil
	}
	rows := make([]string, 6_000)
	for i := range rows {
		rows[i] = fmt.Sprintf("%q", fmt.Sprint(100_000+i))
	}
	if page.Limit >= 0 {
		rows = rows[:min(page.Limit, len(rows))]
	}
	return jsontext.Value("[" + strings.Join(rows, ",") + "]"), nil
}

func TestAPBXWhosePagesNeverFitTogetherIsAskedForTheWholeList(t *testing.T) {
	b := &board{store: model.NewStore("main", nil), ctx: t.Context()}
	b.store.Began(1, time.Time{})
	b.store.Settled(1, time.Time{})
	// When the board asks for the extensions of such a PBX, it comes to an end with all of them.
	pbx := &noPages{}
	must(t, b.addPeople(1, palconn.Client{Sender: pbx}, "main"))
	has(t, pbx.asked, 2*pagedTries+1)
	_, known := b.store.Snapshot().Extension(model.Who{Tenant: "main", Number: "105999"})
	has(t, known, true)
}

func TestALoginIsAUsersOnlyWhenItMayNotHaveTheList(t *testing.T) {
	for _, c := range []struct {
		err  error
		want pal.Permit
	}{
		{nil, pal.ByAdmin},
		{&pal.Refused{Code: -32000, Message: pal.NewText(pal.NoPermission)}, pal.ByUser},
		{&pal.Failed{Result: pal.NewText("failed: No permission.")}, pal.ByUser},
		{&pal.Refused{Code: -32603, Message: pal.NewText("Internal error")}, 0},
		{&pal.Refused{Code: pal.CodeMethodNotFound, Message: pal.NewText("Method not found")}, 0},
		{pal.ErrTimedOut, 0},
	} {
		if got := loginBy(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}
