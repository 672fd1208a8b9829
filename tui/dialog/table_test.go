package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func routes() *dialog.Table {
	return dialog.NewTable(dialog.TableOptions{
		Title: "getRouteVariables", Columns: []string{"route", "pattern", "to", "what it is for"}, Foot: "of tenant main",
		Rows: [][]string{
			{"1", "0355*", "reception", "calls from Tokyo to the reception by day"},
			{"2", "06*", "佐藤 花子", "Osaka"},
			{"3", "*", "1042"},
			{"4", "09*", "two\nlines\x1b[31m", "mobile"},
			{"5", "x", "", ""},
		},
	})
}

func TestTableShowsAResult(t *testing.T) {
	d := open(t, routes(), reception()).shows(76, 17,
		"route  pattern  to              what it is for",
		"1      0355*    reception       calls from Tokyo to the reception by day",
		"2      06*      佐藤 花子       Osaka",
		"3      *        1042",
		"4      09*      two↵lines\uFFFD[31m  mobile",
		"5      x",
		"", "", "", "", "", "", "", "", "",
		"5 rows",
		"of tenant main",
	)
	d.shows(38, 7,
		"route  pattern  to              what …",
		"1      0355*    reception       calls…",
		"2      06*      佐藤 花子       Osaka",
		"3      *        1042",
		"4      09*      two↵lines\uFFFD[31m  mobile",
		"1-4 of 5",
		"of tenant main",
	)
	d.press("right", "right", "down").shows(38, 7,
		"to              what it is for",
		"佐藤 花子       Osaka",
		"1042",
		"two↵lines\uFFFD[31m  mobile",
		"",
		"2-5 of 5",
		"of tenant main",
	)
	// on to the end of what is wider than the window, and back
	d.press("right", "right", "right", "home").shows(38, 3,
		"at it is for",
		"lls from Tokyo to the reception by day",
		"1-1 of 5",
	)
}

func TestTableTellsTheKeysThatShowMoreOfIt(t *testing.T) {
	table := routes()
	d := open(t, table, reception())
	for _, c := range []struct {
		width, height int
		press, want   string
	}{
		{76, 17, "home", "esc close type to narrow"},
		{38, 17, "home", "esc close right more columns type to narrow"},
		{38, 7, "home", "esc close ↑↓ PgDn scroll right more columns type to narrow"},
		{38, 17, "right", "esc close right more columns left back type to narrow"},
		{38, 17, "right right right", "esc close left back type to narrow"},
	} {
		d.screen(c.width, c.height)
		d.press(strings.Fields(c.press)...).screen(c.width, c.height)
		told := ""
		for _, h := range table.Hints(d.keys) {
			told += " " + h.Key + " " + h.Does
		}
		if told != " "+c.want {
			t.Errorf("%d×%d, %s: it tells %q, want %q", c.width, c.height, c.press, told, c.want)
		}
	}
}

func TestTableIsNarrowed(t *testing.T) {
	d := open(t, routes(), reception()).press("OSA").shows(38, 7,
		"route  pattern  to              what …",
		"2      06*      佐藤 花子       Osaka",
		"", "", "",
		"1 row, of 5, with OSA",
		"of tenant main",
	)
	if !d.Typed() {
		t.Error("text was typed")
	}
	d.press("x").says("nothing matches").press("ctrl+u").says("5 rows")
	// nothing matches over two cells
	d.press("1042x").says("nothing matches").press("enter").decided(dialog.Stay).press("esc").decided(dialog.Cancelled)
}

func TestTableOfOneValueOrOfNothing(t *testing.T) {
	open(t, dialog.NewTable(dialog.TableOptions{Title: "deleteExtension", Rows: [][]string{{"OK"}}}), reception()).
		shows(38, 7, "OK", "", "", "", "", "", "1 row")
	open(t, dialog.NewTable(dialog.TableOptions{Title: "getNoteNames"}), reception()).press("right", "down").
		shows(38, 7, "nothing", "", "", "", "", "", "")
}

// extensions is a result of so many rows.
func extensions(rows int) [][]string {
	all := make([][]string, rows)
	for i := range all {
		all[i] = []string{fmt.Sprint(10_000 + i), fmt.Sprintf("Person %d", i), "user", "idle"}
	}
	return all
}

// TestTableScrollsAtTheSameCostHoweverLongItIs compares what a key with its render allocates.
func TestTableScrollsAtTheSameCostHoweverLongItIs(t *testing.T) {
	cost := func(rows int) float64 {
		d := open(t, dialog.NewTable(dialog.TableOptions{Columns: []string{"extension", "name"}, Rows: extensions(rows)}), reception())
		return testing.AllocsPerRun(20, func() {
			d.send(tea.KeyMsg{Type: tea.KeyPgDown})
			d.screen(100, 30)
		})
	}
	if short, long := cost(1_000), cost(20_000); long > short*1.1 {
		t.Errorf("%v allocations on 1,000 rows, %v on 20,000", short, long)
	}
}

func TestTableFindsWhatIsAtItsEnd(t *testing.T) {
	d := open(t, dialog.NewTable(dialog.TableOptions{Rows: extensions(20_000)}), reception())
	if got := d.press("person 19999").screen(76, 6)[0]; !strings.HasPrefix(got, "29999  Person 19999  user  idle") {
		t.Errorf("found %q", got)
	}
	if got := d.press("ctrl+u", "end").screen(76, 6)[4]; !strings.HasPrefix(got, "29999  Person 19999") {
		t.Errorf("the last row is %q", got)
	}
}

// BenchmarkTableKey presses a key on 100,000 rows and renders them; 10 ms is what it may take.
func BenchmarkTableKey(b *testing.B) {
	table := dialog.NewTable(dialog.TableOptions{Columns: []string{"extension", "name", "type", "state"}, Rows: extensions(100_000)})
	look := look(keymap.Classic())
	for _, c := range []struct {
		about string
		keys  []tea.KeyMsg
	}{
		{"down", []tea.KeyMsg{{Type: tea.KeyPgDown}}},
		{"filter", []tea.KeyMsg{character('9'), {Type: tea.KeyBackspace}}},
		{"filter that all match", []tea.KeyMsg{character('p'), {Type: tea.KeyBackspace}}},
	} {
		b.Run(c.about, func(b *testing.B) {
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				table.Key(dialog.Key{Msg: c.keys[n%len(c.keys)]})
				table.Render(look, 110, 34)
			}
		})
	}
}
