package desk

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strings"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// PageRows is how many extensions of a kind are listed; a search finds the others.
const PageRows = 500

// mostItems is how many items of an area are listed, of all kinds and tenants.
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
	if d.Login() == pal.ByUser {
		return d.listOwn(), nil
	}
	all := Listing{Words: words}
	for _, tenant := range tenants {
		known := map[string]bool{}
		for _, kind := range kindsOf(a) {
			if len(all.Items) >= mostItems {
				all.More, all.Cut = true, true
				return all, nil
			}
			var found firstRows
			err := eachRow(ctx, d, "getExtensions", d.inTenant(tenant, map[string]any{
				"pattern": pattern(words, kind), "limit": PageRows + 1, "type": kind, "property_names": []string{"name"},
			}), found.take)
			if err != nil {
				return all, err
			}
			for _, row := range found.rows {
				known[row.Number.Raw()] = true
			}
			if kind == pal.UserExtension {
				d.learnNames(tenant, found.rows)
			}
			all.add(items(found.rows, kind), tenant, len(tenants) > 1)
			all.More = all.More || found.more
		}
		named := d.named(tenant, words, known)
		all.add(items(named.rows, ""), tenant, len(tenants) > 1)
		all.More = all.More || named.more
	}
	return all, nil
}

// listOwn is the one extension that a user may touch (6.11, 6.23): a user may not ask
// for the list (6.12).
func (d *Desk) listOwn() (own Listing) {
	if d.op.Extension == "" {
		return own
	}
	row := pal.Person{Number: pal.NewText(d.op.Extension)}
	if e, ok := d.store.Snapshot().Extension(d.Own()); ok {
		row.Name = e.Name
	}
	own.add(items([]pal.Person{row}, pal.UserExtension), "", false)
	return own
}

// sayPerson tells whose extension it is that the form deletes, and calls which it has now.
func (d *Desk) sayPerson(f Form, values map[string]string) (who, calls string) {
	item := Item{Name: values["extension"], Person: f.person}
	e, ok := d.store.Snapshot().Extension(model.Who{Tenant: cmp.Or(values["tenant"], d.op.Tenant), Number: item.Name})
	if !ok {
		return item.Label(), ""
	}
	item.Person = cmp.Or(e.Name.String(), item.Person)
	return item.Label(), sayCalls(e)
}

// sayCalls tells how many calls an extension has; nothing where it has none.
func sayCalls(e *model.Extension) string {
	calls := map[model.CallID]bool{}
	for _, t := range e.Talkers {
		calls[t.Call] = true
	}
	switch len(calls) {
	case 0:
		return ""
	case 1:
		return ": 1 call is up"
	}
	return fmt.Sprintf(": %d calls are up", len(calls))
}

// items are rows of a kind; empty where it is not known.
func items(rows []pal.Person, kind string) []Item {
	items := make([]Item, len(rows))
	for i, row := range rows {
		items[i] = Item{Area: Extensions, Name: row.Number.Raw(), Group: kind, Cells: []string{row.Number.String(), kind, row.Name.String()}, Person: row.Name.String()}
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

// named are the first people of a tenant on the board who are found by these words
// only with their name, beside those that are known: the PBX searches numbers alone.
// Their kind is not on the board.
func (d *Desk) named(tenant, words string, known map[string]bool) (found firstRows) {
	terms := strings.Fields(strings.ToLower(words))
	if len(terms) == 0 {
		return found
	}
	if d.Login() == pal.BySA {
		tenant = cmp.Or(tenant, d.op.Tenant)
	}
	for _, e := range d.store.Snapshot().Extensions.All() {
		number := strings.ToLower(e.Number.String())
		switch {
		case e.Deleted, tenant != "" && e.ID.Tenant != tenant, has(number, terms), known[e.Number.Raw()]:
		case !has(number+" "+strings.ToLower(e.Name.String()), terms):
		case !found.take(pal.Person{Number: e.Number, Name: e.Name}):
			return found
		}
	}
	return found
}

func has(text string, terms []string) bool {
	for _, term := range terms {
		if !strings.Contains(text, term) {
			return false
		}
	}
	return true
}

// firstRows are the beginning of a list of extensions. PBXs may pass over limit: what is
// too much is not kept.
type firstRows struct {
	rows []pal.Person
	// more tells that there are more than the rows.
	more bool
}

// take keeps a row of the first PageRows.
func (p *firstRows) take(row pal.Person) (more bool) {
	if p.more = len(p.rows) == PageRows; !p.more {
		p.rows = append(p.rows, row)
	}
	return !p.more
}
