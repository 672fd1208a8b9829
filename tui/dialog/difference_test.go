package dialog_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func difference(danger bool) *dialog.Difference {
	return dialog.NewDifference(dialog.DifferenceOptions{
		Title: "Change 1001", Question: "Change 3 properties of 1001 Ana Ruiz?", Danger: danger,
		Changes: []dialog.Change{
			{Name: "name", From: "Ana Ruiz", To: "Ana Ruiz-Montgomery of Sales"},
			{Name: "pln1_d_busyforward", To: "1042"},
			{Name: "login_password", From: "8765", To: "hunter22", Secret: true},
			{Name: "note", From: "one\ntwo", To: ""},
		},
	})
}

func TestDifferenceShowsWhatWillBeSent(t *testing.T) {
	d := open(t, difference(false), reception()).shows(76, 17,
		"Change 3 properties of 1001 Ana Ruiz?",
		"name                Ana Ruiz → Ana Ruiz-Montgomery of Sales",
		"pln1_d_busyforward  → 1042",
		"login_password      *** → ***",
		"note",
		"  one",
		"  two",
		"  → (empty)",
		"", "", "", "", "", "", "", "",
		"",
	)
	d.shows(38, 7,
		"Change 3 properties of 1001 Ana Ruiz?",
		"name",
		"  Ana Ruiz",
		"  → Ana Ruiz-Montgomery of Sales",
		"pln1_d_busyforward",
		"  → 1042",
		"rows 1-5 of 10",
	)
	d.press("pgdown", "down", "down").shows(38, 7,
		"Change 3 properties of 1001 Ana Ruiz?",
		"login_password   *** → ***",
		"note",
		"  one",
		"  two",
		"  → (empty)",
		"rows 6-10 of 10",
	)
}

func TestFactsStandBeforeTheChangesAndHaveNoArrow(t *testing.T) {
	open(t, dialog.NewDifference(dialog.DifferenceOptions{
		Question: "Send?",
		Facts:    []dialog.Fact{{Name: "tenant", Value: "main"}, {Name: "password", Value: "geheim", Secret: true}, {Name: "note", Value: "one\ntwo"}},
		Changes:  []dialog.Change{{Name: "name", To: "Ana"}},
	}), reception()).shows(30, 10,
		"Send?",
		"tenant    main",
		"password  ***",
		"note",
		"  one",
		"  two",
		"name      → Ana",
		"", "", "",
	)
}

func TestDifferenceShowsOnlyTheLinesThatDiffer(t *testing.T) {
	note := func(lines string) string { return strings.ReplaceAll(lines, " ", "\n") }
	for about, c := range map[string]struct {
		from, to string
		want     []string
	}{
		"one is another":             {"a b c d e f g", "a b c D e f g", []string{"…", "  c", "- d", "+ D", "  e", "…"}},
		"the first":                  {"a b c", "A b c", []string{"- a", "+ A", "  b", "…"}},
		"the last is left out":       {"a b c", "a b", []string{"…", "  b", "- c"}},
		"one is put between":         {"a b c d", "a b x c d", []string{"…", "  b", "+ x", "  c", "…"}},
		"two far from each other":    {"a b c d e f", "a x c d e y", []string{"  a", "- b", "+ x", "  c", "…", "  e", "- f", "+ y"}},
		"two near each other":        {"a b c d e", "a x c y e", []string{"  a", "- b", "+ x", "  c", "- d", "+ y", "  e"}},
		"a line becomes two":         {"a", "a b", []string{"  a", "+ b"}},
		"lines end in another way":   {"a\r\nb", "a\nc", []string{"  a", "- b", "+ c"}},
		"one that is too long":       {"a " + strings.Repeat("x", 20), "a b", []string{"  a", "- xxxxxxxxxxxxxxxx", "  xxxx", "+ b"}},
		"alike but for their ending": {"a\r\nb", "a\nb", []string{"a", "b", "→ a", "  b"}},
	} {
		d := open(t, dialog.NewDifference(dialog.DifferenceOptions{Changes: []dialog.Change{{Name: "note", From: note(c.from), To: note(c.to)}}}), reception())
		rows := d.screen(20, 24)[1:]
		var got []string
		for _, row := range rows[:len(rows)-2] {
			if row != "" {
				got = append(got, strings.TrimPrefix(row, "  "))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", about, diff)
		}
	}
}

func TestDifferenceOfLongTextsIsOneBlock(t *testing.T) {
	from, to := "a"+strings.Repeat("\nb\nc", 400)+"\nz", "a"+strings.Repeat("\nc\nb", 400)+"\nz"
	d := open(t, dialog.NewDifference(dialog.DifferenceOptions{Changes: []dialog.Change{{Name: "note", From: from, To: to}}}), reception())
	d.shows(20, 6, "note", "    a", "  - b", "  - c", "  - b", "rows 1-5 of 1603")
	d.press("end").shows(20, 6, "  + c", "  + b", "  + c", "  + b", "    z", "rows 1599-1603 of 1…")
}

func TestDifferenceTellsTheKeysThatScroll(t *testing.T) {
	d := difference(false)
	at := open(t, d, reception())
	at.screen(38, 8)
	if hints := d.Hints(at.keys); len(hints) != 3 || hints[2] != (dialog.Hint{Key: "↑↓ PgDn", Does: "scroll"}) {
		t.Errorf("where not all is in sight it tells %v", hints)
	}
	at.screen(76, 24)
	if hints := d.Hints(at.keys); len(hints) != 2 {
		t.Errorf("where all is in sight it tells %v", hints)
	}
}

func TestDifferenceShowsALongValueWhole(t *testing.T) {
	long := strings.Repeat("佐藤", 30) + "end"
	d := open(t, dialog.NewDifference(dialog.DifferenceOptions{
		Question: "Send?", Changes: []dialog.Change{{Name: "note", From: long, To: "short"}},
	}), reception())
	whole := ""
	for _, row := range d.screen(20, 24) {
		whole += strings.TrimSpace(row)
	}
	if !strings.Contains(whole, long) {
		t.Errorf("%q is not in %q", long, whole)
	}
}

func TestDifferenceSaysWhenThereIsNone(t *testing.T) {
	open(t, dialog.NewDifference(dialog.DifferenceOptions{Question: "Send?"}), reception()).
		shows(38, 4, "Send?", "", "", "nothing is changed")
}

func TestDifferenceIsConfirmed(t *testing.T) {
	open(t, difference(false), reception()).press("enter").decided(dialog.Chosen)
	open(t, difference(false), reception()).press("y").decided(dialog.Chosen)
	open(t, difference(false), reception()).press("n").decided(dialog.Cancelled)
	open(t, difference(false), reception()).press("esc").decided(dialog.Cancelled)
	d := open(t, difference(false), reception()).paste("y").paste("\n").press("x", "tab", " ").decided(dialog.Stay)
	d.Click(3, 3)
	d.Click(3, 3)
	d.decided(dialog.Stay)
}

func TestDifferenceInDangerTakesOnlyYes(t *testing.T) {
	open(t, difference(true), reception()).press("y").decided(dialog.Chosen)
	d := open(t, difference(true), reception()).press("enter", "enter", " ", "tab", "Y").paste("y").decided(dialog.Stay)
	d.press("esc").decided(dialog.Cancelled)
	want := []dialog.Hint{{Key: "y", Does: "yes"}, {Key: "esc", Does: "no"}}
	if diff := cmp.Diff(want, difference(true).Hints(keymap.Classic())); diff != "" {
		t.Errorf("it tells its keys (-want +got):\n%s", diff)
	}
	// not even when enter meant yes
	if v := difference(true).Key(dialog.Key{Action: keymap.Yes, Msg: tea.KeyMsg{Type: tea.KeyEnter}}); v != dialog.Stay {
		t.Errorf("enter gave %d", v)
	}
}

func TestDifferenceCallsAValueAsTheFormDoes(t *testing.T) {
	d := dialog.NewDifference(dialog.DifferenceOptions{Changes: []dialog.Change{{Name: "route-name", Label: "name", To: "mobile"}}})
	open(t, d, reception()).says("name  → mobile")
}

func TestDifferenceSaysWhatIsNotKnown(t *testing.T) {
	d := dialog.NewDifference(dialog.DifferenceOptions{
		Title: "Change 1001", Question: "Send?", Changes: []dialog.Change{{Name: "shade", To: "blue", Unknown: true}},
	})
	open(t, d, reception()).says("shade  (not known) → blue")
}

func TestATextOfAnyScriptIsWholeInTheDifference(t *testing.T) {
	for _, word := range []string{"อำนาจทองคำ", "विश्वविद्यालय", "👍🏽", "🇯🇵"} {
		text := strings.Repeat(word, 20)
		d := open(t, dialog.NewDifference(dialog.DifferenceOptions{Question: "Send?", Changes: []dialog.Change{{Name: "desc", To: text}}}), reception())
		var all strings.Builder
		for _, row := range d.screen(40, 60) {
			all.WriteString(strings.TrimPrefix(strings.TrimSpace(row), "→ "))
		}
		if !strings.Contains(all.String(), text) {
			t.Errorf("%s is not whole:\n%s", word, all.String())
		}
	}
}
