package tui

import (
	"maps"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"cordboard/internal/desk"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
)

// noteForm is the form of a note, as the PBX has told it.
func noteForm(description, note string) desk.Form {
	return desk.Form{Method: "setNote", Title: "edit rota", Changes: true, Fields: []desk.Field{
		{Name: "name", Label: "name", Value: "rota", Fixed: true},
		{Name: "description", Label: "description", Value: description},
		{Name: "note", Label: "note", Value: note, Multiline: true},
	}}
}

// typing types text into the field with the cursor.
func typing(d *dialog.Form, text string) {
	d.Key(dialog.Key{Msg: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)}})
}

// wantValues compares the values of the form that is open.
func (b *browsing) wantValues(want map[string]string) {
	b.t.Helper()
	if b.open == nil {
		b.t.Fatal("no form is open")
	}
	form, ok := b.open.Dialog.(*dialog.Form)
	if !ok {
		b.t.Fatalf("a %T is open", b.open.Dialog)
	}
	if diff := cmp.Diff(want, form.Values()); diff != "" {
		b.t.Errorf("the form has (-want +got):\n%s", diff)
	}
}

var tooLong = &desk.FieldProblem{Field: "description", Problem: "too long"}

func TestADraftHasOnlyWhatWasTyped(t *testing.T) {
	// Given a form that is refused when the operator is in another view,
	b := browse(t)
	old := noteForm("who is in", "Mon: Mia")
	d := b.newForm(old)
	typing(d, "!")
	b.tell(submittedMsg{form: old, dialog: d, view: b.active + 1, err: tooLong})
	if b.open != nil {
		t.Fatalf("a %T takes the keys", b.open.Dialog)
	}
	wantOn(t, strings.Join(b.read(), "\n"), "edit rota: too long; what you typed is kept")
	// when it is opened again, and somebody has changed the rest meanwhile,
	b.tell(openedMsg{form: noteForm("who is in", "Mon: Bo"), view: b.active})
	// then it has what was typed, and the rest as it is now.
	b.wantValues(map[string]string{"name": "rota", "description": "who is in!", "note": "Mon: Bo"})
	wantOn(t, strings.Join(b.read(), "\n"), "too long")
	// The draft is used once.
	b.open = nil
	b.tell(openedMsg{form: noteForm("who is in", "Mon: Bo"), view: b.active})
	b.wantValues(map[string]string{"name": "rota", "description": "who is in", "note": "Mon: Bo"})
}

func TestADraftHasTheFieldsThatWereAddedToIt(t *testing.T) {
	b := browse(t)
	form, _ := b.Desk.Form("setExtensionProperties")
	d := b.newForm(form)
	d.Retype([]dialog.Change{{Name: "extension", To: "1001"}, {Name: "login.password", To: "geheim"}, {Name: "unheard.of", To: "x"}})
	typed := maps.Clone(d.Values())
	b.tell(submittedMsg{form: form, dialog: d, view: b.active + 1, err: tooLong})
	b.tell(openedMsg{form: form, view: b.active})
	b.wantValues(typed)
	if typed["login.password"] != "geheim" || typed["unheard.of"] != "x" {
		t.Errorf("typed was %v", typed)
	}
	if shown := strings.Join(b.read(), "\n"); strings.Contains(shown, "geheim") {
		t.Errorf("the password is shown:\n%s", shown)
	}
}

func TestAnAnswerOpensNothingInAnotherView(t *testing.T) {
	for name, msg := range map[string]submittedMsg{
		"a refused form": {form: noteForm("a", "b"), err: tooLong},
		"a result":       {form: desk.Form{Method: "getNote", Title: "getNote"}, table: desk.Table{Columns: []string{"note"}, Rows: [][]string{{"b"}}}},
	} {
		b := browse(t)
		msg.dialog = b.newForm(msg.form)
		msg.view = b.active
		b.press(viewPBX)
		b.tell(msg)
		if b.open != nil {
			t.Errorf("%s: a %T takes the keys", name, b.open.Dialog)
		}
		if b.toast.text == "" {
			t.Errorf("%s: nothing is said", name)
		}
		// Where it was sent it is opened.
		msg.view = b.active
		b.tell(msg)
		if b.open == nil {
			t.Errorf("%s is not opened", name)
		}
	}
}

func TestAFormIsSentAsItWasWhenItWasFilledIn(t *testing.T) {
	// Given a form that was filled in,
	b := browse(t)
	form, _ := b.Desk.Form("getNote")
	d := b.newForm(form)
	typing(d, "rota")
	send := b.formFilled(form, d)
	// when keys come to it before it is sent, they are not in it.
	typing(d, "tion")
	if msg := send().(submittedMsg); msg.err != nil {
		t.Error(msg.err)
	}
	if diff := cmp.Diff([]string{`{"name":"rota"}`}, b.line.sent); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestWhatAFormIsAboutIsNamedBesideWhatItChanges(t *testing.T) {
	b := browse(t)
	deleteNote, _ := b.Desk.Form("deleteNote")
	park, _ := b.Desk.Form("park")
	created := noteForm("d", "")
	created.Grave, created.Creates = true, true
	for name, c := range map[string]struct {
		form    desk.Form
		typed   string
		facts   []dialog.Fact
		changes []dialog.Change
	}{
		"changed":         {noteForm("d", ""), "!", nil, []dialog.Change{{Name: "description", From: "d", To: "d!"}}},
		"created":         {created, "!", []dialog.Fact{{Name: "name", Value: "rota"}}, []dialog.Change{{Name: "description", From: "d", To: "d!"}}},
		"nothing created": {created, "", []dialog.Fact{{Name: "name", Value: "rota"}}, nil},
		"deleted":         {deleteNote, "rota", []dialog.Fact{{Name: "name", Value: "rota"}}, nil},
		"an act":          {park, "17", []dialog.Fact{{Name: "tid", Value: "17"}}, nil},
	} {
		d := b.newForm(c.form)
		if c.typed != "" {
			typing(d, c.typed)
		}
		if diff := cmp.Diff(c.facts, b.factsOf(c.form, d.Values())); diff != "" {
			t.Errorf("%s: facts (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(c.changes, changesOf(c.form, d)); diff != "" {
			t.Errorf("%s: changes (-want +got):\n%s", name, diff)
		}
	}
}

func TestItemsOfOneNameAreSelectedApart(t *testing.T) {
	b := browse(t)
	b.listed(listedMsg{area: b.area(), listing: desk.Listing{Items: []desk.Item{
		{Area: desk.DIDs, Name: "support", Cells: []string{"first"}}, {Area: desk.DIDs, Name: "support", Nth: 1, Cells: []string{"second"}},
	}}})
	for nth, row := range b.settings.areas[b.area()].rows {
		if item, ok := b.item(pane.Pick{Setting: row.ID}); !ok || item.Nth != nth {
			t.Errorf("%v is %+v", row.Cells, item)
		}
	}
}

func TestWhatIsMissingInAListIsTold(t *testing.T) {
	b := browse(t)
	for want, listing := range map[string]desk.Listing{
		"":                                       {},
		"first 500 of each kind, / asks the PBX": {More: true},
		"first 2 of 9, / asks the PBX":           {More: true, Of: 9, Items: make([]desk.Item, 2)},
		"first 2 of all, / asks the PBX":         {More: true, Cut: true, Items: make([]desk.Item, 2)},
		"there are more, type more of it":        {More: true, Cut: true, Words: "1"},
	} {
		if got := b.settingsNote(&settingsArea{listing: listing}); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}
