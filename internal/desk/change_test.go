package desk

import (
	"errors"
	"testing"

	"cordboard/palconn/pal"
)

// Between the aim and the act the board changes: nothing is sent, and the refusal
// says what was seen and what is.
func TestWhatChangedIsNotActedOn(t *testing.T) {
	end := leg("1002", "12", "7", pal.CodeDisconnect, "")
	transfer := func(o *office) Intent { return filled(Transfer, o.call("7")) }
	personTransfer := func(o *office) Intent { return filled(Transfer, o.person("1002")) }
	hangUp := func(o *office) Intent { return filled(HangUp, o.call("7")) }
	retrieve := func(o *office) Intent { return filled(Retrieve, o.place("801")) }
	talking := "1002 talking with 1001"
	cases := []struct {
		name          string
		hears         []pal.Notification
		intent        func(*office) Intent
		changes       []pal.Notification
		before, after string
	}{
		{"its state", inside(), transfer, []pal.Notification{leg("1002", "12", "7", pal.CodeHold, "")}, talking, "1002 held with 1001"},
		{"its leg has gone", inside(), personTransfer, []pal.Notification{end}, talking, "that call has ended"},
		{"the whole call has gone", inside(), transfer, []pal.Notification{end, leg("1001", "11", "7", pal.CodeDisconnect, "")}, talking, "that call has ended"},
		{"its room", inside(), transfer, []pal.Notification{leg("1002", "12", "8", pal.CodeAnsweredAgain, "1001")}, talking, "1001 talking with 1002"},
		{
			"the room was given another id by its only leg",
			[]pal.Notification{leg("1002", "12", "7", pal.CodeCallSuccess, "0312345678")},
			hangUp,
			[]pal.Notification{leg("1002", "12", "8", pal.CodeAnsweredAgain, "")},
			"1002 talking with 0312345678", "1002 talking with 0312345678",
		},
		{
			"the party it is with", inside(), transfer,
			[]pal.Notification{leg("1001", "11", "7", pal.CodeDisconnect, ""), leg("1003", "13", "7", pal.CodeCallSuccess, "1002"), leg("1002", "12", "7", pal.CodeAnswerSuccess, "1003")},
			talking, "1003 talking with 1002",
		},
		{
			"the same number outside is another leg inside",
			[]pal.Notification{leg("1002", "12", "7", pal.CodeCallSuccess, "1001")},
			transfer,
			[]pal.Notification{leg("1001", "11", "7", pal.CodeAnswerSuccess, "1002")},
			talking, "1001 talking with 1002",
		},
		{
			"somebody has joined a call that is to be ended", inside(), hangUp,
			[]pal.Notification{leg("1003", "13", "7", pal.CodeCallSuccess, "1001")},
			talking, talking + " and 1 more",
		},
		{
			"somebody has joined a call that is to be forwarded", inside(), func(o *office) Intent { return filled(Forward, o.call("7")) },
			[]pal.Notification{leg("1003", "13", "7", pal.CodeCallSuccess, "1001")},
			talking, talking + " and 1 more",
		},
		{
			"it is recorded already", inside(), func(o *office) Intent { return filled(Record, o.call("7")) },
			[]pal.Notification{recording("1002", "12", pal.On)},
			talking, talking + ", recorded",
		},
		{
			"another caller is in the place",
			[]pal.Notification{parked("801", "7", "99")},
			retrieve,
			[]pal.Notification{free("801"), parked("801", "8", "98")},
			"unknown in 801 since 09:00:00", "unknown in 801 since 09:00:01",
		},
		{
			"another caller is in the place of whom no room is told",
			[]pal.Notification{timed(parked("801", "", ""), 1)},
			retrieve,
			[]pal.Notification{timed(free("801"), 2), timed(parked("801", "", ""), 3)},
			"unknown in 801 since 09:00:00", "unknown in 801 since 09:00:01",
		},
		{"the place is free", []pal.Notification{parked("801", "7", "99")}, retrieve, []pal.Notification{free("801")}, "unknown in 801 since 09:00:00", "801 is free"},
		{
			"the place to park in was taken", inside(), func(o *office) Intent { return filled(Park, o.call("7")) },
			[]pal.Notification{parked("802", "9", "99")},
			"nobody in 802", "unknown in 802",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			i := c.intent(o)
			o.later(c.changes...)
			_, err := o.Do(t.Context(), i)
			refusal, ok := errors.AsType[*Refusal](err)
			if !ok || refusal.Before != c.before || refusal.After != c.after {
				t.Errorf("got %+v (%v), want before %q, after %q", refusal, err, c.before, c.after)
			}
			o.sends()
			if entries := o.Log().Entries(); len(entries) != 0 {
				t.Errorf("written down as done: %+v", entries)
			}
		})
	}
}

// What an act does not touch may change.
func TestWhatDoesNotMatterMayChange(t *testing.T) {
	cases := map[string]struct {
		hears   []pal.Notification
		intent  func(*office) Intent
		changes []pal.Notification
		want    string
	}{
		"a name is told": {
			inside(), func(o *office) Intent { return filled(Transfer, o.call("7")) },
			[]pal.Notification{named(leg("1001", "11", "7", pal.CodeAnswerSuccess, "1002"), "Ana Ruiz")},
			`transfer {"user":"1003","tid":"12","mode":"blind"}`,
		},
		"a supervisor comes to a call that is parked in a place": {
			inside(), func(o *office) Intent { return filled(Park, o.call("7")) },
			[]pal.Notification{leg("1009", "19", "7", pal.CodeStartRinging, "1002")},
			`park {"tid":"12","number":"802"}`,
		},
		"a phone rings for a parked call": {
			[]pal.Notification{parked("801", "7", "99")},
			func(o *office) Intent { return filled(Retrieve, o.place("801")) },
			[]pal.Notification{leg("1009", "19", "7", pal.CodeStartRinging, "0312345678")},
			`unpark {"user":"1000","number":"801"}`,
		},
		"who is called may be doing anything": {
			inside(), func(o *office) Intent { return filled(Call, o.call("7")) },
			[]pal.Notification{leg("1002", "12", "7", pal.CodeDisconnect, "")},
			`makeCall {"user":"1000","from":"1000","to":["1003"],"type":"2"}`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(c.hears...)
			i := c.intent(o)
			o.hear(c.changes...)
			o.do(i)
			o.sends(c.want)
		})
	}
}

// A leg of a new connection can have the ids of one of the old: it is another.
func TestTheSameIDsOnANewConnectionAreAnotherCall(t *testing.T) {
	for act := Transfer; act <= Tones; act++ {
		if act == Call {
			continue
		}
		t.Run(act.String(), func(t *testing.T) {
			o := newOffice(t)
			hears := situations[act]
			if hears == nil {
				hears = []pal.Notification{mine()}
			}
			o.hear(hears...)
			i := filled(act, o.call("5"))
			o.connect(hears...)
			_, err := o.Do(t.Context(), i)
			if refusal, ok := errors.AsType[*Refusal](err); !ok || refusal.Before != "seen before the line broke" {
				t.Errorf("got %v, want a refusal", err)
			}
			o.sends()
		})
	}
}
