package tui

import (
	"fmt"

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
	items         []desk.Item
	asked, loaded bool
	problem       string
}

// listedMsg brings the items of an area.
type listedMsg struct {
	area  desk.Area
	items []desk.Item
	err   error
}

// openedMsg brings a form filled with what the PBX told.
type openedMsg struct {
	form desk.Form
	area desk.Area
	err  error
}

// submittedMsg brings the result of a form.
type submittedMsg struct {
	form   desk.Form
	area   desk.Area
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
	return func() tea.Msg {
		items, err := a.Desk.List(a.ctx, area)
		return listedMsg{area, items, err}
	}
}

func (a *App) listed(msg listedMsg) {
	area := &a.settings.areas[msg.area]
	area.items, area.loaded, area.problem = msg.items, true, ""
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
	for _, item := range area.items {
		f.Settings.Items = append(f.Settings.Items, pane.Setting{ID: itemID(item), Cells: item.Cells, Dim: item.Refused})
	}
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
	for _, item := range a.settings.areas[a.area()].items {
		if itemID(item) == p.Setting {
			return item, true
		}
	}
	return desk.Item{}, false
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
	area := a.area()
	a.say("asking the PBX…", true)
	return func() tea.Msg {
		form, err := a.Desk.Open(a.ctx, o, item)
		return openedMsg{form, area, err}
	}
}

// formOpened shows a form, unless the operator has gone on to something else.
func (a *App) formOpened(msg openedMsg) {
	switch {
	case msg.err != nil:
		a.say(msg.form.Title+": "+desk.Result(msg.err), false)
	case msg.form.Why != "":
		a.say("cannot "+msg.form.Method+": "+msg.form.Why, false)
	case a.open == nil:
		a.showForm(msg.form, msg.area, a.newForm(msg.form))
	}
}

// showForm shows a form, also again with what was typed into it before.
func (a *App) showForm(form desk.Form, area desk.Area, d *dialog.Form) {
	a.show(d, func() tea.Cmd { return a.formFilled(form, area, d) })
}

// formFilled shows the difference before anything that changes is sent.
func (a *App) formFilled(form desk.Form, area desk.Area, d *dialog.Form) tea.Cmd {
	send := func() tea.Cmd {
		return func() tea.Msg {
			table, err := a.Desk.Submit(a.ctx, form, d.Values())
			return submittedMsg{form, area, d, table, err}
		}
	}
	if !form.Changes {
		return send()
	}
	changes := d.Changed()
	if len(changes) == 0 && !form.Grave {
		a.say(form.Title+": nothing was changed", true)
		return nil
	}
	question := dialog.NewDifference(dialog.DifferenceOptions{
		Title: form.Title, Question: "Send " + form.Method + "?", Changes: changes, Danger: form.Grave,
	})
	a.show(question, send)
	a.open.cancelled = func() { a.showForm(form, area, d) }
	return nil
}

// submitted tells what became of a form. One that was refused opens again, with
// the problem at its field and everything that was typed.
func (a *App) submitted(msg submittedMsg) tea.Cmd {
	if msg.err != nil {
		if a.open == nil {
			a.showForm(msg.form, msg.area, msg.dialog)
			field, problem := problemAt(msg.err)
			msg.dialog.SetProblem(field, problem)
		}
		return nil
	}
	if !msg.form.Changes {
		a.show(dialog.NewTable(dialog.TableOptions{Title: msg.form.Title, Columns: msg.table.Columns, Rows: msg.table.Rows}), nil)
		return nil
	}
	a.say(msg.form.Title+": done", true)
	return a.reload(msg.area)
}

func problemAt(err error) (field, problem string) {
	if p, ok := err.(*desk.FieldProblem); ok {
		return p.Field, p.Problem
	}
	return "", desk.Result(err)
}
