package dialog

import (
	"fmt"
	"slices"

	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// fewestFields is how many rows of fields are in sight before any row tells of others.
const fewestFields = 3

// paintFields paints the part of the fields in which the cursor is. Where that is not all, the last row tells how many
// there are above and below.
func (d *Form) paintFields(p *page) {
	rows := d.rows(p)
	scrolls := len(rows) > d.view.height && d.view.height > fewestFields
	if scrolls {
		d.view.height--
	}
	d.layFields(rows)
	d.view.rows = rows[d.view.top:min(d.view.top+d.view.height, len(rows))]
	for _, row := range d.view.rows {
		p.row(row.paint)
	}
	if scrolls {
		above, below := begin(rows[:d.view.top]), begin(rows[d.view.top+len(d.view.rows):])
		p.row(func(line *widget.Line) { paintMore(line, p.look, above, below) })
	}
}

// layFields brings the window over the rows to the field under the cursor.
func (d *Form) layFields(rows []formRow) {
	first := slices.IndexFunc(rows, func(r formRow) bool { return r.field == d.at })
	last := first
	for last+1 < len(rows) && rows[last+1].field == d.at {
		last++
	}
	if d.editable(d.at, -1) < 0 && last < d.view.height {
		first = 0
	}
	d.view.top = min(max(d.view.top, last-d.view.height+1), max(first, 0))
	d.view.top = max(min(d.view.top, len(rows)-d.view.height), 0)
}

// begin is how many fields begin in some rows.
func begin(rows []formRow) int {
	fields := 0
	for _, row := range rows {
		if row.begins {
			fields++
		}
	}
	return fields
}

// paintMore tells how many of something there are above what is in sight, and below.
func paintMore(line *widget.Line, look Look, above, below int) {
	dim := look.Theme.SGR(theme.Dim)
	line.Gap(2)
	if above > 0 {
		line.Text(dim, fmt.Sprintf("%s %d more   ", look.Theme.Glyph(theme.GlyphAbove), above))
	}
	if below > 0 {
		line.Text(dim, fmt.Sprintf("%s %d more", look.Theme.Glyph(theme.GlyphBelow), below))
	}
}
