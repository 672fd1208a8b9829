package tui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
)

// settings is the view PBX: what was asked of the PBX, by area.
type settings struct {
	areas [desk.Everything + 1]settingsArea
	// rev grows with every change of any area.
	rev uint64
}

// settingsArea is one area as the PBX told it last.
type settingsArea struct {
	items []desk.Item
	// rows are the items as they are shown, in the same order.
	rows          []pane.Setting
	asked, loaded bool
	problem       string
	// turn counts the questions: an answer to an older one is passed over.
	turn int
}

// listedMsg brings the items of an area.
type listedMsg struct {
	area  desk.Area
	turn  int
	items []desk.Item
	err   error
}

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
	table  desk.Table
	err    error
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

// loadSettings asks for the items of the open area when they are looked at for
// the first time.
func (a *App) loadSettings() tea.Cmd {
	if a.active != a.settingsView() {
		return nil
	}
	area := a.area()
	if a.settings.areas[area].asked {
		return nil
	}
	return a.reload(area)
}

// reload asks for the items of an area; those that are shown stay until the answer.
func (a *App) reload(area desk.Area) tea.Cmd {
	a.settings.areas[area].asked = true
	a.settings.areas[area].turn++
	turn := a.settings.areas[area].turn
	return func() tea.Msg {
		items, err := a.Desk.List(a.ctx, area)
		return listedMsg{area, turn, items, err}
	}
}

func (a *App) listed(msg listedMsg) {
	area := &a.settings.areas[msg.area]
	if msg.turn != area.turn {
		return
	}
	area.items, area.loaded, area.problem = msg.items, true, ""
	area.rows = make([]pane.Setting, len(msg.items))
	for i, item := range msg.items {
		area.rows[i] = pane.Setting{ID: itemID(item), Cells: item.Cells, Dim: item.Refused}
	}
	if msg.err != nil {
		area.problem = desk.Result(msg.err)
	}
	a.settings.rev++
}

// feedSettings gives the open area to the frame.
func feedSettings(a *App, f *pane.Frame) {
	for _, area := range desk.Areas() {
		f.Settings.Areas = append(f.Settings.Areas, area.String())
	}
	open := a.area()
	area := a.settings.areas[open]
	f.Settings.Area, f.Settings.Rev = int(open), a.settings.rev
	f.Settings.Items = area.rows
	f.Settings.Page = a.settingPage
	switch {
	case area.problem != "":
		f.Settings.Says = area.problem
	case !area.loaded:
		f.Settings.Says = "asking the PBX…"
	default:
		f.Settings.Says = "nothing here yet: enter creates"
	}
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

func itemID(i desk.Item) string { return i.Group + "\x00" + i.Name }

// item is the selected one of the open area.
func (a *App) item(p pane.Pick) (desk.Item, bool) {
	area := a.settings.areas[a.area()]
	i := slices.IndexFunc(area.rows, func(row pane.Setting) bool { return row.ID == p.Setting })
	if i < 0 {
		return desk.Item{}, false
	}
	return area.items[i], true
}

// openSetting is enter in the view PBX: into the area, or the operations on an item.
func (a *App) openSetting() tea.Cmd {
	v := a.views[a.active]
	if v.focus == 0 {
		v.focus = 1
		return nil
	}
	pick, _ := v.list().Pick()
	item, has := a.item(pick)
	area := a.area()
	if area == desk.Everything && has {
		return a.openForm(desk.Operations(area)[0], item)
	}
	a.chooseOperation(area, item, has)
	return nil
}

// chooseOperation lists what can be done in an area, each by its first letter.
func (a *App) chooseOperation(area desk.Area, item desk.Item, has bool) {
	operations := desk.Operations(area)
	items := make([]dialog.MenuItem, len(operations))
	for i, o := range operations {
		items[i] = dialog.MenuItem{Label: o.Name, Key: operationKey(i, o), Action: keymap.Action(fmt.Sprint(i))}
		form, _ := a.Desk.Form(o.Method)
		switch {
		case form.Why != "":
			items[i].Why = form.Why
		case o.OnItem && !has:
			items[i].Why = "nothing is selected"
		}
	}
	d := dialog.NewMenu(items)
	a.show(d, func() tea.Cmd {
		var i int
		_, _ = fmt.Sscan(string(d.Choice()), &i)
		return a.openForm(operations[i], item)
	})
}

// operationKey is the key of an operation: its first letter, or its number where
// several begin alike.
func operationKey(i int, o desk.Operation) string {
	if o.Method == "setPlanSwitchTimer" {
		return fmt.Sprint(i + 1)
	}
	return o.Name[:1]
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
		a.showForm(msg.form, a.newForm(msg.form))
	}
}

// showForm shows a form, also again with what was typed into it before.
func (a *App) showForm(form desk.Form, d *dialog.Form) {
	a.show(d, func() tea.Cmd { return a.formFilled(form, d) })
}

// formFilled shows the difference before anything that changes is sent.
func (a *App) formFilled(form desk.Form, d *dialog.Form) tea.Cmd {
	send := func() tea.Cmd {
		return func() tea.Msg {
			table, err := a.Desk.Submit(a.ctx, form, d.Values())
			return submittedMsg{form, d, table, err}
		}
	}
	if !form.Changes {
		return send()
	}
	changes := d.Changed()
	if len(changes) == 0 {
		changes = goes(form)
	}
	if len(changes) == 0 {
		a.say(form.Title+": nothing was changed", true)
		return nil
	}
	question := dialog.NewDifference(dialog.DifferenceOptions{
		Title: form.Title, Question: "Send " + form.Method + "?", Changes: changes, Danger: form.Grave,
	})
	a.show(question, send)
	a.open.cancelled = func() { a.showForm(form, d) }
	return nil
}

// goes are the changes of a form that deletes: what it is about is there no more.
func goes(form desk.Form) []dialog.Change {
	var changes []dialog.Change
	for _, f := range form.Fields {
		if form.Grave && f.Fixed {
			changes = append(changes, dialog.Change{Name: f.Label, From: f.Value})
		}
	}
	return changes
}

// submitted tells what became of a form. One that was refused opens again, with
// the problem at its field and everything that was typed, unless the operator has
// opened something else: then nothing takes the keys from there.
func (a *App) submitted(msg submittedMsg) {
	if msg.form.Changes {
		a.forget()
	}
	switch {
	case msg.err != nil && a.open == nil:
		a.showForm(msg.form, msg.dialog)
		field, problem := problemAt(msg.err)
		msg.dialog.SetProblem(field, problem)
	case msg.err != nil:
		a.say(msg.form.Title+": "+desk.Result(msg.err), false)
	case msg.form.Changes:
		a.say(msg.form.Title+": done", true)
	case a.open == nil:
		a.show(dialog.NewTable(dialog.TableOptions{Title: msg.form.Title, Columns: msg.table.Columns, Rows: msg.table.Rows}), nil)
	default:
		a.say(msg.form.Title+": the answer came while you were at something else; ask again", false)
	}
}

// forget lets every area be asked for anew when it is looked at next: any form may
// have changed any of them.
func (a *App) forget() {
	for i := range a.settings.areas {
		a.settings.areas[i].asked = false
	}
}

func problemAt(err error) (field, problem string) {
	if p, ok := err.(*desk.FieldProblem); ok {
		return p.Field, p.Problem
	}
	return "", desk.Result(err)
}
