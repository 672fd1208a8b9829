package theme_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"cordboard/tui/theme"
)

func build(t *testing.T, o theme.Options) *theme.Theme {
	t.Helper()
	th, err := theme.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// every calls f with each theme under each profile.
func every(t *testing.T, f func(*testing.T, theme.Options, *theme.Theme)) {
	profiles := map[string]theme.Profile{
		"no colour": theme.NoColor, "16": theme.ANSI16, "256": theme.ANSI256, "true colour": theme.TrueColor,
	}
	for _, name := range theme.Names() {
		for about, profile := range profiles {
			o := theme.Options{Name: name, Profile: profile}
			t.Run(name+" "+about, func(t *testing.T) { f(t, o, build(t, o)) })
		}
	}
}

func TestAnUnknownThemeIsRefusedWithTheNames(t *testing.T) {
	_, err := theme.New(theme.Options{Name: "solarised"})
	want := `unknown theme "solarised": choose dark, light, contrast, plain`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// colour matches the SGR parameters that set one.
var colour = regexp.MustCompile(`[\[;]([34]8;|[349][0-7]|10[0-7])`)

func TestNoColourMeansNone(t *testing.T) {
	every(t, func(t *testing.T, o theme.Options, th *theme.Theme) {
		coloured := 0
		for s := theme.Plain; s <= theme.Overdue; s++ {
			if colour.MatchString(th.SGR(s)) {
				coloured++
			}
		}
		without := o.Profile == theme.NoColor || o.Name == "plain"
		if without != (coloured == 0) {
			t.Errorf("%d styles have a colour", coloured)
		}
	})
}

func TestStylesAreSGRAndNothingElse(t *testing.T) {
	sgr := regexp.MustCompile(`^(\x1b\[[0-9]+(;[0-9]+)*m)?$`)
	every(t, func(t *testing.T, _ theme.Options, th *theme.Theme) {
		for s := theme.Plain; s <= theme.Overdue; s++ {
			if !sgr.MatchString(th.SGR(s)) {
				t.Errorf("style %d is %q", s, th.SGR(s))
			}
		}
		if th.Reset() != "\x1b[0m" {
			t.Errorf("reset is %q", th.Reset())
		}
	})
}

func TestTheRowUnderTheCursorAndTheFocusAreSeen(t *testing.T) {
	every(t, func(t *testing.T, _ theme.Options, th *theme.Theme) {
		plain, focused, dim := th.SGR(theme.Plain), th.SGR(theme.Selected), th.SGR(theme.SelectedDim)
		if focused == plain || dim == plain || focused == dim {
			t.Errorf("rows are %q, %q under the cursor, %q in another pane", plain, focused, dim)
		}
		if th.SGR(theme.Frame) == th.SGR(theme.FrameFocus) {
			t.Error("the frame with the keys looks like the others")
		}
	})
}

func TestWhatIsStaleLooksLikeNothingThatIsLive(t *testing.T) {
	every(t, func(t *testing.T, _ theme.Options, th *theme.Theme) {
		old := th.Stale()
		for s := theme.Plain; s <= theme.Overdue; s++ {
			selected := s == theme.Selected || s == theme.SelectedDim
			if got := old.SGR(s); !selected && got != th.SGR(theme.Stale) {
				t.Errorf("style %d is %q when stale", s, got)
			}
		}
		if row := old.SGR(theme.Selected); !strings.HasSuffix(row, th.SGR(theme.Stale)) || row == old.SGR(theme.Plain) {
			t.Errorf("the row under the cursor is %q", row)
		}
		for _, live := range []theme.Style{
			theme.Plain, theme.Ringing, theme.Calling, theme.Talking, theme.Held, theme.Parked, theme.Warn, theme.Bad, theme.Good, theme.Overdue,
		} {
			if th.SGR(live) == th.SGR(theme.Stale) {
				t.Errorf("style %d looks as what is stale, %q", live, th.SGR(live))
			}
		}
		if old.Stale() != old {
			t.Error("what is stale gets older")
		}
	})
}

func TestColoursAreWrittenTheWayTheTerminalTakesThem(t *testing.T) {
	for profile, want := range map[theme.Profile]string{
		theme.NoColor:   "",
		theme.ANSI16:    "\x1b[92m",
		theme.ANSI256:   "\x1b[38;5;149m",
		theme.TrueColor: "\x1b[38;2;158;206;106m",
	} {
		th := build(t, theme.Options{Name: "dark", Profile: profile})
		if got := th.SGR(theme.Talking); got != want {
			t.Errorf("profile %d: talking is %q, want %q", profile, got, want)
		}
	}
	th := build(t, theme.Options{Name: "light", Profile: theme.TrueColor})
	if got, want := th.SGR(theme.Selected), "\x1b[48;2;207;224;252m"; got != want {
		t.Errorf("background %q, want %q", got, want)
	}
	th = build(t, theme.Options{Name: "light", Profile: theme.ANSI16})
	if got, want := th.SGR(theme.Talking)+th.SGR(theme.Selected), "\x1b[32m\x1b[7m"; got != want {
		t.Errorf("in sixteen colours %q, want %q", got, want)
	}
}

func TestGlyphsKeepTheirCells(t *testing.T) {
	marks := build(t, theme.Options{Name: "dark"})
	twins := build(t, theme.Options{Name: "dark", ASCII: true})
	for g := theme.GlyphRinging; g <= theme.GlyphEllipsis; g++ {
		if mark := marks.Glyph(g); ansi.StringWidth(mark) != 1 {
			t.Errorf("glyph %d, %q, is %d cells wide", g, mark, ansi.StringWidth(mark))
		}
		twin := twins.Glyph(g)
		if twin == "" || len(twin) > 2 || strings.ContainsFunc(twin, func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Errorf("the ASCII twin of %q is %q", marks.Glyph(g), twin)
		}
	}
	if twin := twins.Glyph(theme.GlyphEllipsis); len(twin) != 1 {
		t.Errorf("the ellipsis %q is not one cell", twin)
	}
}

func TestGlyphsThatMeetInOneColumnDiffer(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		th := build(t, theme.Options{Name: "dark", ASCII: ascii})
		for _, column := range [][2]theme.Glyph{
			{theme.GlyphRinging, theme.GlyphOverdue}, {theme.GlyphLive, theme.GlyphDown}, {theme.GlyphWith, theme.GlyphTo},
		} {
			seen := map[string]theme.Glyph{}
			for g := column[0]; g <= column[1]; g++ {
				if other, ok := seen[th.Glyph(g)]; ok {
					t.Errorf("glyphs %d and %d are both %q", other, g, th.Glyph(g))
				}
				seen[th.Glyph(g)] = g
			}
		}
	}
}

func TestBordersAreOneCellWide(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		b := build(t, theme.Options{Name: "dark", ASCII: ascii}).Border()
		for _, r := range []string{b.TopLeft, b.TopRight, b.BottomLeft, b.BottomRight, b.TeeLeft, b.TeeRight, b.Horizontal, b.Vertical} {
			if ansi.StringWidth(r) != 1 || (ascii && len(r) != 1) {
				t.Errorf("ASCII %v: border %q", ascii, r)
			}
		}
	}
}

func TestProfileFor(t *testing.T) {
	for _, c := range []struct {
		about string
		env   map[string]string
		want  theme.Profile
	}{
		{"nothing known", nil, theme.NoColor},
		{"dumb", map[string]string{"TERM": "dumb", "COLORTERM": "truecolor"}, theme.NoColor},
		{"monochrome", map[string]string{"TERM": "xterm-mono"}, theme.NoColor},
		{"plain xterm", map[string]string{"TERM": "xterm"}, theme.ANSI16},
		{"the console of Linux", map[string]string{"TERM": "linux"}, theme.ANSI16},
		{"256 colours", map[string]string{"TERM": "xterm-256color"}, theme.ANSI256},
		{"tmux", map[string]string{"TERM": "tmux-256color", "COLORTERM": "truecolor"}, theme.TrueColor},
		{"screen", map[string]string{"TERM": "screen", "COLORTERM": "truecolor"}, theme.ANSI256},
		{"true colour", map[string]string{"TERM": "xterm-256color", "COLORTERM": "24bit"}, theme.TrueColor},
		{"true colour by TERM", map[string]string{"TERM": "xterm-direct"}, theme.TrueColor},
		{"no colour wanted", map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, theme.NoColor},
		{"NO_COLOR empty is not set", map[string]string{"TERM": "xterm-256color", "NO_COLOR": ""}, theme.ANSI256},
	} {
		t.Run(c.about, func(t *testing.T) {
			if got := theme.ProfileFor(func(name string) string { return c.env[name] }); got != c.want {
				t.Errorf("profile %d, want %d", got, c.want)
			}
		})
	}
}
