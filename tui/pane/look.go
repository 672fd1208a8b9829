package pane

import (
	"strings"
	"time"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// stateStyles and stateGlyphs are how a state looks, beside its word.
var stateStyles = map[model.State]theme.Style{
	model.Ringing: theme.Ringing, model.Calling: theme.Calling, model.Talking: theme.Talking, model.Held: theme.Held,
	model.Parked: theme.Parked, model.Ending: theme.Ending, model.Unknown: theme.Unknown,
}

var stateGlyphs = map[model.State]theme.Glyph{
	model.Ringing: theme.GlyphRinging, model.Calling: theme.GlyphCalling, model.Talking: theme.GlyphTalking,
	model.Held: theme.GlyphHeld, model.Parked: theme.GlyphParked, model.Ending: theme.GlyphEnding, model.Unknown: theme.GlyphUnknown,
}

// presence is what an extension is doing, as one word with its look.
type presence struct {
	word  string
	style theme.Style
	glyph theme.Glyph
}

// idlePresence tells of an extension without a call whether it is there at all.
func idlePresence(registered model.Switch) presence {
	switch registered {
	case model.On:
		return presence{"idle", theme.Idle, theme.GlyphIdle}
	case model.Off:
		return presence{"not registered", theme.NotRegistered, theme.GlyphNotRegistered}
	}
	return presence{"unknown", theme.Unknown, theme.GlyphUnknown}
}

func callPresence(s model.State) presence {
	return presence{s.String(), stateStyles[s], stateGlyphs[s]}
}

const (
	// stateCells holds a glyph, the longest word and, behind a shorter one, how
	// long it has lasted.
	stateCells = 17
	// wideStateCells has a column of its own for how long.
	wideStateCells = 24
)

// waitCells hold how long a call of the Desk has lasted, to the second for ten hours.
const waitCells = 7

// putState paints a state with its glyph, and since when it has lasted.
func putState(f *Frame, line *widget.Line, p presence, since time.Time, cells int) {
	word := f.Theme.Glyph(p.glyph) + " " + p.word
	if cells < wideStateCells {
		line.Put(f.Theme.SGR(p.style), word+" "+f.sinceIn(since, cells-widget.Width(word)-1), cells)
		return
	}
	line.Put(f.Theme.SGR(p.style), word, stateCells-1)
	line.PutRight("", f.sinceIn(since, cells-stateCells+1), cells-stateCells+1)
}

// Arrows gives a text with the marks that the terminal can show.
func (f *Frame) Arrows(text string) string {
	return strings.NewReplacer(
		"→", f.Theme.Glyph(theme.GlyphTo), "←", f.Theme.Glyph(theme.GlyphFrom),
		"↑", f.Theme.Glyph(theme.GlyphAbove), "↓", f.Theme.Glyph(theme.GlyphBelow),
	).Replace(text)
}

// arrow joins two parties: who called whom while it rings, both while they talk.
func arrow(f *Frame, s model.State, caller bool) string {
	switch s {
	case model.Ringing, model.Calling, model.Unknown:
		if caller {
			return f.Theme.Glyph(theme.GlyphTo)
		}
		return f.Theme.Glyph(theme.GlyphFrom)
	}
	return f.Theme.Glyph(theme.GlyphWith)
}
