package tui

import (
	"time"

	"cordboard/model"
	"cordboard/tui/theme"
)

const (
	// toastLasts is how long a word about the last act stays.
	toastLasts = 6 * time.Second
	// markLasts is how long "not confirmed" stays beside a call.
	markLasts = 10 * time.Second
)

// toast is the word about the last act.
type toast struct {
	text  string
	style theme.Style
	until time.Time
}

// say shows a word; good tells whether it went well.
func (a *App) say(text string, good bool) {
	style := theme.Warn
	if good {
		style = theme.Good
	}
	a.toast = toast{text: text, style: style, until: a.Clock.Now().Add(toastLasts)}
}

func (t *toast) tick(now time.Time) {
	if t.text != "" && now.After(t.until) {
		*t = toast{}
	}
}

// marks are acts under way, shown beside their calls.
type marks struct {
	words map[model.CallID]string
	until map[model.CallID]time.Time
	rev   uint64
}

func newMarks() marks {
	return marks{words: map[model.CallID]string{}, until: map[model.CallID]time.Time{}}
}

// set puts words beside a call; they stay until the time, or until they are
// changed when it is zero.
func (m *marks) set(call model.CallID, words string, until time.Time) {
	if call == 0 {
		return
	}
	m.words[call], m.until[call] = words, until
	m.rev++
}

func (m *marks) drop(call model.CallID) {
	delete(m.words, call)
	delete(m.until, call)
	m.rev++
}

func (m *marks) tick(now time.Time) {
	for call, until := range m.until {
		if !until.IsZero() && now.After(until) {
			m.drop(call)
		}
	}
}
