package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

func TestADoubleClickDoesWhatEnterDoes(t *testing.T) {
	for _, view := range []string{"3", "6"} {
		keys := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(view)}
		// Given two screens on the same view,
		byKey, byMouse := browse(t), browse(t)
		byMouse.Mouse = true
		for _, b := range []*browsing{byKey, byMouse} {
			b.press(keys)
			b.clock.pass()
			b.finish()
			b.View()
		}
		// when one gets Enter and the other two clicks on the row of its cursor,
		byKey.press(into)
		byKey.finish()
		row := -1
		for y, line := range byMouse.read() {
			if strings.Contains(ansi.Strip(line), "▸") {
				row = y
			}
		}
		at := tea.MouseMsg{X: strings.Index(byMouse.read()[row], "▸") + 2, Y: row, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}
		byMouse.tell(at)
		byMouse.tell(at)
		byMouse.finish()
		// then they show the same.
		if key, mouse := strings.Join(byKey.read(), "\n"), strings.Join(byMouse.read(), "\n"); key != mouse {
			t.Errorf("view %s by key:\n%s\nby mouse:\n%s", view, key, mouse)
		}
	}
}
