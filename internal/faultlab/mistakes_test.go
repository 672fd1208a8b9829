package main

import (
	"encoding/base64"
	"encoding/json"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"

	"cordboard/internal/desk"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// shown is a board that was told these frames.
func shown(frames ...string) *model.Snapshot {
	s := model.NewStore(tenant, []string{"801"})
	s.Began(1, time.Unix(0, 0))
	for _, frame := range frames {
		pal.Decode([]byte(frame), teller{s})
	}
	s.Settled(1, time.Unix(0, 0))
	return s.Snapshot()
}

// teller gives a store what a frame holds.
type teller struct{ *model.Store }

func (t teller) Notified(n pal.Notification) { t.Store.Notified(1, n, time.Unix(0, 0)) }
func (t teller) Answered(pal.Response)       {}
func (t teller) Called(pal.Call)             {}
func (t teller) Spoiled(*pal.Malformed)      {}

const (
	talking    = `{"method":"notify_status","params":{"user":"1001","talker_id":"11","room_id":"7","status":"14","other_number":"1002"}}`
	registered = `{"method":"notify_registered","params":{"user":"1001","registered":"false"}}`
	boxed      = `{"method":"notify_voicemail","params":{"user":"1001","new":0,"unread":0,"read":0,"saved":0}}`
	parkFree   = `{"method":"notify_park","params":{"park":"801","status":"off"}}`
	lineFree   = `{"method":"notify_line","params":{"line":"L1-1","status":"off"}}`
	recorded   = `{"method":"notify_callrecording","params":{"user":"1001","talker_id":"11","status":"on"}}`
)

// theTruth is a PBX where 1001 is in a call, and nothing is as the frames above say.
func theTruth(state pal.State) truth {
	return lookUp(palsim.Truth{
		Extensions: []palsim.ExtensionTruth{{Tenant: tenant, Number: "1001", Registered: true, Voicemail: palsim.VoicemailTruth{New: 1}}},
		Talkers:    []palsim.TalkerTruth{{Tenant: tenant, User: "1001", ID: "11", Room: "7", State: state, OtherNumber: "1002"}},
		Parks:      []palsim.ParkTruth{{Tenant: tenant, Number: "801"}},
		Lines:      []palsim.LineTruth{{Tenant: tenant, Line: "L1-1", On: true}},
	})
}

func TestABoardThatIsTrueHasNoMistakes(t *testing.T) {
	if diff := cmp.Diff(mistakes{}, theTruth(pal.Talking).check(shown(talking)), cmp.AllowUnexported(mistakes{})); diff != "" {
		t.Errorf("mistakes (-want +got):\n%s", diff)
	}
}

func TestEachMistakeIsFound(t *testing.T) {
	nobody := lookUp(palsim.Truth{Extensions: []palsim.ExtensionTruth{{Tenant: tenant, Number: "1001"}}})
	cases := map[string]struct {
		is                   truth
		frames               []string
		calls, rows, missing int
	}{
		"a call that has ended":         {nobody, []string{talking}, 2, 0, 0}, // the call and the leg
		"a call in another state":       {theTruth(pal.Held), []string{talking}, 1, 0, 0},
		"a call that is not shown":      {theTruth(pal.Talking), nil, 0, 0, 1},
		"a phone that is not offline":   {theTruth(pal.Talking), []string{talking, registered}, 0, 1, 0},
		"a box that is not empty":       {theTruth(pal.Talking), []string{talking, boxed}, 0, 1, 0},
		"a place that is not free":      {theTruth(pal.Talking), []string{talking, parkFree}, 0, 1, 0},
		"a line that is not free":       {theTruth(pal.Talking), []string{talking, lineFree}, 0, 1, 0},
		"a call that is not recorded":   {theTruth(pal.Talking), []string{talking, recorded}, 0, 1, 0},
		"what is unknown is no mistake": {theTruth(pal.Talking), []string{talking}, 0, 0, 0},
	}
	for name, c := range cases {
		m := c.is.check(shown(c.frames...))
		if len(m.calls) != c.calls || len(m.rows) != c.rows || len(m.missing) != c.missing {
			t.Errorf("%s: calls %q, rows %q, missing %q", name, m.calls, m.rows, m.missing)
		}
	}
}

func TestAnOutcomeThatContradictsThePBXIsFound(t *testing.T) {
	o := &outcomes{}
	o.judge("sent and said so", 1, done)
	o.judge("nobody knows", 1, unknown)
	o.judge("nobody knows, and it was not", 0, unknown)
	o.judge("not sent", 0, notSent)
	if o.twice != 0 || len(o.contradicted) != 0 {
		t.Errorf("twice %d, contradicted %q", o.twice, o.contradicted)
	}
	o.judge("done, they say", 0, done)
	o.judge("not sent, they say", 1, notSent)
	o.judge("twice", 2, unknown)
	if o.twice != 1 || len(o.contradicted) != 2 || o.acts != 7 {
		t.Errorf("%d acts, twice %d, contradicted %q", o.acts, o.twice, o.contradicted)
	}
}

func TestACallThatIsAnotherIsFound(t *testing.T) {
	before := shown(talking)
	e, _ := before.Extension(model.Who{Tenant: tenant, Number: "1001"})
	target, ok := desk.Aim{Snap: before}.Extension(e)
	if !ok || isAnother(before, target) {
		t.Fatalf("the board that was aimed at has another call than %+v", target)
	}
	for name, frame := range map[string]string{
		"another party": `{"method":"notify_status","params":{"user":"1001","talker_id":"11","room_id":"7","status":"14","other_number":"1003"}}`,
		"ended":         `{"method":"notify_status","params":{"user":"1001","talker_id":"11","room_id":"7","status":"-1"}}`,
	} {
		if !isAnother(shown(talking, frame), target) {
			t.Errorf("%s: is taken for the same call", name)
		}
	}
	target.Epoch++
	if !isAnother(before, target) {
		t.Error("of another connection: is taken for the same call")
	}
}

func TestAFrameWithoutTheMarkIsFound(t *testing.T) {
	s := &screen{emulator: vt.NewEmulator(screenWidth, screenHeight)}
	draw := func(text string) {
		if _, err := s.Write([]byte("\x1b[H" + text)); err != nil {
			t.Fatal(err)
		}
	}
	draw("● live                      ")
	s.isDown(true)
	draw("● live, and only just down  ")
	s.down = s.down.Add(-time.Second)
	draw("○ reconnecting, as of 09:41 ")
	if s.judged != 1 || s.unmarked != 0 {
		t.Errorf("%d frames judged, %d unmarked", s.judged, s.unmarked)
	}
	draw("● live                      ")
	if s.judged != 2 || s.unmarked != 1 {
		t.Errorf("%d frames judged, %d unmarked", s.judged, s.unmarked)
	}
}

func TestASecretIsFoundInEachWayToWriteIt(t *testing.T) {
	const secret = "pä55/w+&1"
	basic := base64.StdEncoding.EncodeToString([]byte("u:" + secret))
	inJSON, _ := json.Marshal("password " + secret + "&")
	for _, form := range append(forms(secret), basic, string(inJSON)) {
		w := &writings{all: map[string][]byte{}}
		w.add("log", []byte("before "+form+" after"))
		w.add("errors", []byte("nothing here"))
		if found := w.finds("another", secret); len(found) == 0 {
			t.Errorf("%q was not found", form)
		}
	}
}
