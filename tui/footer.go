package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// says is what the message says: what was just done, what the barge is doing, what is
// overdue, or why the board is old. It leaves no barge that lasts unsaid.
func (a *App) says() (string, theme.Style) {
	text, style := a.saysFirst()
	switch down := a.snap.Sure == model.Stale; {
	case text != "" && a.barge != nil:
		return a.barge.doing() + ": " + text, style
	case text != "":
		return text, style
	case down && a.barge != nil:
		return "the line is down (" + a.trouble() + "): " + a.barge.doing() + " as far as is known; " + a.whenBack(), theme.Bad
	case down:
		return "the line is down (" + a.trouble() + "): " + a.whenBack(), theme.Bad
	case a.snap.Sure == model.Unsure:
		return a.Line().Trouble, theme.Bad
	case a.barge != nil:
		return a.barge.banner(a), theme.Accent
	case a.frozen:
		return "the order is frozen: " + a.keyOf(keymap.Freeze) + " lets it go", theme.Warn
	case a.parks.text != "":
		return a.Theme.Glyph(theme.GlyphOverdue) + " " + a.parks.text, theme.Overdue
	case a.unwritten != "":
		return "acts are refused: " + a.unwritten, theme.Bad
	case a.snap.Sure == model.Live && !a.snap.Replays.Has(model.OfCalls):
		return "calls begun before " + a.snap.Since.Format("15:04") + " may not be shown", theme.Warn
	}
	return "", theme.Plain
}

// trouble is why the line is down: what keeps it from coming back, else what broke it.
func (a *App) trouble() string { return cmp.Or(a.Line().Trouble, a.snap.Why) }

// saysFirst is what was just done, or came of it.
func (a *App) saysFirst() (string, theme.Style) {
	switch {
	case a.toast.text != "":
		return a.toast.text, a.toast.style
	case a.lost.text != "":
		return a.lost.text, a.lost.style
	case len(a.settings.sending) > 0:
		return "sending " + strings.Join(a.settings.sending, ", ") + "…", theme.Plain
	}
	return "", theme.Plain
}

// whenBack says of a line that is down what becomes of it: one that was stopped is not
// made again.
func (a *App) whenBack() string {
	if a.snap.Link == model.Stopped {
		return "it does not reconnect by itself: quit and start again"
	}
	return "acts are refused until it is back"
}

// always are the keys at the end of the footer, which leave it last.
var always = []keymap.Action{keymap.Filter, keymap.Command, keymap.Help}

// footerKey is all that the footer depends on.
type footerKey struct {
	pick                       pane.Pick
	selected, own              uint64
	login                      uint32
	sure                       model.Sure
	active, width              int
	parked, barge, finding, up bool
	asking, confirming         bool
	hints                      string
	generation                 uint64
}

func (a *App) footerKey() footerKey {
	pick, _ := a.views[a.active].list().Pick()
	key := footerKey{
		pick: pick, login: uint32(a.Desk.Login()), sure: a.snap.Sure, active: a.active, width: a.width,
		parked: a.snap.Counts.Parked > 0, barge: a.barge != nil, finding: a.finding, up: a.moved != nil && !a.moved.back,
		asking: a.open != nil, confirming: a.open != nil && a.confirms(), hints: fmt.Sprint(a.told()),
		generation: a.generation,
	}
	if c, ok := a.snap.Call(pick.Call); ok {
		key.selected = c.Rev
	} else if e, ok := a.snap.Extension(pick.Extension); ok {
		key.selected = e.Rev
	} else if p, ok := a.snap.Park(pick.Park); ok {
		key.selected = p.Rev
	}
	if own, ok := a.snap.Extension(a.Desk.Own()); ok {
		key.own = own.Rev
	}
	return key
}

// footer shows the keys that work now: what can be done with the selection, then
// those that always work. It is drawn again when what it depends on changes.
func (a *App) footer() string {
	if key := a.footerKey(); a.foot.line == "" || key != a.foot.key {
		a.foot = drawn[footerKey]{key, a.drawFooter()}
	}
	return a.foot.line
}

func (a *App) drawFooter() string {
	var l widget.Line
	l.Start(a.width, "", a.Theme.Reset())
	if a.finding {
		l.Text(a.Theme.SGR(theme.Dim), " type to search, enter keeps it, esc ends it")
		return l.Done()
	}
	if told := a.told(); told != nil {
		for _, h := range told {
			a.hint(&l, a.frame.Arrows(keymap.Label(h.Key)), h.Does)
		}
		return l.Done()
	}
	var first, now, then []keymap.Entry
	room := a.width
	for _, e := range a.actions {
		switch {
		case !a.worksNow(e):
		case slices.Contains(always, e.Action):
			then = append(then, e)
			room -= a.hintWidth(e)
		case e.Scope == keymap.ScopeBarge, e.Action == keymap.Refresh:
			first = append(first, e)
		default:
			now = append(now, e)
		}
	}
	for _, e := range a.fitting(append(first, now...), room) {
		a.hint(&l, a.keyOf(e.Action), e.Short)
	}
	for _, e := range then {
		a.hint(&l, a.keyOf(e.Action), e.Short)
	}
	return l.Done()
}

// needed are the acts that the footer names before all others where there is no room for
// each.
var needed = []keymap.Action{
	keymap.BargeListen, keymap.BargeWhisper, keymap.BargeSpeak, keymap.Menu, keymap.Answer, keymap.Transfer, keymap.Park,
	keymap.Retrieve, keymap.HangUp, keymap.Call,
}

// fitting are the entries that there is room for, in their order.
func (a *App) fitting(entries []keymap.Entry, room int) []keymap.Entry {
	fits := make([]bool, len(entries))
	take := func(i int) {
		if w := a.hintWidth(entries[i]); !fits[i] && w <= room {
			fits[i] = true
			room -= w
		}
	}
	for _, action := range needed {
		if i := slices.IndexFunc(entries, func(e keymap.Entry) bool { return e.Action == action }); i >= 0 {
			take(i)
		}
	}
	var some []keymap.Entry
	for i, e := range entries {
		if take(i); fits[i] {
			some = append(some, e)
		}
	}
	return some
}

// worksNow tells whether a key belongs in the footer: acts that are possible, and
// the ways to them.
func (a *App) worksNow(e keymap.Entry) bool {
	switch {
	case e.Short == "" || a.keyOf(e.Action) == "":
		return false
	case a.open != nil:
		return a.answers(e.Action)
	case slices.Contains(always, e.Action):
		return true
	case e.Scope == keymap.ScopeBarge:
		return a.barge != nil && a.snap.Sure == model.Live
	case e.Scope != keymap.ScopeList:
		return false
	case e.Act:
		return a.active != a.settingsView() && a.whyNot(e.Action) == ""
	}
	switch e.Action {
	case keymap.Refresh:
		return a.active == a.settingsView()
	case keymap.NextPane:
		return len(a.views[a.active].lists) > 1
	}
	return e.Action == keymap.Menu
}

// answers tells the keys that answer the open dialog.
func (a *App) answers(action keymap.Action) bool {
	switch action {
	case keymap.Cancel:
		return true
	case keymap.Yes:
		return a.confirms()
	case keymap.Submit:
		return !a.confirms()
	}
	return false
}

func (a *App) hintWidth(e keymap.Entry) int {
	return widget.Width(a.keyOf(e.Action)) + widget.Width(e.Short) + 3
}

func (a *App) hint(l *widget.Line, key, does string) {
	l.Text(a.Theme.SGR(theme.Key), " "+key)
	l.Text(a.Theme.SGR(theme.Dim), " "+does+" ")
}

// told are the keys that the open dialog tells itself; nil for one that does not, and
// for none.
func (a *App) told() []dialog.Hint {
	if a.open == nil {
		return nil
	}
	if teller, ok := a.open.Dialog.(interface {
		Hints(keymap.Map) []dialog.Hint
	}); ok {
		return teller.Hints(a.Keys)
	}
	return nil
}

// keyOf is the first key of an action as it is shown.
func (a *App) keyOf(action keymap.Action) string {
	keys := a.Keys.Keys(action)
	if len(keys) == 0 {
		return ""
	}
	return keymap.Label(keys[0])
}
