package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
)

// bargeJoins is how long the phone of the one who barges in may ring before the
// barge is taken to be over.
const bargeJoins = 60 * time.Second

// barging is a barge of the operator's that lasts.
type barging struct {
	intent desk.Intent
	// outcome is the act that the journal closes when it is over.
	outcome desk.Outcome
	since   time.Time
	// joined tells that the operator's phone has been in the call.
	joined bool
}

var bargeActions = map[keymap.Action]string{
	keymap.BargeListen: desk.Listen, keymap.BargeWhisper: desk.Whisper, keymap.BargeSpeak: desk.Speak,
}

var bargeWords = map[string]string{desk.Listen: "listening to", desk.Whisper: "whispering to", desk.Speak: "speaking with"}

func (a *App) startBarge(o desk.Outcome) {
	i := o.Intent
	if a.barge == nil {
		a.barge = &barging{intent: i, outcome: o, since: a.Clock.Now()}
		return
	}
	a.over = append(a.over, a.barge.outcome)
	if a.barge.intent.Target.Call != i.Target.Call {
		a.barge = &barging{since: a.Clock.Now()}
	}
	a.barge.intent, a.barge.outcome = i, o
}

// writeOver has the barges that are over written down.
func (a *App) writeOver() tea.Cmd {
	over := a.over
	if a.over = nil; len(over) == 0 {
		return nil
	}
	return func() tea.Msg {
		for _, o := range over {
			a.Desk.Over(o)
		}
		return nil
	}
}

// changeBarge asks for another way of the barge that lasts.
func (a *App) changeBarge(action keymap.Action) tea.Cmd {
	if a.barge == nil {
		return nil
	}
	i := a.barge.intent
	i.Speak = bargeActions[action]
	t, ok := a.legTarget(i.Target.Leg)
	if !ok {
		a.say("cannot barge: the call has changed", false)
		return nil
	}
	i.Target = t
	return a.send(keymap.Barge, i)
}

// watchBarge ends the banner when the operator's phone has left the call, or
// never came to it.
func (a *App) watchBarge() {
	if a.barge == nil || a.snap.Sure != model.Live {
		return
	}
	own, _ := a.snap.Extension(a.Desk.Own())
	in := false
	if own != nil {
		for _, t := range own.Talkers {
			in = in || t.Call == a.barge.intent.Target.Call && t.State != model.Ringing
		}
	}
	a.barge.joined = a.barge.joined || in
	if !in && (a.barge.joined || a.ticked.Sub(a.barge.since) > bargeJoins) {
		a.over = append(a.over, a.barge.outcome)
		a.barge = nil
	}
}

// doing says what the barge is doing, in a few words.
func (b *barging) doing() string {
	word := bargeWords[b.intent.Speak]
	if !b.joined {
		word = "your phone rings for"
	}
	return word + " " + b.intent.Target.Party.Label()
}

// banner says what the barge is doing, for as long as it lasts.
func (b *barging) banner(a *App) string {
	return b.doing() + " and " + b.intent.Target.Other.Label() + ", " + a.since(b.since) +
		"  (" + a.keyOf(keymap.BargeListen) + " listen, " + a.keyOf(keymap.BargeWhisper) + " whisper, " + a.keyOf(keymap.BargeSpeak) + " speak)"
}
