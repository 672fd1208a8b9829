package dialog

import (
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Barge asks why a call is barged into. A barge begins with listening: to whisper and to speak are acts of their own, while
// it lasts.
type Barge struct {
	silent
	subject string
	reason  field
	asked   bool // Enter was pressed without a reason
}

// NewBarge asks why. subject is whose call it is, as text that is safe to show.
func NewBarge(subject string) *Barge { return &Barge{subject: subject, reason: newField("", nil)} }

// Title implements Dialog.
func (d *Barge) Title() string { return "Barge" }

// Size implements Dialog.
func (d *Barge) Size() (width, height int) { return 60, 6 }

// Typed implements Dialog.
func (d *Barge) Typed() bool { return d.reason.typed }

// Choice gives the reason.
func (d *Barge) Choice() string { return strings.TrimSpace(d.reason.text()) }

// Key implements Dialog.
func (d *Barge) Key(k Key) Verdict {
	if !isText(k.Msg) {
		switch k.Action {
		case keymap.Submit:
			return d.submit()
		case keymap.Cancel:
			return Cancelled
		}
	}
	d.reason.key(k.Msg)
	return Stay
}

func (d *Barge) submit() Verdict {
	if d.Choice() == "" {
		d.asked = true
		return Stay
	}
	return Chosen
}

// Click implements Dialog. There is nothing to click on.
func (d *Barge) Click(int, int) Verdict { return Stay }

// Render implements Dialog.
func (d *Barge) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.row(func(line *widget.Line) {
		line.Text(look.Theme.SGR(theme.Dim), "reason ")
		d.reason.paint(line, look)
	})
	p.blanks(min(4, p.left()))
	p.text(theme.Accent, "Listen to "+d.subject)
	d.paintReason(p)
	p.text(theme.Dim, "they do not hear you; while it lasts:")
	p.hints(hint{keymap.BargeWhisper, "whisper"}, hint{keymap.BargeSpeak, "speak"})
	return p.rows
}

func (d *Barge) paintReason(p *page) {
	switch reason := d.Choice(); {
	case reason != "":
		p.text(theme.Plain, "because: "+reason)
	case d.asked:
		p.text(theme.Warn, "say why: a reason is needed")
	default:
		p.text(theme.Dim, "type a reason")
	}
}
