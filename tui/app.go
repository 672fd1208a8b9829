package tui

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/pane"
	"cordboard/tui/phonebook"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Clock is where the screen takes the time from.
type Clock interface {
	Now() time.Time
	// After gives a channel that receives once after d.
	After(d time.Duration) <-chan time.Time
}

// Options are what a screen is made of.
type Options struct {
	Store *model.Store
	Desk  *desk.Desk
	Keys  keymap.Map
	Theme *theme.Theme
	// Themes makes another theme for the same terminal.
	Themes func(name string) (*theme.Theme, error)
	Clock  Clock
	// Mouse tells whether clicks and the wheel are taken.
	Mouse bool
	// ParkLimit is how long a call may be parked before it is overdue, ParkAgain
	// how long after that it is said again.
	ParkLimit, ParkAgain time.Duration
	// VoicemailPrefix before an extension is the number of its voicemail box; empty
	// where calls cannot be sent there.
	VoicemailPrefix string
	// Readable tells that the line is not encrypted although it leaves this machine.
	Readable bool
	// Line tells how the line to the PBX stands.
	Line func() Line
	// Counters are the figures of the line.
	Counters func() []pane.Counter
	// Unwritten tells in words why acts cannot be written down and are refused, empty when they can; it may take its
	// time. Nil says nothing.
	Unwritten func() string
	// Bell rings the terminal's bell once.
	Bell func()
}

// Line is how the line to the PBX stands, beside what the board knows of it.
type Line struct {
	// Latency is the last round trip; 0 when it is not known.
	Latency time.Duration
	// Trouble is why the line is not up, in words; empty while it is.
	Trouble string
}

// App is the screen of one operator. It implements tea.Model.
type App struct {
	Options
	ctx     context.Context
	changed <-chan struct{}
	// sizes is nil where Bubble Tea asks the terminal itself.
	sizes <-chan Size

	snap *model.Snapshot
	// shelf has the phone book; making a long one took bookTook.
	shelf    phonebook.Shelf
	bookTook time.Duration
	frame    pane.Frame
	ticked   time.Time
	// latency is that of the line, as the top line shows it.
	latency time.Duration

	width, height int
	views         []*view
	active        int
	finding       bool
	frozen        bool
	regions       widget.Regions
	// cursorRow is the row of the screen with the cursor; -1 for none.
	cursorRow int
	spots     []spot
	click     click

	open *opened
	// toast is the word about the last act, lost the one about calls lost from sight:
	// neither takes the place of the other.
	toast, lost toast
	// unwritten is why acts cannot be written down, as far as was asked.
	unwritten string
	marks     marks
	parks     parkAlarm
	barge     *barging
	over      []ended
	last      *lastAct
	settings  settings
	moved     *transferring
	lines     []string
	anchored  []anchored
	// said is the message as it was painted last.
	said struct {
		key  messageKey
		rows []string
	}
	// head and foot are the top line and the footer as they were drawn last.
	head drawn[headerKey]
	foot drawn[footerKey]
	// actions are the rows of the keymap's table.
	actions []keymap.Entry

	// touched is when the last key or click came.
	touched time.Time
	// epoch is the connection that was live last; 0 while it is down.
	epoch uint64
	// deafUntil is how long typing is passed over.
	deafUntil time.Time
	// commands are the lines given to the command line, the newest last.
	commands []string
	// generation grows when the looks of every row change.
	generation uint64
	// version is the snapshot that the clock in the top line was moved for.
	version uint64
}

// New makes a screen. It lives until ctx is done.
func New(ctx context.Context, o Options) *App {
	changed, cancel := o.Store.Subscribe()
	context.AfterFunc(ctx, cancel)
	a := &App{Options: o, ctx: ctx, changed: changed, views: newViews(), marks: newMarks(), actions: keymap.Table()}
	a.tick()
	a.refresh()
	return a
}

// Init implements tea.Model.
func (a *App) Init() tea.Cmd {
	return tea.Batch(a.awaitChange(), a.awaitSecond(), a.awaitSize(), a.askUnwritten(), tea.SetWindowTitle("cordboard"))
}

// Update implements tea.Model.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.handle(msg)
	a.refresh()
	return a, tea.Batch(cmd, a.makeBook(), a.writeOver(), a.loadSettings())
}

func (a *App) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		return a.awaitSize()
	case changedMsg:
		return a.awaitChange()
	case secondMsg:
		a.tick()
		a.frame.Now = a.now()
		return tea.Batch(a.awaitSecond(), a.alarm(), a.againUnwritten())
	case tea.KeyMsg:
		a.touched = a.Clock.Now()
		return a.keys(msg)
	case tea.MouseMsg:
		a.touched = a.Clock.Now()
		return a.mouse(msg)
	case sentMsg:
		return tea.Batch(a.sent(msg), a.stillUnwritten())
	case confirmedMsg:
		a.confirmed(msg)
	case listedMsg:
		a.listed(msg)
	case restedMsg:
		a.rested(msg)
	case openedMsg:
		a.formOpened(msg)
	case readMsg:
		a.formRead(msg)
	case submittedMsg:
		a.submitted(msg)
		return a.stillUnwritten()
	case unwrittenMsg:
		a.warnUnwritten(msg.why)
	case bookMsg:
		a.putBook(msg)
	}
	return nil
}

// refresh takes the newest snapshot and gives it to what is in sight.
func (a *App) refresh() {
	a.snap = a.Store.Snapshot()
	a.marks.follow(a.snap)
	a.shelf.Follow(a.snap)
	renewed := a.followLine()
	a.frame = pane.Frame{
		Snap: a.snap, Book: a.shelf.Book(), Theme: a.boardTheme(), Now: a.now(), At: a.Clock.Now(), Own: a.Desk.Own(), Limit: a.ParkLimit,
		Marks: a.marks.words, MarksRev: a.marks.rev, Frozen: a.frozen, Still: a.handOn() && !renewed, Number: a.frame.Number + 1,
		Generation: a.generation,
	}
	v := a.views[a.active]
	v.feed(a, &a.frame)
	for _, list := range v.lists {
		list.Refresh(&a.frame)
	}
	if a.open != nil {
		a.open.Refresh(a.snap)
	}
	a.watchBarge()
	a.watchMoved()
}

// boardTheme is how the board looks: grey throughout while it is not live.
func (a *App) boardTheme() *theme.Theme {
	if a.snap.Sure != model.Live {
		return a.Theme.Stale()
	}
	return a.Theme
}

// handStays is how long after a key or a click rows do not move under the hand.
const handStays = time.Second

func (a *App) handOn() bool { return a.Clock.Now().Sub(a.touched) < handStays }

// followLine takes down the word that the last act went well when the line breaks,
// which matters more, and tells once after it that calls were lost from sight. A word
// that the line is down goes when it is back. renewed tells that the line has broken or
// is back, perhaps both since the frame before.
func (a *App) followLine() (renewed bool) {
	var live uint64
	if a.snap.Sure == model.Live {
		live = a.snap.Epoch
	}
	if live == a.epoch {
		return false
	}
	if a.epoch != 0 {
		a.frozen = false // what is new on the next connection stands nowhere yet
		if a.toast.style == theme.Good {
			a.toast = toast{}
		}
	}
	a.epoch = live
	if live == 0 {
		return true
	}
	if a.toast.whileDown {
		a.toast = toast{}
	}
	a.lost = toast{text: sayLost(a.snap.Unseen), style: theme.Warn, until: a.Clock.Now().Add(toastLasts)}
	return true
}

// sayLost tells that so many calls were lost from sight; nothing of none.
func sayLost(calls int) string {
	switch calls {
	case 0:
		return ""
	case 1:
		return "1 call ended or is unknown since the break: see Journal"
	}
	return fmt.Sprintf("%d calls ended or are unknown since the break: see Journal", calls)
}

// now is the time that durations are told for: it stands still while the board
// is not live.
func (a *App) now() time.Time {
	if a.snap.Sure == model.Stale {
		return a.snap.AsOf
	}
	return a.ticked
}
