package desk

import (
	"errors"
	"testing"

	"cordboard/palconn/pal"
)

// TestEveryActIsOneRequest has the frame of each act.
func TestEveryActIsOneRequest(t *testing.T) {
	cases := []struct {
		name   string
		hears  []pal.Notification
		intent func(*office) Intent
		want   string
	}{
		{
			"blind transfer of the caller, by the leg of the called", inside(),
			func(o *office) Intent {
				return Intent{Act: Transfer, Target: o.call("7"), To: []string{"1003"}, Mode: Blind}
			},
			`transfer {"user":"1003","tid":"12","mode":"blind"}`,
		},
		{
			"attended transfer of one's own call",
			[]pal.Notification{mine()},
			func(o *office) Intent {
				return Intent{Act: Transfer, Target: o.call("5"), To: []string{"1003"}, Mode: Attended}
			},
			`transfer {"user":"1003","tid":"10","mode":"attended"}`,
		},
		{
			"park", inside(),
			func(o *office) Intent { return Intent{Act: Park, Target: o.call("7"), Place: "801"} },
			`park {"tid":"12","number":"801"}`,
		},
		{
			"retrieve from its place",
			[]pal.Notification{parked("801", "7", "99")},
			func(o *office) Intent { return Intent{Act: Retrieve, Target: o.place("801")} },
			`unpark {"user":"1000","number":"801"}`,
		},
		{
			"retrieve from the list of calls",
			[]pal.Notification{parked("801", "7", "99")},
			func(o *office) Intent { return Intent{Act: Retrieve, Target: o.call("7")} },
			`unpark {"user":"1000","number":"801"}`,
		},
		{
			"listen", inside(),
			func(o *office) Intent {
				return Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"}
			},
			`barge {"user":"1000","tid":12,"listen":true,"speak":"false"}`,
		},
		{
			"whisper", append(inside(), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")),
			func(o *office) Intent {
				return Intent{Act: Barge, Target: o.person("1001"), Speak: Whisper, Reason: "training"}
			},
			`barge {"user":"1000","tid":11,"listen":true,"speak":"tutor"}`,
		},
		{
			"hang up a conversation", inside(),
			func(o *office) Intent { return Intent{Act: HangUp, Target: o.call("7")} },
			`disconnect {"rid":"7"}`,
		},
		{
			"hang up one person", inside(),
			func(o *office) Intent { return Intent{Act: HangUp, Target: o.person("1001")} },
			`disconnect {"tid":"11"}`,
		},
		{
			"hang up somebody outside who is parked",
			[]pal.Notification{parked("801", "7", "99")},
			func(o *office) Intent { return Intent{Act: HangUp, Target: o.call("7")} },
			`disconnect {"rid":"7"}`,
		},
		{
			"call", nil,
			func(o *office) Intent { return Intent{Act: Call, Target: o.aim().None(), To: []string{"1003"}} },
			`makeCall {"user":"1000","from":"1000","to":["1003"],"type":"2"}`,
		},
		{
			"forward", inside(),
			func(o *office) Intent { return Intent{Act: Forward, Target: o.call("7"), To: []string{"1003", "1004"}} },
			`callforward {"rid":"7","user":["1003","1004"]}`,
		},
		{
			"record", inside(),
			func(o *office) Intent { return Intent{Act: Record, Target: o.call("7")} },
			`startRecording {"tid":"12"}`,
		},
		{
			"stop recording, of the leg that is recorded", append(inside(), recording("1001", "11", pal.On)),
			func(o *office) Intent { return Intent{Act: Record, Target: o.call("7")} },
			`stopRecording {"tid":"11"}`,
		},
		{
			"take back", append(inside(), leg("1001", "11", "7", pal.CodeHold, "")),
			func(o *office) Intent { return Intent{Act: TakeBack, Target: o.call("7")} },
			`cancelTransfer {"tid":"11"}`,
		},
		{
			"take back what the board does not show yet", inside(),
			func(o *office) Intent { return Intent{Act: TakeBack, Target: o.call("7").Begun()} },
			`cancelTransfer {"tid":"12"}`,
		},
		{
			"take back what the board has just shown", inside(),
			func(o *office) Intent {
				begun := o.call("7").Begun()
				o.hear(leg("1002", "12", "7", pal.CodeHold, ""))
				return Intent{Act: TakeBack, Target: begun}
			},
			`cancelTransfer {"tid":"12"}`,
		},
		{
			"hold",
			[]pal.Notification{mine()},
			func(o *office) Intent { return Intent{Act: Hold, Target: o.call("5")} },
			`hold {"tid":"10"}`,
		},
		{
			"unhold",
			[]pal.Notification{mine(), leg("1000", "10", "5", pal.CodeHold, "")},
			func(o *office) Intent { return Intent{Act: Hold, Target: o.call("5")} },
			`unhold {"tid":"10"}`,
		},
		{
			"answer",
			[]pal.Notification{leg("1000", "10", "5", pal.CodeStartRinging, "0312345678")},
			func(o *office) Intent { return Intent{Act: Answer, Target: o.call("5")} },
			`remoteControl {"talker_id":"10","action":"talk"}`,
		},
		{
			"tones",
			[]pal.Notification{mine()},
			func(o *office) Intent { return Intent{Act: Tones, Target: o.call("5"), Signal: "1#"} },
			`sendDTMF {"talker_id":"10","signal":"1#"}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			o.do(c.intent(o))
			o.sends(c.want)
		})
	}
}

func TestOnlySANamesTheTenant(t *testing.T) {
	for login, want := range map[pal.Permit]string{
		pal.BySA:    `hold {"tenant":"main","tid":"10"}`,
		pal.ByAdmin: `hold {"tid":"10"}`,
		pal.ByUser:  `hold {"tid":"10"}`,
	} {
		o := newOffice(t, func(v *options) { v.login = login })
		o.hear(mine())
		o.do(Intent{Act: Hold, Target: o.call("5")})
		o.sends(want)
	}
}

func TestWithoutTheRightToARoomTheLegIsHungUp(t *testing.T) {
	for _, login := range []pal.Permit{pal.ByUser, 0} {
		o := newOffice(t, func(v *options) { v.login = login })
		o.hear(mine())
		o.do(Intent{Act: HangUp, Target: o.call("5")})
		o.sends(`disconnect {"tid":"10"}`)
	}
}

func TestAnIntentThatLacksSomethingIsNotSent(t *testing.T) {
	cases := map[string]Intent{
		"say whom to transfer to":     {Act: Transfer, Mode: Blind},
		"say how: blind, attended":    {Act: Transfer, To: []string{"1003"}},
		"say a place to park in":      {Act: Park},
		"say a reason":                {Act: Barge, Speak: Listen},
		"say how: false, tutor, true": {Act: Barge, Reason: "training"},
		"say whom to call":            {Act: Call},
		"say whom to forward to":      {Act: Forward},
		"say which tones":             {Act: Tones},
		"nothing to do":               {},
	}
	for why, i := range cases {
		t.Run(why, func(t *testing.T) {
			o := newOffice(t)
			o.hear(inside()...)
			i.Target = o.call("7")
			_, err := o.Do(t.Context(), i)
			refusal, ok := errors.AsType[*Refusal](err)
			if !ok || i.Act != 0 && refusal.Why != why {
				t.Errorf("got %v, want a refusal: %s", err, why)
			}
			o.sends()
		})
	}
}
