package dialog

import (
	"strings"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// PlaceOptions say who is to be parked.
type PlaceOptions struct {
	// Subject is who is parked, as text that is safe to show.
	Subject string
	// Tenant is the one whose places are offered; empty for all.
	Tenant string
}

// Place asks where to park. The first free place is offered; digits choose the place whose number ends in them. A place
// that is taken cannot be chosen, also when it was taken while the dialog was open.
type Place struct {
	options PlaceOptions
	snap    *model.Snapshot
	digits  field
	list    choices[model.Who]
	// problem is why nothing is chosen, where the operator might think otherwise.
	problem string
}

// NewPlace asks for a place.
func NewPlace(o PlaceOptions) *Place {
	return &Place{options: o, digits: newField("", isDialKey)}
}

// isDialKey reports whether a character is on the keys of a telephone.
func isDialKey(r rune) bool { return r >= '0' && r <= '9' || r == '*' || r == '#' }

// Title implements Dialog.
func (d *Place) Title() string { return "Park" }

// Typed implements Dialog.
func (d *Place) Typed() bool { return d.digits.typed }

// Size implements Dialog.
func (d *Place) Size() (width, height int) { return 60, min(max(d.list.table.Len(), 4), 12) + 2 }

// Choice gives the number of the place, as it goes to the PBX.
func (d *Place) Choice() string { return d.list.at.Number }

// Refresh implements Dialog.
func (d *Place) Refresh(snap *model.Snapshot) {
	first := d.snap == nil
	d.snap = snap
	var places []model.Who
	for _, place := range snap.Parks {
		if d.options.Tenant == "" || place.ID.Tenant == d.options.Tenant {
			places = append(places, place.ID)
		}
	}
	if d.list.set(places) {
		d.problem = "that place is gone: choose again"
	}
	if first {
		d.offer()
	}
}

// offer chooses the first place that is free or, of a PBX that does not tell that, the first that may be: it refuses a
// place that is taken.
func (d *Place) offer() {
	d.problem = ""
	for _, state := range []model.Switch{model.Off, model.NotTold} {
		for id := range d.list.table.All() {
			if place, ok := d.snap.Park(id); ok && place.On == state {
				d.list.choose(id)
				return
			}
		}
	}
	d.list.clear()
}

// Key implements Dialog.
func (d *Place) Key(k Key) Verdict {
	if isText(k.Msg) {
		d.edit(k)
		return Stay
	}
	switch k.Action {
	case keymap.Submit:
		return d.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.DialogUp:
		d.move(-1)
	case keymap.DialogDown:
		d.move(1)
	default:
		d.edit(k)
	}
	return Stay
}

func (d *Place) edit(k Key) {
	if d.digits.key(k.Msg) {
		d.search()
	}
}

// search chooses the place whose number is, or else ends in, the digits; of several the first that is not taken.
func (d *Place) search() {
	digits := d.digits.text()
	if digits == "" {
		d.offer()
		return
	}
	d.list.clear()
	d.problem = "no place ends in " + digits
	best := 0
	for id := range d.list.table.All() {
		if fit := d.fit(id, digits); fit > best {
			best, d.problem = fit, ""
			d.list.choose(id)
		}
	}
}

// fit is how well a place answers to digits; 0 when it does not.
func (d *Place) fit(id model.Who, digits string) int {
	place, ok := d.snap.Park(id)
	switch {
	case !ok || !strings.HasSuffix(place.Number.String(), digits):
		return 0
	case place.Number.String() == digits:
		return 3
	case d.why(id) != "":
		return 1
	}
	return 2
}

func (d *Place) move(rows int) {
	d.digits.set("")
	d.problem = ""
	d.list.move(rows)
}

func (d *Place) submit() Verdict {
	if d.whyNot() == "" {
		return Chosen
	}
	return Stay
}

// whyNot says why Enter chooses nothing; empty when it does.
func (d *Place) whyNot() string {
	switch {
	case d.list.on:
		return d.why(d.list.at)
	case d.problem != "":
		return d.problem
	case d.list.table.Len() == 0:
		return "no places are known"
	}
	return "choose a place"
}

// why says why a place cannot be chosen; empty when it can.
func (d *Place) why(id model.Who) string {
	place, ok := d.snap.Park(id)
	switch {
	case !ok:
		return "this place is gone"
	case place.On == model.On:
		return place.Number.String() + " is taken by " + place.Parked.Label()
	}
	return ""
}

// Click implements Dialog.
func (d *Place) Click(_, y int) Verdict {
	if d.list.click(y) {
		return d.submit()
	}
	return Stay
}

// Render implements Dialog.
func (d *Place) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.row(func(line *widget.Line) {
		line.Text(look.Theme.SGR(theme.Dim), "place ")
		d.digits.paint(line, look)
	})
	rows := boardLook(look, d.snap)
	d.list.render(p, 1, rows, func(line *widget.Line, id model.Who) { d.paintPlace(line, rows, id) })
	p.row(func(line *widget.Line) { d.paintSentence(line, look) })
	return p.rows
}

func (d *Place) paintPlace(line *widget.Line, look Look, id model.Who) {
	place, ok := d.snap.Park(id)
	if !ok {
		return
	}
	line.Put("", place.Number.String(), min(6, line.Left()/3))
	line.Gap(1)
	switch place.On {
	case model.Off:
		line.Text(look.Theme.SGR(theme.Good), "free")
	case model.On:
		line.Put(look.Theme.SGR(theme.Parked), "taken", 6)
		if !place.Since.IsZero() {
			line.PutRight("", widget.DurationIn(look.Now.Sub(place.Since), 5), 5)
		}
		line.Gap(2)
		line.Text("", parkedLabel(place))
	default:
		line.Text(look.Theme.SGR(theme.Unknown), "unknown")
	}
}

// parkedLabel is who waits in a place and who put them there.
func parkedLabel(place *model.Park) string {
	if place.By.Number.Empty() {
		return place.Parked.Label()
	}
	return place.Parked.Label() + ", from " + place.By.Number.String()
}

// paintSentence says the whole thing that Enter does, or why it does nothing.
func (d *Place) paintSentence(line *widget.Line, look Look) {
	if problem := d.whyNot(); problem != "" {
		line.Text(look.Theme.SGR(theme.Warn), problem)
		return
	}
	place, _ := d.snap.Park(d.list.at)
	ending := " " + look.Theme.Glyph(theme.GlyphTo) + " " + place.Number.String()
	if place.On == model.NotTold {
		ending += " (unknown)"
	}
	paintEnding(line, look.Theme.SGR(theme.Accent), "Park "+d.options.Subject, ending)
}
