package pane

import (
	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// parks lists the places to park in.
type parks struct {
	name string
	// taken leaves free places out.
	taken bool
	keys  []model.Who
}

// NewParked lists the calls that are parked, for the Desk.
func NewParked() List { return newList[model.Who](&parks{name: "Parked", taken: true}) }

// NewParks lists every place to park in.
func NewParks() List { return newList[model.Who](&parks{name: "Parks"}) }

func (p *parks) title(rows string) string { return p.name + " " + rows }

func (p *parks) none() string {
	if p.taken {
		return "nobody is parked"
	}
	return "no places known yet"
}

func (p *parks) told(f *Frame) model.Extent {
	if p.taken {
		return f.Parks()
	}
	return model.ToldOfAll
}

func (p *parks) rows(f *Frame, words string) []model.Who {
	p.keys = p.keys[:0]
	for _, place := range f.Snap.Parks {
		if p.taken && place.On != model.On {
			continue
		}
		if words == "" || contains(place.Number.String()+" "+place.Parked.Label()+" "+place.By.Label(), words) {
			p.keys = append(p.keys, place.ID)
		}
	}
	return p.keys
}

func (p *parks) stamp(f *Frame, id model.Who) widget.Stamp {
	place, ok := f.Snap.Park(id)
	if !ok {
		return widget.Stamp{}
	}
	s := widget.Stamp{Row: place.Rev, Mark: f.Snap.Names}
	if place.On == model.On {
		s.Second = f.Now.Unix()
	}
	return s
}

func (p *parks) paint(f *Frame, line *widget.Line, id model.Who) {
	place, ok := f.Snap.Park(id)
	if !ok {
		return
	}
	line.Put("", place.Number.String(), 5)
	line.Gap(1)
	if place.On != model.On {
		word := map[model.Switch]string{model.Off: "free", model.NotTold: "unknown"}[place.On]
		line.Text(f.Theme.SGR(theme.Dim), word)
		return
	}
	style, mark := theme.Parked, ""
	if f.Overdue(place) {
		style, mark = theme.Overdue, f.Theme.Glyph(theme.GlyphOverdue)
	}
	if !p.taken {
		line.Put(f.Theme.SGR(theme.Parked), f.Theme.Glyph(theme.GlyphParked)+" parked", 10)
	}
	line.Put(f.Theme.SGR(style), f.sinceIn(place.Since, waitCells)+" "+mark, waitCells+2)
	line.Gap(1)
	line.Text("", partyLabel(f.Snap, place.Parked))
	if !place.By.Number.Empty() {
		line.Text(f.Theme.SGR(theme.Dim), ", from "+place.By.Number.String())
	}
	if act, ok := f.Marks[place.Call]; ok {
		line.Text(f.Theme.SGR(theme.Warn), "  "+act)
	}
}

func (p *parks) pick(f *Frame, id model.Who) Pick {
	pick := Pick{Park: id}
	if place, ok := f.Snap.Park(id); ok {
		pick.Call = place.Call
	}
	return pick
}

func (p *parks) seek(pick Pick) (model.Who, bool) { return pick.Park, pick.Park != model.Who{} }

// lines lists the shared lines.
type lines struct {
	certain
	keys []model.Who
}

// NewLines lists the shared lines and who is on them.
func NewLines() List { return newList[model.Who](&lines{}) }

func (l *lines) title(rows string) string { return "Lines " + rows }

func (l *lines) none() string { return "no lines known yet" }

func (l *lines) rows(f *Frame, words string) []model.Who {
	l.keys = l.keys[:0]
	for _, line := range f.Snap.Lines {
		if words == "" || contains(line.Number.String()+" "+line.Talker.String()+" "+line.Outside.Label(), words) {
			l.keys = append(l.keys, line.ID)
		}
	}
	return l.keys
}

func (l *lines) find(f *Frame, id model.Who) (*model.Line, bool) {
	for _, line := range f.Snap.Lines {
		if line.ID == id {
			return line, true
		}
	}
	return nil, false
}

func (l *lines) stamp(f *Frame, id model.Who) widget.Stamp {
	line, ok := l.find(f, id)
	if !ok {
		return widget.Stamp{}
	}
	s := widget.Stamp{Row: line.Rev, Mark: f.Snap.Names}
	if line.On == model.On {
		s.Second = f.Now.Unix()
	}
	return s
}

func (l *lines) paint(f *Frame, line *widget.Line, id model.Who) {
	row, ok := l.find(f, id)
	if !ok {
		return
	}
	line.Put("", row.Number.String(), 7)
	line.Gap(1)
	if row.On != model.On {
		line.Text(f.Theme.SGR(theme.Dim), "free")
		return
	}
	line.Put(f.Theme.SGR(theme.Talking), "taken", 6)
	line.PutRight("", f.sinceIn(row.Since, 8), 8)
	line.Gap(2)
	line.Text("", row.Talker.String()+" "+f.Theme.Glyph(theme.GlyphWith)+" "+partyLabel(f.Snap, row.Outside))
}

func (l *lines) pick(f *Frame, id model.Who) Pick {
	row, ok := l.find(f, id)
	if !ok {
		return Pick{}
	}
	return Pick{Call: row.Call}
}

func (l *lines) seek(Pick) (model.Who, bool) { return model.Who{}, false }
