package pane

import (
	"slices"
	"time"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// List is one pane: a list with a cursor.
type List interface {
	// Title is what stands in the border; it may name the count.
	Title() string
	// Since says from when on its rows are told, where none of before are; else it is
	// empty.
	Since() string
	// Refresh takes the rows of a new frame. It must be called before Render.
	Refresh(*Frame)
	// Render paints at most height rows of exactly width cells; the rows belong
	// to the list until the next Render.
	Render(width, height int, focused bool) []string
	// CursorRow is the row of the last Render with the cursor; ok is false without one.
	CursorRow() (row int, ok bool)
	// Len is the number of rows.
	Len() int
	// Pick is what the cursor is on; lost tells that the row it was on is gone and
	// that it has come to another a moment ago, or that its row has got another call,
	// so that a key may be meant for what was there.
	Pick() (pick Pick, lost bool)
	// Move, Page, Top and Bottom move the cursor, Scroll the window.
	Move(rows int)
	Page(screens int)
	Top()
	Bottom()
	Scroll(rows int)
	// Click puts the cursor on the row at a line of the last Render.
	Click(line int) bool
	// Seek puts the cursor on a pick, where the list has it.
	Seek(Pick) bool
	// Find narrows the list to what matches the words; lists that cannot be
	// searched ignore it.
	Find(words string)
	// Finding is what the list is narrowed by.
	Finding() string
	// Drift leaves the cursor on nothing that an act is for, until the operator puts it
	// somewhere.
	Drift()
}

// source is what a list is about and how its rows look. Where they come from it tells
// as a lister or as a sharer.
type source[K comparable] interface {
	// title names the list and how many rows it has, as a figure.
	title(rows string) string
	// none is what an empty list says when it was told to be so.
	none() string
	// told tells of how many of those that the list is of it is known whether they are in
	// it: an empty list of all is a fact.
	told(f *Frame) model.Extent
	// stamp and paint are those of widget.Painter.
	stamp(f *Frame, key K) widget.Stamp
	paint(f *Frame, line *widget.Line, key K)
	// pick is what a row stands for; seek finds the row of a pick.
	pick(f *Frame, key K) Pick
	seek(p Pick) (K, bool)
}

// lister is a source whose rows are copied.
type lister[K comparable] interface {
	source[K]
	// rows gives the keys in order, narrowed by words, until it is asked again.
	rows(f *Frame, words string) []K
}

// sharer is a source with too many rows to be copied.
type sharer[K comparable] interface {
	source[K]
	// keys gives the keys in order, narrowed by words; they never change.
	keys(f *Frame, words string) widget.Keys[K]
}

// partial is a source of which the PBX may tell only what is new: since says from when
// on, and is empty where all is told.
type partial interface{ since(f *Frame) string }

// asked is a source whose rows change only because the operator asked for others:
// those need no hand held over them.
type asked interface{ asked() }

// list is a List over rows with keys of type K.
type list[K comparable] struct {
	source[K]
	table widget.Table[K]
	frame *Frame
	// number is that of the last frame the list was in sight in, and snap its board: frame
	// is used again.
	number uint64
	snap   *model.Snapshot
	words  string
	// there is how many rows there are: a list that is kept as it was has others.
	there int
	// focused is whether the list had the keys at the last Render.
	focused bool
	// on is the row under the cursor and call the one on it; lostAt is when either went,
	// and swapped the row that got another call then.
	on      K
	call    model.CallID
	lostAt  time.Time
	swapped K
	// adrift tells that the call under the cursor was not found again on a new
	// connection: nothing is selected until the operator puts the cursor somewhere.
	adrift bool
}

// startled is how long a cursor that lost its row is not acted on.
const startled = 1500 * time.Millisecond

func newList[K comparable](s lister[K]) List { return &list[K]{source: s} }

func newSharing[K comparable](s sharer[K]) List { return &list[K]{source: s} }

func (l *list[K]) Title() string {
	return l.title(l.frame.Sum(l.there, l.told(l.frame)))
}

func (l *list[K]) Since() string {
	if some, ok := l.source.(partial); ok {
		return some.since(l.frame)
	}
	return ""
}

func (l *list[K]) Refresh(f *Frame) {
	inSight := l.frame != nil && l.number+1 >= f.Number
	_, asked := l.source.(asked)
	l.show(f, !asked && (f.Frozen || f.Still && inSight))
}

// show takes the rows of a frame; still leaves those that are there where they are.
func (l *list[K]) show(f *Frame, still bool) {
	before := l.snap
	l.frame, l.snap, l.number = f, f.Snap, f.Number
	was, had := l.table.Selected()
	switch s := l.source.(type) {
	case sharer[K]:
		l.share(s.keys(f, l.words), still)
	case lister[K]:
		l.copy(s.rows(f, l.words), still)
	}
	if had && before.Epoch != f.Snap.Epoch {
		l.findAgain(before)
	} else {
		l.watch(was, had)
	}
}

// watch sees whether the row under the cursor is another than before, or has another
// call.
func (l *list[K]) watch(was K, had bool) {
	is, has := l.table.Selected()
	var call model.CallID
	if has {
		call = l.pick(l.frame, is).Call
	}
	switch {
	case had && is != was:
		l.lostAt = l.frame.At
	case had && is == l.on && l.call != 0 && call != l.call:
		l.lostAt, l.swapped = l.frame.At, is
	}
	l.on, l.call = is, call
}

// findAgain puts the cursor on the call that it was on before the line broke: on a new
// connection calls have other ids, and their rows other keys.
func (l *list[K]) findAgain(before *model.Snapshot) {
	if old, ok := before.Call(l.call); ok {
		again := sameCall(l.frame.Snap, old)
		l.adrift = again == 0 || !l.seeks(Pick{Call: again}) && l.callOn() != again
	}
	l.on, _ = l.table.Selected()
	l.call = l.callOn()
}

func (l *list[K]) seeks(p Pick) bool {
	key, ok := l.seek(p)
	return ok && l.table.Select(key)
}

// callOn is the call on the row under the cursor; 0 for none.
func (l *list[K]) callOn() model.CallID {
	if key, ok := l.table.Selected(); ok {
		return l.pick(l.frame, key).Call
	}
	return 0
}

// sameCall finds a call on the board of another connection, by its room and by who is
// in it, whoever called whom: not every PBX tells that again. It is 0 when the call is
// not there.
func sameCall(snap *model.Snapshot, old *model.Conversation) model.CallID {
	for _, c := range snap.Calls {
		if !c.Room.Empty() && c.Room == old.Room && c.Tenant == old.Tenant &&
			(c.From.Number == old.From.Number && c.To.Number == old.To.Number ||
				c.From.Number == old.To.Number && c.To.Number == old.From.Number) {
			return c.ID
		}
	}
	return 0
}

// share takes rows that nobody leaves. A hand that never rests does not keep new ones
// out: only the row under the cursor stands still.
func (l *list[K]) share(keys widget.Keys[K], still bool) {
	l.there = keys.Len()
	if still {
		l.table.ShareStill(keys)
		return
	}
	l.table.ShareRows(keys)
}

func (l *list[K]) copy(keys []K, still bool) {
	l.there = len(keys)
	if still {
		keys = keepOrder(slices.Collect(l.table.All()), keys)
	}
	l.table.SetRows(keys)
}

// mostGone is how many rows that are gone are kept where they were: an order that
// somebody froze and forgot must not grow for as long as the console runs.
const mostGone = 1000

// keepOrder gives the old rows as they stand and then the new ones. Where too many of
// the old are gone it gives those that are there.
func keepOrder[K comparable](old, now []K) []K {
	keys := slices.Clip(old)
	had := make(map[K]struct{}, len(old))
	for _, key := range old {
		had[key] = struct{}{}
	}
	for _, key := range now {
		if _, ok := had[key]; !ok {
			keys = append(keys, key)
		}
	}
	if len(keys) > len(now)+mostGone {
		return now
	}
	return keys
}

func (l *list[K]) Render(width, height int, focused bool) []string {
	l.focused = focused
	if l.table.Len() == 0 && height > 0 {
		return l.renderNone(width)
	}
	return l.table.Render(width, height, l.frame.look(focused), l)
}

func (l *list[K]) renderNone(width int) []string {
	says := l.none()
	switch told := l.told(l.frame); {
	case told == model.ToldOfNone:
		says = "nothing told yet"
	case told == model.ToldOfSome:
		says = "no more is known"
	case l.words != "":
		says = "nothing matches"
	case l.Since() != "":
		says = "none told " + l.Since()
	}
	line := widget.Line{Ellipsis: l.frame.Theme.Glyph(theme.GlyphEllipsis)}
	line.Start(width, l.frame.Theme.SGR(theme.Plain), l.frame.Theme.Reset())
	line.Text(l.frame.Theme.SGR(theme.Dim), "  "+says)
	return []string{line.Done()}
}

// Stamp implements widget.Painter.
func (l *list[K]) Stamp(key K) widget.Stamp {
	s := l.stamp(l.frame, key)
	s.Mark = s.Mark<<16 | l.frame.MarksRev&0xff<<8 | l.frame.Generation&0xff
	return s
}

// Paint implements widget.Painter. Only the list that has the keys has the mark
// of the cursor, so that no colour is needed to find it.
func (l *list[K]) Paint(line *widget.Line, key K, selected bool) {
	cursor := ""
	if selected && l.focused {
		cursor = l.frame.Theme.Glyph(theme.GlyphCursor)
	}
	line.Put("", cursor, 2)
	l.paint(l.frame, line, key)
}

func (l *list[K]) Len() int { return l.table.Len() }

func (l *list[K]) Pick() (Pick, bool) {
	key, ok := l.table.Selected()
	if !ok {
		return Pick{}, false
	}
	_, moved := l.table.Moved()
	return l.pick(l.frame, key), l.adrift || (moved || key == l.swapped) && l.frame.At.Sub(l.lostAt) < startled
}

func (l *list[K]) CursorRow() (int, bool) { return l.table.CursorRow() }

func (l *list[K]) Move(rows int)    { l.steer(); l.table.Move(rows) }
func (l *list[K]) Page(screens int) { l.steer(); l.table.Page(screens) }
func (l *list[K]) Top()             { l.steer(); l.table.Top() }
func (l *list[K]) Bottom()          { l.steer(); l.table.Bottom() }
func (l *list[K]) Scroll(rows int)  { l.table.Scroll(rows) }

// Drift implements List.
func (l *list[K]) Drift() { l.adrift = true }

// steer is before the operator puts the cursor somewhere.
func (l *list[K]) steer() { l.adrift = false }

func (l *list[K]) Click(at int) bool {
	key, ok := l.table.RowAt(at)
	l.steer()
	return ok && l.table.Select(key)
}

func (l *list[K]) Seek(p Pick) bool {
	l.steer()
	return l.seeks(p)
}

func (l *list[K]) Find(words string) {
	if l.words == words {
		return
	}
	l.words = words
	l.steer()
	if l.frame != nil {
		l.show(l.frame, false)
		l.table.Top()
	}
}

func (l *list[K]) Finding() string { return l.words }
