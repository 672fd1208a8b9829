package tui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"cordboard/internal/hostile"
	"cordboard/model"
	"cordboard/palconn/pal"
)

// textsOnBoard is how many texts stand on a board together.
const textsOnBoard = 12

// hostileBoard is a board with a text in each field of a row, or where there are none with plain texts.
func hostileBoard(texts []hostile.Text, state string) *model.Store {
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	for n := range textsOnBoard {
		text := json.RawMessage(fmt.Sprintf(`"x%d"`, n))
		if n < len(texts) {
			text = json.RawMessage(texts[n].Escaped())
		}
		user := fmt.Sprint(20000 + n)
		tell(store, pal.NotifyStatus, map[string]any{
			"user": user, "status": state, "talker_id": user, "room_id": user, "other_number": text, "user_display_name": text,
			"other_user_display_name": text, "time": morning.UnixMilli(),
		})
		tell(store, pal.NotifyLine, map[string]any{"line": text, "line_talker": text, "status": "on", "room_id": user})
		if state == "30" {
			tell(store, pal.NotifyPark, map[string]any{"park": text, "status": "on", "room_id": user, "talker_id": user, "time": morning.UnixMilli()})
		}
	}
	store.Settled(1, morning)
	return store
}

func TestNoTextMovesAColumn(t *testing.T) {
	texts := slices.DeleteFunc(hostile.Texts(), func(text hostile.Text) bool { return text.JSON == "" && strings.ToValidUTF8(text.Raw, "") != text.Raw })
	shown := 0
	for _, state := range []string{"65", "2", "30"} {
		for _, size := range []Size{{80, 24}, {120, 36}} {
			plain := screenOn(t, hostileBoard(nil, state), size.Width, size.Height)
			for at := 0; at < len(texts); at += textsOnBoard {
				some := texts[at:min(at+textsOnBoard, len(texts))]
				app := screenOn(t, hostileBoard(some, state), size.Width, size.Height)
				for _, key := range "1234567" {
					wantAligned(t, fmt.Sprintf("%s in view %c in state %s on %d columns", some[0].Class, key, state, size.Width), press(app, key), press(plain, key))
					shown += len(some)
				}
			}
		}
	}
	t.Logf("%d texts × views", shown)
}

// press turns to the view of a key and gives its lines.
func press(app *App, key rune) []string {
	app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{key}})
	return strings.Split(app.View(), "\n")
}

// wantAligned wants every line of a width, and the borders of the boxes where a board with plain texts has them.
func wantAligned(t *testing.T, where string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", where, len(got), len(want))
		return
	}
	for y := range want {
		if width := ansi.StringWidth(want[y]); ansi.StringWidth(got[y]) != width {
			t.Errorf("%s: a line of %d cells, want %d: %+q", where, ansi.StringWidth(got[y]), width, ansi.Strip(got[y]))
		}
		if borders := bordersOf(got[y]); !contains(borders, bordersOf(want[y])) {
			t.Errorf("%s: borders in %v, want them in %v: %+q", where, borders, bordersOf(want[y]), ansi.Strip(got[y]))
		}
	}
}

// bordersOf are the cells of a line in which the side of a box stands.
func bordersOf(line string) []int {
	var cells []int
	x := 0
	for text := ansi.Strip(line); text != ""; {
		cluster, width := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if strings.Contains("│╭╮╰╯├┤", cluster) {
			cells = append(cells, x)
		}
		x, text = x+width, text[len(cluster):]
	}
	return cells
}

func contains(all, some []int) bool {
	return !slices.ContainsFunc(some, func(x int) bool { return !slices.Contains(all, x) })
}
