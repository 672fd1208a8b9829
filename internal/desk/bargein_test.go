package desk

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// formOfBarge is the form, filled in for a phone and looked at.
func formOfBarge(t *testing.T, o *office, user, tid string) (Form, map[string]string, error) {
	t.Helper()
	values := map[string]string{"user": user, "tid": tid, "listen": "true", "speak": "false", "reason": "training"}
	f, err := o.Read(t.Context(), o.form("barge"), values)
	return f, values, err
}

func TestTheOwnBargeOfAFormIsAnActLikeAnyOther(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	f, values, err := formOfBarge(t, o, "1000", "12")
	if err != nil {
		t.Fatal(err)
	}
	i, ok := o.Barge(f, values)
	if !ok || i.Speak != Listen || i.Reason != "training" {
		t.Fatalf("%+v", i)
	}
	o.do(i)
	o.sends(`barge {"user":"1000","tid":12,"listen":true,"speak":"false"}`)
	// One that is not on the board cannot be shown.
	_, _, err = formOfBarge(t, o, "1000", "99")
	if problem, ok := errors.AsType[*FieldProblem](err); !ok || problem.Field != "tid" {
		t.Errorf("got %v", err)
	}
}

func TestABargeOfAnotherPhoneIsInTheJournalWithItsReason(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	f, values, err := formOfBarge(t, o, "1005", "12")
	if err != nil {
		t.Fatal(err)
	}
	if _, own := o.Barge(f, values); own {
		t.Error("it is taken for the operator's own")
	}
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	o.sends(`barge {"user":"1005","tid":12,"listen":true,"speak":"false"}`)
	go func() { <-o.clock.waiting }()
	if err := o.Close(); err != nil {
		t.Error(err)
	}
	want := []string{
		`Mia at the front desk: barge, user 1005, tid 12, listen true, speak false 1002 talking with 1001, because "training"`,
		"1: done", "1: ended cordboard ended first: the phone may be in the call still",
	}
	if diff := cmp.Diff(want, o.pages.steps); diff != "" {
		t.Errorf("journal (-want +got):\n%s", diff)
	}
}

func TestABargeThatIsHeardAtOnceIsNotSent(t *testing.T) {
	o := newOffice(t)
	for _, r := range []pal.Barge{
		{User: "1005", TID: "12", Listen: true, Speak: pal.SpeakAll},
		{User: "1005", TID: "12", Listen: true, Speak: pal.SpeakTutor},
		{User: "1005", TID: "12", Speak: pal.SpeakNone},
	} {
		_, err := o.InvokeBecause(t.Context(), r, "training")
		if _, ok := errors.AsType[*Refusal](err); !ok {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if _, err := o.Invoke(t.Context(), pal.Barge{User: "1005", TID: "12", Listen: true, Speak: pal.SpeakNone}); err == nil {
		t.Error("sent without a reason")
	}
	o.sends()
}
