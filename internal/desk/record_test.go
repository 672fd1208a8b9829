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

func (p *pages) Ended(act journal.ID, words string) error {
	return p.write("%s", strings.TrimSpace(fmt.Sprintf("%d: ended %s", act, words)))
}

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
	o.Over(outcome, "")
	if diff := cmp.Diff([]string{intent, "1: done", "1: confirmed true", "1: ended"}, o.pages.steps); diff != "" {
		t.Errorf("in the end (-want +got):\n%s", diff)
	}
}

// A barge that the PBX did not answer may last all the same: the journal has its end.
func TestABargeOfUnknownOutcomeIsWrittenToItsEnd(t *testing.T) {
	for name, c := range map[string]struct {
		answer error
		want   []string
	}{
		"unknown": {pal.ErrOutcomeUnknown, []string{"1: outcome unknown: the PBX did not answer; look before you try again", "1: ended your phone was not seen there"}},
		"failed":  {&pal.Failed{Method: "barge", Result: pal.NewText("failed")}, []string{"1: failed"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(inside()...)
			o.wire.answer = c.answer
			outcome, err := o.Do(t.Context(), Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"})
			if !errors.Is(err, c.answer) {
				t.Fatal(err)
			}
			o.Over(outcome, "your phone was not seen there")
			if diff := cmp.Diff(c.want, o.pages.steps[1:]); diff != "" {
				t.Errorf("journal (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABargeBeginsWithListening(t *testing.T) {
	// Given two who talk,
	o := newOffice(t)
	o.hear(inside()...)
	speak := func() error {
		_, err := o.Do(t.Context(), Intent{Act: Barge, Target: o.person("1002"), Speak: Speak, Reason: "training"})
		return err
	}
	// when somebody asks to speak whose phone is not with them, then nothing is sent;
	refusal, ok := errors.AsType[*Refusal](speak())
	if !ok || refusal.Why != "a barge begins with listening, and your phone is not in that call" {
		t.Errorf("got %v", refusal)
	}
	o.sends()
	// once it is, it is.
	o.hear(leg("1000", "10", "7", pal.CodeCallSuccess, "1001"))
	if err := speak(); err != nil || len(o.wire.sent) != 1 {
		t.Errorf("%v, sent %q", err, o.wire.sent)
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

// closing closes the desk beside the test; waited is how long it gives the acts, and
// late tells it that they took longer.
func (o *office) closing() (late func(), closed <-chan error) {
	done := make(chan error, 1)
	go func() { done <- o.Close() }()
	w := <-o.clock.waiting
	if w.long != 2*time.Second {
		o.t.Errorf("it waits %v for results", w.long)
	}
	return func() { w.fired <- morning.Add(w.long) }, done
}

func TestTheResultOfAnActUnderWayIsWaitedForAtTheEnd(t *testing.T) {
	// Given an act that the PBX has not answered yet, of a screen that has ended,
	o := newOffice(t)
	o.hear(mine())
	screen, left := context.WithCancel(t.Context())
	sending, answer, done := make(chan struct{}), make(chan struct{}), make(chan error)
	o.wire.sending = func() { close(sending); <-answer }
	go func() {
		_, err := o.Do(screen, Intent{Act: HangUp, Target: o.call("5")})
		done <- err
	}()
	<-sending
	left()
	// when the desk is closed and the PBX answers then,
	_, closed := o.closing()
	close(answer)
	// then the result is in the journal,
	for _, err := range []error{<-done, <-closed} {
		if err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff("1: done", o.pages.steps[1]); diff != "" || len(o.pages.steps) != 2 {
		t.Errorf("journal: %q", o.pages.steps)
	}
	// and nothing more is begun.
	if _, err := o.Do(t.Context(), Intent{Act: HangUp, Target: o.call("5")}); err == nil || err.Error() != "not done: cordboard is ending" {
		t.Errorf("another act: %v", err)
	}
}

func TestWhatHasNoResultAtTheEndIsWrittenSo(t *testing.T) {
	// Given somebody who listens, and an act that is not answered and does not give up,
	o := newOffice(t)
	o.hear(inside()...)
	o.hear(mine())
	barge := o.do(Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"})
	sending, answer, done := make(chan struct{}), make(chan struct{}), make(chan error)
	o.wire.sending = func() { close(sending); <-answer }
	go func() {
		_, err := o.Do(context.Background(), Intent{Act: HangUp, Target: o.call("5")})
		done <- err
	}()
	<-sending
	// when the desk is closed and time is up,
	late, closed := o.closing()
	late()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	// then the journal says what is known, and an answer or an end that comes later is not in it.
	want := []string{
		"3: outcome unknown: cordboard ended before the PBX answered", "1: ended cordboard ended first: the phone may be in the call still",
	}
	close(answer)
	<-done
	o.Over(barge, "")
	if diff := cmp.Diff(want, o.pages.steps[3:]); diff != "" {
		t.Errorf("journal (-want +got):\n%s", diff)
	}
}

func TestNothingIsSentOnceTheScreenHasEnded(t *testing.T) {
	// Given a screen that ends while the disk is waited for,
	o := newOffice(t)
	o.hear(mine())
	screen, left := context.WithCancel(t.Context())
	o.pages.writing = left
	// when the intent is on the disk, then nothing is sent, and the journal says so.
	_, err := o.Do(screen, Intent{Act: HangUp, Target: o.call("5")})
	if err == nil || len(o.wire.sent) != 0 || o.pages.steps[1] != "1: not done: cordboard is ending" {
		t.Errorf("%v, sent %q, journal %q", err, o.wire.sent, o.pages.steps)
	}
}

func TestABargeIsOverOnce(t *testing.T) {
	o := newOffice(t)
	o.hear(inside()...)
	barge := o.do(Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"})
	o.Over(barge, "")
	o.Over(barge, "")
	_, closed := o.closing()
	if err := <-closed; err != nil || len(o.pages.steps) != 3 {
		t.Errorf("%v, journal %q", err, o.pages.steps)
	}
}
