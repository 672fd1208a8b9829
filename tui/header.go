package tui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// drawn is a line with what it was drawn from.
type drawn[K comparable] struct {
	key  K
	line string
}

// headerKey is all that the top line depends on.
type headerKey struct {
	counts         model.Counts
	status, clock  string
	sure           model.Sure
	style          theme.Style
	width, overdue int
	names          uint64
	// calls, parks, messages and recordings tell which figures are known.
	calls                       bool
	parks, messages, recordings model.Extent
	generation                  uint64
}

// header is the top line: who, how many, and how the line is. It is drawn again
// when what it depends on changes.
func (a *App) header() string {
	status, style := a.status()
	key := headerKey{
		counts: a.snap.Counts, status: status, clock: a.clock(), style: style, sure: a.snap.Sure,
		width: a.width, overdue: a.overdue(), names: a.snap.Names, generation: a.generation,
		calls: a.frame.CallsTold(), parks: a.frame.Parks(),
		messages: a.snap.Messages, recordings: a.snap.Recordings,
	}
	if a.head.line == "" || key != a.head.key {
		a.head = drawn[headerKey]{key, a.drawHeader(key)}
	}
	return a.head.line
}

const clock = "15:04:05"

// clock is the time in the top line: to the second while something lasts, else to the
// minute.
func (a *App) clock() string {
	if a.busy() {
		return a.ticked.Format(clock)
	}
	return a.ticked.Format("15:04")
}

func (a *App) drawHeader(k headerKey) string {
	l := widget.Line{Ellipsis: a.Theme.Glyph(theme.GlyphEllipsis)}
	l.Start(a.width, a.frame.Theme.SGR(theme.Title), a.Theme.Reset())
	right := k.status + "  " + k.clock + " "
	if a.snap.Sure == model.Stale {
		right = k.status + " "
	}
	counts := a.counts(k)
	who := a.who()
	for _, words := range []string{" cordboard  " + who, " " + who, " " + a.me(), ""} {
		if widget.Width(words)+widget.Width(counts)+widget.Width(right)+4 <= a.width || words == "" {
			l.Text("", words)
			break
		}
	}
	counts = short(counts, l.Left()-widget.Width(right)-2)
	l.Gap(max((l.Left()-widget.Width(counts)-widget.Width(right))/2, 1))
	l.Text("", counts)
	l.Gap(max(l.Left()-widget.Width(right), 1))
	l.Text(a.Theme.Reset()+a.Theme.SGR(k.style), right)
	return l.Done()
}

// who is the tenant and the operator's own extension; the system's administrator
// has none, and all tenants unless one was chosen.
func (a *App) who() string {
	op, me := a.Desk.Operator(), a.me()
	if op.Extension == "" && op.Tenant == "" {
		return me + "  all tenants"
	}
	if op.Extension == "" {
		return me + "  " + op.Tenant
	}
	if e, ok := a.snap.Extension(a.Desk.Own()); ok {
		me = model.Party{Number: e.Number, Name: e.Name}.Label()
	}
	return strings.TrimSpace(op.Tenant + "  " + me)
}

// me is the operator in one word: the extension, or the login that has none.
func (a *App) me() string {
	op := a.Desk.Operator()
	return cmp.Or(op.Extension, op.Name)
}

// status tells the truth about the line, in words.
func (a *App) status() (string, theme.Style) {
	asOf := ", as of " + a.snap.AsOf.Format(clock)
	if a.snap.AsOf.IsZero() {
		asOf = ""
	}
	switch a.snap.Link {
	case model.Up:
		status := a.Theme.Glyph(theme.GlyphLive) + " live"
		if a.latency > 0 {
			status += " " + latency(a.latency)
		}
		if a.Readable {
			return status + ", not encrypted", theme.Bad
		}
		return status, theme.Good
	case model.Reconnecting:
		return a.Theme.Glyph(theme.GlyphStale) + " reconnecting" + asOf, theme.Bad
	case model.Inactive:
		return a.Theme.Glyph(theme.GlyphDown) + " PBX inactive" + asOf, theme.Bad
	case model.Stopped:
		return a.Theme.Glyph(theme.GlyphDown) + " stopped" + asOf, theme.Bad
	}
	return a.Theme.Glyph(theme.GlyphStale) + " connecting", theme.Warn
}

// counts are the figures of the top line; a dash stands for one that nobody knows.
func (a *App) counts(k headerKey) string {
	c, f := k.counts, &a.frame
	parked := "parked " + f.Sum(c.Parked, k.parks)
	if n := k.overdue; n > 0 {
		parked += fmt.Sprintf(" (%d%s)", n, a.Theme.Glyph(theme.GlyphOverdue))
	}
	return strings.Join([]string{
		"ringing " + f.Figure(c.Ringing, k.calls), "talking " + f.Figure(c.Talking, k.calls),
		"held " + f.Figure(c.Held, k.calls), parked,
		"vm " + f.Sum(c.NewMessages, k.messages), "rec " + f.Sum(c.Recording, k.recordings),
	}, "  ")
}

// overdue counts the places that the top line has as parked and that are taken for too
// long.
func (a *App) overdue() (n int) {
	if a.snap.Sure != model.Live {
		return 0
	}
	for _, p := range a.snap.Parks {
		if a.frame.Overdue(p) {
			n++
		}
	}
	return n
}

// short leaves figures out from the right until the rest fits.
func short(counts string, cells int) string {
	for widget.Width(counts) > cells {
		cut := strings.LastIndex(counts, "  ")
		if cut < 0 {
			return ""
		}
		counts = counts[:cut]
	}
	return counts
}

func latency(d time.Duration) string {
	if d < time.Millisecond {
		return "<1 ms"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// tabs is the line of the views.
func (a *App) tabs() string {
	var l widget.Line
	l.Start(a.width, "", a.Theme.Reset())
	for i, v := range a.views {
		name := v.name
		if a.width < 76 && i != a.active {
			name = ""
		}
		style := theme.Dim
		if i == a.active {
			style = theme.Accent
		}
		x := a.width - l.Left()
		l.Text(a.Theme.SGR(theme.Key), fmt.Sprintf(" %d", i+1))
		l.Text(a.Theme.SGR(style), strings.TrimRight(" "+name, " ")+" ")
		a.tabSpot(i, x, a.width-l.Left()-x)
	}
	return l.Done()
}
