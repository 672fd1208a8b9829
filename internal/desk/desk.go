package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// Line is the way to the PBX.
type Line interface {
	// Send makes one request and waits for its result. Its errors are those of
	// package pal.
	Send(context.Context, pal.Request) (jsontext.Value, error)
	// SendOn is Send on the connection of an epoch, and on no other.
	SendOn(ctx context.Context, epoch uint64, r pal.Request) (jsontext.Value, error)
	// Supports tells whether the PBX may know a method.
	Supports(method string) bool
}

// Clock is where the desk takes the time from.
type Clock interface {
	Now() time.Time
	After(time.Duration) <-chan time.Time
}

// Identity is who works at the desk.
type Identity struct {
	// Name is written beside each act, and so is Origin: where they sit.
	Name, Origin string
	// Tenant and Extension are the operator's own phone; Extension can be empty.
	Tenant, Extension string
	Role              Role
}

// Desk carries out the acts of one operator. It may be used from several
// goroutines.
type Desk struct {
	line  Line
	store *model.Store
	clock Clock
	op    Identity
	book  *record
	login atomic.Uint32
	// life is the context of the acts: they go on when the screen that asked for them
	// has ended, until stop is called.
	life context.Context
	stop context.CancelFunc
	// under are the acts that were begun and have no answer yet.
	under underWay
}

// Options make a Desk.
type Options struct {
	Line     Line
	Store    *model.Store
	Clock    Clock
	Operator Identity
	// Log and Journal are where acts are written; the screens of one program share
	// them.
	Log     *Log
	Journal Journal
}

// New makes a desk. Close it when acts may be under way.
func New(o Options) *Desk {
	life, stop := context.WithCancel(context.Background())
	return &Desk{
		line: o.Line, store: o.Store, clock: o.Clock, op: o.Operator, book: newRecord(o.Log, o.Journal), life: life, stop: stop,
	}
}

// Outcome is an act that was sent and that the PBX took.
type Outcome struct {
	Intent Intent
	entry  entry
	// epoch is the connection that the act was sent on.
	epoch uint64
	// before are the legs that the operator's phone, and the phone of the target's
	// leg, had when the act was sent.
	before []model.Leg
	// seen tells that the board is to show it.
	seen bool
}

// Seen tells that the board shows the act when it is done. Of one that it does not show
// the answer of the PBX is all there is.
func (o Outcome) Seen() bool { return o.seen }

// Refusal is an act that the desk did not send.
type Refusal struct {
	Intent Intent
	Why    string
	// Before and After are set when the call is no longer what was seen.
	Before, After string
}

// Error implements error.
func (r *Refusal) Error() string {
	if r.Before != "" {
		return fmt.Sprintf("not done, it has changed: %s; now %s", r.Before, r.After)
	}
	return "not done: " + r.Why
}

// Own is the operator's extension.
func (d *Desk) Own() model.Who { return model.Who{Tenant: d.op.Tenant, Number: d.op.Extension} }

// Operator is who works here.
func (d *Desk) Operator() Identity { return d.op }

// Log is what was done in this run.
func (d *Desk) Log() *Log { return d.book.log }

// SetLogin says what the PBX permits this login, as far as is known; 0 is
// not known.
func (d *Desk) SetLogin(p pal.Permit) { d.login.Store(uint32(p)) }

// Login is what the PBX permits this login; 0 when that is not known.
func (d *Desk) Login() pal.Permit { return pal.Permit(d.login.Load()) }

// Do carries an intent out: it refuses with a *Refusal, or sends one request and
// gives its outcome or the error of the line. It blocks until the intent is on the
// disk and the PBX has answered. When ctx ends before the request is sent it is not
// sent; after that the answer is waited for, until the desk is closed. A barge of unknown
// outcome (see IsUnknown) may last as one that the PBX took does: its Outcome comes with
// the error, for Over.
func (d *Desk) Do(ctx context.Context, i Intent) (Outcome, error) {
	aimed, refused := d.refuse(i)
	if refused != nil {
		return Outcome{}, refused
	}
	finish, ok := d.under.begin(i)
	if !ok {
		return Outcome{}, &Refusal{Intent: i, Why: "another act on it is under way: wait for its answer"}
	}
	defer finish()
	request, err := d.request(i)
	if err != nil {
		return Outcome{}, &Refusal{Intent: i, Why: err.Error()}
	}
	asked, seen := d.clock.Now(), d.isSeen(aimed, i)
	e, err := d.book.begin(d.entryOf(i, seen))
	if err != nil {
		return Outcome{}, &Refusal{Intent: i, Why: err.Error()}
	}
	snap, refused := d.refuseAgain(ctx, i, aimed.Epoch, asked)
	if refused != nil {
		d.book.end(e, refused.Error(), false)
		return Outcome{}, refused
	}
	o := Outcome{Intent: i, entry: e, epoch: snap.Epoch, seen: seen}
	o.before = append(legsOf(snap, d.Own()), legsOf(snap, i.Target.Leg.Who())...)
	return d.sendAct(o, request)
}

// sendAct sends the request of an act that was written down.
func (d *Desk) sendAct(o Outcome, r pal.Request) (Outcome, error) {
	_, err := d.line.SendOn(d.life, o.epoch, r)
	lasts := o.Intent.Act == Barge && (err == nil || IsUnknown(err))
	d.book.end(o.entry, Result(err), lasts)
	if err == nil {
		return o, nil
	}
	err = fmt.Errorf("%s: %w", o.Intent.Say(), err)
	if !lasts {
		o = Outcome{}
	}
	return o, err
}

// refuse tells why an intent is not carried out on the board as it is now; nil when
// it may be.
func (d *Desk) refuse(i Intent) (*model.Snapshot, *Refusal) {
	snap := d.store.Snapshot()
	if why := d.WhyNot(snap, i.Act, i.Target, true); why != "" {
		return snap, &Refusal{Intent: i, Why: why}
	}
	if before, after, ok := i.same(snap); !ok {
		return snap, &Refusal{Intent: i, Before: before, After: after}
	}
	if i.Act == Barge && (i.Speak == Whisper || i.Speak == Speak) && !d.isIn(snap, i.Target.Call) {
		return snap, &Refusal{Intent: i, Why: "a barge begins with listening, and your phone is not in that call"}
	}
	return snap, nil
}

// tooLate is how long the disk may take: what was wanted then is not wanted any more.
const tooLate = 5 * time.Second

// refuseAgain is refuse after the disk was waited for: what held before it may hold
// no more.
func (d *Desk) refuseAgain(ctx context.Context, i Intent, epoch uint64, asked time.Time) (*model.Snapshot, *Refusal) {
	snap, refused := d.refuse(i)
	switch late := d.lateBy(asked); {
	case refused != nil:
		return snap, refused
	case ctx.Err() != nil:
		return snap, &Refusal{Intent: i, Why: errEnding.Error()}
	case snap.Epoch != epoch:
		return snap, &Refusal{Intent: i, Why: "the PBX was connected to again meanwhile"}
	case late != "":
		return snap, &Refusal{Intent: i, Why: late}
	}
	return snap, nil
}

// lateBy says that the disk took too long; empty when it did not.
func (d *Desk) lateBy(asked time.Time) string {
	if took := d.clock.Now().Sub(asked); took > tooLate {
		return fmt.Sprintf("the disk of the journal took %v", took.Round(time.Second))
	}
	return ""
}

// entryOf is an intent as it is written down. A call that is made is about no other.
func (d *Desk) entryOf(i Intent, seen bool) Entry {
	e := Entry{
		At: d.clock.Now(), Operator: d.op.Name, Origin: d.op.Origin, Tenant: i.Target.Tenant, What: i.Say(),
		Target: i.Target.inFull(), Named: true, Reason: i.Reason, Awaited: seen,
	}
	if i.Act == Call {
		e.Tenant, e.Target = d.op.Tenant, ""
	}
	return e
}

// Invoke makes any request of the table for the command line and the forms: the
// role is checked, it is sent once, and it is written down first when it changes
// something.
func (d *Desk) Invoke(ctx context.Context, r pal.Request) (jsontext.Value, error) {
	return d.InvokeBecause(ctx, r, "")
}

// InvokeBecause is Invoke with the reason that is kept with the act. A barge needs one,
// and begins with listening alone.
func (d *Desk) InvokeBecause(ctx context.Context, r pal.Request, reason string) (jsontext.Value, error) {
	return d.invoke(ctx, order{request: r, secrets: pal.SecretsIn(r), reason: reason})
}

// order is a request with what must be known to send it.
type order struct {
	request pal.Request
	// secrets are kept out of the log and of the error.
	secrets []string
	// about says in words what it is about, where its parameters do not.
	about string
	// tenant has what it is about, where the request does not name it.
	tenant string
	// reason is why it is asked for.
	reason string
	// holds is asked once it is written down, with how long that took, and gives what then
	// forbids to send it; nil where nothing does.
	holds func(took time.Duration) error
	// epoch is the connection that it is for alone; 0 where it is for any.
	epoch uint64
}

func (d *Desk) invoke(ctx context.Context, o order) (jsontext.Value, error) {
	method, ok := pal.FindMethod(o.request.Method())
	if !ok {
		return nil, &Refusal{Why: "there is no method " + pal.NewText(o.request.Method()).String()}
	}
	if why := d.op.Role.WhyNot(method, d.Login()); why != "" {
		return nil, &Refusal{Why: why}
	}
	if !method.Changes {
		return d.line.Send(ctx, o.request)
	}
	barges := method.Name == methodOf[Barge]
	if barges {
		if err := checkBarge(o.request, o.reason); err != nil {
			return nil, &Refusal{Why: err.Error()}
		}
	}
	asked := d.clock.Now()
	e, err := d.book.begin(Entry{
		At: asked, Operator: d.op.Name, Origin: d.op.Origin, Tenant: d.orderedIn(o), What: method.Name,
		Target: strings.TrimSpace(pal.Gist(o.request) + " " + o.about), Reason: o.reason,
	})
	if err != nil {
		return nil, &Refusal{Why: err.Error()}
	}
	result, err := d.sendOrder(ctx, o, asked)
	err = hiding(o.secrets, err)
	d.book.end(e, Result(err), barges && (err == nil || IsUnknown(err)))
	return result, err
}

// sendOrder sends an order that was written down, unless that came too late or what must
// hold does no more.
func (d *Desk) sendOrder(ctx context.Context, o order, asked time.Time) (jsontext.Value, error) {
	if why := d.lateBy(asked); why != "" {
		return nil, &Refusal{Why: why}
	}
	if o.holds != nil {
		if err := o.holds(d.clock.Now().Sub(asked)); err != nil {
			return nil, err
		}
	}
	if o.epoch == 0 {
		return d.line.Send(ctx, o.request)
	}
	return d.line.SendOn(ctx, o.epoch, o.request)
}

func legsOf(snap *model.Snapshot, who model.Who) []model.Leg {
	e, ok := snap.Extension(who)
	if !ok {
		return nil
	}
	legs := make([]model.Leg, len(e.Talkers))
	for i, t := range e.Talkers {
		legs[i] = t.ID
	}
	return legs
}

// IsUnknown tells that a request was sent and nobody knows whether it was carried
// out.
func IsUnknown(err error) bool { return errors.Is(err, pal.ErrOutcomeUnknown) }

// sayFailed begins with "failed" what the PBX may have begun so itself.
func sayFailed(said string) string {
	said = strings.TrimSpace(said)
	if strings.HasPrefix(strings.ToLower(said), "failed") {
		return "failed" + said[len("failed"):]
	}
	return "failed: " + said
}

// Result is what became of a request, in a word or a sentence for the operator.
func Result(err error) string {
	if err == nil {
		return "done"
	}
	if refused, ok := errors.AsType[*pal.Refused](err); ok {
		return "refused by the PBX: " + refused.Message.String()
	}
	if failed, ok := errors.AsType[*pal.Failed](err); ok {
		if words, bare := failed.Bare(); bare {
			return words
		}
		return sayFailed(failed.Result.String())
	}
	switch {
	case errors.Is(err, pal.ErrOutcomeUnknown):
		return "outcome unknown: the PBX did not answer; look before you try again"
	case errors.Is(err, pal.ErrUnsupported):
		return "this PBX cannot do that"
	case errors.Is(err, pal.ErrClosed):
		return "not sent: the line to the PBX is down"
	}
	return err.Error()
}
