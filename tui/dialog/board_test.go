package dialog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
	"cordboard/tui/theme"
)

// noon is when the boards of these tests begin.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// board is a PBX as the dialogs see it.
type board struct {
	store  *model.Store
	epoch  uint64
	places []string
}

// newBoard has settled with these people, each "number name", all registered, and these places to park in, all free.
func newBoard(people, places []string) *board {
	b := &board{store: model.NewStore("main", places), places: places}
	b.begin(people)
	return b
}

// begin starts the next epoch with these people.
func (b *board) begin(people []string) {
	b.epoch++
	b.store.Began(b.epoch, noon)
	b.add(people...)
	for _, person := range people {
		number, _, _ := strings.Cut(person, " ")
		b.note(pal.Registration{User: pal.NewText(number), Registered: pal.On})
	}
	for _, place := range b.places {
		b.free(place)
	}
	b.store.Settled(b.epoch, noon)
}

func (b *board) add(people ...string) {
	persons := make([]model.Person, len(people))
	for i, person := range people {
		number, name, _ := strings.Cut(person, " ")
		persons[i] = model.Person{Number: pal.NewText(number), Name: pal.NewText(name)}
	}
	b.store.Directory(b.epoch, persons)
}

func (b *board) note(n pal.Notification) { b.store.Notified(b.epoch, n, noon) }

// status gives a person a talker, or moves it: who talks with whom, in a room of their own.
func (b *board) status(user, other string, code pal.Code) {
	b.note(pal.CallStatus{
		User: pal.NewText(user), Talker: pal.NewText("t" + user), Room: pal.NewText("r" + min(user, other)),
		Other: pal.NewText(other), Code: pal.Number{Value: int64(code), Known: true},
	})
}

func (b *board) talk(a, c string) {
	b.status(a, c, pal.CodeCallSuccess)
	b.status(c, a, pal.CodeAnswerSuccess)
}

// park puts the call of a person into a place.
func (b *board) park(place, user string) {
	b.note(pal.ParkStatus{Park: pal.NewText(place), On: pal.On, Room: pal.NewText("r" + user), Talker: pal.NewText("t" + user)})
}

func (b *board) free(place string) {
	b.note(pal.ParkStatus{Park: pal.NewText(place), On: pal.Off})
}

func (b *board) snapshot() *model.Snapshot { return b.store.Snapshot() }

// reception is a small office in the middle of its day.
func reception() *board {
	b := newBoard(
		[]string{"1001 Ana Ruiz", "1002 佐藤 花子", "1003 محمد علي", "1004 Dee 👩‍💻", "1042 Bo Lund", "1044 Ken Mori"},
		[]string{"801", "802", "803", "804"},
	)
	b.talk("1042", "1044")
	b.note(pal.Registration{User: pal.NewText("1002"), Registered: pal.Off})
	b.status("1004", "0355500142", pal.CodeStartRinging)
	b.park("801", "1042")
	return b
}

// testingT is what testing and rapid have in common.
type testingT interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// desk is a dialog with somebody at it.
type desk struct {
	t testingT
	dialog.Dialog
	keys    keymap.Map
	verdict dialog.Verdict
}

// open shows a dialog over a board.
func open(t testing.TB, d dialog.Dialog, b *board) *desk {
	t.Helper()
	d.Refresh(b.snapshot())
	return &desk{t: t, Dialog: d, keys: keymap.Classic()}
}

// press presses keys one after the other, by their names; what is no name of a key is typed, a character at a time.
func (d *desk) press(keys ...string) *desk {
	d.t.Helper()
	for _, key := range keys {
		if msg, ok := named(key); ok {
			d.send(msg)
			continue
		}
		for _, r := range key {
			d.send(character(r))
		}
	}
	return d
}

// paste pastes a text.
func (d *desk) paste(text string) *desk {
	d.t.Helper()
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	return d
}

func (d *desk) send(msg tea.KeyMsg) {
	d.t.Helper()
	if d.verdict != dialog.Stay {
		d.t.Fatalf("%q pressed after the dialog had closed", msg)
	}
	action, _ := d.keys.Lookup(msg.String(), keymap.ScopeDialog)
	d.verdict = d.Key(dialog.Key{Action: action, Msg: msg})
}

func character(r rune) tea.KeyMsg {
	if r == ' ' {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{r}}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
}

func named(key string) (tea.KeyMsg, bool) {
	types := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"backspace": tea.KeyBackspace, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd,
		"ctrl+v": tea.KeyCtrlV, "ctrl+u": tea.KeyCtrlU, "ctrl+s": tea.KeyCtrlS,
		"shift+tab": tea.KeyShiftTab, "right": tea.KeyRight, "delete": tea.KeyDelete,
	}
	t, ok := types[key]
	return tea.KeyMsg{Type: t}, ok
}

// decided checks the verdict.
func (d *desk) decided(want dialog.Verdict) *desk {
	d.t.Helper()
	if d.verdict != want {
		d.t.Errorf("the verdict is %d, want %d; the dialog says\n%s", d.verdict, want, strings.Join(d.screen(76, 12), "\n"))
	}
	return d
}

// says checks that a row of the dialog is this, but for the spaces at its end.
func (d *desk) says(row string) *desk {
	d.t.Helper()
	if screen := d.screen(76, 12); !slices.Contains(screen, row) {
		d.t.Errorf("no row says %q:\n%s", row, strings.Join(screen, "\n"))
	}
	return d
}

// shows checks the whole inside at a size.
func (d *desk) shows(width, height int, rows ...string) *desk {
	d.t.Helper()
	if diff := cmp.Diff(rows, d.screen(width, height)); diff != "" {
		d.t.Errorf("%d×%d (-want +got):\n%s\n%s", width, height, diff, strings.Join(d.screen(width, height), "\n"))
	}
	return d
}

// screen is the inside without styles and without the spaces at the ends of rows, each row checked for its width.
func (d *desk) screen(width, height int) []string {
	d.t.Helper()
	rows := d.Render(look(d.keys), width, height)
	if len(rows) > height {
		d.t.Errorf("%d rows in a height of %d", len(rows), height)
	}
	plain := make([]string, len(rows))
	for i, row := range rows {
		if got := ansi.StringWidth(row); got != width {
			d.t.Errorf("row %d is %d cells wide, want %d: %q", i, got, width, row)
		}
		plain[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	return plain
}

func look(keys keymap.Map) dialog.Look {
	dark, err := theme.New(theme.Options{Name: "dark", Profile: theme.TrueColor})
	if err != nil {
		panic(err)
	}
	return dialog.Look{Theme: dark, Now: noon.Add(64 * time.Second), Keys: keys}
}
