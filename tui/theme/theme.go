package theme

import (
	"fmt"
	"strings"
)

// Options choose a theme.
type Options struct {
	Name    string  // one of Names
	Profile Profile // the colours the terminal can show
	ASCII   bool    // glyphs and borders from ASCII alone
}

// Theme is the look of one session. It is immutable.
type Theme struct {
	sgr    [styleCount]string
	glyphs [glyphCount]string
	border Border
	stale  *Theme
}

// Names lists the themes in the order in which they are offered.
func Names() []string {
	return []string{"dark", "light", "contrast", "plain"}
}

// New builds a theme. The error for an unknown name lists the names there are.
//
// A theme without colours keeps its attributes (bold, underline, reverse): NO_COLOR asks for no colour, and the row
// under the cursor must still be seen.
func New(o Options) (*Theme, error) {
	inks, ok := inksOf(o.Name)
	if !ok {
		return nil, fmt.Errorf("unknown theme %q: choose %s", o.Name, strings.Join(Names(), ", "))
	}
	t := &Theme{glyphs: glyphs(o.ASCII), border: border(o.ASCII)}
	plain := plainInks()
	for s := range inks {
		t.sgr[s] = sequence(inks[s], plain[s], o.Profile)
	}
	t.stale = t.fade()
	return t, nil
}

// Stale is the theme for what is shown as it was: all looks alike in it, whatever it means, and the row under the cursor
// has no more than a mark.
func (t *Theme) Stale() *Theme { return t.stale }

func (t *Theme) fade() *Theme {
	faded := &Theme{glyphs: t.glyphs, border: t.border}
	for s := range faded.sgr {
		faded.sgr[s] = t.sgr[Stale]
	}
	faded.sgr[Selected] = t.sgr[SelectedDim] + t.sgr[Stale]
	faded.sgr[SelectedDim] = faded.sgr[Selected]
	faded.stale = faded
	return faded
}

// SGR is the sequence that opens a style, "" when the style changes nothing.
// It adds to what is open already: over Selected, a state keeps the background of the row.
func (t *Theme) SGR(s Style) string { return t.sgr[s] }

// Reset is the sequence that closes every style.
func (t *Theme) Reset() string { return "\x1b[0m" }

// Glyph is the mark for g: one cell wide, or, in ASCII, up to two.
func (t *Theme) Glyph(g Glyph) string { return t.glyphs[g] }

// Border is the set of runes that boxes are drawn with.
func (t *Theme) Border() Border { return t.border }

// sequence is the SGR of an ink under a profile. In sixteen colours a background is left to the plain ink: which of
// them can be read on which is the terminal's secret, reverse can always be read.
func sequence(i, plain ink, p Profile) string {
	if p == NoColor || (p == ANSI16 && i.bg.set) {
		i = plain
	}
	var params []string
	if i.attr != "" {
		params = append(params, i.attr)
	}
	if i.fg.set {
		params = append(params, i.fg.foreground(p))
	}
	if i.bg.set {
		params = append(params, i.bg.background(p))
	}
	if len(params) == 0 {
		return ""
	}
	return "\x1b[" + strings.Join(params, ";") + "m"
}
