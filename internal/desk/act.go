package desk

import (
	"cordboard/model"
	"cordboard/palconn/pal"
)

// Act is a thing an operator does to a call.
type Act uint8

// The acts.
const (
	Transfer Act = iota + 1
	Park
	Retrieve
	Barge
	HangUp
	Call
	Forward
	Record
	TakeBack
	Hold
	Answer
	Tones
)

// Intent is an act with all that it needs, bound to what the operator saw.
type Intent struct {
	Act    Act
	Target Target
	// To is the number of Transfer and Call, raw; Forward takes several.
	To []string
	// Mode is pal.Blind or pal.Attended.
	Mode string
	// Place is the place of Park.
	Place string
	// Speak is one of pal.SpeakNone, SpeakTutor, SpeakAll.
	Speak string
	// Reason is why somebody barges in; it is kept with the act.
	Reason string
	// Signal are the tones of Tones.
	Signal string
}

// same tells whether the board still is as it was when the intent was made: its
// target, and that nobody has come to the place that is to be parked in. It gives
// what differs in words.
func (i Intent) same(snap *model.Snapshot) (before, after string, ok bool) {
	if i.Act == Call {
		return "", "", true
	}
	if before, after, ok = i.Target.same(snap, i.Act); !ok || i.Act != Park {
		return before, after, ok
	}
	place, known := snap.Park(model.Who{Tenant: i.Target.Tenant, Number: i.Place})
	if known && place.On == pal.On {
		number := place.Number.String()
		return "nobody in " + number, place.Parked.Label() + " in " + number, false
	}
	return "", "", true
}

// words tell an act in the operator's words: before, and as what was asked for.
var words = map[Act]string{
	Transfer: "transfer", Park: "park", Retrieve: "retrieve", Barge: "barge", HangUp: "hang up", Call: "call",
	Forward: "forward", Record: "record", TakeBack: "take back", Hold: "hold", Answer: "answer", Tones: "send tones",
}

// String is the act's name.
func (a Act) String() string { return words[a] }

// Say tells the whole intent in one line: "transfer Ana Ruiz → 1042".
func (i Intent) Say() string {
	who := i.Target.Party.Label()
	switch i.Act {
	case Transfer, Forward:
		mode := ""
		if i.Mode == pal.Attended {
			mode = " (attended)"
		}
		return i.Act.String() + " " + who + " → " + sayNumbers(i.To) + mode
	case Park:
		return "park " + who + " in " + pal.NewText(i.Place).String()
	case Retrieve:
		return "retrieve " + who + " from " + i.Target.Place.String()
	case Barge:
		return bargeWords[i.Speak] + " " + who
	case Call:
		return "call " + sayNumbers(i.To)
	case HangUp:
		return i.Target.sayHangUp()
	case Record, Hold:
		return i.verb() + " " + who
	}
	return i.Act.String() + " " + who
}

var bargeWords = map[string]string{pal.SpeakNone: "listen to", pal.SpeakTutor: "whisper to", pal.SpeakAll: "speak with"}

// verb tells which way a switch goes.
func (i Intent) verb() string {
	switch {
	case i.Act == Record && i.Target.Recording == pal.On:
		return "stop recording"
	case i.Act == Hold && i.Target.State == pal.Held:
		return "unhold"
	}
	return i.Act.String()
}

func sayNumbers(numbers []string) string {
	said := ""
	for i, n := range numbers {
		if i > 0 {
			said += ", "
		}
		said += pal.NewText(n).String()
	}
	return said
}
