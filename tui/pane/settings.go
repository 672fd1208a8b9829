package pane

import (
	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Setting is one thing in an area of the PBX's settings.
type Setting struct {
	// ID is its identity within the area.
	ID    string
	Cells []string
	// Dim is what this login may not touch.
	Dim bool
}

// Settings are what the view PBX shows.
type Settings struct {
	// Areas are the names of the areas, Area the one that is open.
	Areas []string
	Area  int
	Items []Setting
	// Told tells that the items are what the PBX told last, and no answer is under
	// way.
	Told bool
	// Says stands in place of the items: that there are none, or why they cannot be
	// had.
	Says string
	// Note stands behind the count: that the PBX is being asked, or that there are
	// more.
	Note string
	// Rev grows with every change of the items.
	Rev uint64
	// Page gives the reference of what is selected, a line each.
	Page func(Pick) []string
}

// areas lists the areas of the settings.
type areas struct {
	certain
	keys []int
}

// NewAreas lists the areas of the settings.
func NewAreas() List { return newList[int](&areas{}) }

func (*areas) title(string) string { return "Settings" }

func (*areas) none() string { return "" }

func (a *areas) rows(f *Frame, _ string) []int {
	a.keys = a.keys[:0]
	for i := range f.Settings.Areas {
		a.keys = append(a.keys, i)
	}
	return a.keys
}

func (*areas) stamp(_ *Frame, i int) widget.Stamp { return widget.Stamp{Row: uint64(i) + 1} }

func (*areas) paint(f *Frame, line *widget.Line, i int) { line.Text("", f.Settings.Areas[i]) }

func (*areas) pick(_ *Frame, i int) Pick { return Pick{Area: i + 1} }

func (*areas) seek(p Pick) (int, bool) { return p.Area - 1, p.Area > 0 }

// settings lists the items of the open area.
type settings struct {
	keys   []string
	at     map[string]int
	widths []int
	rev    uint64
	area   int
	says   string
	note   string
	name   string
}

func (*settings) asked() {}

// NewSettings lists the items of the open area.
func NewSettings() List { return newList[string](&settings{at: map[string]int{}}) }

func (s *settings) title(count string) string {
	if s.note == "" {
		return s.name + " " + count
	}
	return s.name + " " + count + ": " + s.note
}

func (s *settings) none() string { return s.says }

// told is false while an answer is under way: what does not match may be in it.
func (*settings) told(f *Frame) model.Extent {
	if f.Settings.Told {
		return model.ToldOfAll
	}
	return model.ToldOfNone
}

func (s *settings) rows(f *Frame, words string) []string {
	s.measure(f)
	s.keys = s.keys[:0]
	for _, item := range f.Settings.Items {
		if words == "" || matches(item, words) {
			s.keys = append(s.keys, item.ID)
		}
	}
	return s.keys
}

func matches(item Setting, words string) bool {
	said := ""
	for _, cell := range item.Cells {
		said += cell + " "
	}
	return contains(said, words)
}

// measure makes each column as wide as its widest cell, within reason.
func (s *settings) measure(f *Frame) {
	set := f.Settings
	s.says, s.note, s.name = set.Says, set.Note, "Items"
	if set.Area < len(set.Areas) {
		s.name = set.Areas[set.Area]
	}
	if s.rev == set.Rev && s.area == set.Area {
		return
	}
	s.rev, s.area, s.widths = set.Rev, set.Area, s.widths[:0]
	clear(s.at)
	for i, item := range set.Items {
		s.at[item.ID] = i
		for c, cell := range item.Cells {
			if c == len(s.widths) {
				s.widths = append(s.widths, 0)
			}
			s.widths[c] = min(max(s.widths[c], widget.Width(cell)), 32)
		}
	}
}

func (s *settings) item(f *Frame, id string) (Setting, bool) {
	i, ok := s.at[id]
	if !ok || i >= len(f.Settings.Items) {
		return Setting{}, false
	}
	return f.Settings.Items[i], true
}

func (s *settings) stamp(f *Frame, _ string) widget.Stamp {
	return widget.Stamp{Row: f.Settings.Rev, Mark: uint64(f.Settings.Area)}
}

func (s *settings) paint(f *Frame, line *widget.Line, id string) {
	item, ok := s.item(f, id)
	if !ok {
		return
	}
	style := ""
	if item.Dim {
		style = f.Theme.SGR(theme.Dim)
	}
	for i, cell := range item.Cells {
		if i == len(item.Cells)-1 {
			line.Text(style, cell)
			return
		}
		line.Put(style, cell, s.widths[i])
		line.Gap(2)
	}
}

func (s *settings) pick(_ *Frame, id string) Pick { return Pick{Setting: id} }

func (s *settings) seek(p Pick) (string, bool) { return p.Setting, p.Setting != "" }
