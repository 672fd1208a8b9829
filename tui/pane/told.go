package pane

import (
	"fmt"

	"cordboard/model"
	"cordboard/tui/theme"
)

// CallsTold reports whether the first connection has told all its calls: before
// that, none known is not none.
func (f *Frame) CallsTold() bool { return f.Snap.Sure != model.Unsure }

// callsExtent is all once the first connection has settled.
func (f *Frame) callsExtent() model.Extent {
	if f.CallsTold() {
		return model.ToldOfAll
	}
	return model.ToldOfNone
}

// Parks tells of how many places it is known whether somebody is parked there: of
// all, when none may be taken of which nothing was told.
func (f *Frame) Parks() model.Extent {
	s := f.Snap
	unknown := 0
	for _, p := range s.Parks {
		if p.On == model.NotTold {
			unknown++
		}
	}
	switch {
	case unknown == len(s.Parks) && !s.Replays.Has(model.OfParks):
		return model.ToldOfNone
	case unknown > 0 || !f.CallsTold():
		return model.ToldOfSome
	}
	return model.ToldOfAll
}

// ToldSince says from when on calls are told, where the PBX tells none that were begun
// before; empty where all are known.
func (f *Frame) ToldSince() string {
	if !f.CallsTold() || f.Snap.Replays.Has(model.OfCalls) {
		return ""
	}
	return "since " + f.Snap.Since.Format("15:04")
}

// Figure is a number, or a dash for one that nobody knows.
func (f *Frame) Figure(n int, told bool) string {
	if !told {
		return f.Theme.Glyph(theme.GlyphNotTold)
	}
	return fmt.Sprint(n)
}

// Sum is a number that may be more: "3+" is 3 at least, and a dash stands for none
// where more than that may be.
func (f *Frame) Sum(n int, of model.Extent) string {
	sum := f.Figure(n, n > 0 || of == model.ToldOfAll)
	if n > 0 && of != model.ToldOfAll {
		sum += "+"
	}
	return sum
}

// certain is part of a source whose empty list is a fact.
type certain struct{}

func (certain) told(*Frame) model.Extent { return model.ToldOfAll }
