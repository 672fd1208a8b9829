package pane

import (
	"fmt"
	"slices"
	"strings"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// CallDetail tells all that is known of one conversation: who is in it, what it
// is doing, and what happened to it. It gives at most height rows of exactly
// width cells.
func CallDetail(f *Frame, id model.CallID, width, height int) []string {
	d := newDetail(f, width)
	c, ok := f.Snap.Call(id)
	if !ok {
		d.row(theme.Dim, "select a call to see what happened to it")
		return d.rows[:min(height, len(d.rows))]
	}
	for _, p := range c.Parties() {
		came := slices.ContainsFunc(c.Joined, func(j model.Party) bool { return j.Leg == p.Leg })
		d.party(p, came && c.Park.Empty())
	}
	d.facts(c)
	d.row(theme.Plain, "")
	d.history(c, height-len(d.rows))
	return d.rows[:min(max(height, 0), len(d.rows))]
}

type detail struct {
	frame *Frame
	width int
	line  widget.Line
	rows  []string
}

func newDetail(f *Frame, width int) *detail {
	return &detail{frame: f, width: width, line: widget.Line{Ellipsis: f.Theme.Glyph(theme.GlyphEllipsis)}}
}

func (d *detail) row(style theme.Style, text string) {
	d.line.Start(d.width, d.frame.Theme.SGR(theme.Plain), d.frame.Theme.Reset())
	d.line.Text(d.frame.Theme.SGR(style), " "+text)
	d.rows = append(d.rows, d.line.Done())
}

// party tells who it is; joined that they came into a call of two others.
func (d *detail) party(p model.Party, joined bool) {
	d.line.Start(d.width, d.frame.Theme.SGR(theme.Plain), d.frame.Theme.Reset())
	d.line.Gap(1)
	where := "outside"
	if !p.Outside() {
		where = p.State.String()
	}
	d.line.Put(d.frame.Theme.SGR(stateStyles[p.State]), where, 9)
	if joined {
		d.line.Text(d.frame.Theme.SGR(theme.Accent), "joined ")
	}
	d.line.Text("", partyLabel(d.frame.Snap, p))
	d.rows = append(d.rows, d.line.Done())
}

func (d *detail) facts(c *model.Conversation) {
	d.row(theme.Dim, fmt.Sprintf("began %s, %s ago", c.Began.Format(clock), d.frame.since(c.Began)))
	if !c.Park.Empty() {
		d.row(theme.Parked, "parked in "+c.Park.String())
	}
	if !c.Line.Empty() {
		d.row(theme.Dim, "line "+c.Line.String())
	}
	switch c.Recording {
	case model.On:
		d.row(theme.Recording, d.frame.Theme.Glyph(theme.GlyphRecording)+" recorded")
	case model.Off:
		d.row(theme.Dim, "not recorded")
	}
}

// history shows the newest steps that fit.
func (d *detail) history(c *model.Conversation, room int) {
	steps := inOrder(c.History)
	for _, s := range steps[max(len(steps)-max(room, 0), 0):] {
		d.row(theme.Plain, fmt.Sprintf("%s  %-6s %s", s.At.Format(clock), s.Number, sayStep(s)))
	}
}

// inOrder are the steps in the order of their times, without those that say the
// same of one number twice in a row.
func inOrder(history []model.Step) []model.Step {
	steps := slices.Clone(history)
	slices.SortStableFunc(steps, func(a, b model.Step) int { return a.At.Compare(b.At) })
	return slices.CompactFunc(steps, func(a, b model.Step) bool { return a.Number == b.Number && sayStep(a) == sayStep(b) })
}

// sayStep tells what a code of the PBX did, in words; a code that is not known
// is shown as its number.
func sayStep(s model.Step) string {
	if s.Code == model.TransferAnswered {
		return "transfer answered"
	}
	if s.Code == model.TransferFailed {
		return "transfer failed"
	}
	if s.State == model.Gone {
		return "left"
	}
	if !s.Known {
		return fmt.Sprintf("%s (state %d)", s.State, s.Code)
	}
	return s.State.String()
}

// SettingPage tells more of a thing in the settings, at most height rows. What is too
// long for a row goes on below, as far in as it began; what there is no room for is
// counted in the last row.
func SettingPage(f *Frame, page []string, width, height int) []string {
	d := newDetail(f, width)
	for i, text := range page {
		style := theme.Plain
		if i == 0 {
			style = theme.Title
		}
		d.folded(style, text)
	}
	if height > 0 && len(d.rows) > height {
		more := len(d.rows) - height + 1
		d.rows = d.rows[:height-1]
		d.row(theme.Dim, fmt.Sprintf("%s %d more, in: cordboard methods", f.Theme.Glyph(theme.GlyphBelow), more))
	}
	return d.rows[:min(max(height, 0), len(d.rows))]
}

// folded adds a text on as many rows as it needs.
func (d *detail) folded(style theme.Style, text string) {
	words := strings.TrimLeft(text, " ")
	indent := text[:len(text)-len(words)]
	room := d.width - 1 - len(indent)
	if widget.Width(words) <= room {
		d.row(style, text)
		return
	}
	for _, part := range widget.Wrap(words, room, len(words)) {
		d.row(style, indent+part)
	}
}
