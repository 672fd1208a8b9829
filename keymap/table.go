package keymap

// Action is something a person can ask for, by the name written in [keys] of the configuration.
type Action string

// Scope is the part of the screen in which an action's keys work.
type Scope uint8

const (
	// ScopeGlobal works in every view, whatever pane has the focus.
	ScopeGlobal Scope = iota
	// ScopeList works in the panes, on their rows and on the selected one.
	ScopeList
	// ScopeBarge works only while a barge of ours lasts; it is asked before ScopeList.
	ScopeBarge
	// ScopeDialog works in an open dialog, alone.
	ScopeDialog
)

// The views.
const (
	ViewDesk       Action = "view-desk"
	ViewCalls      Action = "view-calls"
	ViewExtensions Action = "view-extensions"
	ViewParks      Action = "view-parks"
	ViewMessages   Action = "view-messages"
	ViewPBX        Action = "view-pbx"
	ViewJournal    Action = "view-journal"
)

// Moving about and leaving.
const (
	NextPane Action = "next-pane"
	PrevPane Action = "prev-pane"
	Up       Action = "up"
	Down     Action = "down"
	Top      Action = "top"
	Bottom   Action = "bottom"
	PageUp   Action = "page-up"
	PageDown Action = "page-down"
	Filter   Action = "filter"
	Back     Action = "back"
	Menu     Action = "menu"
	Command  Action = "command"
	Help     Action = "help"
	// Redraw paints the whole screen anew: other programs may have written on it.
	Redraw Action = "redraw"
	Quit   Action = "quit"
	// Interrupt leaves the console at once. It keeps ctrl+c whatever the configuration says, dialogs included.
	Interrupt Action = "interrupt"
)

// Acts on a call, and what helps to reach the call.
const (
	// FirstAct does the first act of the menu without opening it.
	FirstAct         Action = "first-act"
	Answer           Action = "answer"
	Call             Action = "call"
	Transfer         Action = "transfer"
	TransferAttended Action = "transfer-attended"
	TakeBack         Action = "take-back"
	Park             Action = "park"
	// ParkIn asks for the place also where Park takes the first free one.
	ParkIn          Action = "park-in"
	Retrieve        Action = "retrieve"
	RetrieveOverdue Action = "retrieve-overdue"
	Hold            Action = "hold"
	Forward         Action = "forward"
	Barge           Action = "barge"
	Record          Action = "record"
	DTMF            Action = "dtmf"
	// Note opens the note of a person.
	Note   Action = "note"
	HangUp Action = "hang-up"
	Worst  Action = "worst"
	Repeat Action = "repeat"
	Freeze Action = "freeze"
	// Refresh asks the PBX again for what it tells only when asked.
	Refresh Action = "refresh"
)

// The three ways of a barge.
const (
	BargeListen  Action = "barge-listen"
	BargeWhisper Action = "barge-whisper"
	BargeSpeak   Action = "barge-speak"
)

// Answers to a dialog.
const (
	Submit Action = "submit"
	Cancel Action = "cancel"
	Mode   Action = "mode"
	// Yes confirms the end of a call. It is never on enter.
	Yes        Action = "yes"
	DialogUp   Action = "dialog-up"
	DialogDown Action = "dialog-down"
)

// Entry is one action with everything that is said of it.
type Entry struct {
	Action Action
	Scope  Scope
	// Help is one line for the help and the page of keys.
	Help string
	// Short is the word in the footer; empty for what the footer never shows.
	Short string
	// Act is set for acts on a call or a person: the menu of acts lists them.
	Act bool
	// Classic and Attendant are the keys in the two maps, the one to show first; empty for none.
	Classic, Attendant []string
}

// Table returns every action, in the order in which help shows them. The caller owns the slice.
func Table() []Entry {
	return []Entry{
		view(ViewDesk, "1", "Desk: who is waiting, my calls, what is parked, the directory"),
		view(ViewCalls, "2", "Calls: every conversation and its history"),
		view(ViewExtensions, "3", "Extensions: who talks to whom, who is registered"),
		view(ViewParks, "4", "Parks: parked calls and shared lines"),
		view(ViewMessages, "5", "Messages: voicemail and recordings"),
		view(ViewPBX, "6", "PBX: its settings and methods"),
		view(ViewJournal, "7", "Journal: what was done and what was seen"),
		{Action: Filter, Scope: ScopeGlobal, Short: "search", Help: "search the directory, or filter the list", Classic: keys("/"), Attendant: keys("/")},
		{Action: Command, Scope: ScopeGlobal, Short: "command", Help: "the command line", Classic: keys(":"), Attendant: keys("ctrl+p", "f10")},
		{Action: Help, Scope: ScopeGlobal, Short: "help", Help: "every key that works now", Classic: keys("?", "f1"), Attendant: keys("f1", "?")},
		{Action: Back, Scope: ScopeGlobal, Short: "back", Help: "leave the search, the filter or the detail", Classic: keys("esc"), Attendant: keys("esc")},
		{Action: Redraw, Scope: ScopeGlobal, Help: "paint the screen anew", Classic: keys("ctrl+l"), Attendant: keys("ctrl+l")},
		{Action: Quit, Scope: ScopeGlobal, Short: "quit", Help: "leave the console", Classic: keys("q"), Attendant: keys("ctrl+q")},
		{Action: Interrupt, Scope: ScopeGlobal, Help: "leave the console at once, from anywhere", Classic: keys("ctrl+c"), Attendant: keys("ctrl+c")},

		{Action: NextPane, Scope: ScopeList, Short: "pane", Help: "the next pane", Classic: keys("tab", "right"), Attendant: keys("tab")},
		{Action: PrevPane, Scope: ScopeList, Help: "the pane before", Classic: keys("shift+tab", "left"), Attendant: keys("shift+tab")},
		{Action: Up, Scope: ScopeList, Help: "one row up", Classic: keys("up", "k"), Attendant: keys("up")},
		{Action: Down, Scope: ScopeList, Help: "one row down", Classic: keys("down", "j"), Attendant: keys("down")},
		{Action: Top, Scope: ScopeList, Help: "the first row", Classic: keys("g", "home"), Attendant: keys("home")},
		{Action: Bottom, Scope: ScopeList, Help: "the last row", Classic: keys("G", "end"), Attendant: keys("end")},
		{Action: PageUp, Scope: ScopeList, Help: "one page up", Classic: keys("pgup"), Attendant: keys("pgup")},
		{Action: PageDown, Scope: ScopeList, Help: "one page down", Classic: keys("pgdown"), Attendant: keys("pgdown")},

		{Action: Menu, Scope: ScopeList, Short: "acts", Help: "what can be done with the selection, and why not", Classic: keys("enter"), Attendant: keys("alt+m")},
		{Action: FirstAct, Scope: ScopeList, Short: "first act", Help: "the first act of the menu", Attendant: keys("enter")},
		{Action: Answer, Scope: ScopeList, Short: "answer", Act: true, Help: "answer a ringing call", Classic: keys("a"), Attendant: keys("f3")},
		{Action: Transfer, Scope: ScopeList, Short: "transfer", Act: true, Help: "transfer the call blind", Classic: keys("t"), Attendant: keys("f4")},
		{Action: TransferAttended, Scope: ScopeList, Short: "attended", Act: true, Help: "transfer the call attended: speak first", Classic: keys("T"), Attendant: keys("f5", "+")},
		{Action: TakeBack, Scope: ScopeList, Short: "take back", Act: true, Help: "take a running transfer back", Classic: keys("z"), Attendant: keys("f12", "alt+z")},
		{Action: Park, Scope: ScopeList, Short: "park", Act: true, Help: "park the call; the first free place is offered", Classic: keys("p"), Attendant: keys("f6")},
		{Action: ParkIn, Scope: ScopeList, Short: "park in", Act: true, Help: "park the call in a place you choose", Classic: keys("P"), Attendant: keys("*")},
		{Action: Retrieve, Scope: ScopeList, Short: "retrieve", Act: true, Help: "retrieve the parked call", Classic: keys("u"), Attendant: keys("alt+u")},
		{Action: RetrieveOverdue, Scope: ScopeList, Short: "overdue", Help: "retrieve the most overdue parked call", Classic: keys("U"), Attendant: keys("f9")},
		{Action: Barge, Scope: ScopeList, Short: "barge", Act: true, Help: "barge into the call, listening", Classic: keys("b"), Attendant: keys("alt+b")},
		{Action: HangUp, Scope: ScopeList, Short: "hang up", Act: true, Help: "hang up the call; it asks first", Classic: keys("x"), Attendant: keys("f8", "-")},
		{Action: Call, Scope: ScopeList, Short: "call", Act: true, Help: "call a person or a number", Classic: keys("c"), Attendant: keys("f2")},
		{Action: Hold, Scope: ScopeList, Short: "hold", Act: true, Help: "hold the call, or take it off hold, where the PBX can", Classic: keys("h"), Attendant: keys("f7")},
		{Action: Forward, Scope: ScopeList, Short: "forward", Act: true, Help: "forward a call or person", Classic: keys("f"), Attendant: keys("alt+f")},
		{Action: Record, Scope: ScopeList, Short: "record", Act: true, Help: "recording on or off", Classic: keys("r"), Attendant: keys("alt+r")},
		{Action: DTMF, Scope: ScopeList, Short: "tones", Act: true, Help: "send dial tones into the call", Classic: keys("d"), Attendant: keys("alt+d")},
		{Action: Note, Scope: ScopeList, Short: "note", Act: true, Help: "read or write the note of a person", Classic: keys("n"), Attendant: keys("alt+n")},
		{Action: Worst, Scope: ScopeList, Short: "worst", Help: "select who waits longest or is most overdue", Classic: keys("w"), Attendant: keys("alt+w")},
		{Action: Repeat, Scope: ScopeList, Short: "repeat", Help: "the last act again, on the selection", Classic: keys("."), Attendant: keys("alt+.")},
		{Action: Freeze, Scope: ScopeList, Short: "freeze", Help: "freeze the order of the rows, or let it go", Classic: keys("space"), Attendant: keys("alt+p")},
		{Action: Refresh, Scope: ScopeList, Short: "refresh", Help: "ask the PBX again for its settings, in the view PBX", Classic: keys("ctrl+r"), Attendant: keys("ctrl+r")},

		{Action: BargeListen, Scope: ScopeBarge, Short: "listen", Help: "listen only", Classic: keys("l"), Attendant: keys("alt+l")},
		{Action: BargeWhisper, Scope: ScopeBarge, Short: "whisper", Help: "whisper to our side (tutor)", Classic: keys("w"), Attendant: keys("alt+w")},
		{Action: BargeSpeak, Scope: ScopeBarge, Short: "speak", Help: "speak to both", Classic: keys("s"), Attendant: keys("alt+s")},

		answer(Submit, "ok", "do it", "enter"),
		answer(Cancel, "cancel", "close the dialog, nothing done", "esc"),
		answer(Mode, "mode", "the next way: blind, attended, to voicemail", "tab"),
		answer(Yes, "yes", "confirm the end of a call", "y"),
		answer(DialogUp, "", "the choice above", "up"),
		answer(DialogDown, "", "the choice below", "down"),
	}
}

// view is the row of a view: its digit, which the attendant map leaves to the search, and the same with alt.
func view(action Action, digit, help string) Entry {
	return Entry{Action: action, Scope: ScopeGlobal, Help: help, Classic: keys(digit, "alt+"+digit), Attendant: keys("alt+" + digit)}
}

// answer is the row of a dialog's key, the same in both maps: dialogs do not search by typing.
func answer(action Action, short, help, key string) Entry {
	return Entry{Action: action, Scope: ScopeDialog, Short: short, Help: help, Classic: keys(key), Attendant: keys(key)}
}

func keys(names ...string) []string { return names }
