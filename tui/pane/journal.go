package pane

import (
	"time"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

const clock = "15:04:05"

// acts lists what was done in this run, the newest first.
type acts struct {
	certain
	keys []uint64
}

// NewActs lists the acts of this run.
func NewActs() List { return newList[uint64](&acts{}) }

func (a *acts) title(rows string) string { return "Done " + rows }

func (a *acts) none() string { return "nothing done in this run" }

func (a *acts) rows(f *Frame, words string) []uint64 {
	a.keys = a.keys[:0]
	for i := len(f.Acts) - 1; i >= 0; i-- {
		if act := f.Acts[i]; words == "" || contains(act.What+" "+act.Result+" "+act.Operator, words) {
			a.keys = append(a.keys, act.ID)
		}
	}
	return a.keys
}

func (a *acts) find(f *Frame, id uint64) (Act, bool) {
	for _, act := range f.Acts {
		if act.ID == id {
			return act, true
		}
	}
	return Act{}, false
}

func (a *acts) stamp(f *Frame, id uint64) widget.Stamp {
	act, _ := a.find(f, id)
	s := widget.Stamp{Row: id, Mark: uint64(len(act.Result)) << 1}
	if act.Confirmed {
		s.Mark++
	}
	return s
}

func (a *acts) paint(f *Frame, line *widget.Line, id uint64) {
	act, _ := a.find(f, id)
	line.Put(f.Theme.SGR(theme.Dim), act.At.Format(clock), 9)
	line.Text("", f.Arrows(act.What))
	if act.Reason != "" {
		line.Text(f.Theme.SGR(theme.Dim), " ("+act.Reason+")")
	}
	style, result := theme.Warn, act.Result
	switch {
	case act.Confirmed, result == "done" && !act.Awaited:
		style = theme.Good
	case result == "":
		result = "requested"
	case result == "done":
		result = "done, not confirmed"
	default:
		style = theme.Bad
	}
	line.Text(f.Theme.SGR(style), "  "+result)
	if act.Operator != "" {
		line.Text(f.Theme.SGR(theme.Dim), "  by "+act.Operator)
	}
}

func (a *acts) pick(*Frame, uint64) Pick { return Pick{} }

func (a *acts) seek(Pick) (uint64, bool) { return 0, false }

// ended lists the conversations of this run that are over, the newest first.
type ended struct {
	certain
	keys []model.CallID
}

// NewEnded lists the conversations that are over.
func NewEnded() List { return newList[model.CallID](&ended{}) }

func (e *ended) title(rows string) string { return "Seen " + rows }

func (e *ended) none() string { return "no call has ended yet" }

func (e *ended) rows(f *Frame, words string) []model.CallID {
	e.keys = e.keys[:0]
	for i := len(f.Snap.Ended) - 1; i >= 0; i-- {
		if c := f.Snap.Ended[i]; words == "" || contains(c.From.Label()+" "+c.To.Label(), words) {
			e.keys = append(e.keys, c.ID)
		}
	}
	return e.keys
}

func (e *ended) find(f *Frame, id model.CallID) (*model.Ended, bool) {
	for _, c := range f.Snap.Ended {
		if c.ID == id {
			return c, true
		}
	}
	return nil, false
}

func (e *ended) stamp(_ *Frame, id model.CallID) widget.Stamp { return widget.Stamp{Row: uint64(id)} }

func (e *ended) paint(f *Frame, line *widget.Line, id model.CallID) {
	c, ok := e.find(f, id)
	if !ok {
		return
	}
	line.Put(f.Theme.SGR(theme.Dim), c.End.Format(clock), 9)
	arrow := f.Theme.Glyph(theme.GlyphTo) + " "
	line.Put("", c.From.Label(), max((line.Left()-endCells-2-widget.Width(arrow))/2, 10))
	line.Gap(1)
	line.Put("", arrow+c.To.Label(), max(line.Left()-endCells-1, 10))
	line.Gap(1)
	line.Text(f.Theme.SGR(theme.Dim), SayEnd(c))
}

// endCells holds how a conversation ended, in words.
const endCells = 19

// SayEnd tells in words how a conversation ended.
func SayEnd(c *model.Ended) string {
	if c.Unseen {
		return "ended or unknown"
	}
	if c.Answered {
		return "talked " + widget.Duration(c.Talked)
	}
	rang := widget.Duration(c.End.Sub(c.Began).Truncate(time.Second))
	switch c.ResCode.Raw() {
	case "486", "600":
		return "busy"
	case "480":
		return "not reachable"
	case "404":
		return "no such number"
	case "603", "403":
		return "declined"
	case "487":
		return "given up after " + rang
	}
	return "not answered, " + rang
}

func (e *ended) pick(*Frame, model.CallID) Pick { return Pick{} }

func (e *ended) seek(Pick) (model.CallID, bool) { return 0, false }

// counters lists the figures of the line.
type counters struct {
	certain
	keys []string
}

// NewCounters lists the figures of the line.
func NewCounters() List { return newList[string](&counters{}) }

func (c *counters) title(string) string { return "Line" }

func (c *counters) none() string { return "nothing counted yet" }

func (c *counters) rows(f *Frame, _ string) []string {
	c.keys = c.keys[:0]
	for _, counter := range f.Counters {
		c.keys = append(c.keys, counter.Name)
	}
	return c.keys
}

func (c *counters) stamp(f *Frame, _ string) widget.Stamp {
	return widget.Stamp{Row: f.Snap.Version, Second: f.Now.Unix()}
}

func (c *counters) paint(f *Frame, line *widget.Line, name string) {
	for _, counter := range f.Counters {
		if counter.Name == name {
			line.Put(f.Theme.SGR(theme.Dim), name, line.Left()-widget.Width(counter.Value)-1)
			line.Gap(1)
			line.Text("", counter.Value)
		}
	}
}

func (c *counters) pick(*Frame, string) Pick { return Pick{} }

func (c *counters) seek(Pick) (string, bool) { return "", false }
