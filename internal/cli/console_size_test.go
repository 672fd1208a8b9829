package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"cordboard/internal/config"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// sizes are from the smallest that is drawn to the biggest that anybody has.
var sizes = []tui.Size{
	{Width: 40, Height: 12}, {Width: 60, Height: 20}, narrow, {Width: 100, Height: 30}, wide, {Width: 300, Height: 100},
}

// TestEveryViewAndDialogFitsEverySize looks at the frames themselves: a terminal would hide what does not fit.
func TestEveryViewAndDialogFitsEverySize(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for _, size := range sizes {
		app.Update(tea.WindowSizeMsg(size))
		for view := '1'; view <= '7'; view++ {
			typeRune(app, view)
			checkFrame(t, fmt.Sprintf("view %c", view), app, size)
			for _, dialog := range "tpbxcf:?d" {
				typeRune(app, dialog)
				checkFrame(t, fmt.Sprintf("%c in view %c", dialog, view), app, size)
				app.Update(tea.KeyMsg{Type: tea.KeyEsc})
			}
			app.Update(tea.KeyMsg{Type: tea.KeyEnter})
			checkFrame(t, fmt.Sprintf("menu in view %c", view), app, size)
			app.Update(tea.KeyMsg{Type: tea.KeyEsc})
		}
	}
}

func TestAScreenThatIsTooSmallIsSaid(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for _, size := range []tui.Size{{Width: 39, Height: 11}, {Width: 39, Height: 40}, {Width: 200, Height: 11}, {Width: 1, Height: 1}} {
		app.Update(tea.WindowSizeMsg(size))
		if frame := app.View(); !strings.Contains(frame, "too small") {
			t.Errorf("at %v the screen is\n%s", size, frame)
		}
	}
}

func TestAStormOfSizesLeavesAWholeScreen(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// When the window is dragged about,
	for i := range 30 {
		s.resize(sizes[(i*5+i/6)%len(sizes)])
	}
	s.resize(tui.Size{Width: 39, Height: 11})
	s.shows("too small")
	s.resize(narrow)
	// then in the end the screen is as if it had always been so.
	s.shows("Calls 1", "? help")
	s.points("1001")
	s.until("was whole", func(text string) bool {
		lines := strings.Split(text, "\n")
		whole := len(lines) == narrow.Height && strings.Contains(lines[0], "● live") && strings.Contains(lines[1], "7 Journal")
		return whole && strings.HasPrefix(lines[2], "╭ Calls 1") && strings.HasPrefix(lines[21], "╰") && strings.Contains(lines[23], "? help")
	})
}

// newApp is the screen of a console that is live, without a program that runs it.
func newApp(t *testing.T) *tui.App {
	t.Helper()
	pbx := quietPBX(t)
	furnish(t, pbx)
	c := config.Default()
	c.PBX.Tenant, c.PBX.User = tenant, palsim.Reception
	env := world(t)
	env.clock = new(leaping)
	keys, err := c.KeyMap()
	must(t, err)
	look, err := env.themes(c)(c.Screen.Theme)
	must(t, err)
	b := liveBoard(t, env, c, pbx)
	return tui.New(b.ctx, tui.Options{
		Store: b.store, Desk: b.desk, Keys: keys, Theme: look, Themes: env.themes(c), Clock: env.clock, Mouse: true,
		ParkLimit: c.Parks.Limit.Duration, ParkAgain: c.Parks.Again.Duration, Line: b.status, Counters: b.counters, Bell: func() {},
	})
}

// liveBoard is a board that has been told how the PBX is.
func liveBoard(t *testing.T, env environment, c config.Config, pbx *palsim.PBX) *board {
	t.Helper()
	who, err := operator(c)
	must(t, err)
	line := palconn.Options{
		URL: pbx.URL(), Tenant: tenant, User: c.PBX.User, Password: pal.NewSecret(c.PBX.User), Want: palconn.WantAll(),
	}
	b := env.newBoard(t.Context(), c, line, who)
	closeBoard := b.open(func(err error) { t.Errorf("the line ended: %v", err) })
	t.Cleanup(func() { must(t, closeBoard()) })
	changed, cancel := b.store.Subscribe()
	defer cancel()
	for late := time.After(soon); b.store.Snapshot().Sure != model.Live; {
		select {
		case <-changed:
		case <-late:
			t.Fatal("the board is never live")
		}
	}
	return b
}

// furnish fills a PBX with something of everything.
func furnish(t *testing.T, pbx *palsim.PBX) {
	t.Helper()
	talking(t, pbx, "1007", "1008")
	must(t, pbx.Park(tenant, "1008", "802"))
	talking(t, pbx, "1001", "1002")
	must(t, pbx.StartRecording(tenant, "1001"))
	talking(t, pbx, "1005", "1000")
	must(t, pbx.Hold(tenant, "1000"))
	must(t, pbx.LeaveVoicemail(tenant, "1004"))
	must(t, pbx.Unregister(tenant, "1009"))
	_, err := pbx.CallFromOutside(tenant, "+34 91 555 0142", "Somebody with a very long name indeed 花子", "1010")
	must(t, err)
}

func typeRune(app *tui.App, r rune) { app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}) }

// checkFrame wants as many lines as the screen has, none wider than it.
func checkFrame(t *testing.T, what string, app *tui.App, size tui.Size) {
	t.Helper()
	lines := strings.Split(app.View(), "\n")
	if len(lines) != size.Height {
		t.Errorf("%s at %v has %d lines", what, size, len(lines))
	}
	i := slices.IndexFunc(lines, func(line string) bool { return ansi.StringWidth(line) > size.Width })
	if i >= 0 {
		t.Errorf("%s at %v: line %d is %d cells wide:\n%s", what, size, i, ansi.StringWidth(lines[i]), lines[i])
	}
}
