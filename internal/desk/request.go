package desk

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"cordboard/palconn/pal"
)

// request makes the one request that carries an intent out.
func (d *Desk) request(i Intent) (pal.Request, error) {
	tid, tenant := i.Target.Leg.Talker, d.tenantOf(i.Target)
	switch i.Act {
	case Transfer:
		return pal.Transfer{Tenant: tenant, User: one(i.To), TID: tid, Mode: i.Mode},
			cmp.Or(need(one(i.To), "whom to transfer to"), oneOf(i.Mode, pal.Blind, pal.Attended))
	case Park:
		return pal.Park{Tenant: tenant, TID: tid, Number: i.Place}, need(i.Place, "a place to park in")
	case Retrieve:
		return pal.Unpark{Tenant: tenant, User: d.op.Extension, Number: i.Target.Place.Raw()}, nil
	case Barge:
		return pal.Barge{Tenant: tenant, User: d.op.Extension, TID: pal.TalkerID(tid), Listen: true, Speak: i.Speak},
			cmp.Or(need(i.Reason, "a reason"), oneOf(i.Speak, pal.SpeakNone, pal.SpeakTutor, pal.SpeakAll))
	case HangUp:
		return d.disconnect(i, tenant), nil
	case Call:
		return pal.MakeCall{Tenant: tenant, User: d.op.Extension, From: d.op.Extension, To: i.To, Type: pal.CallerFirst}, need(one(i.To), "whom to call")
	case Forward:
		return pal.CallForward{Tenant: tenant, RID: i.Target.Room.Raw(), Users: i.To}, need(one(i.To), "whom to forward to")
	}
	return d.legRequest(i, tenant, tid)
}

// legRequest makes the requests that name a leg and little else.
func (d *Desk) legRequest(i Intent, tenant, tid string) (pal.Request, error) {
	switch {
	case i.Act == Record && i.Target.Recording == pal.On:
		return pal.StopRecording{Tenant: tenant, TID: i.Target.recorded.Talker}, nil
	case i.Act == Record:
		return pal.StartRecording{Tenant: tenant, TID: tid}, nil
	case i.Act == TakeBack:
		return pal.CancelTransfer{Tenant: tenant, TID: tid}, nil
	case i.Act == Hold && i.Target.State == pal.Held:
		return pal.Unhold{Tenant: tenant, TID: tid}, nil
	case i.Act == Hold:
		return pal.Hold{Tenant: tenant, TID: tid}, nil
	case i.Act == Answer:
		return pal.RemoteControl{Tenant: tenant, TID: tid, Action: "talk"}, nil
	case i.Act == Tones:
		return pal.SendDTMF{Tenant: tenant, TID: tid, Signal: i.Signal}, need(i.Signal, "which tones")
	}
	return nil, errors.New("nothing to do")
}

// disconnect ends the whole conversation where that was chosen and the login may
// end a call by its room, else the one leg.
func (d *Desk) disconnect(i Intent, tenant string) pal.Request {
	if d.endsRoom(i.Target) {
		return pal.Disconnect{Tenant: tenant, RID: i.Target.Room.Raw()}
	}
	return pal.Disconnect{Tenant: tenant, TID: i.Target.Leg.Talker}
}

// endsRoom tells that hanging up ends a whole conversation at once.
func (d *Desk) endsRoom(t Target) bool {
	return t.Whole && !t.Room.Empty() && d.Login()&(pal.BySA|pal.ByAdmin) != 0
}

// tenantOf is the tenant to name in a request: only sa names one (section 4).
func (d *Desk) tenantOf(t Target) string {
	if d.Login() != pal.BySA {
		return ""
	}
	return t.Tenant
}

func one(numbers []string) string {
	if len(numbers) == 0 {
		return ""
	}
	return numbers[0]
}

func need(value, what string) error {
	if value == "" {
		return errors.New("say " + what)
	}
	return nil
}

func oneOf(value string, allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return errors.New("say how: " + strings.Join(allowed, ", "))
	}
	return nil
}
