package pane

import (
	"fmt"
	"strings"
	"time"

	"cordboard/model"
	"cordboard/tui/phonebook"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// people lists extensions in the order of their numbers.
type people struct {
	certain
	name string
	// detailed shows the columns of the view Extensions.
	detailed bool

	// found are those of book that match words.
	found *phonebook.Found
	book  *phonebook.Book
	words string
}

// NewDirectory lists every extension with its presence, for the Desk.
func NewDirectory() List { return newSharing[model.Who](&people{name: "Directory"}) }

// NewExtensions lists every extension with all that is known of it.
func NewExtensions() List {
	return newSharing[model.Who](&people{name: "Extensions", detailed: true})
}

func (p *people) title(rows string) string { return p.name + " " + rows }

func (p *people) none() string { return "no extensions known yet" }

// keys are the whole book, or who was found in it for these words.
func (p *people) keys(f *Frame, words string) widget.Keys[model.Who] {
	if words == "" {
		p.found, p.book = nil, nil
		return f.Book
	}
	if p.book != f.Book || p.words != words {
		p.book, p.words, p.found = f.Book, words, f.Book.Find(words)
	}
	return p.found
}

func (p *people) stamp(f *Frame, id model.Who) widget.Stamp {
	e, ok := f.Snap.Extension(id)
	if !ok {
		return widget.Stamp{}
	}
	s := widget.Stamp{Row: e.Rev, Mark: f.Snap.Names}
	if talker, busy := e.Main(); busy {
		s.Second = f.Now.Unix()
		if c, ok := f.Snap.Call(talker.Call); ok {
			s.Row = max(s.Row, c.Rev)
		}
	}
	return s
}

func (p *people) paint(f *Frame, line *widget.Line, id model.Who) {
	e, ok := f.Snap.Extension(id)
	if !ok {
		return
	}
	c := peopleColumns(line.Left(), p.detailed)
	putPerson(line, e.Number.String(), e.Name.String(), c.number, c.name)
	paintPresence(f, line, e, c)
	if p.detailed {
		line.Put(f.Theme.SGR(theme.Dim), registeredWord(e), c.registered)
	}
	paintFlags(f, line, e)
}

// columnsOfPeople are the widths of a row's cells.
type columnsOfPeople struct{ number, name, state, other, registered int }

const registeredCells = 15

// peopleColumns shares a row out: the state is always whole, names give way.
func peopleColumns(width int, detailed bool) columnsOfPeople {
	c := columnsOfPeople{number: 5, state: stateCells}
	left := width - flagCells - c.number - c.state - 3
	if detailed && left > 60 {
		c.registered = registeredCells
		left -= c.registered
	}
	if left < 12 {
		c.name = max(left, 0)
		return c
	}
	if left >= 48 {
		left -= wideStateCells - stateCells
		c.state = wideStateCells
	}
	c.name = min(max(left*2/5, 11), 30)
	c.other = max(left-c.name, 0)
	return c
}

func paintPresence(f *Frame, line *widget.Line, e *model.Extension, c columnsOfPeople) {
	talker, busy := e.Main()
	if !busy {
		putState(f, line, idlePresence(e.Registered), time.Time{}, c.state)
		line.Gap(1 + c.other)
		return
	}
	putState(f, line, callPresence(talker.State), talker.Since, c.state)
	line.Gap(1)
	other := otherOf(f, talker)
	if n := len(e.Talkers); n > 1 {
		other = fmt.Sprintf("%dx %s", n, other)
	}
	if c.registered == 0 {
		c.other += flagCells - cellsOfFlags(f, e)
	}
	line.Put("", other, c.other)
}

// otherOf is whom a talker is with, or where they are parked.
func otherOf(f *Frame, t model.Talker) string {
	if c, ok := f.Snap.Call(t.Call); ok && t.State == model.Parked && !c.Park.Empty() {
		return inPark(c)
	}
	return arrow(f, t.State, t.Caller) + " " + otherLabel(f.Snap, t)
}

// otherLabel is the other side of a talker: its number, and its name as the PBX
// told it or as the directory has it.
func otherLabel(snap *model.Snapshot, t model.Talker) string {
	name := t.OtherName
	if name.Empty() {
		if e, ok := snap.Extension(model.Who{Tenant: t.ID.Tenant, Number: t.Other.Raw()}); ok {
			name = e.Name
		}
	}
	return model.Party{Number: t.Other, Name: name}.Label()
}

func registeredWord(e *model.Extension) string {
	switch e.Registered {
	case model.On:
		return "registered"
	case model.Off:
		return "not registered"
	}
	return "unknown"
}

// flags are the marks of recording and voicemail; empty for none.
func flags(f *Frame, e *model.Extension) (recording, mail string) {
	if e.Recording == model.On {
		recording = f.Theme.Glyph(theme.GlyphRecording)
	}
	if e.Voicemail.New > 0 {
		mail = fmt.Sprintf("%s %d", f.Theme.Glyph(theme.GlyphVoicemail), e.Voicemail.New)
	}
	return recording, mail
}

const (
	// flagCells hold the flags with a blank before them, mailCells the last of them.
	flagCells = 8
	mailCells = 5
)

// cellsOfFlags is how much of a row's end is not free for anything else.
func cellsOfFlags(f *Frame, e *model.Extension) int {
	switch recording, mail := flags(f, e); {
	case recording != "":
		return flagCells
	case mail != "":
		return mailCells + 1
	}
	return 0
}

// paintFlags ends a row with the flags, each in its column.
func paintFlags(f *Frame, line *widget.Line, e *model.Extension) {
	recording, mail := flags(f, e)
	if recording != "" {
		line.Gap(max(line.Left()-flagCells+1, 0))
		line.Put(f.Theme.SGR(theme.Recording), recording, 2)
	}
	if mail != "" {
		line.Gap(max(line.Left()-mailCells, 0))
		line.Put(f.Theme.SGR(theme.Voicemail), mail, mailCells)
	}
}

func (p *people) pick(_ *Frame, id model.Who) Pick { return Pick{Extension: id} }

func (p *people) seek(pick Pick) (model.Who, bool) {
	return pick.Extension, pick.Extension != model.Who{}
}

// contains tells whether every word is somewhere in the text, in any case.
func contains(text, words string) bool {
	text = strings.ToLower(text)
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
