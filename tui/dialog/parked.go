package dialog

import (
	"slices"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Parked asks which parked call to retrieve; the one that has waited longest is offered. The cursor is on a call, not on
// a place: a place that is taken by another call meanwhile is not what was chosen.
type Parked struct {
	silent
	tenant string
	snap   *model.Snapshot
	list   choices[parkedCall]
	gone   bool
}

// parkedCall is a call in its place. The place belongs to it: of some calls no more is known.
type parkedCall struct {
	place model.Who
	call  model.CallID
}

// NewParked asks which call to retrieve from the places of a tenant; of all when it is empty.
func NewParked(tenant string) *Parked { return &Parked{tenant: tenant} }

// Title implements Dialog.
func (d *Parked) Title() string { return "Retrieve" }

// Size implements Dialog.
func (d *Parked) Size() (width, height int) { return 60, min(max(d.list.table.Len(), 3), 12) + 1 }

// Choice gives the place of the call that was chosen; ok is false when it is parked no more.
func (d *Parked) Choice() (place *model.Park, ok bool) { return d.place(d.list.at) }

func (d *Parked) place(parked parkedCall) (*model.Park, bool) {
	place, ok := d.snap.Park(parked.place)
	if !ok || place.On != model.On || place.Call != parked.call {
		return nil, false
	}
	return place, true
}

// Refresh implements Dialog.
func (d *Parked) Refresh(snap *model.Snapshot) {
	first := d.snap == nil
	d.snap = snap
	var taken []*model.Park
	for _, p := range snap.Parks {
		if p.On == model.On && (d.tenant == "" || p.ID.Tenant == d.tenant) {
			taken = append(taken, p)
		}
	}
	slices.SortStableFunc(taken, func(a, b *model.Park) int { return a.Since.Compare(b.Since) })
	calls := make([]parkedCall, len(taken))
	for i, p := range taken {
		calls[i] = parkedCall{p.ID, p.Call}
	}
	d.gone = d.list.set(calls) || d.gone && !d.list.on
	if first {
		d.list.first()
	}
}

// Key implements Dialog.
func (d *Parked) Key(k Key) Verdict {
	switch k.Action {
	case keymap.Submit:
		return d.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.DialogUp:
		d.list.move(-1)
	case keymap.DialogDown:
		d.list.move(1)
	}
	return Stay
}

func (d *Parked) submit() Verdict {
	if d.list.on {
		return Chosen
	}
	return Stay
}

// Click implements Dialog.
func (d *Parked) Click(_, y int) Verdict {
	if d.list.click(y) {
		return d.submit()
	}
	return Stay
}

// Render implements Dialog.
func (d *Parked) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	rows := boardLook(look, d.snap)
	d.list.render(p, 1, rows, func(line *widget.Line, call parkedCall) { d.paintCall(line, rows, call) })
	p.row(func(line *widget.Line) { d.paintSentence(line, look) })
	return p.rows
}

func (d *Parked) paintCall(line *widget.Line, look Look, call parkedCall) {
	place, ok := d.place(call)
	if !ok {
		return
	}
	line.Put("", place.Number.String(), min(6, line.Left()/3))
	line.PutRight("", widget.DurationIn(look.Now.Sub(place.Since), 6), 6)
	line.Gap(2)
	line.Text("", parkedLabel(place))
}

// paintSentence says what Enter does, or why it does nothing.
func (d *Parked) paintSentence(line *widget.Line, look Look) {
	place, ok := d.place(d.list.at)
	switch {
	case d.list.on && ok:
		paintEnding(line, look.Theme.SGR(theme.Accent), "Retrieve "+place.Parked.Label(), " from "+place.Number.String())
	case d.gone:
		line.Text(look.Theme.SGR(theme.Warn), "that call is not parked any more: choose again")
	default:
		line.Text(look.Theme.SGR(theme.Warn), "nobody is parked")
	}
}
