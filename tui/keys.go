package tui

import (
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/keymap"
	"cordboard/tui/dialog"
	"cordboard/tui/pane"
)

// keys takes one key message. Runes typed quickly arrive together: outside text
// entry each is a key of its own. Pasted text never runs keys.
func (a *App) keys(msg tea.KeyMsg) tea.Cmd {
	if action, ok := a.Keys.Lookup(msg.String(), keymap.ScopeGlobal); ok && action == keymap.Interrupt {
		return tea.Quit
	}
	switch {
	case a.tooSmall():
		return nil
	case a.open != nil:
		return a.dialogKey(msg)
	case msg.Paste:
		a.say("pasted text is not taken as keys", false)
		return nil
	case msg.Type == tea.KeyRunes && len(msg.Runes) > 1 && !msg.Alt:
		return a.manyKeys(msg)
	case a.deaf(msg):
		return nil
	case a.finding:
		return a.findKey(msg)
	case a.Keys.SearchesByTyping() && isText(msg):
		a.startFinding(true)
		return a.findKey(msg)
	}
	return a.key(msg.String())
}

// manyKeys takes runes that came in one message one by one; a dialog that one of
// them opens gets the rest.
func (a *App) manyKeys(msg tea.KeyMsg) tea.Cmd {
	var cmds []tea.Cmd
	for _, r := range msg.Runes {
		one := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			one.Type = tea.KeySpace
		}
		cmds = append(cmds, a.keys(one))
	}
	return tea.Batch(cmds...)
}

// isText tells a letter or digit, which belongs to the search in a map that
// searches by typing.
func isText(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyRunes && !msg.Alt && len(msg.Runes) == 1 &&
		(unicode.IsLetter(msg.Runes[0]) || unicode.IsDigit(msg.Runes[0]))
}

func (a *App) key(name string) tea.Cmd {
	scopes := []keymap.Scope{keymap.ScopeList, keymap.ScopeGlobal}
	if a.barge != nil {
		scopes = []keymap.Scope{keymap.ScopeBarge, keymap.ScopeList, keymap.ScopeGlobal}
	}
	action, ok := a.Keys.Lookup(name, scopes...)
	if !ok {
		return nil
	}
	return a.do(action)
}

// do carries out an action, wherever it came from.
func (a *App) do(action keymap.Action) tea.Cmd {
	if a.navigate(action) || a.switchView(action) {
		return nil
	}
	switch action {
	case keymap.Quit, keymap.Interrupt:
		return tea.Quit
	case keymap.Redraw:
		return tea.ClearScreen
	case keymap.Help:
		a.show(dialog.NewHelp(a.Keys), nil)
	case keymap.Command:
		a.openCommand()
	case keymap.Filter:
		a.startFinding(false)
	case keymap.Back:
		a.back()
	case keymap.Menu, keymap.FirstAct:
		if a.active == a.settingsView() {
			return a.openSetting()
		}
		if action == keymap.FirstAct {
			return a.firstAct()
		}
		a.openMenu()
	case keymap.Note:
		return a.openNote()
	case keymap.Worst:
		a.selectWorst()
	case keymap.Repeat:
		return a.repeat()
	case keymap.Freeze:
		a.frozen = !a.frozen
	case keymap.Refresh:
		a.askAgain()
	case keymap.BargeListen, keymap.BargeWhisper, keymap.BargeSpeak:
		return a.changeBarge(action)
	default:
		return a.act(action)
	}
	return nil
}

// navigate moves the cursor or the focus; it reports whether it did.
func (a *App) navigate(action keymap.Action) bool {
	list := a.views[a.active].list()
	switch action {
	case keymap.Up:
		list.Move(-1)
	case keymap.Down:
		list.Move(1)
	case keymap.Top:
		list.Top()
	case keymap.Bottom:
		list.Bottom()
	case keymap.PageUp:
		list.Page(-1)
	case keymap.PageDown:
		list.Page(1)
	case keymap.NextPane:
		a.turnPane(1)
	case keymap.PrevPane:
		a.turnPane(-1)
	default:
		return false
	}
	return true
}

// turnPane gives the keys to another pane; a narrow screen opens the detail with
// it where the view has one.
func (a *App) turnPane(by int) {
	v := a.views[a.active]
	if v.detail != nil && len(v.lists) == 1 {
		v.detailOpen = !v.detailOpen && a.width < wideWidth
		return
	}
	v.turn(by)
}

func (a *App) switchView(action keymap.Action) bool {
	for i, v := range a.views {
		if v.action == action {
			a.active = i
			return true
		}
	}
	return false
}

// back ends what is laid over the board: a search first, then the frozen order.
func (a *App) back() {
	list := a.views[a.active].list()
	switch {
	case list.Finding() != "":
		list.Find("")
	case a.frozen:
		a.frozen = false
	}
	a.toast, a.lost = toast{}, toast{}
}

// startFinding begins to narrow a list: on the Desk, and when typing searches,
// the directory.
func (a *App) startFinding(byTyping bool) {
	if byTyping {
		a.active = 0
	}
	v := a.views[a.active]
	if a.active == 0 {
		v.focus = len(v.lists) - 1
	}
	if byTyping && !a.finding {
		v.list().Find("")
	}
	a.finding = true
}

// findKey takes a key while a search is typed. Keys that are no text do what
// they always do.
func (a *App) findKey(msg tea.KeyMsg) tea.Cmd {
	list := a.views[a.active].list()
	words := list.Finding()
	switch {
	case msg.Type == tea.KeyRunes && !msg.Alt && !a.padKey(msg):
		list.Find(words + string(msg.Runes))
	case msg.Type == tea.KeySpace:
		list.Find(words + " ")
	case msg.Type == tea.KeyBackspace:
		_, size := utf8.DecodeLastRuneInString(words)
		list.Find(words[:len(words)-size])
	case msg.Type == tea.KeyCtrlU:
		list.Find("")
	case msg.Type == tea.KeyEsc:
		list.Find("")
		a.finding = false
	case msg.Type == tea.KeyEnter && !a.Keys.SearchesByTyping():
		a.finding = false
	default:
		return a.key(msg.String())
	}
	return nil
}

// padKey tells the keys of the numeric pad that are acts in a map that searches
// by typing.
func (a *App) padKey(msg tea.KeyMsg) bool {
	_, ok := a.Keys.Lookup(msg.String(), keymap.ScopeList)
	return ok && a.Keys.SearchesByTyping()
}

// selectWorst puts the cursor on the call that is the most overdue in a park, or
// else has waited longest.
func (a *App) selectWorst() {
	pick, ok := a.worst()
	if !ok {
		a.sayNobody()
		return
	}
	if a.seek(a.active, pick) {
		return
	}
	a.active = 0
	a.refresh()
	a.seek(0, pick)
}

// sayNobody tells that nobody waits, or that nobody is known to.
func (a *App) sayNobody() {
	if since := a.frame.ToldSince(); since != "" {
		a.say("nobody is known to wait: calls are told "+since+" only", false)
		return
	}
	a.say("nobody waits", true)
}

func (a *App) seek(active int, pick pane.Pick) bool {
	v := a.views[active]
	for i, list := range v.lists {
		if list.Seek(pick) {
			v.focus = i
			return true
		}
	}
	return false
}
