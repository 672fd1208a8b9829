package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cordboard/internal/hostile"
	"cordboard/tui"
)

// textsAtOnce is how many texts a console is shown together: a small screen has all their rows, from the top and from the
// end of a list.
const textsAtOnce = 25

// TestNoHostileTextReachesTheTerminal shows every text of the corpus in every field and every view. Everything a console
// writes is judged; leaving it fails where a byte was foreign.
func TestNoHostileTextReachesTheTerminal(t *testing.T) {
	texts := hostile.Texts()
	seen := &ledger{shown: map[string][]string{}}
	t.Run("all", func(t *testing.T) {
		for at := 0; at < len(texts); at += textsAtOnce {
			some := texts[at:min(at+textsAtOnce, len(texts))]
			t.Run(fmt.Sprintf("%s from %d", some[0].Class, at), func(t *testing.T) {
				t.Parallel()
				openHostile(t, seen, some, hostile.Text.Quoted).walk(everyRow, "dark", "plain")
			})
			t.Run(fmt.Sprintf("%s from %d in ASCII", some[0].Class, at), func(t *testing.T) {
				t.Parallel()
				openHostile(t, seen, some, hostile.Text.Escaped, func(c *setup) { c.Screen.ASCII = true }).walk(fewRows, "dark")
			})
		}
	})
	// Each field that is drawn was seen with its canary in it, and none that is kept off the screen.
	for _, f := range hostileFields {
		if shown := len(seen.shown[f.name]) > 0; shown != f.shown {
			t.Errorf("%s was seen in %q, want shown %v", f.name, seen.shown[f.name], f.shown)
		}
		if strings.HasPrefix(f.name, "note d") && !slices.Contains(seen.shown[f.name], "difference") {
			t.Errorf("%s was not seen in the difference", f.name)
		}
		t.Logf("%-22s %s", f.name, strings.Join(seen.shown[f.name], ", "))
	}
	t.Logf("%d texts × fields × views (%d texts), all bytes of which were judged", seen.count, len(texts))
}

// hostileWalk is a console on a hostile PBX that is led through everything it can show.
type hostileWalk struct {
	*screen
	pbx   *hostilePBX
	seen  *ledger
	turns int
	// refused is how many requests of each kind the PBX refused.
	refused int
	// named is how many names the operator has had.
	named int
	// small tells that the terminal is.
	small bool
	// themes are those that lists are shown in.
	themes []string
	// step is how many rows are gone on from one that is looked at by itself to the next.
	step int
}

// plainRows is how many rows a list can have beside those of the hostile texts: the operator and those of a plain call.
const plainRows = 3

// How many rows are looked at by themselves, on each of the two sizes: on both together each one, or a few.
const (
	everyRow = 2
	fewRows  = 9
)

// some are the rows that are looked at by themselves on the present size.
func (w *hostileWalk) some() []int {
	var rows []int
	first := 0
	if w.small {
		first = 1
	}
	for row := first; row < w.pbx.rows()+plainRows; row += w.step {
		rows = append(rows, row)
	}
	return rows
}

// goTo puts the cursor of a list on a row.
func (w *hostileWalk) goTo(row int) { w.press("g" + strings.Repeat("j", row)) }

func openHostile(t *testing.T, seen *ledger, texts []hostile.Text, write func(hostile.Text) string, settings ...setting) *hostileWalk {
	p := newHostilePBX(t, texts, write)
	settings = append(settings, role("administrator"), func(c *setup) {
		c.PBX.User, c.Operator.Extension, c.password = systemUser, "1000", systemUser
	})
	w := &hostileWalk{screen: startScreen(t, p.url(), wide, settings...), pbx: p, seen: seen}
	w.until("was live", w.live)
	return w
}

// walk goes through all that can be shown, at both sizes.
func (w *hostileWalk) walk(step int, themes ...string) {
	w.step, w.themes = step, themes
	w.pbx.rings()
	w.bothSizes(func() { w.lists("1", "Desk", 4) })
	w.pbx.talks()
	w.bothSizes(w.calls)
	w.bothSizes(w.refusals)
	w.bothSizes(w.persons)
	w.bothSizes(w.settings)
	w.pbx.parks()
	w.bothSizes(func() {
		w.lists("1", "Desk", 4)
		w.lists("4", "Parks", 2)
		w.retrieve()
	})
	w.pbx.babbles()
	w.pbx.ends()
	w.bothSizes(func() { w.lists("7", "Journal", 3) })
	w.breaks()
	w.pbx.again = true
	w.pbx.talks()
	w.settled("2")
	w.shows(canaryOf("other name"))
	w.bothSizes(w.barges)
	w.pbx.say(note("notify_serverstatus", `"status":`+w.pbx.text("server status", 1)))
	w.shows("the line is down (the PBX is not active)") // below the lists: with marks before its last column the emulator scrolls
}

// breaks breaks the connection, and waits until the console has logged in again: what it says of the break takes the place
// of the answer to a command.
func (w *hostileWalk) breaks() {
	w.t.Helper()
	logins := len(w.pbx.heard(loginMethod))
	w.pbx.breaks()
	w.until("came back", func(text string) bool {
		return len(w.pbx.heard(loginMethod)) > logins && w.live(text)
	})
}

// live tells that the top line says so: some of the texts say it too, in their rows.
func (w *hostileWalk) live(text string) bool {
	top, _, _ := strings.Cut(text, "\n")
	return strings.Contains(top, "* live ") || strings.Contains(top, "● live ")
}

// bothSizes does it on a wide terminal and on a small one.
func (w *hostileWalk) bothSizes(do func()) {
	for _, size := range []tui.Size{wide, narrow} {
		w.small = size == narrow
		w.resize(size)
		w.until("was drawn at its size", func(text string) bool {
			rows := strings.Split(text, "\n")
			return len(rows) == size.Height && strings.Contains(rows[size.Height-1], "help")
		})
		do()
	}
}

// settled presses keys and waits until the screen shows what they did: the answer to an unknown command comes after it.
func (w *hostileWalk) settled(keys ...string) {
	w.t.Helper()
	w.turns++
	command := fmt.Sprintf("turn%04d", w.turns)
	w.press(keys...)
	w.read() // letters after a refused act are passed over for a moment
	w.press(":", command, enter)
	// The emulator puts rows with piled marks in the wrong place, so what was written counts.
	w.until("answered "+command, func(string) bool { return w.wrote("no command " + command) })
}

func (w *hostileWalk) look(view string) { w.seen.look(view, w.text(), len(w.pbx.texts)) }

// lists shows every list of a view, from the top and from the end, in every theme.
func (w *hostileWalk) lists(key, view string, lists int) {
	w.t.Helper()
	w.press(key)
	for range lists {
		w.list(view)
		w.press(tab)
	}
}

func (w *hostileWalk) list(view string) {
	w.t.Helper()
	for _, theme := range w.themes {
		w.press(":", "theme "+theme, enter)
		for _, end := range []string{"g", "G"} {
			w.settled(end)
			w.look(view)
		}
	}
}

// calls shows the calls as they talk, and what is asked before something is done to one of them.
func (w *hostileWalk) calls() {
	w.lists("1", "Desk", 4)
	w.lists("2", "Calls", 2)
	w.lists("3", "Extensions", 1)
	w.lists("4", "Lines", 2)
	w.lists("5", "Messages", 2)
	w.press("2")
	for _, row := range w.some() {
		w.goTo(row)
		for _, d := range []struct{ key, title, refused string }{
			{"t", "Transfer ", "cannot transfer"},
			{"p", "place ", "cannot park"},
			{"b", "reason ", "cannot barge"},
			{"x", "Confirm", "cannot hang up"},
			{"c", "to ", "cannot call"},
			{enter, "Acts", "no acts"},
		} {
			w.press(d.key)
			w.until("asked "+d.title, func(text string) bool { return strings.Contains(text, d.title) || strings.Contains(text, d.refused) })
			w.look(strings.TrimSpace(d.title))
			w.press(escape)
		}
	}
	w.settled()
}

// refusals asks for what the PBX refuses, in every way it can.
func (w *hostileWalk) refusals() {
	w.settled("2", "/", "2001", enter)
	for range w.some() {
		w.press("r")
		w.shows(fmt.Sprintf("e%02d", w.refused%w.pbx.rows()))
		w.look("toast")
		w.press("h")
		w.shows(fmt.Sprintf("f%02d", w.refused%w.pbx.rows()))
		w.look("toast")
		w.refused++
	}
	w.settled(escape)
}

// persons shows the notes of all, and the operator under every name.
func (w *hostileWalk) persons() {
	w.settled("3", "g")
	for _, row := range w.some() {
		w.goTo(row)
		w.press("n")
		w.shows("note of")
		w.look("note")
		w.difference()
		w.hides("note of")
	}
	w.settled("/", "1000", enter)
	for _, row := range w.some() {
		w.named++
		name := fmt.Sprintf("H%03d", w.named)
		w.pbx.callsOperator(name, row%w.pbx.rows())
		w.shows(name)
		w.look("top line")
	}
	w.settled(escape)
}

// difference shows what is there of a note, and what will be: the same with a letter more. The form is left.
func (w *hostileWalk) difference() {
	w.press("x", down, down, "x", ctrlS)
	w.shows("Send setNote?")
	w.look("difference")
	w.press(pageDown, escape)
	w.hides("Send setNote?")
	w.press(escape, escape)
}

// settings shows every area of the settings, and the forms of what is in it.
func (w *hostileWalk) settings() {
	for i, area := range []struct{ name, shows string }{
		{"Extensions", "listed name"},
		{"Notes", "note name"},
		{"Timers", "listed name"},
		{"DIDs", "DID name"},
		{"Routes", "route name"},
		{"Tenants", "tenant name"},
	} {
		w.settled("6", "g", strings.Repeat("j", i))
		w.press(enter, "g")
		w.shows(canaryOf(area.shows))
		w.list(area.name)
		w.form(area.name)
		w.press(tab)
	}
	w.table()
}

// form opens what can be done with the first thing in an area, and goes through its fields.
func (w *hostileWalk) form(area string) {
	edit := "e"
	if area == "Timers" {
		edit = "1"
	}
	w.press("g", enter)
	w.shows("Acts")
	w.press(edit)
	w.until("opened a form", func(text string) bool {
		return strings.Contains(text, submits) || strings.Contains(text, ": failed")
	})
	if !strings.Contains(w.text(), submits) {
		return // the answer was a text that says of itself that it is a failure
	}
	for range 12 {
		w.look("form of " + area)
		w.press(pageDown)
	}
	w.press(escape)
	w.hides(submits)
}

// submits is what stands below every form.
const submits = "Ctrl-S"

const pageDown = "\x1b[6~"

// table shows a result.
func (w *hostileWalk) table() {
	w.settled("6", "G")
	w.press(enter, "/", "getProductInfo", enter)
	w.shows("All methods 1")
	w.press(enter)
	w.shows(submits)
	w.press(ctrlS)
	w.shows(canaryOf("product key"))
	w.look("table")
	w.press(pageDown)
	if w.small && w.pbx.rows() > textsAtOnce {
		w.hides(canaryOf("product key"))
	}
	w.press(escape)
	w.settled(escape)
	w.press(tab)
}

// retrieve shows who is parked in the dialog that asks for one of them.
func (w *hostileWalk) retrieve() {
	w.settled("6", "g")
	w.press("u")
	w.shows("Retrieve", canaryOf("park"))
	w.look("Retrieve")
	w.press(end, escape)
	w.settled()
}

// titleOfCalls says how many rows the view Calls has.
var titleOfCalls = regexp.MustCompile(`Calls (\d+) `)

// rowsOfCalls is how many calls are shown: texts that are one number are one call. Where the emulator has scrolled the
// title away, because of marks before the last column, each text is taken to have its own.
func (w *hostileWalk) rowsOfCalls() int {
	title := titleOfCalls.FindStringSubmatch(w.text())
	if title == nil {
		return w.pbx.rows() + 2
	}
	n, _ := strconv.Atoi(title[1])
	return n
}

// barges barges into every call, each in the place of the one before. The board never shows what came of it, which is said
// at any time after: no answer to a command can be waited for any more.
func (w *hostileWalk) barges() {
	for _, row := range w.some() {
		if row >= w.rowsOfCalls() {
			break // no such row: the last would be barged into twice
		}
		w.goTo(row)
		before := len(w.pbx.heard("barge"))
		w.read() // a letter after a refused act is passed over
		w.press("b")
		w.until("asked why", func(text string) bool {
			return strings.Contains(text, "reason ") || strings.Contains(text, "cannot barge")
		})
		if !strings.Contains(w.text(), "reason ") {
			w.press(escape)
			continue
		}
		w.read()
		w.press("because", enter)
		w.until("barged in", func(text string) bool {
			return len(w.pbx.heard("barge")) > before && !strings.Contains(text, "reason ") && (strings.Contains(text, "your phone rings for") || strings.Contains(text, "listening to"))
		})
		w.look("banner")
	}
}
