package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/journal"
	"cordboard/palconn/pal"
)

// pages is a journal that a test reads.
type pages struct {
	steps []string
	// full is why nothing can be written.
	full error
	// writing is called while an intent is written, when it is set.
	writing func()
}

func (p *pages) write(format string, args ...any) error {
	if p.full == nil {
		p.steps = append(p.steps, fmt.Sprintf(format, args...))
	}
	return p.full
}

func (p *pages) Begin(a journal.Act) (journal.ID, error) {
	if p.writing != nil {
		p.writing()
	}
	err := p.write("%s at %s: %s, %s, because %q", a.Operator, a.Origin, a.What, a.Target, a.Reason)
	return journal.ID(len(p.steps)), err
}

func (p *pages) Result(act journal.ID, words string) error { return p.write("%d: %s", act, words) }

func (p *pages) Confirmed(act journal.ID, shown bool) error {
	return p.write("%d: confirmed %t", act, shown)
}

func (p *pages) Ended(act journal.ID) error { return p.write("%d: ended", act) }

func TestAnActIsWrittenStepByStep(t *testing.T) {
	// Given somebody to listen to,
	o := newOffice(t)
	o.hear(inside()...)
	var before []string
	o.wire.sending = func() { before = append([]string(nil), o.pages.steps...) }
	// when the supervisor does, then the intent is in the journal before the frame goes out,
	outcome, err := o.Do(t.Context(), Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"})
	if err != nil {
		t.Fatal(err)
	}
	intent := `Mia at the front desk: listen to 1001, 1002 talking with 1001 (room 7, talker 12), because "training"`
	if diff := cmp.Diff([]string{intent}, before); diff != "" {
		t.Errorf("when it was sent (-want +got):\n%s", diff)
	}
	// and what became of it, what the board showed and its end stand after it.
	o.hear(leg("1000", "10", "7", pal.CodeStartRinging, "1001"))
	if !o.Confirm(t.Context(), outcome) {
		t.Error("not confirmed")
	}
	o.Over(outcome)
	if diff := cmp.Diff([]string{intent, "1: done", "1: confirmed true", "1: ended"}, o.pages.steps); diff != "" {
		t.Errorf("in the end (-want +got):\n%s", diff)
	}
}

func TestWhatIsNotConfirmedIsWrittenSo(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	outcome, err := o.Do(t.Context(), Intent{Act: HangUp, Target: o.call("5")})
	if err != nil {
		t.Fatal(err)
	}
	go func() { (<-o.clock.waiting).fired <- morning.Add(2 * time.Second) }()
	if o.Confirm(t.Context(), outcome) || o.pages.steps[2] != "1: confirmed false" {
		t.Errorf("journal: %q", o.pages.steps)
	}
}

func TestNothingIsSentThatCannotBeWritten(t *testing.T) {
	// Given a journal on a full disk,
	o := newOffice(t)
	o.hear(mine())
	o.pages.full = errors.New("the journal cannot be written: the disk is full; make room")
	// when somebody acts, or changes a setting, then it is refused with the reason and nothing is sent or shown as done;
	_, err := o.Do(t.Context(), Intent{Act: HangUp, Target: o.call("5")})
	_, also := o.Invoke(t.Context(), pal.Hold{TID: "10"})
	for _, err := range []error{err, also} {
		if refusal, ok := errors.AsType[*Refusal](err); !ok || !strings.Contains(refusal.Error(), "the disk is full; make room") {
			t.Errorf("got %v, want a refusal", err)
		}
	}
	if len(o.wire.sent) != 0 || len(o.Log().Entries()) != 0 {
		t.Errorf("sent %q, shown %v", o.wire.sent, o.Log().Entries())
	}
	// and what only asks goes on.
	if _, err := o.Invoke(t.Context(), pal.Ping{}); err != nil {
		t.Error(err)
	}
}

func TestAResultThatCannotBeWrittenIsTold(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	o.wire.sending = func() { o.pages.full = errors.New("the journal cannot be written") }
	if _, err := o.Do(t.Context(), Intent{Act: HangUp, Target: o.call("5")}); err != nil {
		t.Fatal(err)
	}
	if got := o.Log().Entries()[0].Result; got != "done; the journal cannot be written" {
		t.Errorf("the result is %q", got)
	}
}

func TestTheTargetIsComparedOnceMoreAfterTheDisk(t *testing.T) {
	cases := map[string]func(o *office){
		"it ended":             func(o *office) { o.later(leg("1000", "10", "5", pal.CodeDisconnect, "")) },
		"the line broke":       func(o *office) { o.store.Lost(o.epoch, 2, "reset", morning) },
		"it is another's line": func(o *office) { o.connect(mine()) },
	}
	for name, happens := range cases {
		t.Run(name, func(t *testing.T) {
			// Given a call, and a disk that takes its time,
			o := newOffice(t)
			o.hear(mine())
			target := o.call("5")
			o.pages.writing = func() { happens(o) }
			// when the call changes meanwhile, then nothing is sent, and the journal says so.
			_, err := o.Do(context.Background(), Intent{Act: HangUp, Target: target})
			if _, refused := errors.AsType[*Refusal](err); !refused || len(o.wire.sent) != 0 {
				t.Errorf("got %v, sent %q", err, o.wire.sent)
			}
			if len(o.pages.steps) != 2 || !strings.Contains(o.pages.steps[1], "not done") {
				t.Errorf("journal: %q", o.pages.steps)
			}
		})
	}
}

func TestNothingIsAskedForTwiceWhileTheDiskIsWaitedFor(t *testing.T) {
	// Given a disk that does not answer, and an act and a call that wait for it,
	o := newOffice(t)
	o.hear(mine())
	for _, i := range []Intent{{Act: Hold, Target: o.call("5")}, {Act: Call, Target: Aim{Snap: o.store.Snapshot(), Own: o.Own()}.None(), To: []string{"1003"}}} {
		var again error
		o.pages.writing = func() {
			o.pages.writing = nil
			// when the same is asked for once more, then it is refused;
			_, again = o.Do(context.Background(), i)
		}
		if _, err := o.Do(t.Context(), i); err != nil {
			t.Fatal(err)
		}
		if refusal, ok := errors.AsType[*Refusal](again); !ok || !strings.Contains(refusal.Why, "under way") {
			t.Errorf("%s again: %v", i.Say(), again)
		}
	}
	// and each is sent once.
	if len(o.wire.sent) != 2 {
		t.Errorf("sent %q", o.wire.sent)
	}
	// When a call is asked for and the PBX is another one when the disk has answered, it is not made.
	o.pages.writing = func() { o.connect() }
	if _, err := o.Do(t.Context(), Intent{Act: Call, Target: Aim{Snap: o.store.Snapshot(), Own: o.Own()}.None(), To: []string{"1003"}}); err == nil || len(o.wire.sent) != 2 {
		t.Errorf("%v, sent %q", err, o.wire.sent)
	}
}
