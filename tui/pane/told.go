package pane

import (
	"fmt"
	"slices"

	"cordboard/model"
	"cordboard/tui/theme"
)

// CallsTold reports whether the first connection has told all its calls: before
// that, none known is not none.
func (f *Frame) CallsTold() bool { return f.Snap.Sure != model.Unsure }

// ParksTold reports whether it is known who is parked: somebody is, or no place
// may be taken by somebody of whom nothing was told.
func (f *Frame) ParksTold() bool {
	s := f.Snap
	if s.Counts.Parked > 0 {
		return true
	}
	unknown := slices.ContainsFunc(s.Parks, func(p *model.Park) bool { return p.On == model.NotTold })
	return f.CallsTold() && !unknown && (s.Replays.Has(model.OfParks) || len(s.Parks) > 0)
}

// Figure is a number, or a dash for one that nobody knows.
func (f *Frame) Figure(n int, told bool) string {
	if !told {
		return f.Theme.Glyph(theme.GlyphNotTold)
	}
	return fmt.Sprint(n)
}

// certain is part of a source whose empty list is a fact.
type certain struct{}

func (certain) told(*Frame) bool { return true }
