package desk

import (
	"errors"
	"fmt"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/model"
	"cordboard/palconn/pal"
)

func TestWhyNot(t *testing.T) {
	noExtension := func(v *options) { v.extension = "" }
	asUser := func(v *options) { v.login = pal.ByUser }
	as := func(r Role) func(*options) { return func(v *options) { v.role = r } }
	rings := []pal.Notification{leg("1001", "11", "7", pal.CodeStartRinging, "0312345678")}
	seven := func(o *office) (Target, bool) { return o.call("7"), true }
	none := func(o *office) (Target, bool) { return o.aim().None(), false }
	noRoom := leg("1001", "11", "", pal.CodeCallSuccess, "1002")
	cases := []struct {
		name  string
		vary  func(*options)
		hears []pal.Notification
		act   Act
		aim   func(*office) (Target, bool)
		want  string
	}{
		{"all is well", nil, inside(), Transfer, seven, ""},
		{"nothing selected", nil, nil, Transfer, none, "no call is selected"},
		{"a call needs no selection", nil, nil, Call, none, ""},
		{"viewer", as(Viewer), inside(), Park, seven, "the role viewer may not park"},
		{"barge is a supervisor's", as(Operator), inside(), Barge, seven, "the role operator may not barge"},
		{"the login may not", asUser, inside(), Barge, seven, "the PBX lets only admin barge"},
		{"no phone to retrieve with", noExtension, []pal.Notification{parked("801", "7", "99")}, Retrieve, seven, "no extension of your own: set [operator] extension"},
		{"no phone to barge with", noExtension, inside(), Barge, seven, "no extension of your own: set [operator] extension"},
		{"no phone to call with", noExtension, nil, Call, none, "no extension of your own: set [operator] extension"},
		{"one's phone is in another tenant", func(v *options) { v.tenant = "branch" }, inside(), Barge, seven, "your extension 1000 is in tenant branch, this is in tenant main"},
		{"one's phone is in no tenant", func(v *options) { v.tenant = "" }, inside(), Barge, seven, "your extension 1000 is in no tenant ([pbx] tenant is not set), this is in tenant main"},
		{"not answered", nil, rings, Transfer, seven, "it has not been answered yet"},
		{"not answered, park", nil, rings, Park, seven, "it has not been answered yet"},
		{"not answered, barge", nil, rings, Barge, seven, "it has not been answered yet"},
		{"not answered, record", nil, rings, Record, seven, "it has not been answered yet"},
		{"a ringing call can be forwarded", nil, rings, Forward, seven, ""},
		{"a ringing call can be hung up", nil, rings, HangUp, seven, ""},
		{"another's phone is not answered", nil, rings, Answer, seven, "it does not ring at your phone"},
		{"one's own phone does not ring", nil, []pal.Notification{leg("1000", "10", "7", pal.CodeCallSuccess, "1002")}, Answer, seven, "it is not ringing"},
		{"nothing to take back", nil, inside(), TakeBack, seven, "no attended transfer of this call is under way"},
		{"a transfer that was begun here", nil, inside(), TakeBack, func(o *office) (Target, bool) { return o.call("7").Begun(), true }, ""},
		{"not parked", nil, inside(), Retrieve, seven, "it is not parked"},
		{"parked", nil, []pal.Notification{parked("801", "7", "99")}, Transfer, seven, "it is parked in 801: retrieve it first"},
		{"parked can be hung up by an admin", nil, []pal.Notification{parked("801", "7", "99")}, HangUp, seven, ""},
		{"but by nobody else", asUser, []pal.Notification{parked("801", "7", "99")}, HangUp, seven, "nobody in this call has an extension here, and only an admin can end it by its room"},
		{"in it already", nil, append(inside(), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")), Barge, seven, "you are in this call already"},
		{"a third in it", nil, append(inside(), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")), Transfer, seven, "you have come into this call of others: leave it first"},
		{"ending", nil, append(inside(), leg("1002", "12", "7", pal.CodeEndTalking, "")), Transfer, seven, "the call is ending"},
		{"no room", nil, []pal.Notification{noRoom}, Forward, func(o *office) (Target, bool) { return o.person("1001"), true }, "the PBX has not told the room of this call"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			if c.vary != nil {
				o = newOffice(t, c.vary)
			}
			o.hear(c.hears...)
			target, has := c.aim(o)
			if got := o.WhyNot(o.store.Snapshot(), c.act, target, has); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhyNotWhatThePBXDoesNotHave(t *testing.T) {
	o := newOffice(t)
	o.wire.unknown = map[string]bool{"hold": true, "unhold": true}
	o.hear(mine())
	if got := o.WhyNot(o.store.Snapshot(), Hold, o.call("5"), true); got != "this PBX has no hold" {
		t.Errorf("hold: %q", got)
	}
	o.hear(leg("1000", "10", "5", pal.CodeHold, ""))
	if got := o.WhyNot(o.store.Snapshot(), Hold, o.call("5"), true); got != "this PBX has no unhold" {
		t.Errorf("unhold: %q", got)
	}
}

func TestNothingIsDoneWhileTheBoardIsNotLive(t *testing.T) {
	unsettled := func(o *office) {
		o.store = model.NewStore("main", nil)
		o.Desk.store = o.store
		o.store.Began(1, morning)
	}
	lost := func(o *office) { o.store.Lost(o.epoch, model.Reconnecting, "reset", morning) }
	for name, c := range map[string]struct {
		happens func(*office)
		want    string
	}{
		"before the first state": {unsettled, "the PBX has not told its state yet"},
		"after a break":          {lost, "the line to the PBX is down: what is shown is as of 09:00:00"},
	} {
		for act := Transfer; act <= Tones; act++ {
			t.Run(fmt.Sprint(name, " ", act), func(t *testing.T) {
				o := newOffice(t)
				o.hear(mine())
				i := filled(act, o.call("5"))
				c.happens(o)
				_, err := o.Do(t.Context(), i)
				refusal, ok := errors.AsType[*Refusal](err)
				if !ok || refusal.Why != c.want {
					t.Errorf("got %v, want a refusal: %s", err, c.want)
				}
				o.sends()
			})
		}
	}
}

// filled is an intent that lacks nothing.
func filled(act Act, t Target) Intent {
	return Intent{Act: act, Target: t, To: []string{"1003"}, Mode: Blind, Place: "802", Speak: Listen, Reason: "training", Signal: "1"}
}

// roleTable is who may do what: the least role of each act.
var roleTable = map[Act]Role{
	Transfer: Operator, Park: Operator, Retrieve: Operator, Barge: Supervisor, HangUp: Operator, Call: Operator,
	Forward: Operator, Record: Operator, TakeBack: Operator, Hold: Operator, Answer: Operator, Tones: Operator,
}

// situations are boards on which an act is possible.
var situations = map[Act][]pal.Notification{
	Retrieve: {parked("801", "5", "99")},
	Answer:   {leg("1000", "10", "5", pal.CodeStartRinging, "0312345678")},
	TakeBack: {leg("1000", "10", "5", pal.CodeHold, "0312345678")},
}

func TestEveryRoleAndAct(t *testing.T) {
	for act, least := range roleTable {
		for role := Viewer; role <= Administrator; role++ {
			t.Run(fmt.Sprint(role, " ", act), func(t *testing.T) {
				o := newOffice(t, func(v *options) { v.role = role })
				hears := situations[act]
				if hears == nil {
					hears = []pal.Notification{mine()}
				}
				o.hear(hears...)
				_, err := o.Do(t.Context(), filled(act, o.call("5")))
				if sent := len(o.wire.sent); role >= least && (err != nil || sent != 1) || role < least && (err == nil || sent != 0) {
					t.Errorf("sent %q, error %v", o.wire.sent, err)
				}
			})
		}
	}
}

// lowest are the methods that not only an administrator may call, with the least
// role of each.
var lowest = map[string]Role{
	"barge": Supervisor, "callforward": Operator, "cancelTransfer": Operator, "conference": Operator, "disconnect": Operator,
	"getExtensionProperties": Viewer, "getExtensions": Viewer, "getNote": Viewer, "getNoteNames": Viewer,
	"getPlanSwitchTimer": Viewer, "getProductInfo": Viewer, "hold": Operator, "line": Operator, "listTenants": Viewer,
	"makeCall": Operator, "park": Operator, "ping": Viewer, "remoteControl": Operator, "sendDTMF": Operator,
	"setNote": Operator, "startRecording": Operator, "stopRecording": Operator, "transfer": Operator, "unhold": Operator,
	"unpark": Operator,
}

// Every cell of role × login × method: what is refused puts no frame on the line.
func TestEveryRoleLoginAndMethod(t *testing.T) {
	for _, method := range pal.Methods() {
		least, listed := lowest[method.Name]
		if !listed {
			least = Administrator
		}
		for role := Viewer; role <= Administrator; role++ {
			for _, login := range []pal.Permit{0, pal.ByUser, pal.ByAdmin, pal.BySA} {
				o := newOffice(t, func(v *options) { v.role, v.login = role, login })
				request := pal.Custom{Name: method.Name}
				if method.Name == "barge" {
					request.Params = jsontext.Value(`{"listen":true,"speak":"false"}`)
				}
				_, err := o.InvokeBecause(t.Context(), request, "training")
				may := role >= least && (login == 0 || method.Permit&login != 0)
				if sent := len(o.wire.sent); may != (err == nil) || may != (sent == 1) {
					t.Errorf("%s by a %s with login %q: sent %q, error %v", method.Name, role, login, o.wire.sent, err)
				}
			}
		}
	}
}

func TestARoleIsReadByItsWord(t *testing.T) {
	for role := Viewer; role <= Administrator; role++ {
		if got, err := ParseRole(role.String()); got != role || err != nil {
			t.Errorf("%s is read as %s, %v", role, got, err)
		}
	}
	if _, err := ParseRole("boss"); err == nil {
		t.Error("boss is read as a role")
	}
}
