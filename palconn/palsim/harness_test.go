package palsim

import (
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// morning is when every test's clock starts.
var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// desk is a PBX under a manual clock, with nobody at the phones unless a test says
// so, and all that a client would have seen of it.
type desk struct {
	*PBX
	t     *testing.T
	clock *ManualClock
	seen  []string
}

func newDesk(t *testing.T, o Options) *desk {
	t.Helper()
	clock := NewManualClock(morning)
	o.Clock = clock
	d := &desk{PBX: New(o), t: t, clock: clock}
	d.Persons(o.Rate > 0)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	d.Observe(func(frame []byte) { d.seen = append(d.seen, headlines(t, frame)...) })
	d.seen = nil
	return d
}

// did fails the test when an act fails.
func (d *desk) did(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) call(from, to string) (room string) {
	d.t.Helper()
	room, err := d.Call(DefaultTenant, from, to)
	d.did(err)
	return room
}

func (d *desk) outsider(number, name, to string) {
	d.t.Helper()
	_, err := d.CallFromOutside(DefaultTenant, number, name, to)
	d.did(err)
}

func (d *desk) answer(user string) { d.t.Helper(); d.did(d.Answer(DefaultTenant, user)) }
func (d *desk) hangup(user string) { d.t.Helper(); d.did(d.HangUp(DefaultTenant, user)) }

// talk lets two extensions talk, and forgets what was seen of it.
func (d *desk) talk(from, to string) {
	d.t.Helper()
	d.call(from, to)
	d.answer(to)
	d.seen = nil
}

// then compares what was seen since the last then with headlines.
func (d *desk) then(want ...string) {
	d.t.Helper()
	if diff := cmp.Diff(want, d.seen); diff != "" {
		d.t.Fatalf("seen (-want +got):\n%s", diff)
	}
	d.seen = nil
}

// talkers says the truth about all talkers in short: "1001 talking 1002".
func (d *desk) talkers(want ...string) {
	d.t.Helper()
	var got []string
	for _, t := range d.Truth().Talkers {
		got = append(got, fmt.Sprintf("%s %s %s", t.User, t.State, t.OtherNumber))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		d.t.Fatalf("talkers (-want +got):\n%s", diff)
	}
}

// tid gives the id of a user's newest talker.
func (d *desk) tid(user string) string {
	d.t.Helper()
	for _, t := range slices.Backward(d.Truth().Talkers) {
		if t.User == user {
			return t.ID
		}
	}
	d.t.Fatalf("%s has no talker", user)
	return ""
}

// headlines says each notification of a frame in a few words.
func headlines(t *testing.T, frame []byte) (lines []string) {
	t.Helper()
	elements := []jsontext.Value{frame}
	if frame[0] == '[' {
		elements = nil
		if err := json.Unmarshal(frame, &elements); err != nil {
			t.Fatalf("frame %s: %v", frame, err)
		}
	}
	for _, element := range elements {
		var m struct {
			Method string         `json:"method"`
			Params map[string]any `json:"params"`
		}
		if err := json.Unmarshal(element, &m); err != nil {
			t.Fatalf("frame %s: %v", element, err)
		}
		lines = append(lines, headline(m.Method, m.Params))
	}
	return lines
}

func headline(method string, p map[string]any) string {
	switch method {
	case "notify_status":
		line := fmt.Sprintf("%v %v", p["user"], p["status"])
		if p["rescode"] != nil {
			line += fmt.Sprintf(" %v/%v", p["rescode"], p["q850code"])
		}
		return line
	case "notify_voicemail":
		return fmt.Sprintf("voicemail %v new %v", p["user"], p["new"])
	case "notify_registered":
		return fmt.Sprintf("registered %v %v", p["user"], p["registered"])
	case "notify_callrecording":
		return fmt.Sprintf("recording %v %v", p["user"], p["status"])
	case "notify_park":
		return fmt.Sprintf("park %v %v", p["park"], p["status"])
	case "notify_line":
		return strings.TrimSuffix(fmt.Sprintf("line %v %v %v", p["line"], p["status"], p["line_talker"]), " <nil>")
	case "notify_serverstatus":
		return fmt.Sprintf("server %v", p["status"])
	}
	return method
}

// session is a logged-in client without a socket.
type session struct {
	t      *testing.T
	pbx    *PBX
	client *client
	frames []string
	// finished and cut tell how the connection ended.
	finished, cut bool
	lastID        int
}

func (s *session) send(frame []byte) { s.frames = append(s.frames, string(frame)) }
func (s *session) sendAll(frames iter.Seq[[]byte]) {
	for frame := range frames {
		s.send(frame)
	}
}
func (s *session) finish() { s.finished = true }
func (s *session) reset()  { s.cut = true }

// connect opens a connection with a query such as "login_user=sa".
func (d *desk) connect(query string) *session {
	d.t.Helper()
	values, err := url.ParseQuery(query)
	d.did(err)
	s := &session{t: d.t, pbx: d.PBX}
	s.client = d.admit(values, s)
	return s
}

// login connects a user with the password in the URL, and forgets the replay.
func (d *desk) login(user string) *session {
	d.t.Helper()
	password := user
	s := d.connect("login_user=" + user + "&login_password=" + password)
	s.frames = nil
	return s
}

// request sends one request and gives its reply without jsonrpc and id.
func (s *session) request(method, params string) string {
	s.t.Helper()
	s.lastID++
	s.frames = nil
	s.pbx.receive(s.client, fmt.Appendf(nil, `{"jsonrpc":"2.0","method":%q,"params":%s,"id":"%d"}`, method, params, s.lastID))
	for _, frame := range s.frames {
		short, isReply := strings.CutSuffix(frame, fmt.Sprintf(`,"id":"%d"}`, s.lastID))
		if isReply {
			return strings.TrimPrefix(short, `{"jsonrpc":"2.0",`)
		}
	}
	return "no reply"
}

// asks sends a request and compares the reply.
func (s *session) asks(method, params, want string) {
	s.t.Helper()
	if got := s.request(method, params); got != want {
		s.t.Fatalf("%s %s\n got %s\nwant %s", method, params, got, want)
	}
}

const done = `"result":"succeeded"`
