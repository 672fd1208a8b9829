package tui

import (
	"fmt"
	"slices"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/pane"
)

// view is one of the seven screens: lists in columns, and a detail beside them.
type view struct {
	name   string
	action keymap.Action
	lists  []pane.List
	// columns are the lists of each column, from top to bottom.
	columns [][]int
	// shares are how much of the width the columns take, in percent; what stands
	// last, a column or the detail, takes the rest.
	shares []int
	focus  int
	// detail tells more of what is selected, in a column of its own.
	detail      func(f *pane.Frame, p pane.Pick, width, height int) []string
	detailTitle string
	// detailOpen shows the detail in place of the list, where there is no room for
	// both.
	detailOpen bool
	// feed adds to the frame what only this view shows.
	feed func(*App, *pane.Frame)
}

func newViews() []*view {
	none := func(*App, *pane.Frame) {}
	return []*view{
		{
			name: "Desk", action: keymap.ViewDesk, shares: []int{42}, feed: none,
			lists:   []pane.List{pane.NewWaiting(), pane.NewMine(), pane.NewParked(), pane.NewDirectory()},
			columns: [][]int{{0, 1, 2}, {3}},
		},
		{
			name: "Calls", action: keymap.ViewCalls, shares: []int{66}, feed: none,
			lists: []pane.List{pane.NewCalls()}, columns: [][]int{{0}},
			detail: callDetail, detailTitle: "Call",
		},
		{
			name: "Extensions", action: keymap.ViewExtensions, feed: none,
			lists: []pane.List{pane.NewExtensions()}, columns: [][]int{{0}},
		},
		{
			name: "Parks", action: keymap.ViewParks, shares: []int{50}, feed: none,
			lists: []pane.List{pane.NewParks(), pane.NewLines()}, columns: [][]int{{0}, {1}},
		},
		{
			name: "Messages", action: keymap.ViewMessages, shares: []int{50}, feed: none,
			lists: []pane.List{pane.NewVoicemail(), pane.NewRecordings()}, columns: [][]int{{0}, {1}},
		},
		{
			name: "PBX", action: keymap.ViewPBX, shares: []int{16, 50}, feed: feedSettings,
			lists: []pane.List{pane.NewAreas(), pane.NewSettings()}, columns: [][]int{{0}, {1}},
			detail: settingDetail, detailTitle: "Reference",
		},
		{
			name: "Journal", action: keymap.ViewJournal, shares: []int{66}, feed: feedJournal,
			lists:   []pane.List{pane.NewActs(), pane.NewEnded(), pane.NewCounters()},
			columns: [][]int{{0, 1}, {2}},
		},
	}
}

// list is the one that has the keys.
func (v *view) list() pane.List { return v.lists[v.focus] }

// column are the lists of the column that has the keys.
func (v *view) column() []int {
	for _, column := range v.columns {
		if slices.Contains(column, v.focus) {
			return column
		}
	}
	return []int{v.focus}
}

func (v *view) turn(by int) { v.focus = (v.focus + by + len(v.lists)) % len(v.lists) }

func callDetail(f *pane.Frame, p pane.Pick, width, height int) []string {
	return pane.CallDetail(f, p.Call, width, height)
}

func settingDetail(f *pane.Frame, p pane.Pick, width, height int) []string {
	return pane.SettingPage(f, f.Settings.Page(p), width, height)
}

// say tells an act in a line. What is done to a call names who is in it.
func say(e desk.Entry) string {
	if e.Named || e.Target == "" {
		return e.What
	}
	return e.What + " " + e.Target
}

func feedJournal(a *App, f *pane.Frame) {
	for _, e := range a.Desk.Log().Entries() {
		f.Acts = append(f.Acts, pane.Act{
			ID: e.ID, At: e.At, Operator: e.Operator, What: say(e), Reason: e.Reason, Result: e.Result,
			Awaited: e.Awaited, Confirmed: e.Confirmed,
		})
	}
	drops := a.Store.Drops()
	f.Counters = slices.Concat(a.Counters(), []pane.Counter{
		{Name: "late or doubled events", Value: fmt.Sprint(drops.Late)},
		{Name: "incomplete events", Value: fmt.Sprint(drops.Incomplete)},
		{Name: "call states not known", Value: fmt.Sprint(drops.UnknownCodes)},
		{Name: "notifications not known", Value: fmt.Sprint(drops.Unrecognised)},
		{Name: "frames not readable", Value: fmt.Sprint(drops.Spoiled)},
	})
}
