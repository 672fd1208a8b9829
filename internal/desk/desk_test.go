package desk

import (
	"context"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"cordboard/model"
	"cordboard/palconn/pal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// morning is when every test begins.
var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// wire is a line that remembers what was sent and answers as it is told.
type wire struct {
	sent    []string
	answer  error
	unknown map[string]bool
	// epoch is the connection that the last request was for; 0 for any.
	epoch uint64
	// sending is called while a request is under way, when it is set.
	sending func()
}

func (w *wire) Send(ctx context.Context, r pal.Request) (jsontext.Value, error) {
	return w.SendOn(ctx, 0, r)
}

func (w *wire) SendOn(_ context.Context, epoch uint64, r pal.Request) (jsontext.Value, error) {
	w.epoch = epoch
	params, err := json.Marshal(r, json.Deterministic(true))
	w.sent = append(w.sent, r.Method()+" "+string(params))
	if w.sending != nil {
		w.sending()
	}
	if err == nil {
		err = w.answer
	}
	return jsontext.Value(`"succeeded"`), err
}

func (w *wire) Supports(method string) bool { return !w.unknown[method] }

// still is a clock that stands until a test lets time pass. Whoever waits for it says so, with how long.
type still struct {
	waiting chan wait
	passed  time.Duration
}

// wait is one who waits for the clock.
type wait struct {
	long  time.Duration
	fired chan time.Time
}

func (s *still) Now() time.Time { return morning.Add(s.passed) }

func (s *still) After(d time.Duration) <-chan time.Time {
	w := wait{d, make(chan time.Time, 1)}
	s.waiting <- w
	return w.fired
}

// office is a desk with a board that a test tells what the PBX says.
type office struct {
	*Desk
	t     *testing.T
	wire  *wire
	pages *pages
	clock *still
	store *model.Store
	epoch uint64
}

// options vary an office.
type options struct {
	role      Role
	login     pal.Permit
	extension string
	tenant    string
}

// newOffice is the desk of 1000, an administrator whose login is an admin's; the
// board is live and empty.
func newOffice(t *testing.T, vary ...func(*options)) *office {
	t.Helper()
	o := options{role: Administrator, login: pal.ByAdmin, extension: "1000", tenant: "main"}
	for _, f := range vary {
		f(&o)
	}
	of := &office{t: t, wire: &wire{}, pages: &pages{}, clock: &still{waiting: make(chan wait, 1)}, store: model.NewStore("main", []string{"801", "802"})}
	of.Desk = New(Options{
		Line: of.wire, Store: of.store, Clock: of.clock, Log: &Log{}, Journal: of.pages,
		Operator: Identity{Name: "Mia", Origin: "the front desk", Tenant: o.tenant, Extension: o.extension, Role: o.role},
	})
	of.SetLogin(o.login)
	of.connect()
	return of
}

// connect begins and settles the next epoch, in which the PBX tells these.
func (o *office) connect(notes ...pal.Notification) {
	o.epoch++
	o.store.Began(o.epoch, morning)
	o.hear(notes...)
	o.store.Settled(o.epoch, morning)
}

func (o *office) hear(notes ...pal.Notification) {
	for _, n := range notes {
		o.store.Notified(o.epoch, n, morning)
	}
}

// later hears of what happens a second later.
func (o *office) later(notes ...pal.Notification) {
	for _, n := range notes {
		o.store.Notified(o.epoch, n, morning.Add(time.Second))
	}
}

// timed gives a place the time that the PBX stamps it with.
func timed(p pal.ParkStatus, ms int64) pal.ParkStatus {
	p.Time = pal.Number{Value: ms, Known: true}
	return p
}

func named(s pal.CallStatus, name string) pal.CallStatus { s.UserName = pal.NewText(name); return s }

// leg is a status of one leg; the PBX tells times only where a test needs them.
func leg(user, talker, room string, code pal.Code, other string) pal.CallStatus {
	text := pal.NewText
	return pal.CallStatus{
		User: text(user), Talker: text(talker), Room: text(room), Other: text(other),
		Code: pal.Number{Value: int64(code), Known: true},
	}
}

func caller(s pal.CallStatus) pal.CallStatus { s.Role = pal.NewText(pal.RoleCaller); return s }

func parked(place, room, talker string) pal.ParkStatus {
	return pal.ParkStatus{Park: pal.NewText(place), On: pal.On, Room: pal.NewText(room), Talker: pal.NewText(talker)}
}

func free(place string) pal.ParkStatus { return pal.ParkStatus{Park: pal.NewText(place), On: pal.Off} }

func recording(user, talker string, on pal.Switch) pal.RecordingStatus {
	return pal.RecordingStatus{User: pal.NewText(user), Talker: pal.NewText(talker), On: on}
}

// inside is 1001 (talker 11) who talks with 1002 (12) in room 7.
func inside() []pal.Notification {
	return []pal.Notification{
		caller(leg("1001", "11", "7", pal.CodeAnswerSuccess, "1002")), leg("1002", "12", "7", pal.CodeCallSuccess, "1001"),
	}
}

// mine is somebody outside who talks with the operator (talker 10) in room 5.
func mine() pal.Notification { return leg("1000", "10", "5", pal.CodeCallSuccess, "0312345678") }

func (o *office) aim() Aim { return Aim{Snap: o.store.Snapshot(), Own: o.Own()} }

// call aims at the conversation in a room.
func (o *office) call(room string) Target {
	o.t.Helper()
	aim := o.aim()
	for _, c := range aim.Snap.Calls {
		if c.Room.Raw() == room {
			return aim.Call(c)
		}
	}
	o.t.Fatalf("no call in room %s", room)
	return Target{}
}

// person aims at an extension of tenant main.
func (o *office) person(number string) Target {
	o.t.Helper()
	e, ok := o.store.Snapshot().Extension(model.Who{Tenant: "main", Number: number})
	if !ok {
		o.t.Fatalf("no extension %s", number)
	}
	t, _ := o.aim().Extension(e)
	return t
}

// place aims at a place of tenant main.
func (o *office) place(number string) Target {
	o.t.Helper()
	p, ok := o.store.Snapshot().Park(model.Who{Tenant: "main", Number: number})
	if !ok {
		o.t.Fatalf("no place %s", number)
	}
	return o.aim().Park(p)
}

// do carries an intent out and fails when it was not.
func (o *office) do(i Intent) Outcome {
	o.t.Helper()
	outcome, err := o.Do(o.t.Context(), i)
	if err != nil {
		o.t.Fatalf("%s: %v", i.Say(), err)
	}
	return outcome
}

// sends compares all that was sent with these.
func (o *office) sends(want ...string) {
	o.t.Helper()
	if diff := cmp.Diff(want, o.wire.sent); diff != "" {
		o.t.Errorf("sent (-want +got):\n%s", diff)
	}
}
