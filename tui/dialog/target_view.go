package dialog

import (
	"slices"
	"strings"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// wideTarget is from how many cells on everything is said in one row.
const wideTarget = 60

// Size implements Dialog.
func (t *Target) Size() (width, height int) { return 76, 16 }

// Render implements Dialog.
func (t *Target) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.row(func(line *widget.Line) { t.paintField(line, look) })
	below := t.sentenceRows(width)
	if len(t.options.Modes) > 0 {
		below++
	}
	rows := boardLook(look, t.directory.snap)
	t.list.render(p, below, rows, func(line *widget.Line, key target) { t.paintTarget(line, rows, key) })
	t.paintModes(p)
	t.paintSentence(p)
	return p.rows
}

// boardLook is how rows of the board look: grey throughout while it is not live.
func boardLook(look Look, snap *model.Snapshot) Look {
	if snap != nil && snap.Sure != model.Live {
		look.Theme = look.Theme.Stale()
	}
	return look
}

func (t *Target) paintField(line *widget.Line, look Look) {
	line.Text(look.Theme.SGR(theme.Dim), "to ")
	for _, taken := range t.taken {
		line.Put("", taken.shown+",", min(widget.Width(taken.shown)+1, max(line.Left()-12, 0)))
		line.Gap(1)
	}
	t.field.paint(line, look)
}

func (t *Target) paintTarget(line *widget.Line, look Look, key target) {
	e, ok := t.directory.snap.Extension(key.who)
	if !ok {
		line.Text("", "number "+key.shown)
		return
	}
	p := presenceOf(t.directory.snap, e)
	number := min(max(t.directory.book.NumberCells(), 4), line.Left()/3)
	state, other := 16, 0
	if line.Left() >= wideTarget {
		other = line.Left() * 2 / 5
	}
	line.Put("", e.Number.String(), number)
	line.Gap(1)
	line.Put("", e.Name.String(), line.Left()-state-other-1)
	line.Gap(1)
	line.Put(look.Theme.SGR(p.style), look.Theme.Glyph(p.glyph)+" "+p.word, state)
	if other > 0 && p.other != "" {
		line.Gap(1)
		line.Text("", look.Theme.Glyph(p.join)+" "+p.other)
	}
}

// paintModes adds the row of modes, the one that holds in brackets.
func (t *Target) paintModes(p *page) {
	t.modesRow = -1
	if len(t.options.Modes) == 0 {
		return
	}
	t.modesRow = len(p.rows)
	p.row(func(line *widget.Line) {
		if keys := p.look.Keys.Keys(keymap.Mode); len(keys) > 0 {
			line.Text(p.look.Theme.SGR(theme.Key), keymap.Label(keys[0]))
		}
		for i, mode := range t.options.Modes {
			if i == t.mode {
				line.Text(p.look.Theme.SGR(theme.Accent), " ["+mode+"]")
			} else {
				line.Text(p.look.Theme.SGR(theme.Dim), "  "+mode+" ")
			}
		}
	})
}

// sentenceRows is on how many rows the whole thing is said; it does not change with the cursor.
func (t *Target) sentenceRows(width int) int {
	if width < wideTarget && t.options.Subject != "" {
		return 2
	}
	return 1
}

// paintSentence says the whole thing that Enter does. Names give way; number and state stay.
func (t *Target) paintSentence(p *page) {
	act, arrow := t.options.Verb+" "+t.options.Subject, ""
	if t.options.Subject != "" {
		arrow = p.look.Theme.Glyph(theme.GlyphTo) + " "
	} else {
		act = t.options.Verb
	}
	style := p.look.Theme.SGR(theme.Accent)
	who, ending := t.object()
	if ending == "" && len(t.targets()) == 0 {
		style = p.look.Theme.SGR(theme.Dim)
	}
	if t.sentenceRows(p.width) == 2 {
		p.row(func(line *widget.Line) { line.Text(style, act) })
		p.row(func(line *widget.Line) { paintEnding(line, style, arrow+who, ending) })
		return
	}
	p.row(func(line *widget.Line) {
		most := max(line.Left()/2, line.Left()-widget.Width(" "+arrow+who+ending))
		line.Put(style, act, min(widget.Width(act), most))
		line.Gap(1)
		paintEnding(line, style, arrow+who, ending)
	})
}

// paintEnding paints a text and what must be seen after it: the text is cut.
func paintEnding(line *widget.Line, style, text, ending string) {
	cells := line.Left() - widget.Width(ending)
	line.Put(style, text, min(widget.Width(text), max(cells, 0)))
	line.Text(style, ending)
}

// object is who is reached, and what must be known of it: state and mode. Without anybody it says what to do.
func (t *Target) object() (who, ending string) {
	targets := t.targets()
	switch {
	case t.problem != "":
		return t.problem, ""
	case len(targets) == 0 && t.list.table.Len() == 0:
		return "nobody matches", ""
	case len(targets) == 0 && strings.TrimSpace(t.field.text()) != "":
		return "choose somebody", ""
	case len(targets) == 0:
		return "type a name or a number", ""
	}
	last := len(targets) - 1
	names := make([]string, 0, len(targets))
	for _, before := range targets[:last] {
		names = append(names, before.shown)
	}
	label, state := t.directory.label(targets[last])
	if state != "" {
		ending = " (" + state + ")"
	}
	if len(t.options.Modes) > 0 {
		ending += ", " + t.options.Modes[t.mode]
	}
	return strings.Join(slices.Concat(names, []string{label}), ", "), ending
}
