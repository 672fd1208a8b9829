package desk

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// PageRows is how many extensions of a kind are listed; a search finds the others.
const PageRows = 500

// mostItems is how many extensions of all kinds and tenants are listed.
const mostItems = 6 * PageRows

// kindsOf are the kinds of extensions in an area.
func kindsOf(a Area) []string {
	if a == Timers {
		return []string{pal.UserExtension, pal.ScheduleExtension}
	}
	return []string{
		pal.UserExtension, pal.GroupExtension, pal.IVRExtension, pal.ScheduleExtension, pal.ConferenceExtension, pal.CallbackExtension,
	}
}

// listExtensions lists the beginning of each kind, of those that words find: by
// their number, which the PBX is asked for, or by their name on the board.
func (d *Desk) listExtensions(ctx context.Context, a Area, tenants []string, words string) (Listing, error) {
	all := Listing{Words: words}
	for _, tenant := range tenants {
		for _, kind := range kindsOf(a) {
			found, err := fetch[firstRows](ctx, d, "getExtensions", d.inTenant(tenant, map[string]any{
				"pattern": pattern(words, kind), "limit": PageRows + 1, "type": kind, "property_names": []string{"name"},
			}))
			if err != nil {
				return all, err
			}
			if kind == pal.UserExtension && words != "" {
				d.addNamed(&found, tenant, words)
			}
			all.add(items(found.rows, kind), tenant, len(tenants) > 1)
			all.More = all.More || found.more
			if len(all.Items) >= mostItems {
				all.More = true
				return all, nil
			}
		}
	}
	return all, nil
}

func items(rows []listed, kind string) []Item {
	items := make([]Item, len(rows))
	for i, row := range rows {
		items[i] = Item{Area: Extensions, Name: row.number.Raw(), Group: kind, Cells: []string{row.number.String(), kind, row.name.String()}}
	}
	return items
}

// pattern is the regular expression for the numbers that have these words, as they
// stand and one after the other; the kind is a word that fits each of them. Empty is
// all.
func pattern(words, kind string) string {
	var parts []string
	for word := range strings.FieldsSeq(words) {
		if !strings.EqualFold(kind, word) {
			parts = append(parts, regexp.QuoteMeta(word))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	pattern := ".*" + strings.Join(parts, ".*") + ".*"
	if strings.ToLower(words) != strings.ToUpper(words) {
		pattern = "(?i)" + pattern
	}
	return pattern
}

// addNamed adds the people of a tenant on the board who are found by these words
// only with their name: the PBX searches numbers alone.
func (d *Desk) addNamed(found *firstRows, tenant, words string) {
	known := map[string]bool{}
	for _, row := range found.rows {
		known[row.number.Raw()] = true
	}
	terms := strings.Fields(strings.ToLower(words))
	for _, e := range d.store.Snapshot().Extensions.All() {
		number := strings.ToLower(e.Number.String())
		switch {
		case len(found.rows) >= 2*PageRows:
			found.more = true
			return
		case tenant != "" && e.ID.Tenant != tenant, has(number, terms), known[e.Number.Raw()]:
		case has(number+" "+strings.ToLower(e.Name.String()), terms):
			found.rows = append(found.rows, listed{e.Number, e.Name})
		}
	}
}

func has(text string, terms []string) bool {
	for _, term := range terms {
		if !strings.Contains(text, term) {
			return false
		}
	}
	return true
}

// listed is a row of getExtensions: a number, or a list of a number and a name.
type listed struct{ number, name pal.Text }

// UnmarshalJSONFrom reads both shapes.
func (p *listed) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '[' {
		return json.UnmarshalDecode(dec, &p.number)
	}
	var row []pal.Text
	if err := json.UnmarshalDecode(dec, &row); err != nil {
		return err
	}
	row = append(row, pal.Text{}, pal.Text{})
	p.number, p.name = row[0], row[1]
	return nil
}

// firstRows are the beginning of a result of getExtensions. PBXs may pass over limit: what
// is too much is not kept.
type firstRows struct {
	rows []listed
	// more tells that there are more than the rows.
	more bool
}

// UnmarshalJSONFrom reads the first PageRows rows.
func (p *firstRows) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '[' {
		return errors.New("no list")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		if p.more = len(p.rows) == PageRows; p.more {
			if err := dec.SkipValue(); err != nil {
				return err
			}
			continue
		}
		var row listed
		if err := json.UnmarshalDecode(dec, &row); err != nil {
			return err
		}
		p.rows = append(p.rows, row)
	}
	_, err := dec.ReadToken()
	return err
}
