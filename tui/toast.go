package tui

import (
	"time"
	"unicode/utf8"

	"cordboard/model"
	"cordboard/tui/theme"
)

const (
	// toastLasts is how long a word about the last act stays; each letter beyond a
	// row adds letterLasts.
	toastLasts  = 6 * time.Second
	letterLasts = 50 * time.Millisecond
	// markLasts is how long "not confirmed" stays beside a call.
	markLasts = 10 * time.Second
	// phoneRings is how long the operator's phone may ring for a call that was
	// retrieved.
	phoneRings = 30 * time.Second
)

// toast is a word that goes by itself.
type toast struct {
	text  string
	style theme.Style
	until time.Time
	// whileDown tells that it is true only until the line is back.
	whileDown bool
}

// say shows a word; good tells whether it went well.
func (a *App) say(text string, good bool) {
	style := theme.Warn
	if good {
		style = theme.Good
	}
	a.toast = toast{text: text, style: style, until: a.Clock.Now().Add(lasts(text))}
}

// lasts is how long a text must stand to be read.
func lasts(text string) time.Duration {
	return toastLasts + letterLasts*time.Duration(max(utf8.RuneCountInString(text)-minWidth, 0))
}

// refuse says why an act is not done. That the line is down is so no more when it is
// back.
func (a *App) refuse(text string) {
	a.say(text, false)
	a.toast.whileDown = a.snap.Sure != model.Live
}

// tickWords takes down what has been read. What was lost from sight is said for as long
// as any other word, after the one about the last act.
func (a *App) tickWords(now time.Time) {
	a.toast.tick(now)
	if a.toast.text != "" {
		a.lost.until = now.Add(toastLasts)
	}
	a.lost.tick(now)
}

func (t *toast) tick(now time.Time) {
	if t.text != "" && now.After(t.until) {
		*t = toast{}
	}
}

// marks are the words beside the calls that something is done to.
type marks struct {
	words map[model.CallID]string
	more  map[model.CallID]mark
	rev   uint64
}

// mark is what is known of the words beside a call.
type mark struct {
	until time.Time
	// pending tells that the act is still under way: no other is begun.
	pending bool
	// asked tells that the PBX has not answered yet: the words stand until it has.
	asked bool
	// parked tells that the words stand only while the call is parked.
	parked bool
}

func newMarks() marks {
	return marks{words: map[model.CallID]string{}, more: map[model.CallID]mark{}}
}

// set puts words beside a call.
func (m *marks) set(call model.CallID, words string, about mark) {
	if call == 0 {
		return
	}
	m.words[call], m.more[call] = words, about
	m.rev++
}

func (m *marks) drop(call model.CallID) {
	delete(m.words, call)
	delete(m.more, call)
	m.rev++
}

// pending tells that an act on the call is under way.
func (m *marks) pending(call model.CallID) bool { return m.more[call].pending }

// follow drops the words of calls that are parked no more.
func (m *marks) follow(snap *model.Snapshot) {
	for call, mark := range m.more {
		if c, ok := snap.Call(call); mark.parked && (!ok || c.State != model.Parked) {
			m.drop(call)
		}
	}
}

func (m *marks) tick(now time.Time) {
	for call, mark := range m.more {
		if now.After(mark.until) && !mark.asked {
			m.drop(call)
		}
	}
}
