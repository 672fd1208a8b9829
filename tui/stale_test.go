package tui

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/theme"
)

var anySGR = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// busyBoard has calls in several states, a call in a park beyond its limit, and messages.
func busyBoard() *model.Store {
	store := bigBoard(12, 4)
	for i, code := range []pal.Code{65, 2, 35} {
		user := []string{"10006", "10007", "10008"}[i]
		tell(store, pal.NotifyStatus, map[string]any{
			"user": user, "status": code, "talker_id": user, "room_id": user, "other_number": "0911", "time": morning.UnixMilli(),
		})
	}
	tell(store, pal.NotifyPark, map[string]any{"park": "801", "status": "on", "room_id": "10008", "talker_id": "10008", "time": morning.UnixMilli() - 100_000})
	tell(store, pal.NotifyVoicemail, map[string]any{"user": "10009", "new": 2})
	return store
}

func TestAStaleBoardHasNoColourOfALiveOne(t *testing.T) {
	for _, name := range theme.Names() {
		for _, profile := range []theme.Profile{theme.NoColor, theme.ANSI16, theme.ANSI256, theme.TrueColor} {
			look, err := theme.New(theme.Options{Name: name, Profile: profile})
			if err != nil {
				t.Fatal(err)
			}
			// Given a board in which much is going on,
			app := screenOn(t, busyBoard(), 120, 30)
			app.Theme = look
			app.generation++
			app.refresh()
			live := app.View()
			wantOn(t, live, look.SGR(theme.Talking))
			// when the line breaks, then all of it is grey: the rows, the states, the row under the cursor and the titles.
			app.Store.Lost(1, model.Reconnecting, "connection reset", morning)
			allowed := []string{
				look.Reset(), look.SGR(theme.Stale), look.SGR(theme.SelectedDim), look.SGR(theme.Frame), look.SGR(theme.FrameFocus),
			}
			for _, view := range []string{"1", "2", "3", "4", "5"} {
				app.key(view)
				app.refresh()
				lines := strings.Split(app.View(), "\n")
				for _, line := range lines[firstRow : len(lines)-2] {
					for _, sgr := range anySGR.FindAllString(line, -1) {
						if !slices.Contains(allowed, sgr) {
							t.Fatalf("%s, profile %d, view %s: %q in %q", name, profile, view, sgr, line)
						}
					}
				}
				wantOn(t, strings.Join(lines[firstRow:len(lines)-2], "\n"), look.SGR(theme.Stale))
			}
			// The figures of the top line are grey too; that the line is down is not.
			app.key("1")
			head := app.read()[0]
			app.refresh()
			painted := strings.Split(app.View(), "\n")[0]
			wantOn(t, head, "reconnecting, as of")
			wantOn(t, painted, look.SGR(theme.Stale), look.Reset()+look.SGR(theme.Bad))
		}
	}
}
