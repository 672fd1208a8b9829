package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
	"cordboard/tui/theme"
)

// order is one word of the command line that is not an action of the keymap.
type order struct {
	name, help string
	args       func() []string
	run        func(a *App, arg string)
}

func orders() []order {
	return []order{
		{name: "find", help: "narrow the list to what matches", run: func(a *App, words string) {
			a.views[a.active].list().Find(words)
		}},
		{name: "theme", help: "change the colours", args: theme.Names, run: (*App).changeTheme},
	}
}

// openCommand opens the command line: every action by its name, and a few orders
// with a word behind them.
func (a *App) openCommand() {
	var words []dialog.Command
	for _, e := range a.actions {
		if e.Scope == keymap.ScopeList && (e.Act || e.Short != "") || e.Scope == keymap.ScopeGlobal {
			words = append(words, dialog.Command{Name: string(e.Action), Help: e.Help})
		}
	}
	for _, o := range orders() {
		words = append(words, dialog.Command{Name: o.name, Help: o.help, Args: o.args})
	}
	d, was := dialog.NewCommand(dialog.CommandOptions{Words: words, History: a.commands}), a.selection()
	a.show(d, func() tea.Cmd { return a.command(was, d.Choice()) })
}

// command carries out a line of the command line, which was opened on a selection.
func (a *App) command(was selection, line string) tea.Cmd {
	a.commands = append(a.commands, line)
	name, arg, _ := strings.Cut(strings.TrimSpace(line), " ")
	for _, o := range orders() {
		if o.name == name {
			o.run(a, strings.TrimSpace(arg))
			return nil
		}
	}
	for _, e := range a.actions {
		if string(e.Action) == name && e.Scope != keymap.ScopeDialog {
			return a.doTo(was, e.Action)
		}
	}
	a.say("no command "+name+": "+a.keyOf(keymap.Help)+" lists them", false)
	return nil
}

func (a *App) changeTheme(name string) {
	t, err := a.Themes(name)
	if err != nil {
		a.say(err.Error(), false)
		return
	}
	a.Theme = t
	a.generation++
}
