package tui

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// submittedMsg brings the result of a form.
type submittedMsg struct {
	form   desk.Form
	dialog *dialog.Form
	// values are what was sent.
	values map[string]string
	// view is the one that was open when it was sent.
	view  int
	table desk.Table
	err   error
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
		page = append(page, o.Name+": "+o.Method)
	}
	return append(page, "", a.keyOf(keymap.Menu)+" opens what can be done")
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
		form, _ := a.Desk.Form(o.Method)
		switch {
		case form.Why != "":
			items[i].Why = form.Why
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
// when it could not be shown. All else in it is as the PBX has told it now.
func (a *App) openFormOrDraft(form desk.Form) {
	about := subject(form)
	draft, has := a.settings.drafts[about]
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
	d := a.newForm(changed.Form)
	d.Retype(msg.dialog.Changed())
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

// formFilled shows the difference before anything that changes is sent.
func (a *App) formFilled(form desk.Form, d *dialog.Form) tea.Cmd {
	values, view := d.Values(), a.active
	send := func() tea.Cmd {
		a.settings.sending = append(a.settings.sending, form.Method)
		return func() tea.Msg {
			table, err := a.Desk.Submit(a.ctx, form, values)
			return submittedMsg{form, d, values, view, table, err}
		}
	}
	if !form.Changes {
		return send()
	}
	question := dialog.NewDifference(dialog.DifferenceOptions{
		Title: form.Title, Question: strings.TrimSpace("Send " + form.Method + "? " + a.Desk.SayDeleted(form, values)),
		Changes: changesOf(form, d), Danger: form.Grave,
	})
	a.show(question, send)
	a.open.cancelled = func() { a.showForm(form, d) }
	return nil
}

// changesOf are what a form changes, as it was typed. Before what creates or deletes
// stands what it is about.
func changesOf(form desk.Form, d *dialog.Form) []dialog.Change {
	changes := d.Changed()
	for i := range changes {
		if form.Empties(changes[i].Name, changes[i].To) {
			changes[i].To = ""
		}
	}
	switch {
	case !form.Grave, form.Creates && len(changes) == 0:
		return changes
	}
	return append(aboutOf(form), changes...)
}

// aboutOf tells what a form is about: it is there no more when it was deleted, and is
// there when it was created.
func aboutOf(form desk.Form) []dialog.Change {
	var about []dialog.Change
	for _, f := range form.Fields {
		switch {
		case !f.Fixed || f.Value == "":
		case form.Creates:
			about = append(about, dialog.Change{Name: f.Label, To: f.Value})
		default:
			about = append(about, dialog.Change{Name: f.Label, From: f.Value})
		}
	}
	return about
}

// submitted tells what became of a form. One that was refused opens again, with
// the problem at its field and everything that was typed. When the operator has
// opened something else, or gone to another view, nothing takes the keys from there:
// then it is kept for when the same form is opened again.
func (a *App) submitted(msg submittedMsg) {
	if i := slices.Index(a.settings.sending, msg.form.Method); i >= 0 {
		a.settings.sending = slices.Delete(a.settings.sending, i, i+1)
	}
	if msg.form.Changes {
		a.forget()
	}
	here := a.open == nil && a.active == msg.view
	switch {
	case msg.err != nil && here:
		a.showRefused(msg)
	case msg.err != nil:
		a.keepDraft(msg)
	case msg.form.Changes:
		a.formDone(msg)
	case here:
		a.show(dialog.NewTable(dialog.TableOptions{Title: msg.form.Title, Columns: msg.table.Columns, Rows: msg.table.Rows}), nil)
	default:
		a.say(msg.form.Title+": the answer came while you were at something else; ask again", false)
	}
}

// formDone says what was done, or made; the cursor goes to what was made when its area
// has been asked for again.
func (a *App) formDone(msg submittedMsg) {
	said := msg.form.Title
	if made, ok := msg.form.Made(msg.values); ok {
		a.settings.made = &made
		if name := " " + made.Label(); !strings.HasSuffix(said, name) {
			said += name
		}
	}
	a.say(said+": done", true)
}

// keepDraft keeps a form that was refused while something else is open.
func (a *App) keepDraft(msg submittedMsg) {
	if a.settings.drafts == nil {
		a.settings.drafts = map[string]submittedMsg{}
	}
	a.settings.drafts[subject(msg.form)] = msg
	_, problem := problemAt(msg.err)
	a.say(msg.form.Title+": "+problem+"; what you typed is kept, open it again", false)
}

// problemAt is what is wrong, and at which field; nothing for no error.
func problemAt(err error) (field, problem string) {
	if err == nil {
		return "", ""
	}
	if p, ok := errors.AsType[*desk.FieldProblem](err); ok {
		return p.Field, p.Problem
	}
	return "", desk.Result(err)
}
