package tui

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/tui/dialog"
)

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

// readMsg brings the form that is sent of one that was filled in.
type readMsg struct {
	// filled has no answer yet, but the error of looking.
	filled submittedMsg
	now    desk.Form
}

// formFilled asks whether to send what changes something; what is only typed in the form
// is looked at first.
func (a *App) formFilled(form desk.Form, d *dialog.Form) tea.Cmd {
	values, view := d.Values(), a.active
	filled := submittedMsg{form: form, dialog: d, values: values, view: view}
	switch {
	case !form.Changes:
		return a.submit(form, filled)
	case !form.Unread():
		a.askToSubmit(form, d, filled)
		return nil
	}
	a.say("asking the PBX…", true)
	return func() tea.Msg {
		now, err := a.Desk.Read(a.ctx, form, values)
		filled.err = err
		return readMsg{filled, now}
	}
}

// formRead asks whether to send a form that was looked at, or shows it again with what is
// wrong.
func (a *App) formRead(msg readMsg) {
	here := a.open == nil && a.active == msg.filled.view
	switch {
	case !here && msg.filled.err == nil:
		msg.filled.err = errLeft
		fallthrough
	case !here:
		a.keepDraft(msg.filled)
	case msg.filled.err != nil:
		a.showRefused(msg.filled)
	case msg.now.Unread():
		a.askToSubmit(msg.now, msg.filled.dialog, msg.filled)
	default:
		d := a.retyped(msg.filled.form, msg.filled.dialog, msg.now)
		msg.filled.values = d.Values()
		if a.showForm(msg.now, d); d.Ready() {
			a.askToSubmit(msg.now, d, msg.filled)
		}
	}
}

// errLeft is why a form was not sent whose operator has gone on to something else.
var errLeft = errors.New("not sent, you were at something else")

// askToSubmit shows the difference before anything that changes is sent. Where it is not
// sent, the form that was filled in is there again.
func (a *App) askToSubmit(form desk.Form, d *dialog.Form, filled submittedMsg) {
	question := dialog.NewDifference(dialog.DifferenceOptions{
		Title: form.Title, Question: strings.TrimSpace("Send " + form.Method + "? " + a.Desk.Say(form, filled.values)),
		Facts: a.factsOf(form, filled.values), Changes: changesOf(form, d), Danger: form.Grave,
	})
	a.show(question, func() tea.Cmd { return a.submit(form, filled) })
	a.open.cancelled = func() { a.showForm(filled.form, filled.dialog) }
}

// submit sends a form. A barge of the operator's own is one like any other.
func (a *App) submit(form desk.Form, filled submittedMsg) tea.Cmd {
	if i, ok := a.Desk.Barge(form, filled.values); ok {
		return a.send(keymap.Barge, i)
	}
	a.settings.sending = append(a.settings.sending, form.Method)
	return func() tea.Msg {
		filled.table, filled.err = a.Desk.Submit(a.ctx, form, filled.values)
		return filled
	}
}

// emptied is a change with the word for an empty value taken for what it says.
func emptied(form desk.Form, change dialog.Change) dialog.Change {
	if form.Empties(change.Name, change.To) {
		change.To = ""
	}
	return change
}

// changesOf are what a form changes, as it was typed.
func changesOf(form desk.Form, d *dialog.Form) []dialog.Change {
	var changes []dialog.Change
	for _, change := range d.Changed() {
		if !form.Names(change.Name) {
			changes = append(changes, emptied(form, change))
		}
	}
	return changes
}

// factsOf tell what a form is about, as far as its title need not say it: its tenant first.
func (a *App) factsOf(form desk.Form, values map[string]string) []dialog.Fact {
	var facts []dialog.Fact
	tenant := a.Desk.SayTenant(form, values)
	if tenant != "" && form.Method != "createTenant" {
		facts = append(facts, dialog.Fact{Name: "tenant", Value: tenant})
	}
	for _, f := range form.Fields {
		said := f.Label == "tenant" && tenant != "" || f.Fixed && !form.Grave
		if value := values[f.Name]; value != "" && !said && (f.Fixed || form.Names(f.Name)) {
			facts = append(facts, dialog.Fact{Name: f.Label, Value: value, Secret: f.Secret})
		}
	}
	return facts
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
