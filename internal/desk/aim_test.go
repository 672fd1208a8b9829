package desk

import (
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// TestAimAsksTheRightLeg says of each conversation whose leg is asked, and who is
// acted on by it.
func TestAimAsksTheRightLeg(t *testing.T) {
	ringsAt := func(user, talker, other string) pal.Notification {
		return leg(user, talker, "7", pal.CodeStartRinging, other)
	}
	held := func(user, talker, other string) pal.Notification { return leg(user, talker, "7", pal.CodeHold, other) }
	cases := []struct {
		name               string
		hears              []pal.Notification
		asks, party, other string
		people             int
	}{
		{"inside: the called", inside(), "12", "1001", "1002", 2},
		{"in from outside: the one of ours", []pal.Notification{leg("1002", "12", "7", pal.CodeCallSuccess, "0312345678")}, "12", "0312345678", "1002", 2},
		{"out to outside: the one of ours", []pal.Notification{caller(leg("1001", "11", "7", pal.CodeAnswerSuccess, "0312345678"))}, "11", "0312345678", "1001", 2},
		{"the operator called: theirs", []pal.Notification{caller(leg("1000", "10", "7", pal.CodeAnswerSuccess, "1002")), leg("1002", "12", "7", pal.CodeCallSuccess, "1000")}, "10", "1002", "1000", 2},
		{"the operator was called: theirs", []pal.Notification{caller(leg("1001", "11", "7", pal.CodeAnswerSuccess, "1000")), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")}, "10", "1001", "1000", 2},
		{"the caller holds: who holds", append(inside(), held("1001", "11", "")), "11", "1002", "1001", 2},
		{"the called holds: who holds", append(inside(), held("1002", "12", "")), "12", "1001", "1002", 2},
		{"the other holds the operator: theirs", []pal.Notification{caller(leg("1001", "11", "7", pal.CodeHold, "1000")), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")}, "10", "1001", "1000", 2},
		{"somebody listens", append(inside(), ringsAt("1003", "13", "1001")), "12", "1001", "1002", 3},
		{"the operator listens: theirs", append(inside(), leg("1000", "10", "7", pal.CodeCallSuccess, "1001")), "10", "1001", "1000", 3},
		{"the operator's phone rings for it too", append(inside(), ringsAt("1000", "10", "1001")), "12", "1001", "1002", 3},
		{"the called is with who joined", append(inside(), leg("1003", "13", "7", pal.CodeCallSuccess, "1002"), leg("1002", "12", "7", pal.CodeAnsweredAgain, "1003")), "12", "1003", "1002", 3},
		{"parked from outside: nobody", []pal.Notification{leg("1002", "12", "7", pal.CodeCallSuccess, "0312345678"), parked("801", "7", "99"), leg("1002", "12", "7", pal.CodeDisconnect, "")}, "", "0312345678", "1002", 1},
		{"parked inside: the parked", append(inside(), leg("1001", "11", "7", pal.CodeParkStart, ""), parked("801", "7", "11"), leg("1002", "12", "7", pal.CodeDisconnect, "")), "11", "1001", "1002", 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			got := o.call("7")
			if got.Leg.Talker != c.asks || got.Party.Number.String() != c.party || got.Other.Number.String() != c.other || got.People != c.people {
				t.Errorf("asks %q, about %s with %s, %d in it", got.Leg.Talker, got.Party.Number, got.Other.Number, got.People)
			}
		})
	}
}

func TestAPersonWithSeveralCallsIsTheOneThatTalks(t *testing.T) {
	o := newOffice(t)
	o.hear(leg("1001", "11", "7", pal.CodeHold, "1002"), leg("1001", "13", "8", pal.CodeCallSuccess, "1003"), leg("1001", "15", "9", pal.CodeStartRinging, "1004"))
	if got := o.person("1001"); got.Leg.Talker != "13" || got.Party.Number.String() != "1003" || got.Whole {
		t.Errorf("aims at %+v", got)
	}
}

func TestSay(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	o.hear(parked("801", "9", "99"), mine())
	call := o.call("7")
	three := o.person("1000")
	three.People = 3
	recorded, held := call, call
	recorded.Recording, held.State = pal.On, model.Held
	cases := map[string]Intent{
		"transfer 1001 → 1003":            {Act: Transfer, Target: call, To: []string{"1003"}, Mode: Blind},
		"transfer 1001 → 1003 (attended)": {Act: Transfer, Target: call, To: []string{"1003"}, Mode: Attended},
		"forward 1001 → 1003, 1004":       {Act: Forward, Target: call, To: []string{"1003", "1004"}},
		"park 1001 in 802":                {Act: Park, Target: call, Place: "802"},
		"retrieve unknown from 801":       {Act: Retrieve, Target: o.place("801")},
		"whisper to 1001":                 {Act: Barge, Target: call, Speak: Whisper},
		"hang up unknown, parked in 801":  {Act: HangUp, Target: o.place("801")},
		"hang up 1001 and 1002":           {Act: HangUp, Target: call},
		"hang up 1002":                    {Act: HangUp, Target: o.person("1002")},
		// One's own leg is named by whom the call is with.
		"hang up 0312345678 (leaving 1000)": {Act: HangUp, Target: o.person("1000")},
		"leave the call with 0312345678":    {Act: HangUp, Target: three},
		"call 1003":                         {Act: Call, To: []string{"1003"}},
		"stop recording 1001":               {Act: Record, Target: recorded},
		"unhold 1001":                       {Act: Hold, Target: held},
		"answer 1001":                       {Act: Answer, Target: call},
	}
	for want, i := range cases {
		if got := i.Say(); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}
