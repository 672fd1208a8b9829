package pane_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/pane"
	"cordboard/tui/theme"
)

// morning is when these tests take place.
var morning = time.Date(2026, 3, 2, 9, 41, 7, 0, time.UTC)

// reception is the operator's extension.
var reception = model.Who{Tenant: "main", Number: "1000"}

// frameOf is a frame of a board that is live and has these calls.
func frameOf(t *testing.T, calls ...*model.Conversation) *pane.Frame {
	t.Helper()
	look, err := theme.New(theme.Options{Name: "plain"})
	if err != nil {
		t.Fatal(err)
	}
	return &pane.Frame{Snap: &model.Snapshot{Sure: model.Live, Calls: calls}, Theme: look, Now: morning, Own: reception}
}

// inside is a party with an extension of its own, outside one without.
func inside(number, name string, state model.State) model.Party {
	leg := model.Leg{Tenant: "main", User: number, Talker: "t" + number, Epoch: 1}
	return model.Party{Leg: leg, Number: pal.NewText(number), Name: pal.NewText(name), State: state}
}

func outside(number, name string) model.Party {
	return model.Party{Number: pal.NewText(number), Name: pal.NewText(name)}
}

func call(id model.CallID, state model.State, from, to model.Party) *model.Conversation {
	return &model.Conversation{ID: id, Tenant: "main", From: from, To: to, State: state, Since: morning.Add(-time.Minute)}
}

// rowsOf are the rows of a list as they can be read.
func rowsOf(list pane.List, f *pane.Frame, width int) []string {
	list.Refresh(f)
	var rows []string
	for _, row := range list.Render(width, 10, false) {
		rows = append(rows, strings.TrimSpace(ansi.Strip(row)))
	}
	return rows
}

func TestWhoWaitsAndWhoIsTheOperatorsOwn(t *testing.T) {
	own := func(state model.State) model.Party { return inside("1000", "", state) }
	ana := inside("1001", "", model.Ringing)
	caller := outside("+34 91 555 0142", "")
	for name, c := range map[string]struct {
		call          *model.Conversation
		waiting, mine string
	}{
		"a caller from outside rings at the operator":    {call(1, model.Ringing, caller, own(model.Ringing)), "Waiting 1", "My calls 0"},
		"a caller from outside rings at somebody":        {call(1, model.Ringing, caller, ana), "Waiting 1", "My calls 0"},
		"an extension rings at another":                  {call(1, model.Ringing, inside("1002", "", model.Calling), ana), "Waiting 1", "My calls 0"},
		"an extension dials out":                         {call(1, model.Calling, inside("1002", "", model.Calling), caller), "Waiting 0", "My calls 0"},
		"the operator dials out":                         {call(1, model.Calling, own(model.Calling), caller), "Waiting 0", "My calls 1"},
		"the operator's call rings at somebody":          {call(1, model.Ringing, own(model.Calling), ana), "Waiting 0", "My calls 1"},
		"the operator talks":                             {call(1, model.Talking, caller, own(model.Talking)), "Waiting 0", "My calls 1"},
		"a call that the operator has parked is neither": {call(1, model.Parked, caller, own(model.Parked)), "Waiting 0", "My calls 0"},
	} {
		t.Run(name, func(t *testing.T) {
			f := frameOf(t, c.call)
			waiting, mine := pane.NewWaiting(), pane.NewMine()
			waiting.Refresh(f)
			mine.Refresh(f)
			if waiting.Title() != c.waiting || mine.Title() != c.mine {
				t.Errorf("%s, %s; want %s, %s", waiting.Title(), mine.Title(), c.waiting, c.mine)
			}
		})
	}
}

func TestARowOfCallsSaysNumbersFirst(t *testing.T) {
	parked := call(1, model.Parked, inside("1001", "Ana Ruiz", model.Parked), inside("1034", "Bo Lund", model.Gone))
	parked.Park = pal.NewText("801")
	joined := call(1, model.Talking, inside("1001", "", model.Talking), inside("1002", "", model.Talking))
	joined.Joined = []model.Party{inside("1000", "", model.Talking)}
	for name, c := range map[string]struct {
		call  *model.Conversation
		width int
		want  []string
	}{
		"a long number takes the room of its name": {
			call(1, model.Ringing, outside("+34 91 555 0142", "Somebody Else"), inside("1010", "Cy", model.Ringing)), 64,
			[]string{"+34 91 555 0142 ", "→ 1010 Cy"},
		},
		"a long number is whole on the other side too": {
			call(1, model.Talking, inside("1010", "Cy", model.Talking), outside("+34 91 555 0142", "Somebody")), 64,
			[]string{"↔ +34 91 555 0142"},
		},
		"who is not known is said so": {call(1, model.Talking, model.Party{}, inside("1010", "", model.Talking)), 64, []string{"unknown "}},
		"a parked call says where":    {parked, 75, []string{"Ana Ruiz", "parked", "in 801, from 1034"}},
		"who joined is named":         {joined, 75, []string{"↔ 1002", "+1000"}},
		"or counted without room":     {joined, 40, []string{"↔ 1002", "+1"}},
	} {
		t.Run(name, func(t *testing.T) {
			row := rowsOf(pane.NewCalls(), frameOf(t, c.call), c.width)[0]
			for _, want := range c.want {
				if !strings.Contains(row, want) {
					t.Errorf("%q is not in %q", want, row)
				}
			}
		})
	}
}

func TestTheHistoryOfACallIsInTheOrderOfTime(t *testing.T) {
	step := func(after time.Duration, number string, code model.Code, state model.State) model.Step {
		return model.Step{At: morning.Add(after), Number: pal.NewText(number), Code: code, Known: true, State: state}
	}
	// Given a call of which an older step was told last, and one twice; and who came in later,
	c := call(1, model.Talking, inside("1001", "", model.Talking), inside("1002", "", model.Talking))
	c.Began, c.Joined = morning, []model.Party{inside("1003", "Cy Vance", model.Talking)}
	c.History = []model.Step{
		step(2*time.Second, "1002", pal.CodeAnswerSuccess, model.Talking),
		step(3*time.Second, "1002", pal.CodeAnsweredToo, model.Talking),
		step(time.Second, "1001", pal.CodeIncoming, model.Calling),
	}
	// when its detail is shown,
	var rows []string
	for _, row := range pane.CallDetail(frameOf(t, c), c.ID, 40, 20) {
		rows = append(rows, strings.TrimSpace(ansi.Strip(row)))
	}
	// then the steps stand in order, each once, and who joined is said.
	want := []string{
		"talking  1001", "talking  1002", "talking  joined 1003 Cy Vance", "began 09:41:07, 0:00 ago", "",
		"09:41:08  1001   calling", "09:41:09  1002   talking",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("the detail (-want +got):\n%s", diff)
	}
}

func TestTheJournalSaysWhoDidIt(t *testing.T) {
	f := frameOf(t)
	f.Acts = []pane.Act{{ID: 1, At: morning, Operator: "1000", What: "transfer 1001 → 1042", Result: "done", Confirmed: true}}
	want := []string{"09:41:07 transfer 1001 → 1042  done  by 1000"}
	if diff := cmp.Diff(want, rowsOf(pane.NewActs(), f, 60)); diff != "" {
		t.Errorf("the journal (-want +got):\n%s", diff)
	}
}

func TestACounterKeepsItsName(t *testing.T) {
	f := frameOf(t)
	f.Counters = []pane.Counter{{Name: "notifications not known", Value: "12"}}
	want := []string{"notifications not known   12"}
	if diff := cmp.Diff(want, rowsOf(pane.NewCounters(), f, 30)); diff != "" {
		t.Errorf("the counters (-want +got):\n%s", diff)
	}
}

func TestSettingsStandInColumns(t *testing.T) {
	f := frameOf(t)
	f.Settings = pane.Settings{Areas: []string{"Notes"}, Rev: 1, Items: []pane.Setting{
		{ID: "a", Cells: []string{"6.8", "createExtension", "Creates an extension."}},
		{ID: "b", Cells: []string{"6.40", "ping", "Asks for a sign of life."}, Dim: true},
	}}
	want := []string{
		"6.8   createExtension  Creates an extension.",
		"6.40  ping             Asks for a sign of life.",
	}
	if diff := cmp.Diff(want, rowsOf(pane.NewSettings(), f, 100)); diff != "" {
		t.Errorf("the settings (-want +got):\n%s", diff)
	}
}

func TestADurationIsWholeInItsColumn(t *testing.T) {
	for lasts, want := range map[time.Duration]string{
		7 * time.Second: "0:07", 61*time.Minute + 43*time.Second: "1:01:43", 26*time.Hour + 5*time.Minute: "26h05", 100_000 * time.Hour: "4166d",
	} {
		since := morning.Add(-lasts)
		rings := call(1, model.Ringing, outside("+34 91 555 0142", ""), inside("1001", "", model.Ringing))
		mine := call(2, model.Talking, outside("+34 91 555 0143", ""), inside("1000", "", model.Talking))
		rings.Since, mine.Since = since, since
		f := frameOf(t, rings, mine)
		f.Limit = time.Minute
		f.Snap.Parks = []*model.Park{{
			ID: model.Who{Tenant: "main", Number: "801"}, Number: pal.NewText("801"), On: model.On, Since: since, Parked: outside("+34 91 555 0144", ""),
		}}
		overdue := " "
		if lasts >= time.Minute {
			overdue = "!"
		}
		// In the lists of the Desk the columns behind it stand where they always stand.
		column := func(list pane.List, row string) {
			if got := rowsOf(list, f, 50)[0]; !strings.HasPrefix(got, row) {
				t.Errorf("%s: %q, want %q…", list.Title(), got, row)
			}
		}
		column(pane.NewWaiting(), fmt.Sprintf("ringing  %-7s +34 91", want))
		column(pane.NewMine(), fmt.Sprintf("talking  %-7s +34 91", want))
		column(pane.NewParked(), fmt.Sprintf("801   %-9s +34 91", want+" "+overdue))
		// In the lists of calls and places it is whole too.
		for list, width := range map[pane.List]int{pane.NewCalls(): 60, pane.NewCalls(): 100, pane.NewParks(): 58} {
			if got := rowsOf(list, f, width)[0]; strings.Contains(got, "…") {
				t.Errorf("%s: it is cut, %q", list.Title(), got)
			}
		}
	}
}
