package desk

import (
	"errors"
	"strings"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// typed is the form of a method from the list of all, looked at with these values.
func (o *office) typed(method string, values map[string]string) Form {
	o.t.Helper()
	f, err := o.Open(o.t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: method})
	if err != nil || !f.Unread() {
		o.t.Fatalf("%s: unread %v (%v)", method, f.Unread(), err)
	}
	now, err := o.Read(o.t.Context(), f, values)
	if err != nil {
		o.t.Fatalf("%s: %v", method, err)
	}
	return now
}

func TestAFormOnACallSaysWhoseItIs(t *testing.T) {
	for name, c := range map[string]struct {
		method string
		values map[string]string
		want   string
	}{
		"by talker":         {"disconnect", map[string]string{"tid": "11"}, "1001 talking with 1002"},
		"by room":           {"callforward", map[string]string{"rid": "7", "user": "1003"}, "1002 talking with 1001"},
		"by another name":   {"remoteControl", map[string]string{"talker_id": "12", "action": "talk"}, "1002 talking with 1001"},
		"not on the board":  {"park", map[string]string{"tid": "13", "number": "802"}, "What has tid 13 is not known: it is on the board not at all, or not once alone."},
		"of other tenants":  {"disconnect", map[string]string{"tid": "11", "tenant": "branch"}, "1001 talking with 1002"},
		"by its place":      {"unpark", map[string]string{"user": "1003", "number": "801"}, "1002 in 801 since 09:00:00"},
		"in a free place":   {"unpark", map[string]string{"user": "1003", "number": "802"}, "Who is in 802 is not known."},
		"hostile and wrong": {"disconnect", map[string]string{"rid": "7\x1b[2J"}, "What has rid 7\uFFFD[2J is not known: it is on the board not at all, or not once alone."},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(inside()...)
			o.hear(waiting()...)
			f := o.typed(c.method, c.values)
			if got := o.Say(f, c.values); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			o.sends()
			// It is what is sent, and what stands in the log.
			if _, err := o.Submit(t.Context(), f, c.values); err != nil {
				t.Fatal(err)
			}
			if entry := o.Log().Entries()[0]; len(o.wire.sent) != 1 || !strings.HasSuffix(entry.Target, c.want) {
				t.Errorf("sent %q, the log has %q", o.wire.sent, entry.Target)
			}
		})
	}
}

// waiting is 1002 (talker 22) who was parked in 801.
func waiting() []pal.Notification {
	return []pal.Notification{
		caller(leg("1002", "22", "8", pal.CodeAnswerSuccess, "1005")), leg("1005", "25", "8", pal.CodeCallSuccess, "1002"),
		leg("1002", "22", "8", pal.CodeParkStart, "1005"), parked("801", "8", "22"), leg("1005", "25", "8", pal.CodeDisconnect, "1002"),
	}
}

func TestWhoIsRetrievedIsWhoWasShown(t *testing.T) {
	for name, c := range map[string]struct {
		place   string
		happens []pal.Notification
		want    FieldProblem
	}{
		"another stands there": {
			"801",
			[]pal.Notification{free("801"), parked("801", "9", "99")},
			FieldProblem{"number", "changed meanwhile: now unknown in 801 since 09:00:01"},
		},
		"nobody does": {"801", []pal.Notification{free("801")}, FieldProblem{"number", "changed meanwhile: now 801 is free"}},
		"somebody came": {
			"802", []pal.Notification{parked("802", "9", "99")}, FieldProblem{"number", "on the board meanwhile: unknown in 802 since 09:00:01"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(waiting()...)
			values := map[string]string{"user": "1000", "number": c.place}
			f := o.typed("unpark", values)
			// When it is another's place while it is written down, nobody is retrieved.
			o.slowDisk(0, func() { o.later(c.happens...) })
			o.refusesChanged(f, values, c.want)
			o.sends()
		})
	}
}

func TestAFormOnACallIsNotSentWhenItIsAnother(t *testing.T) {
	gone := leg("1001", "11", "7", pal.CodeDisconnect, "1002")
	for name, c := range map[string]struct {
		method  string
		values  map[string]string
		happens func(*office)
		want    FieldProblem
	}{
		"ended": {
			"disconnect",
			map[string]string{"tid": "11"},
			func(o *office) { o.later(gone) },
			FieldProblem{"tid", "changed meanwhile: now that call has ended"},
		},
		"held": {
			"transfer",
			map[string]string{"tid": "11", "user": "1003", "mode": "blind"},
			func(o *office) { o.later(leg("1001", "11", "7", pal.CodeHold, "1002")) },
			FieldProblem{"tid", "changed meanwhile: now 1001 held with 1002, recorded"},
		},
		"the place is taken": {
			"park",
			map[string]string{"tid": "11", "number": "801"},
			func(o *office) { o.later(parked("801", "9", "99")) },
			FieldProblem{"tid", "changed meanwhile: now unknown in 801"},
		},
		"recorded no more": {
			"stopRecording",
			map[string]string{"tid": "11"},
			func(o *office) { o.later(recording("1001", "11", pal.Off)) },
			FieldProblem{"tid", "changed meanwhile: now 1001 talking with 1002"},
		},
		"come to the board": {
			"disconnect",
			map[string]string{"rid": "5"},
			func(o *office) { o.later(mine()) },
			FieldProblem{"rid", "on the board meanwhile: 1000 talking with 0312345678"},
		},
		"the same id after a break": {
			"disconnect",
			map[string]string{"tid": "11"},
			func(o *office) { o.connect(inside()...) },
			FieldProblem{"tid", "the PBX was connected to again since this form was opened: the id may be another call's now"},
		},
		"an id of nobody after a break": {
			"disconnect",
			map[string]string{"tid": "13"},
			func(o *office) { o.connect() },
			FieldProblem{"tid", "the PBX was connected to again since this form was opened: the id may be another call's now"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			// Given a form on a call that was looked at,
			o := newOffice(t)
			o.hear(append(inside(), recording("1001", "11", pal.On))...)
			f := o.typed(c.method, c.values)
			// when the call is another before it is sent, or while it is written down,
			c.happens(o)
			now := o.refusesChanged(f, c.values, c.want)
			// nothing is sent.
			o.sends()
			// With the form as it is now it is looked at anew, and goes, to a place that is free.
			if c.values["number"] != "" {
				c.values["number"] = "802"
			}
			f, err := o.Read(t.Context(), now, c.values)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := o.Submit(t.Context(), f, c.values); err != nil || len(o.wire.sent) != 1 {
				t.Errorf("sent %q (%v)", o.wire.sent, err)
			}
		})
	}
}

func TestAFormOnACallIsLookedAtOnceMoreWhenItIsWrittenDown(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	values := map[string]string{"tid": "11"}
	f := o.typed("disconnect", values)
	// When the line breaks, and the PBX gives the same ids again, while the disk is waited for,
	o.pages.writing = func() { o.connect(inside()...) }
	o.refusesChanged(f, values, FieldProblem{"tid", "the PBX was connected to again since this form was opened: the id may be another call's now"})
	// then nothing is sent, and the log says why.
	o.sends()
	if got := o.Log().Entries()[0].Result; !strings.Contains(got, "not sent") {
		t.Errorf("the log has %q", got)
	}
}

func TestAFormOnACallIsForItsConnectionAlone(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	values := map[string]string{"tid": "11"}
	if _, err := o.Submit(t.Context(), o.typed("disconnect", values), values); err != nil || o.wire.epoch != o.epoch {
		t.Errorf("sent on %d, not on %d alone (%v)", o.wire.epoch, o.epoch, err)
	}
}

func TestAFormOnACallIsNotReadWithoutABoard(t *testing.T) {
	o := newOffice(t)
	f := o.form("disconnect")
	o.store.Lost(o.epoch, model.Reconnecting, "reset", morning)
	_, err := o.Read(t.Context(), f, map[string]string{"tid": "11"})
	if refusal, ok := errors.AsType[*Refusal](err); !ok || !strings.Contains(refusal.Why, "the line to the PBX is down") {
		t.Errorf("got %v", err)
	}
}

func TestAFormOnACallThatWasOpenedBeforeThereWasAConnectionIsNotForTheFirst(t *testing.T) {
	o := newOffice(t)
	f := o.form("disconnect")
	f.epoch = 0
	o.hear(inside()...)
	_, err := o.Read(t.Context(), f, map[string]string{"tid": "11"})
	if changed, ok := errors.AsType[*Changed](err); !ok || changed.Form.epoch != o.epoch {
		t.Errorf("got %v", err)
	}
}

func TestOneOfTwoIdsIsTaken(t *testing.T) {
	o := newOffice(t)
	_, err := o.Read(t.Context(), o.form("disconnect"), map[string]string{"tid": "11", "rid": "8"})
	if problem, ok := errors.AsType[*FieldProblem](err); !ok || problem.Field != "rid" {
		t.Errorf("got %v", err)
	}
}

func TestACallIsEndedByYAlone(t *testing.T) {
	if !newOffice(t).form("disconnect").Grave {
		t.Error("enter would end a call")
	}
}
