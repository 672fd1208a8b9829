package dialog

import (
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// BargeOptions say whose call is barged into.
type BargeOptions struct {
	// Subject is whose call it is, as text that is safe to show.
	Subject string
	// Reason was given before; with one there is no question for it.
	Reason string
}

// Barge asks how to barge into a call and why. It opens on listening.
type Barge struct {
	silent
	options BargeOptions
	reason  field
	ways    choices[int]
	asked   bool // Enter was pressed without a reason
}

// way is one way to barge: the word for it, who hears whom, and how the whole thing is said.
type way struct{ word, hears, says string }

func bargeWays() []way {
	return []way{
		{"listen", "hear both, unheard", "Listen to "},
		{"whisper", "our side hears you (tutor)", "Whisper to "},
		{"speak", "both hear you", "Speak with "},
	}
}

// NewBarge asks how and why.
func NewBarge(o BargeOptions) *Barge {
	d := &Barge{options: o, reason: newField(o.Reason, nil)}
	d.ways.set([]int{0, 1, 2})
	d.ways.first()
	return d
}

// Title implements Dialog.
func (d *Barge) Title() string { return "Barge" }

// Size implements Dialog.
func (d *Barge) Size() (width, height int) { return 60, 8 }

// Typed implements Dialog.
func (d *Barge) Typed() bool { return d.reason.typed }

// Choice gives how to barge, "listen", "whisper" or "speak", and why.
func (d *Barge) Choice() (speak, reason string) {
	return bargeWays()[d.ways.at].word, strings.TrimSpace(d.reason.text())
}

// Key implements Dialog.
func (d *Barge) Key(k Key) Verdict {
	if isText(k.Msg) {
		d.edit(k)
		return Stay
	}
	switch k.Action {
	case keymap.Submit:
		return d.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.Mode:
		d.ways.choose((d.ways.at + 1) % len(bargeWays()))
	case keymap.DialogUp:
		d.ways.move(-1)
	case keymap.DialogDown:
		d.ways.move(1)
	default:
		d.edit(k)
	}
	return Stay
}

func (d *Barge) edit(k Key) {
	if d.options.Reason == "" {
		d.reason.key(k.Msg)
	}
}

func (d *Barge) submit() Verdict {
	if _, reason := d.Choice(); reason == "" {
		d.asked = true
		return Stay
	}
	return Chosen
}

// Click implements Dialog.
func (d *Barge) Click(_, y int) Verdict {
	if d.ways.click(y) {
		return d.submit()
	}
	return Stay
}

// Render implements Dialog.
func (d *Barge) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	ways := bargeWays()
	d.ways.render(p, max(p.left()-len(ways), 0), theme.Plain, func(line *widget.Line, i int) {
		line.Put("", ways[i].word, 9)
		line.Text(look.Theme.SGR(theme.Dim), ways[i].hears)
	})
	p.row(func(line *widget.Line) { d.paintReason(line, look) })
	p.blanks(2)
	d.paintSentence(p, ways[d.ways.at])
	return p.rows
}

func (d *Barge) paintReason(line *widget.Line, look Look) {
	line.Text(look.Theme.SGR(theme.Dim), "reason ")
	if d.options.Reason != "" {
		line.Text("", d.reason.text())
		return
	}
	d.reason.paint(line, look)
}

func (d *Barge) paintSentence(p *page, chosen way) {
	_, reason := d.Choice()
	p.text(theme.Accent, chosen.says+d.options.Subject)
	switch {
	case reason != "":
		p.text(theme.Plain, "because: "+reason)
	case d.asked:
		p.text(theme.Warn, "say why: a reason is needed")
	default:
		p.text(theme.Dim, "type a reason")
	}
}
