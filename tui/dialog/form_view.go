package dialog

import (
	"slices"
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

const (
	// formCells is the width a form would like to have.
	formCells = 76
	// fewestLines and mostLines are how many rows a field of several lines has.
	fewestLines, mostLines = 3, 8
	// mostOffers is how many suggestions are in sight.
	mostOffers = 6
	// mostWords and mostRemarks are how many rows a value in words, and what is doubtful or wrong about it, take;
	// mostOfOne what is wrong with the field under the cursor.
	mostWords, mostRemarks, mostOfOne = 4, 2, 8
	// mostForm is how many rows a form would like to have at most.
	mostForm = 24
)

// formView is what a form painted last.
type formView struct {
	top, height int       // the window over the rows of the fields
	rows        []formRow // in sight
	offersTop   int       // the row of the page where the suggestions begin
	offers      []Suggestion
}

// formRow is a row about a field, or about none.
type formRow struct {
	field int // -1 for none
	// begins tells the first row of a field.
	begins bool
	paint  func(*widget.Line)
}

// Size implements Dialog.
func (d *Form) Size() (width, height int) {
	rows := len(widget.Wrap(d.options.Intro, formCells, 3)) + len(d.fields) + mostOffers + 2
	for _, f := range d.fields {
		if f.lines != nil {
			rows += mostLines
		}
	}
	return formCells, min(rows, mostForm)
}

// Render implements Dialog. The keys are not in it: the footer has them.
func (d *Form) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	foot := d.footRows(p)
	help := min(max(height-4, 0), 1)
	offers := min(len(d.offers.list), mostOffers, max(height-len(foot)-help, 0)/2)
	d.view.height = max(height-len(foot)-help-offers, 0)
	d.paintFields(p)
	p.blanks(len(foot) + help + offers)
	if help > 0 {
		p.row(d.paintHelp(look))
	}
	d.paintOffers(p, offers)
	for _, text := range foot {
		p.text(theme.Bad, text)
	}
	return p.rows
}

// footRows say what concerns the whole.
func (d *Form) footRows(p *page) []string {
	text := plain(d.foot)
	if d.warned {
		text = "cancel again to drop what was typed"
		if key := p.first(keymap.Cancel); key != "" {
			text = keymap.Label(key) + " again drops what was typed"
		}
	}
	return widget.Wrap(text, p.width, min(2, p.height))
}

// rows are all rows of the fields, with the words above them.
func (d *Form) rows(p *page) []formRow {
	var rows []formRow
	for _, text := range widget.Wrap(d.options.Intro, p.width, 3) {
		rows = append(rows, formRow{field: -1, paint: func(line *widget.Line) { line.Text(p.look.Theme.SGR(theme.Dim), text) }})
	}
	labels := make([]string, len(d.fields))
	for i, f := range d.fields {
		labels[i] = f.label()
	}
	cells := widest(labels, p.width*2/5)
	for i, f := range d.fields {
		for n, paint := range d.fieldRows(p, i, f, cells) {
			rows = append(rows, formRow{i, n == 0, paint})
		}
	}
	return rows
}

// label is what stands before the value.
func (f *formField) label() string {
	if f.Label == "" {
		return f.Name
	}
	return f.Label
}

// fieldRows are a field with what is doubtful and what is wrong about it.
func (d *Form) fieldRows(p *page, i int, f *formField, labels int) []func(*widget.Line) {
	focused := i == d.at
	rows := []func(*widget.Line){func(line *widget.Line) {
		style := theme.Dim
		if focused {
			style = theme.Accent
			line.Put(p.look.Theme.SGR(style), p.look.Theme.Glyph(theme.GlyphCursor), 2)
		} else {
			line.Gap(2)
		}
		line.Put(p.look.Theme.SGR(style), f.label(), labels)
		line.Gap(1)
		f.paintValue(line, p.look, focused)
	}}
	if f.lines != nil {
		rows = append(rows, f.areaRows(p, d.areaHeight(), focused)...)
	}
	rows = append(rows, remarkRows(p, theme.Dim, plain(f.words()), mostWords)...)
	rows = append(rows, remarkRows(p, theme.Warn, f.warning, mostRemarks)...)
	most := mostRemarks
	if focused {
		most = mostOfOne
	}
	return append(rows, remarkRows(p, theme.Bad, unbroken(f.problem, p.look.Theme.Glyph(theme.GlyphBreak)), most)...)
}

// areaHeight is how many rows a field of several lines has: as many as there is room for, whatever is in it.
func (d *Form) areaHeight() int {
	return max(min(d.view.height-len(d.fields), mostLines), fewestLines)
}

func (f *formField) areaRows(p *page, height int, focused bool) []func(*widget.Line) {
	rows := f.lines.sight(p.width-3, height)
	paints := make([]func(*widget.Line), height)
	for i := range paints {
		paints[i] = func(line *widget.Line) {
			line.Gap(2)
			if i < len(rows) {
				rows[i].paint(line, focused)
			}
		}
	}
	return paints
}

// remarkRows are words under a field.
func remarkRows(p *page, style theme.Style, text string, most int) []func(*widget.Line) {
	var rows []func(*widget.Line)
	for _, part := range widget.Wrap(text, p.width-4, most) {
		rows = append(rows, func(line *widget.Line) {
			line.Gap(4)
			line.Text(p.look.Theme.SGR(style), part)
		})
	}
	return rows
}

// paintValue paints the value, or a word for what belongs there.
func (f *formField) paintValue(line *widget.Line, look Look, focused bool) {
	dim := look.Theme.SGR(theme.Dim)
	switch {
	case f.lines != nil:
		paintMore(line, look, f.lines.top, f.lines.below)
		return
	case f.Fixed && !f.Secret:
		line.Text(dim, plain(f.Value))
	case f.kept:
		line.Text("", hidden)
		if focused && !f.Fixed {
			paintCaret(line, "", "")
			line.Text(dim, " type to replace it")
		}
	case focused && !f.Fixed:
		f.line.paint(line, look)
	case f.Secret:
		line.Text("", hiddenOr(f.text()))
	default:
		line.Text("", plain(f.text()))
	}
	if f.text() == "" {
		line.Text(dim, f.wanted())
	}
}

// hiddenOr is what is shown of a secret.
func hiddenOr(secret string) string {
	if secret == "" {
		return ""
	}
	return hidden
}

// wanted is a word for what belongs into an empty field.
func (f *formField) wanted() string {
	switch {
	case f.Fixed || !f.Required:
		return f.Kind
	case f.Kind == "":
		return "needed"
	}
	return f.Kind + ", needed"
}

// paintHelp explains the field under the cursor, and names it in full where there was no room.
func (d *Form) paintHelp(look Look) func(*widget.Line) {
	return func(line *widget.Line) {
		f := d.field()
		if f == nil {
			return
		}
		if widget.Width(f.label()) > line.Left()*2/5 {
			line.Text(look.Theme.SGR(theme.Accent), f.label()+" ")
		}
		line.Text(look.Theme.SGR(theme.Dim), f.explained())
	}
}

// explained is the help with the kind before it, unless it begins with that word itself.
func (f *formField) explained() string {
	switch {
	case f.Help == "":
		return f.Kind
	case f.Kind == "" || strings.HasPrefix(f.Help, f.Kind+":"):
		return f.Help
	}
	return f.Kind + ": " + f.Help
}

// paintOffers lists suggestions, so many of them, with the one that is in the field among them.
func (d *Form) paintOffers(p *page, rows int) {
	d.view.offersTop, d.view.offers = len(p.rows), nil
	if rows == 0 {
		return
	}
	text := d.field().text()
	at := slices.IndexFunc(d.offers.list, func(s Suggestion) bool { return s.Value == text })
	top := max(at-rows+1, 0)
	d.view.offers = d.offers.list[top : top+rows]
	values := make([]string, rows)
	for i, offer := range d.view.offers {
		values[i] = offer.Value
	}
	cells := widest(values, p.width/2)
	for _, offer := range d.view.offers {
		p.row(func(line *widget.Line) {
			cursor := ""
			if offer.Value == text {
				cursor = p.look.Theme.Glyph(theme.GlyphCursor)
			}
			line.Gap(2)
			line.Put("", cursor, 2)
			line.Put(p.look.Theme.SGR(theme.Key), plain(offer.Value), cells)
			line.Gap(1)
			line.Text(p.look.Theme.SGR(theme.Dim), plain(offer.Help))
		})
	}
}

// Click implements Dialog. A click goes to a field, or puts a suggestion into it; none submits.
func (d *Form) Click(_, y int) Verdict {
	if y >= 0 && y < len(d.view.rows) {
		if field := d.view.rows[y].field; field >= 0 {
			d.goTo(field)
		}
		return Stay
	}
	if i := y - d.view.offersTop; i >= 0 && i < len(d.view.offers) && d.field() != nil {
		d.take(d.view.offers[i].Value)
	}
	return Stay
}

// take puts a suggestion into the field under the cursor.
func (d *Form) take(value string) {
	d.field().set(value)
	d.typed, d.foot = true, ""
	d.suggest()
}
