package desk

import (
	"cordboard/model"
	"cordboard/palconn/pal"
)

// WhyNot says in words why an act is not possible on a target now; it is empty
// when it is. has is false when nothing is selected that the act could be about.
func (d *Desk) WhyNot(snap *model.Snapshot, act Act, t Target, has bool) string {
	switch {
	case snap.Sure != model.Live:
		return d.staleWhy(snap)
	case !d.op.Role.May(methodOf[act]):
		return "the role " + d.op.Role.String() + " may not " + act.String()
	}
	if method, ok := pal.FindMethod(methodOf[act]); ok {
		if why := d.op.Role.WhyNot(method, d.Login()); why != "" {
			return why
		}
		if !d.line.Supports(method.Name) {
			return "this PBX has no " + method.Name
		}
	}
	if needsOwn(act) && d.op.Extension == "" {
		return "no extension of your own: set [operator] extension"
	}
	if act == Call {
		return ""
	}
	if !has {
		return "no call is selected"
	}
	return whyNotState(act, t)
}

func (d *Desk) staleWhy(snap *model.Snapshot) string {
	if snap.Sure == model.Stale {
		return "the line to the PBX is down: what is shown is as of " + snap.AsOf.Format("15:04:05")
	}
	return "the PBX has not told its state yet"
}

// methodOf is the method that an act calls first of all.
var methodOf = map[Act]string{
	Transfer: "transfer", Park: "park", Retrieve: "unpark", Barge: "barge", HangUp: "disconnect", Call: "makeCall",
	Forward: "callforward", Record: "startRecording", TakeBack: "cancelTransfer", Hold: "hold", Answer: "remoteControl",
	Tones: "sendDTMF",
}

func needsOwn(act Act) bool { return act == Retrieve || act == Barge || act == Call }

// whyNotState looks at what the call is doing.
func whyNotState(act Act, t Target) string {
	if act == Retrieve {
		if t.Place.Empty() {
			return "it is not parked"
		}
		return ""
	}
	if t.State == pal.Parked && !t.Place.Empty() && act != HangUp {
		return "it is parked in " + t.Place.String() + ": retrieve it first"
	}
	if t.Leg.IsZero() && act != Forward && (act != HangUp || t.Room.Empty()) {
		return "nobody in this call has an extension here"
	}
	switch act {
	case Transfer, Park, Hold, Record, Barge, Tones:
		if t.State == pal.Ringing || t.State == pal.Calling {
			return "it has not been answered yet"
		}
	case Answer:
		if t.State != pal.Ringing {
			return "it is not ringing"
		}
	case TakeBack:
		if t.State != pal.Held {
			return "no attended transfer of this call is under way"
		}
	case Forward:
		if t.Room.Empty() {
			return "the PBX has not told the room of this call"
		}
	}
	if t.State == pal.Ending {
		return "the call is ending"
	}
	return ""
}
