package tui

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
)

// bargeJoins is how long the phone of the one who barges in may stay away from the call
// before the barge is taken to be over.
const bargeJoins = 60 * time.Second

// What the journal has of a barge whose end was not seen.
const (
	neverCame   = "the phone was not seen to come to the call"
	tookPlace   = "another barge took its place: the phone may be in the call still"
	lineOfBarge = "the line broke: the phone may be in the call still"
)

// barging is a barge of the operator's that lasts, or may.
type barging struct {
	// intent is what was asked for last; its target is the call as it is on the board of
	// the connection that it was seen on last.
	intent desk.Intent
	// outcomes are the acts that the journal closes when it is over.
	outcomes []desk.Outcome
	since    time.Time
	// ways are those it may be in: the one that the PBX took last, and those since of
	// which nobody knows whether it did.
	ways []string
	// doubt tells that nobody knows whether it has begun.
	doubt bool
	// own is the operator's leg in the call; zero while their phone is not there.
	own model.Leg
	// joined tells that the operator's phone has been in the call.
	joined bool
}

// ended is an act that lasted and that is over; words say how where that was not seen.
type ended struct {
	outcome desk.Outcome
	words   string
}

var bargeActions = map[keymap.Action]string{
	keymap.BargeListen: desk.Listen, keymap.BargeWhisper: desk.Whisper, keymap.BargeSpeak: desk.Speak,
}

var bargeWords = map[string]string{desk.Listen: "listening to", desk.Whisper: "whispering to", desk.Speak: "speaking with"}

var wayWords = map[string]string{desk.Listen: "listen", desk.Whisper: "whisper", desk.Speak: "speak"}

// startBarge takes up a barge that the PBX took, or another way of the one that lasts.
func (a *App) startBarge(o desk.Outcome) {
	b := a.bargeOf(o.Intent)
	a.close(b, "")
	b.intent, b.outcomes, b.ways, b.doubt = o.Intent, []desk.Outcome{o}, []string{o.Intent.Speak}, false
}

// doubtBarge takes up what the PBX did not answer: the phone may come to the call all
// the same, and a microphone may be open.
func (a *App) doubtBarge(o desk.Outcome) {
	b := a.bargeOf(o.Intent)
	b.doubt = len(b.ways) == 0
	b.outcomes = append(b.outcomes, o)
	if way := o.Intent.Speak; !slices.Contains(b.ways, way) {
		b.ways = append(b.ways, way)
	}
}

// bargeOf is the barge that lasts where an intent is about it, else a new one.
func (a *App) bargeOf(i desk.Intent) *barging {
	if a.barge != nil && sameCall(a.barge.intent.Target, i.Target) {
		return a.barge
	}
	if a.barge != nil {
		a.close(a.barge, tookPlace)
	}
	a.barge = &barging{intent: i, since: a.Clock.Now()}
	return a.barge
}

// sameCall tells that two targets are of one call, also of two connections.
func sameCall(one, other desk.Target) bool {
	if one.Epoch == other.Epoch {
		return one.Call == other.Call
	}
	return one.Tenant == other.Tenant && one.Room == other.Room
}

// close has the acts of a barge written as over.
func (a *App) close(b *barging, words string) {
	for _, o := range b.outcomes {
		a.over = append(a.over, ended{o, words})
	}
	b.outcomes = nil
}

// writeOver has the barges that are over written down.
func (a *App) writeOver() tea.Cmd {
	over := a.over
	if a.over = nil; len(over) == 0 {
		return nil
	}
	return func() tea.Msg {
		for _, e := range over {
			a.Desk.Over(e.outcome, e.words)
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

// watchBarge follows the operator's phone: the banner goes when it has left the call, or
// never came to it. While the board is old nobody knows, and the banner stays.
func (a *App) watchBarge() {
	b := a.barge
	if b == nil || a.snap.Sure != model.Live {
		return
	}
	if b.intent.Target.Epoch != a.snap.Epoch && !a.findBarge(b) {
		a.loseBarge(b)
		return
	}
	own, here := a.ownLeg(func(t model.Talker) bool { return t.Call == b.intent.Target.Call })
	b.own = own.ID
	b.doubt = b.doubt && !here
	b.joined = b.joined || here && own.State != model.Ringing
	switch {
	case here:
	case b.joined:
		a.endBarge("")
	case a.ticked.Sub(b.since) > bargeJoins:
		a.endBarge(neverCame)
	}
}

func (a *App) endBarge(words string) {
	a.close(a.barge, words)
	a.barge = nil
}

// ownLeg is the first leg of the operator's phone that is meant.
func (a *App) ownLeg(meant func(model.Talker) bool) (model.Talker, bool) {
	own, ok := a.snap.Extension(a.Desk.Own())
	if !ok {
		return model.Talker{}, false
	}
	if i := slices.IndexFunc(own.Talkers, meant); i >= 0 {
		return own.Talkers[i], true
	}
	return model.Talker{}, false
}

// findBarge finds the call of a barge on the board of another connection, where every
// call is a new one: by the room that the operator's phone is in, or, while it has not
// come to the call, by that room alone. It reports whether it did.
func (a *App) findBarge(b *barging) bool {
	room := b.intent.Target.Room
	own, found := a.ownLeg(func(t model.Talker) bool {
		return t.Room == room && (!room.Empty() || t.ID.Talker == b.own.Talker) && a.isWith(t.Call, b)
	})
	call := own.Call
	if !found && !b.joined {
		call, found = a.callIn(b.intent.Target.Tenant, room)
		found = found && a.isWith(call, b)
	}
	if found {
		b.intent.Target = a.retarget(b.intent.Target, call)
	}
	return found
}

// isWith tells that one of those a barge is about is in a call: a PBX that was started anew
// gives its rooms to others.
func (a *App) isWith(call model.CallID, b *barging) bool {
	c, ok := a.snap.Call(call)
	t := b.intent.Target
	return ok && slices.ContainsFunc(c.Parties(), func(p model.Party) bool {
		return !p.Number.Empty() && p.Leg.Who() != a.Desk.Own() && (p.Number == t.Party.Number || p.Number == t.Other.Number)
	})
}

func (a *App) callIn(tenant string, room model.Text) (model.CallID, bool) {
	for _, c := range a.snap.Calls {
		if c.Tenant == tenant && c.Room == room && !room.Empty() {
			return c.ID, true
		}
	}
	return 0, false
}

// retarget is a target of a barge as it is in a call of the present board. Who is
// whispered to stays the same: where their leg is not in the call, the target has none.
func (a *App) retarget(was desk.Target, call model.CallID) desk.Target {
	leg := was.Leg
	leg.Epoch = a.snap.Epoch
	if t, ok := a.legTarget(leg); ok && t.Call == call {
		return t
	}
	was.Epoch, was.Call, was.Leg = a.snap.Epoch, call, model.Leg{}
	return was
}

// loseBarge gives up a barge that cannot be found after the line broke, and says what
// the phone may be doing.
func (a *App) loseBarge(b *barging) {
	when := "while you were in the call of "
	if !b.joined {
		when = "before your phone was seen in the call of "
	}
	a.say("the line broke "+when+b.intent.Target.Party.Label()+": your phone may be in it still", false)
	a.endBarge(lineOfBarge)
}

// doing says what the barge is doing, in a few words.
func (b *barging) doing() string { return b.doingTo(b.intent.Target.Party.Label()) }

func (b *barging) doingTo(who string) string {
	switch {
	case b.doubt:
		return "your phone may ring for " + who + ", outcome unknown"
	case len(b.ways) > 1:
		words := make([]string, len(b.ways))
		for i, way := range b.ways {
			words[i] = wayWords[way]
		}
		return "in the call of " + who + ": " + strings.Join(words, " or ") + ", outcome unknown"
	case !b.joined:
		return "your phone rings for " + who
	}
	return bargeWords[b.ways[0]] + " " + who
}

// banner says what the barge is doing, for as long as it lasts.
func (b *barging) banner(a *App) string {
	t := b.intent.Target
	return b.doingTo(t.Party.Label()+" and "+t.Other.Label()) + ", " + a.since(b.since) +
		"  (" + a.keyOf(keymap.BargeListen) + " listen, " + a.keyOf(keymap.BargeWhisper) + " whisper, " + a.keyOf(keymap.BargeSpeak) + " speak)"
}
