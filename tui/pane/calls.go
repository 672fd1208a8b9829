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
	// extent, when set, tells how much is known of them; else it is that of all calls.
	extent func(*Frame) model.Extent
	draw   func(*Frame, *widget.Line, *model.Conversation)
	keys   []model.CallID
}

// NewCalls lists every conversation.
func NewCalls() List {
	return newList[model.CallID](&calls{
		name: "Calls", empty: "no calls", draw: paintConversation,
		keep: func(*Frame, *model.Conversation) bool { return true },
	})
}

// NewWaiting lists the conversations that ring at somebody, those for the operator
// first, and each kind by how long it has waited. A call that the operator makes
// waits for nobody here.
func NewWaiting() List {
	return newList[model.CallID](&calls{
		name: "Waiting", empty: "nobody waits", draw: paintWaiting, first: isOwn,
		keep: func(f *Frame, c *model.Conversation) bool {
			return c.State == model.Ringing && !isOwnCaller(f, c)
		},
	})
}

// NewMine lists the conversations that the operator is in, and those that they are
// making.
func NewMine() List {
	return newList[model.CallID](&calls{
		name: "My calls", empty: "you are in no call", draw: paintMine,
		keep: func(f *Frame, c *model.Conversation) bool {
			return isOwn(f, c) && c.State != model.Parked && (c.State != model.Ringing || isOwnCaller(f, c))
		},
	})
}

// isOwnCaller tells whether the operator's extension made a call.
func isOwnCaller(f *Frame, c *model.Conversation) bool {
	return f.Own.Number != "" && c.From.Leg.Who() == f.Own
}

// isOwn tells whether the operator's extension is in a conversation.
func isOwn(f *Frame, c *model.Conversation) bool {
	if c.From.Leg.Who() == f.Own || c.To.Leg.Who() == f.Own {
		return f.Own.Number != ""
	}
	return slices.ContainsFunc(c.Joined, func(p model.Party) bool { return p.Leg.Who() == f.Own })
}

func (s *calls) title(rows string) string { return s.name + " " + rows }

func (s *calls) none() string { return s.empty }

func (s *calls) since(f *Frame) string { return f.ToldSince() }

func (s *calls) told(f *Frame) model.Extent {
	if s.extent != nil {
		return s.extent(f)
	}
	return f.callsExtent()
}

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
		line.Text(f.Theme.SGR(theme.Dim), becameOf(f.Snap, id))
		return
	}
	s.draw(f, line, c)
}

// becameOf says what became of a call that is not on the board.
func becameOf(snap *model.Snapshot, id model.CallID) string {
	ended := slices.ContainsFunc(snap.Ended, func(e *model.Ended) bool { return e.ID == id && !e.Unseen })
	if ended {
		return "ended"
	}
	return "ended or unknown"
}

func (s *calls) pick(_ *Frame, id model.CallID) Pick { return Pick{Call: id} }

func (s *calls) seek(p Pick) (model.CallID, bool) { return p.Call, p.Call != 0 }

// paintConversation is a row of the view Calls: number, name, state, duration,
// the other party, and what else is known.
func paintConversation(f *Frame, line *widget.Line, c *model.Conversation) {
	state := stateCells
	if line.Left() >= 80 {
		state = wideStateCells
	}
	caller := max(line.Left()-state-2, 0)/2 - 1
	number := min(max(caller*2/5, 5), 16)
	putPerson(line, c.From.Number.String(), nameOf(f.Snap, c.From), number, max(caller-number-1, 0))
	putState(f, line, callPresence(c.State), c.Since, state)
	line.Gap(1)
	putWithTail(f, line, otherSide(f, c), c)
}

// otherSide is whom the caller is with, or where they wait.
func otherSide(f *Frame, c *model.Conversation) string {
	if !c.Park.Empty() {
		return inPark(c)
	}
	return arrow(f, c.State, true) + " " + partyLabel(f.Snap, c.To)
}

// inPark is where a call is parked and by whom: "in 801, from 1034".
func inPark(c *model.Conversation) string {
	if c.To.Number.Empty() {
		return "in " + c.Park.String()
	}
	return "in " + c.Park.String() + ", from " + c.To.Number.String()
}

// putWithTail ends a row with a text and the marks of a conversation, which stand
// at the right. Who joined is named where there is room, else counted.
func putWithTail(f *Frame, line *widget.Line, text string, c *model.Conversation) {
	tail := tailOf(f, c, true)
	if widget.Width(text)+1+cellsOf(tail) > line.Left() {
		tail = tailOf(f, c, false)
	}
	cells := min(cellsOf(tail), max(line.Left()/2, leastTail))
	line.Put("", text, line.Left()-cells)
	for _, w := range tail {
		line.Gap(1)
		line.Text(f.Theme.SGR(w.style), w.text)
	}
}

// leastTail is what the marks of a conversation may always take of a row.
const leastTail = 14

// word is a piece of a row with its style.
type word struct {
	style theme.Style
	text  string
}

// cellsOf is how much words take with a blank before each.
func cellsOf(words []word) int {
	cells := 0
	for _, w := range words {
		cells += 1 + widget.Width(w.text)
	}
	return cells
}

// tailOf are the marks of a conversation: an act under way, or recording, who
// joined, and its line.
func tailOf(f *Frame, c *model.Conversation, named bool) []word {
	if mark, ok := f.Marks[c.ID]; ok {
		return []word{{theme.Warn, mark}}
	}
	var tail []word
	if c.Recording == model.On {
		tail = append(tail, word{theme.Recording, f.Theme.Glyph(theme.GlyphRecording)})
	}
	if joined := c.Joined; named && len(joined) == 1 && !joined[0].Number.Empty() {
		tail = append(tail, word{theme.Accent, "+" + joined[0].Number.String()})
	} else if len(joined) > 0 {
		tail = append(tail, word{theme.Accent, fmt.Sprintf("+%d", len(joined))})
	}
	if !c.Line.Empty() {
		tail = append(tail, word{theme.Dim, c.Line.String()})
	}
	return tail
}

// paintWaiting is a row of a call that rings: how long, who, for whom.
func paintWaiting(f *Frame, line *widget.Line, c *model.Conversation) {
	putWait(f, line, c)
	mark := f.Marks[c.ID]
	room := line.Left() - min(widget.Width(mark)+1, line.Left()/2)
	if mark == "" {
		room = line.Left()
	}
	if isOwn(f, c) {
		line.Put(f.Theme.SGR(theme.Accent), partyLabel(f.Snap, c.From), room)
	} else {
		line.Put("", callerAndCalled(f, c, room), room)
	}
	line.Gap(1)
	line.Text(f.Theme.SGR(theme.Warn), mark)
}

// putWait begins the row of a call on the Desk: its state and how long it lasts.
func putWait(f *Frame, line *widget.Line, c *model.Conversation) {
	line.Put(f.Theme.SGR(stateStyles[c.State]), c.State.String(), 8)
	line.Gap(1)
	line.Put("", f.sinceIn(c.Since, waitCells), waitCells)
	line.Gap(1)
}

// callerAndCalled names both parties; where that is too long, the names go, that
// of the one who is called first.
func callerAndCalled(f *Frame, c *model.Conversation, cells int) string {
	to := " " + f.Theme.Glyph(theme.GlyphTo) + " "
	caller, called := partyLabel(f.Snap, c.From), partyLabel(f.Snap, c.To)
	for _, said := range []string{caller + to + called, caller + to + numberOf(c.To)} {
		if widget.Width(said) <= cells {
			return said
		}
	}
	return numberOf(c.From) + to + numberOf(c.To)
}

// numberOf is the number of a party, or what else there is to call it.
func numberOf(p model.Party) string {
	if p.Number.Empty() {
		return p.Label()
	}
	return p.Number.String()
}

// paintMine is a row of a call of the operator's own: the other party.
func paintMine(f *Frame, line *widget.Line, c *model.Conversation) {
	putWait(f, line, c)
	other := c.From
	if c.From.Leg.Who() == f.Own {
		other = c.To
	}
	putWithTail(f, line, partyLabel(f.Snap, other), c)
}

// putPerson paints a number and a name in columns. The number is the identity: one
// that is longer than its column takes the room of the name, and one without a name
// all of it.
func putPerson(line *widget.Line, number, name string, numberCells, nameCells int) {
	cells := numberCells + 1 + nameCells
	switch {
	case number == "" && name == "":
		line.Put("", "unknown", cells)
	case number == "" || name == "":
		line.Put("", number+name, cells)
	default:
		numberCells = max(numberCells, min(widget.Width(number), cells))
		line.Put("", number, numberCells)
		line.Gap(min(1, cells-numberCells))
		line.Put("", name, max(cells-numberCells-1, 0))
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
