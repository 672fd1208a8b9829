package tui

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/pane"
)

// settings is the view PBX: what was asked of the PBX, by area.
type settings struct {
	areas [desk.Everything + 1]settingsArea
	// rev grows with every change of any area.
	rev  uint64
	rest rest
	// drafts are the forms that were refused while something else was open, with what
	// was typed, by their subjects.
	drafts map[string]submittedMsg
	// sending are the methods whose answers have not come.
	sending []string
	// made is what was created last, until the cursor has been put on it.
	made *desk.Item
	// epoch is the connection that the areas were asked for on.
	epoch uint64
	// sight is what is looked at.
	sight sight
	// shown is the area that the cursor of the items was in last.
	shown desk.Area
}

// settingsArea is one area as the PBX told it last.
type settingsArea struct {
	listing desk.Listing
	// rows are the items as they are shown, in the same order.
	rows []pane.Setting
	// words are what was searched for when it was asked for last.
	words string
	// asking is set while a question is under way: there is one at a time. fresh
	// tells that nothing was changed since it was asked.
	asking, fresh, loaded bool
	problem               string
	// asked is when it was asked for last.
	asked time.Time
}

// sight is which area is looked at, and whether the cursor is in its items; zero while
// another view is open.
type sight struct {
	open    bool
	area    desk.Area
	entered bool
}

// staleAfter is how old a list may be when it is come to: the PBX tells nobody that its
// settings have changed.
const staleAfter = 30 * time.Second

// answers tells that the last answer is all that can be said for words. A failure
// is: it is asked again for other words, or on demand.
func (s *settingsArea) answers(words string) bool {
	if s.problem != "" {
		return s.fresh && s.words == words
	}
	return s.fresh && s.listing.Holds(words)
}

// rest is how the cursor comes to rest on an area: those that it passes are not
// asked for.
type rest struct {
	area  desk.Area
	moves int
	over  bool
}

// rests is how long the cursor must stay on an area before its items are asked for.
const rests = 250 * time.Millisecond

// restedMsg says that the time of a move of the cursor is over.
type restedMsg struct{ move int }

// listedMsg brings the items of an area.
type listedMsg struct {
	area    desk.Area
	listing desk.Listing
	err     error
}

// area is the one that is open.
func (a *App) area() desk.Area {
	pick, _ := a.views[a.settingsView()].lists[0].Pick()
	return desk.Area(max(pick.Area-1, 0))
}

// settingsView is the place of the view PBX.
func (a *App) settingsView() int {
	for i, v := range a.views {
		if v.action == keymap.ViewPBX {
			return i
		}
	}
	return 0
}

// loadSettings asks for the items of the open area when they are looked at and
// there is something to ask: nothing was asked yet, something was changed, or what
// is searched for is not among the items that came.
func (a *App) loadSettings() tea.Cmd {
	a.followEpoch()
	a.comeToSight()
	if a.active != a.settingsView() {
		return nil
	}
	area, words := a.area(), a.views[a.active].lists[1].Finding()
	is := &a.settings.areas[area]
	a.placeCursor(area)
	switch entered := a.views[a.active].focus == 1; {
	case is.asking || is.answers(words):
		return nil
	case !entered && (a.settings.rest.moves == 0 || a.settings.rest.area != area):
		return a.awaitRest(area)
	case !entered && !a.settings.rest.over:
		return nil
	}
	return a.askFor(area, words)
}

// comeToSight lets an area be asked for anew that is come to, or entered, when it was asked
// for long ago.
func (a *App) comeToSight() {
	now := sight{}
	if a.active == a.settingsView() {
		now = sight{true, a.area(), a.views[a.active].focus == 1}
	}
	if now == a.settings.sight {
		return
	}
	a.settings.sight = now
	if is := &a.settings.areas[now.area]; now.open && is.loaded && a.Clock.Now().Sub(is.asked) > staleAfter {
		is.fresh = false
	}
}

// followEpoch lets all be asked for anew on a new connection: what was told before may
// hold no more, and what failed need not.
func (a *App) followEpoch() {
	if a.epoch == 0 || a.epoch == a.settings.epoch {
		return
	}
	a.settings.epoch = a.epoch
	a.forget()
}

// placeCursor puts the cursor of the items on the first of another area, and on what
// was created when it is there.
func (a *App) placeCursor(area desk.Area) {
	is, list := &a.settings.areas[area], a.views[a.settingsView()].lists[1]
	if area != a.settings.shown {
		a.settings.shown = area
		list.Top()
	}
	if made := a.settings.made; made != nil && made.Area == area && is.fresh && !is.asking {
		a.settings.made = nil
		if i := slices.IndexFunc(is.listing.Items, func(item desk.Item) bool { return item.Is(*made) }); i >= 0 {
			list.Seek(pane.Pick{Setting: is.rows[i].ID})
		}
	}
}

// awaitRest waits for the cursor to stay where it has come.
func (a *App) awaitRest(area desk.Area) tea.Cmd {
	a.settings.rest = rest{area: area, moves: a.settings.rest.moves + 1}
	move, over := a.settings.rest.moves, a.Clock.After(rests)
	return func() tea.Msg {
		select {
		case <-over:
			return restedMsg{move}
		case <-a.ctx.Done():
			return nil
		}
	}
}

func (a *App) rested(msg restedMsg) {
	if msg.move == a.settings.rest.moves {
		a.settings.rest.over = true
	}
}

// askFor asks for the items of an area; those that are shown stay until the answer.
// The PBX searches only where it is known to have more than was told.
func (a *App) askFor(area desk.Area, words string) tea.Cmd {
	is := &a.settings.areas[area]
	is.asking, is.fresh, is.words, is.asked = true, true, words, a.Clock.Now()
	if !is.listing.More && is.listing.Words == "" {
		words = ""
	}
	return func() tea.Msg {
		listing, err := a.Desk.List(a.ctx, area, words)
		return listedMsg{area, listing, err}
	}
}

// askAgain asks for the items of the open area once more.
func (a *App) askAgain() {
	if a.active != a.settingsView() {
		a.say("only the settings of the PBX are asked for: what this view shows comes by itself", true)
		return
	}
	a.settings.areas[a.area()].fresh = false
	a.settings.rest.over = true
}

// listed takes the items of an area. With an error those that are shown stay, and the
// cursor on its item with them.
func (a *App) listed(msg listedMsg) {
	area := &a.settings.areas[msg.area]
	if msg.err == nil || len(area.rows) == 0 {
		area.take(msg.listing)
	}
	area.asking, area.loaded, area.problem = false, true, ""
	if msg.err != nil {
		area.problem = desk.Result(msg.err)
	}
	a.settings.rev++
}

func (s *settingsArea) take(listing desk.Listing) {
	s.listing, s.rows = listing, make([]pane.Setting, len(listing.Items))
	for i, item := range listing.Items {
		s.rows[i] = pane.Setting{ID: itemID(item), Cells: item.Cells, Dim: item.Refused}
	}
}

// feedSettings gives the open area to the frame.
func feedSettings(a *App, f *pane.Frame) {
	for _, area := range desk.Areas() {
		f.Settings.Areas = append(f.Settings.Areas, area.String())
	}
	open := a.area()
	area := &a.settings.areas[open]
	f.Settings.Area, f.Settings.Rev = int(open), a.settings.rev
	f.Settings.Items, f.Settings.Told = area.rows, area.loaded && !area.asking
	f.Settings.Page = a.settingPage
	f.Settings.Note = a.settingsNote(area)
	f.Settings.Says = cmp.Or(area.problem, "nothing here yet: enter creates")
}

// settingsNote is what must be known of the items of an area beside how many are
// shown.
func (a *App) settingsNote(area *settingsArea) string {
	switch {
	case area.asking:
		return "asking the PBX…"
	case area.problem != "":
		return area.problem
	case area.listing.More && area.listing.Words != "":
		return "there are more, type more of it"
	case area.listing.More && area.listing.Of > 0:
		return fmt.Sprintf("first %d of %d, %s asks the PBX", len(area.listing.Items), area.listing.Of, a.keyOf(keymap.Filter))
	case area.listing.Cut:
		return fmt.Sprintf("first %d of all, %s asks the PBX", len(area.listing.Items), a.keyOf(keymap.Filter))
	case area.listing.More:
		return fmt.Sprintf("first %d of each kind, %s asks the PBX", desk.PageRows, a.keyOf(keymap.Filter))
	}
	return ""
}

// forget lets every area be asked for anew when it is looked at next: any form may
// have changed any of them.
func (a *App) forget() {
	for i := range a.settings.areas {
		a.settings.areas[i].fresh = false
	}
}
