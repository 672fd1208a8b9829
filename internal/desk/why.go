package desk

import (
	"cordboard/model"
	"cordboard/palconn/pal"
)

const noTransfer = "no attended transfer of this call is under way"

// WhyNot says in words why an act is not possible on a target now; it is empty
// when it is. has is false when nothing is selected that the act could be about.
func (d *Desk) WhyNot(snap *model.Snapshot, act Act, t Target, has bool) string {
	switch {
	case snap.Sure != model.Live:
		return d.staleWhy(snap)
	case !d.op.Role.May(methodOf[act]):
		return "the role " + d.op.Role.String() + " may not " + act.String()
	case needsOwn(act) && d.op.Extension == "":
		return "no extension of your own: set [operator] extension"
	case needsOwn(act) && has && t.Tenant != d.op.Tenant:
		return "your extension " + pal.NewText(d.op.Extension).String() + " is in " + sayTenant(d.op.Tenant) + ", this is in " + sayTenant(t.Tenant)
	}
	if why := d.WhyNotMethod(methodFor(act, t)); why != "" || act == Call {
		return why
	}
	switch {
	case !has && act == TakeBack:
		return noTransfer
	case !has:
		return "no call is selected"
	case act == Answer && t.Leg.Who() != d.Own():
		return "it does not ring at your phone"
	case act == HangUp && t.Leg.IsZero() && !d.endsRoom(t):
		return "nobody in this call has an extension here, and only an admin can end it by its room"
	}
	return whyNotState(act, t)
}

// WhyNotMethod is why this operator, login or PBX cannot do a method; empty when they can.
func (d *Desk) WhyNotMethod(name string) string {
	method, ok := pal.FindMethod(name)
	if !ok {
		return "there is no method " + name
	}
	if why := d.op.Role.WhyNot(method, d.Login()); why != "" {
		return why
	}
	if !d.line.Supports(method.Name) {
		return "this PBX has no " + method.Name
	}
	return ""
}

func sayTenant(name string) string {
	if name == "" {
		return "no tenant ([pbx] tenant is not set)"
	}
	return "tenant " + pal.NewText(name).String()
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

// methodFor is the method that an act calls on a target: a switch goes back where
// it is on.
func methodFor(act Act, t Target) string {
	switch {
	case act == Record && t.Recording == pal.On:
		return "stopRecording"
	case act == Hold && t.State == pal.Held:
		return "unhold"
	}
	return methodOf[act]
}

func needsOwn(act Act) bool { return act == Retrieve || act == Barge || act == Call || act == Answer }

// whyNotState looks at what the call is doing.
func whyNotState(act Act, t Target) string {
	if act == Retrieve {
		if t.Place.Empty() {
			return "it is not parked"
		}
		return ""
	}
	if t.isParked() && act != HangUp {
		return "it is parked in " + t.Place.String() + ": retrieve it first"
	}
	if t.Leg.IsZero() && act != Forward && act != HangUp {
		return "nobody in this call has an extension here"
	}
	switch {
	case t.third && act == Barge:
		return "you are in this call already"
	case t.third && (act == Transfer || act == Park || act == Hold):
		return "you have come into this call of others: leave it first"
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
		if t.State != pal.Held && !t.begun {
			return noTransfer
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
