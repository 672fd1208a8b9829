package pane

import (
	"fmt"
	"slices"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// calls lists conversations.
type calls struct {
	name, empty string
	// keep chooses which.
	keep func(*Frame, *model.Conversation) bool
	// first, when set, brings some of them to the top.
	first func(*Frame, *model.Conversation) bool
	draw  func(*Frame, *widget.Line, *model.Conversation)
	keys  []model.CallID
}

// NewCalls lists every conversation.
func NewCalls() List {
	return newList[model.CallID](&calls{
		name: "Calls", empty: "no calls", draw: paintConversation,
		keep: func(*Frame, *model.Conversation) bool { return true },
	})
}

// NewWaiting lists the conversations that nobody has answered, those for the
// operator first, and each kind by how long it has waited.
func NewWaiting() List {
	return newList[model.CallID](&calls{
		name: "Waiting", empty: "nobody waits", draw: paintWaiting, first: isOwn,
		keep: func(f *Frame, c *model.Conversation) bool {
			return c.State == model.Ringing || c.State == model.Calling && c.From.Leg.Who() != f.Own
		},
	})
}

// NewMine lists the conversations that the operator is in.
func NewMine() List {
	return newList[model.CallID](&calls{
		name: "My calls", empty: "you are in no call", draw: paintMine,
		keep: func(f *Frame, c *model.Conversation) bool {
			return isOwn(f, c) && c.State != model.Ringing && c.State != model.Parked
		},
	})
}

// isOwn tells whether the operator's extension is in a conversation.
func isOwn(f *Frame, c *model.Conversation) bool {
	if c.From.Leg.Who() == f.Own || c.To.Leg.Who() == f.Own {
		return f.Own.Number != ""
	}
	return slices.ContainsFunc(c.Joined, func(p model.Party) bool { return p.Leg.Who() == f.Own })
}

func (s *calls) title(n int) string { return fmt.Sprintf("%s %d", s.name, n) }

func (s *calls) none() string { return s.empty }

func (s *calls) rows(f *Frame, words string) []model.CallID {
	s.keys = s.keys[:0]
	s.collect(f, words, func(c *model.Conversation) bool { return s.first != nil && s.first(f, c) })
	s.collect(f, words, func(c *model.Conversation) bool { return s.first == nil || !s.first(f, c) })
	return s.keys
}

func (s *calls) collect(f *Frame, words string, want func(*model.Conversation) bool) {
	for _, c := range f.Snap.Calls {
		if s.keep(f, c) && want(c) && (words == "" || contains(sayCall(c), words)) {
			s.keys = append(s.keys, c.ID)
		}
	}
}

// sayCall is what a conversation can be found by.
func sayCall(c *model.Conversation) string {
	said := c.State.String() + " " + c.Park.String() + " " + c.Line.String()
	for _, p := range c.Parties() {
		said += " " + p.Label()
	}
	return said
}

func (s *calls) stamp(f *Frame, id model.CallID) widget.Stamp {
	c, ok := f.Snap.Call(id)
	if !ok {
		return widget.Stamp{}
	}
	return widget.Stamp{Row: c.Rev, Mark: f.Snap.Names, Second: f.Now.Unix()}
}

func (s *calls) paint(f *Frame, line *widget.Line, id model.CallID) {
	c, ok := f.Snap.Call(id)
	if !ok {
		line.Text(f.Theme.SGR(theme.Dim), "ended")
		return
	}
	s.draw(f, line, c)
}

func (s *calls) pick(_ *Frame, id model.CallID) Pick { return Pick{Call: id} }

func (s *calls) seek(p Pick) (model.CallID, bool) { return p.Call, p.Call != 0 }

// paintConversation is a row of the view Calls: number, name, state, duration,
// the other party, and what else is known.
func paintConversation(f *Frame, line *widget.Line, c *model.Conversation) {
	width := line.Left()
	state := stateCells
	if width >= 80 {
		state = wideStateCells
	}
	tail := 0
	if width >= 50 {
		tail = 14
	}
	side := max(width-state-tail-4, 0)
	number := min(max(side/5, 5), 16)
	name := max(side/2-number, 0)
	putPerson(line, c.From.Number.String(), nameOf(f.Snap, c.From), number, name)
	putState(f, line, callPresence(c.State), f.since(c.Since), state)
	line.Gap(1)
	line.Put("", arrow(f, c.State, true)+" "+partyLabel(f.Snap, c.To), max(side-number-name, 0))
	line.Gap(1)
	paintTail(f, line, c)
}

// paintTail ends a conversation's row: an act under way, or who joined, where it
// is parked, its line, and the mark of recording.
func paintTail(f *Frame, line *widget.Line, c *model.Conversation) {
	if mark, ok := f.Marks[c.ID]; ok {
		line.Text(f.Theme.SGR(theme.Warn), mark)
		return
	}
	if c.Recording == model.On {
		line.Text(f.Theme.SGR(theme.Recording), f.Theme.Glyph(theme.GlyphRecording)+" ")
	}
	if n := len(c.Joined); n > 0 {
		line.Text(f.Theme.SGR(theme.Accent), fmt.Sprintf("+%d ", n))
	}
	line.Text(f.Theme.SGR(theme.Parked), c.Park.String()+" ")
	line.Text(f.Theme.SGR(theme.Dim), c.Line.String())
}

// paintWaiting is a row of a call that rings: how long, who, for whom.
func paintWaiting(f *Frame, line *widget.Line, c *model.Conversation) {
	line.Put(f.Theme.SGR(stateStyles[c.State]), c.State.String(), 8)
	line.Gap(1)
	line.Put("", f.since(c.Since), 6)
	line.Gap(1)
	if mark, ok := f.Marks[c.ID]; ok {
		defer line.Text(f.Theme.SGR(theme.Warn), " "+mark)
	}
	if isOwn(f, c) {
		line.Text(f.Theme.SGR(theme.Accent), partyLabel(f.Snap, c.From))
		return
	}
	line.Text("", partyLabel(f.Snap, c.From)+" "+f.Theme.Glyph(theme.GlyphTo)+" "+partyLabel(f.Snap, c.To))
}

// paintMine is a row of a call of the operator's own: the other party.
func paintMine(f *Frame, line *widget.Line, c *model.Conversation) {
	line.Put(f.Theme.SGR(stateStyles[c.State]), c.State.String(), 8)
	line.Gap(1)
	line.Put("", f.since(c.Since), 6)
	line.Gap(1)
	other := c.From
	if c.From.Leg.Who() == f.Own {
		other = c.To
	}
	line.Text("", partyLabel(f.Snap, other)+" ")
	paintTail(f, line, c)
}

// putPerson paints a number and a name in columns; a number without a name takes
// the room of both.
func putPerson(line *widget.Line, number, name string, numberCells, nameCells int) {
	if name == "" {
		line.Put("", number, numberCells+1+nameCells)
	} else {
		line.Put("", number, numberCells)
		line.Gap(1)
		line.Put("", name, nameCells)
	}
	line.Gap(1)
}

func nameOf(snap *model.Snapshot, p model.Party) string {
	if p.Name.Empty() {
		if e, ok := snap.Extension(model.Who{Tenant: p.Leg.Tenant, Number: p.Number.Raw()}); ok {
			return e.Name.String()
		}
	}
	return p.Name.String()
}

// partyLabel is a party with the name that the directory has, where the PBX told
// none.
func partyLabel(snap *model.Snapshot, p model.Party) string {
	if name := nameOf(snap, p); p.Name.Empty() && name != "" {
		return p.Number.String() + " " + name
	}
	return p.Label()
}
