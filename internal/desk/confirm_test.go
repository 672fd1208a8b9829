package desk

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// The board shows what an act asked for, and only that.
func TestConfirm(t *testing.T) {
	parkedOne := []pal.Notification{parked("801", "7", "99")}
	held := []pal.Notification{leg("1000", "10", "5", pal.CodeHold, "0312345678")}
	recorded := append(inside(), recording("1001", "11", pal.On))
	seven := func(o *office) Target { return o.call("7") }
	five := func(o *office) Target { return o.call("5") }
	rings := func(talker, room string) pal.Notification {
		return leg("1000", talker, room, pal.CodeStartRinging, "0312345678")
	}
	attended := func(i Intent) Intent { i.Mode = Attended; return i }
	cases := []struct {
		name  string
		act   Act
		hears []pal.Notification
		aim   func(*office) Target
		turn  func(Intent) Intent
		then  []pal.Notification
		want  bool
	}{
		{"a blind transfer by the leg that goes and the one it went to", Transfer, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, ""), leg("1003", "13", "7", pal.CodeStartRinging, "1001")}, true},
		{"or a party that is told by another number", Transfer, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, ""), leg("1001", "11", "7", pal.CodeAnswerSuccess, "0911")}, true},
		{"not by the leg that goes alone", Transfer, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, "")}, false},
		{"not when nobody is left", Transfer, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, ""), leg("1001", "11", "7", pal.CodeDisconnect, "")}, false},
		{"not by the caller who goes", Transfer, inside(), seven, nil, []pal.Notification{leg("1001", "11", "7", pal.CodeDisconnect, "")}, false},
		{"an attended transfer by a held leg and a new one", Transfer, inside(), seven, attended, []pal.Notification{leg("1002", "12", "7", pal.CodeHold, ""), leg("1002", "13", "8", pal.CodeIncoming, "1003")}, true},
		{"not by the held leg alone", Transfer, inside(), seven, attended, []pal.Notification{leg("1002", "12", "7", pal.CodeHold, "")}, false},
		{"a park by its place", Park, inside(), seven, nil, []pal.Notification{parked("802", "7", "11")}, true},
		{"not by another call in the place", Park, inside(), seven, nil, []pal.Notification{parked("802", "8", "99")}, false},
		{"a retrieve by one's phone in that call", Retrieve, parkedOne, seven, nil, []pal.Notification{rings("10", "7")}, true},
		{"not by another call that rings", Retrieve, parkedOne, seven, nil, []pal.Notification{rings("10", "8")}, false},
		{"a barge by one's phone in that call", Barge, inside(), seven, nil, []pal.Notification{rings("10", "7")}, true},
		{"not by another call that rings at one's phone", Barge, inside(), seven, nil, []pal.Notification{rings("10", "8")}, false},
		{"a call by one's phone that calls", Call, nil, func(o *office) Target { return o.aim().None() }, nil, []pal.Notification{caller(leg("1000", "10", "5", pal.CodeCalling, "1003"))}, true},
		{"not by another call that comes in", Call, nil, func(o *office) Target { return o.aim().None() }, nil, []pal.Notification{rings("10", "5")}, false},
		{"a hang-up of one by the leg that goes", HangUp, inside(), func(o *office) Target { return o.person("1002") }, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeEndTalking, "")}, true},
		{"a hang-up of all by the end of the call", HangUp, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeEndTalking, ""), leg("1001", "11", "7", pal.CodeDisconnect, "")}, true},
		{"not by the first who goes", HangUp, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, "")}, false},
		{"a hang-up of somebody outside who is parked", HangUp, parkedOne, seven, nil, []pal.Notification{free("801")}, true},
		{"a forward by who is called", Forward, inside(), seven, nil, []pal.Notification{leg("1003", "13", "7", pal.CodeStartRinging, "1001")}, true},
		{"not by the end of the call", Forward, inside(), seven, nil, []pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, ""), leg("1001", "11", "7", pal.CodeDisconnect, "")}, false},
		{"a recording", Record, inside(), seven, nil, []pal.Notification{recording("1002", "12", pal.On)}, true},
		{"not by another's", Record, inside(), seven, nil, []pal.Notification{recording("1001", "11", pal.On)}, false},
		{"no recording any more", Record, recorded, seven, nil, []pal.Notification{recording("1001", "11", pal.Off)}, true},
		{"hold", Hold, []pal.Notification{mine()}, five, nil, held, true},
		{"unhold", Hold, held, five, nil, []pal.Notification{leg("1000", "10", "5", pal.CodeUnhold, "")}, true},
		{"take back", TakeBack, held, five, nil, []pal.Notification{leg("1000", "10", "5", pal.CodeUnhold, "")}, true},
		{"answer", Answer, []pal.Notification{rings("10", "5")}, five, nil, []pal.Notification{leg("1000", "10", "5", pal.CodeCallSuccess, "")}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			i := filled(c.act, c.aim(o))
			if c.turn != nil {
				i = c.turn(i)
			}
			outcome := o.do(i)
			if o.shows(o.store.Snapshot(), outcome) {
				t.Error("confirmed before anything was told")
			}
			o.hear(c.then...)
			if got := o.shows(o.store.Snapshot(), outcome); got != c.want {
				t.Errorf("confirmed %t, want %t", got, c.want)
			}
		})
	}
}

// confirming runs Confirm and gives what it will say once the desk waits.
func (o *office) confirming(ctx context.Context, outcome Outcome) <-chan bool {
	said := make(chan bool, 1)
	go func() { said <- o.Confirm(ctx, outcome) }()
	return said
}

func TestConfirmWaitsForTheBoard(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	said := o.confirming(t.Context(), o.do(Intent{Act: Hold, Target: o.call("5")}))
	o.hear(leg("1000", "10", "5", pal.CodeHold, ""))
	if !<-said {
		t.Error("not confirmed")
	}
	if e := o.Log().Entries()[0]; !e.Confirmed {
		t.Errorf("the log has %+v", e)
	}
}

// The journal does not say that the board has shown what it cannot show.
func TestWhatTheBoardDoesNotShowIsNotConfirmed(t *testing.T) {
	joined := append(inside(), leg("1000", "10", "7", pal.CodeCallSuccess, "1001"))
	for name, c := range map[string]struct {
		act   Act
		hears []pal.Notification
		room  string
		seen  bool
		want  []string
	}{
		"tones":                            {Tones, []pal.Notification{mine()}, "5", false, []string{"1: done"}},
		"another way of a barge":           {Barge, joined, "7", false, []string{"1: done"}},
		"a barge, by the phone that rings": {Barge, inside(), "7", true, []string{"1: done", "1: confirmed true"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			target := o.call(c.room)
			if c.act == Barge { // of one who is in it already, it is the other's leg that is kept
				target = o.person("1002")
			}
			outcome := o.do(filled(c.act, target))
			said := o.confirming(t.Context(), outcome)
			if c.seen {
				o.hear(leg("1000", "10", "7", pal.CodeStartRinging, "1001"))
			}
			if !<-said || outcome.Seen() != c.seen {
				t.Errorf("seen %v", outcome.Seen())
			}
			if diff := cmp.Diff(c.want, o.pages.steps[1:]); diff != "" {
				t.Errorf("journal (-want +got):\n%s", diff)
			}
			if e := o.Log().Entries()[0]; e.Awaited != c.seen || e.Confirmed != c.seen {
				t.Errorf("the log has %+v", e)
			}
		})
	}
}

func TestConfirmGivesUpAfterTwoSeconds(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	said := o.confirming(t.Context(), o.do(Intent{Act: Hold, Target: o.call("5")}))
	o.hear(leg("1000", "10", "5", 99, ""))
	waiter := <-o.clock.waiting
	waiter.fired <- morning
	if <-said {
		t.Error("confirmed though the board shows nothing of it")
	}
	if e := o.Log().Entries()[0]; e.Confirmed || e.Result != "done" {
		t.Errorf("the log has %+v", e)
	}
	if waiter.long != 2*time.Second {
		t.Errorf("waited for %v", waiter.long)
	}
	o.sends(`hold {"tid":"10"}`)
}

func TestConfirmEndsWithItsContext(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	outcome := o.do(Intent{Act: Hold, Target: o.call("5")})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if o.Confirm(ctx, outcome) {
		t.Error("confirmed")
	}
}

// After a break every leg of the old connection is gone from the board. That is no
// hang-up.
func TestABreakConfirmsNothing(t *testing.T) {
	for act := Transfer; act <= Tones; act++ {
		t.Run(act.String(), func(t *testing.T) {
			o := newOffice(t)
			hears := situations[act]
			if hears == nil {
				hears = []pal.Notification{mine()}
			}
			o.hear(hears...)
			outcome := o.do(filled(act, o.call("5")))
			o.store.Lost(o.epoch, model.Reconnecting, "reset", morning)
			if o.shows(o.store.Snapshot(), outcome) {
				t.Error("confirmed by a stale board")
			}
			o.connect()
			if o.shows(o.store.Snapshot(), outcome) {
				t.Error("confirmed by the board of another connection")
			}
		})
	}
}
