package tui

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
)

// openedMsg brings a form filled with what the PBX told.
type openedMsg struct {
	form desk.Form
	// view is the one that was open when it was asked for.
	view int
	err  error
}

// settingPage is the reference of what is selected: of a method its own, of
// anything else what can be done with it.
func (a *App) settingPage(pick pane.Pick) []string {
	area := a.area()
	if item, ok := a.item(pick); ok && area == desk.Everything {
		return a.Desk.Page(item.Name)
	}
	page := []string{area.String(), ""}
	for _, o := range desk.Operations(area) {
		page = append(page, o.Name+": "+a.leadsTo(o))
	}
	return append(page, "", a.keyOf(keymap.Menu)+" opens what can be done")
}

// leadsTo tells what an operation opens, and before that why it does not.
func (a *App) leadsTo(o desk.Operation) string {
	why := a.Desk.Forbids(o.Method)
	switch {
	case o.Method == "":
		return "its form"
	case why != "":
		return "no, " + why
	}
	return o.Method
}

func itemID(i desk.Item) string {
	return i.Tenant + "\x00" + i.Group + "\x00" + i.Name + "\x00" + strconv.Itoa(i.Nth)
}

// item is the selected one of the open area.
func (a *App) item(p pane.Pick) (desk.Item, bool) {
	area := &a.settings.areas[a.area()]
	i := slices.IndexFunc(area.rows, func(row pane.Setting) bool { return row.ID == p.Setting })
	if i < 0 {
		return desk.Item{}, false
	}
	return area.listing.Items[i], true
}

// openSetting is enter in the view PBX: into the area, or the operations on an item.
func (a *App) openSetting() tea.Cmd {
	v := a.views[a.active]
	if v.focus == 0 {
		v.focus = 1
		return nil
	}
	pick, lost := v.list().Pick()
	if lost {
		a.say(rowGone, false)
		return nil
	}
	item, has := a.item(pick)
	area := a.area()
	if area == desk.Everything && has {
		return a.openForm(desk.Operations(area)[0], item)
	}
	a.chooseOperation(area, item, has)
	return nil
}

// rowGone is said where a key may have been meant for a row that is there no more.
const rowGone = "the row you had selected is gone; select again"

// chooseOperation lists what can be done in an area, each by its key. What is about an
// item is not done when the item has left the list meanwhile.
func (a *App) chooseOperation(area desk.Area, item desk.Item, has bool) {
	operations := desk.Operations(area)
	items := make([]dialog.MenuItem, len(operations))
	for i, o := range operations {
		items[i] = dialog.MenuItem{Label: o.Name, Key: o.Key, Action: keymap.Action(fmt.Sprint(i))}
		switch why := a.Desk.Forbids(o.Method); {
		case why != "":
			items[i].Why = why
		case o.OnItem && !has:
			items[i].Why = cmp.Or(a.settings.areas[area].problem, "nothing is selected")
		}
	}
	title := "Acts"
	if has {
		title = "Acts on " + item.Label()
	}
	d := dialog.NewMenu(title, items)
	a.show(d, func() tea.Cmd {
		var i int
		_, _ = fmt.Sscan(string(d.Choice()), &i)
		if operations[i].OnItem && !a.settings.areas[area].lists(item) {
			a.say(rowGone, false)
			return nil
		}
		return a.openForm(operations[i], item)
	})
}

// lists tells whether an item is in the list.
func (s *settingsArea) lists(item desk.Item) bool {
	return slices.ContainsFunc(s.rows, func(row pane.Setting) bool { return row.ID == itemID(item) })
}

// openForm asks the PBX what there is now, then shows the form.
func (a *App) openForm(o desk.Operation, item desk.Item) tea.Cmd {
	view := a.active
	a.say("asking the PBX…", true)
	return func() tea.Msg {
		form, err := a.Desk.Open(a.ctx, o, item)
		return openedMsg{form, view, err}
	}
}

// formOpened shows a form, unless the operator has gone on to something else.
func (a *App) formOpened(msg openedMsg) {
	switch {
	case msg.err != nil:
		a.say(msg.form.Title+": "+desk.Result(msg.err), false)
	case msg.form.Why != "":
		a.say("cannot "+msg.form.Method+": "+msg.form.Why, false)
	case a.open == nil && a.active == msg.view:
		a.openFormOrDraft(msg.form)
	}
}

// openFormOrDraft shows a form, with what was typed into it before if it was refused
// when it could not be shown. All else in it is as the PBX has told it now; where the PBX
// told nothing, it is that form: ids of calls were typed for its connection.
func (a *App) openFormOrDraft(form desk.Form) {
	about := subject(form)
	draft, has := a.settings.drafts[about]
	if has && draft.form.Unread() {
		form = draft.form
	}
	d := a.newForm(form)
	a.showForm(form, d)
	if has {
		delete(a.settings.drafts, about)
		d.Retype(draft.dialog.Changed())
		d.SetProblem(problemAt(draft.err))
	}
}

// subject is what tells a form from others: its title and all that it is about.
func subject(form desk.Form) string {
	about := form.Title
	for _, f := range form.Fields {
		if f.Fixed {
			about += "\x00" + f.Name + "=" + f.Value
		}
	}
	return about
}

// showRefused shows a form again, with the problem at its field. One that somebody else
// has changed meanwhile has what there is now, and what was typed.
func (a *App) showRefused(msg submittedMsg) {
	changed, ok := errors.AsType[*desk.Changed](msg.err)
	if !ok {
		a.showForm(msg.form, msg.dialog)
		msg.dialog.SetProblem(problemAt(msg.err))
		return
	}
	d := a.retyped(msg.form, msg.dialog, changed.Form)
	a.showForm(changed.Form, d)
	for _, field := range slices.Backward(changed.Fields) {
		d.SetProblem(field.Field, field.Problem)
	}
	d.SetProblem("", "not sent, it was changed meanwhile: look, then send again")
}

// showForm shows a form, also again with what was typed into it before.
func (a *App) showForm(form desk.Form, d *dialog.Form) {
	a.show(d, func() tea.Cmd { return a.formFilled(form, d) })
}
