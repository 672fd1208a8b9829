package palsim

import (
	"fmt"
	"iter"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// nonceOf reads the challenge.
func nonceOf(t *testing.T, s *session) string {
	t.Helper()
	nonce, ok := strings.CutPrefix(s.frames[0], `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"`)
	if !ok {
		t.Fatalf("no challenge: %s", s.frames[0])
	}
	return strings.TrimSuffix(nonce, `"}}`)
}

func answerTo(user, nonce, password string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","method":"login","params":{"login_password":%q},"id":1}`,
		md5hex(user+":"+nonce+":"+md5hex(password)))
}

func TestLoginByNonce(t *testing.T) {
	d := newDesk(t, Options{Extensions: 1})
	s := d.connect("login_user=1000&user=*&registered=True&status=true")

	d.receive(s.client, []byte(answerTo("1000", nonceOf(t, s), "1000")))
	want := []string{
		`{"jsonrpc":"2.0","result":"succeeded","id":1}`,
		`{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"active"}}`,
		`{"jsonrpc":"2.0","method":"notify_registered","params":{"user":"1000","registered":"true"}}`,
	}
	if diff := cmp.Diff(want, s.frames[1:]); diff != "" {
		t.Errorf("frames (-want +got):\n%s", diff)
	}
	for _, seen := range d.Requests() {
		if seen.Params != "" {
			t.Errorf("the password of a login is kept: %+v", seen)
		}
	}
}

func TestLoginRefused(t *testing.T) {
	const refused = `{"jsonrpc":"2.0","error":{"code":-2022,"message":"Login failed (4)"},"id":null}`
	for name, query := range map[string]string{
		"wrong password in the URL": "login_user=1000&login_password=wrong",
		"unknown user":              "login_user=77&login_password=77",
		"unknown tenant":            "login_user=1000&login_password=1000&tenant=moon",
		"nobody":                    "login_password=1000",
	} {
		t.Run(name, func(t *testing.T) {
			s := newDesk(t, Options{}).connect(query)
			if diff := cmp.Diff([]string{refused}, s.frames); diff != "" || !s.finished {
				t.Errorf("finished %v, frames (-want +got):\n%s", s.finished, diff)
			}
		})
	}
	t.Run("wrong answer to the nonce", func(t *testing.T) {
		d := newDesk(t, Options{})
		s := d.connect("login_user=1000")
		d.receive(s.client, []byte(answerTo("1000", nonceOf(t, s), "wrong")))
		if diff := cmp.Diff([]string{refused}, s.frames[1:]); diff != "" || !s.finished {
			t.Errorf("finished %v, frames (-want +got):\n%s", s.finished, diff)
		}
	})
}

func TestNothingIsDoneBeforeTheLogin(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	s := d.connect("login_user=sa")
	s.asks("disconnect", fmt.Sprintf(`{"tid":%q}`, d.tid("1001")), `"error":{"code":-2022,"message":"Login required"}`)
	d.then()
}

func TestFramesOfEveryShape(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	sa := d.login("sa")
	for frame, want := range map[string]string{
		"":                                  "",
		" \n":                               "",
		`{"jsonrpc":"2.0","method":"ping"}`: "",
		`{"jsonrpc":"2.0","method":"ping","id":7}`:   `{"jsonrpc":"2.0","result":"succeeded","id":7}`,
		`{"jsonrpc":"2.0","method":"ping","id":"7"}`: `{"jsonrpc":"2.0","result":"succeeded","id":"7"}`,
		`{"method":"ping","id":1}{`:                  `{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}`,
		`{"jsonrpc"`:                                 `{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}`,
		`[1,`:                                        `{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}`,
		`{"id":3}`:                                   `{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":3}`,
		`{"jsonrpc":"2.0","result":1,"id":"s1"}`:     "",
		`[{"method":"ping","id":1},{"method":"x","id":2}]`: `[{"jsonrpc":"2.0","result":"succeeded","id":1},{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":2}]`,
	} {
		sa.frames = nil
		d.receive(sa.client, []byte(frame))
		if got := strings.Join(sa.frames, "|"); got != want {
			t.Errorf("frame %q:\n got %s\nwant %s", frame, got, want)
		}
	}
}

func TestClientsHearWhatTheyAskedFor(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}})
	clients := map[string]*session{
		"login_user=sa&login_password=sa": nil,
		"login_user=1000&login_password=1000&user=1001&status=true&park=801&park=802&line=*":            nil,
		"login_user=1001&login_password=1001&user=*&status=true&registered=self&voicemail=self":         nil,
		"login_user=1002&login_password=1002&user=1001&status=true":                                     nil,
		"login_user=1000&login_password=1000&user=*&status=true&tenant=branch":                          nil,
		"login_user=1000&login_password=1000&user=*&registered=true&voicemail=false&callrecording=true": nil,
	}
	for query := range clients {
		clients[query] = d.connect(query)
		clients[query].frames = nil
	}
	d.talk("1001", "1000")
	d.did(d.StartRecording(DefaultTenant, "1000"))
	d.did(d.Unregister(DefaultTenant, "1001"))
	d.did(d.LeaveVoicemail(DefaultTenant, "1001"))
	d.did(d.Park(DefaultTenant, "1000", "803"))

	all := []string{
		"1001 1", "1000 0", "1000 65", "1000 2", "1001 14", "recording 1000 on", "registered 1001 false",
		"voicemail 1001 new 1", "1001 30", "park 803 on", "1000 12", "recording 1000 off", "1000 -1 200/16",
	}
	own := []string{"1001 1", "1001 14", "registered 1001 false", "voicemail 1001 new 1", "1001 30"}
	want := [][]string{
		all,
		{"1001 1", "1001 14", "1001 30"},
		own, nil, nil,
		{"recording 1000 on", "registered 1001 false", "recording 1000 off"},
	}
	for i, query := range []string{
		"login_user=sa&login_password=sa",
		"login_user=1000&login_password=1000&user=1001&status=true&park=801&park=802&line=*",
		"login_user=1001&login_password=1001&user=*&status=true&registered=self&voicemail=self",
		"login_user=1002&login_password=1002&user=1001&status=true",
		"login_user=1000&login_password=1000&user=*&status=true&tenant=branch",
		"login_user=1000&login_password=1000&user=*&registered=true&voicemail=false&callrecording=true",
	} {
		var got []string
		for _, frame := range clients[query].frames {
			got = append(got, headlines(t, []byte(frame))...)
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestOnlySAIsToldTheTenant(t *testing.T) {
	d := newDesk(t, Options{Extensions: 1})
	sa := d.login("sa")
	admin := d.connect("login_user=1000&login_password=1000&user=*&registered=true")
	admin.frames = nil
	d.did(d.Unregister(DefaultTenant, "1000"))

	if diff := cmp.Diff([]string{`{"jsonrpc":"2.0","method":"notify_registered","params":{"tenant":"main","user":"1000","registered":"false"}}`}, sa.frames); diff != "" {
		t.Errorf("sa (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{`{"jsonrpc":"2.0","method":"notify_registered","params":{"user":"1000","registered":"false"}}`}, admin.frames); diff != "" {
		t.Errorf("admin (-want +got):\n%s", diff)
	}
}

func TestReplayInThreeWays(t *testing.T) {
	d := newDesk(t, Options{Extensions: 5})
	d.talk("1000", "1001")
	d.did(d.Park(DefaultTenant, "1001", "801"))
	d.outsider("0312345678", "", "1002")
	d.answer("1002")
	d.did(d.StartRecording(DefaultTenant, "1002"))
	d.call("1003", "1004")
	state := []string{
		"registered 1000 true", "registered 1001 true", "registered 1002 true", "registered 1003 true", "registered 1004 true",
		"1000 30", "1002 2", "1003 1", "1004 65",
		"park 801 on", "park 802 off", "park 803 off", "park 804 off", "park 805 off", "park 806 off", "park 807 off",
		"park 808 off", "park 809 off", "line L1-1 on 1002",
		"voicemail 1000 new 0", "voicemail 1001 new 0", "voicemail 1002 new 0", "voicemail 1003 new 0", "voicemail 1004 new 0",
		"recording 1000 off", "recording 1002 on", "recording 1003 off", "recording 1004 off",
	}
	for replay, want := range map[Replay]struct {
		frames int
		lines  []string
	}{
		ReplayOneByOne: {1 + len(state), state},
		ReplayBatches:  {2, state},
		ReplayNone:     {1, nil},
	} {
		d.SetReplay(replay)
		s := d.connect("login_user=sa&login_password=sa")
		var lines []string
		for _, frame := range s.frames {
			lines = append(lines, headlines(t, []byte(frame))...)
		}
		if diff := cmp.Diff(append([]string{"server active"}, want.lines...), lines); diff != "" || len(s.frames) != want.frames {
			t.Errorf("replay %d: %d frames, want %d (-want +got):\n%s", replay, len(s.frames), want.frames, diff)
		}
	}
}

// unhurried is a session that takes a replay when it likes.
type unhurried struct {
	*session
	replay iter.Seq[[]byte]
}

func (u *unhurried) sendAll(frames iter.Seq[[]byte]) { u.replay = frames }

func TestAReplayIsOfTheMomentOfTheLoginWheneverItIsTaken(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	u := &unhurried{session: &session{}}
	d.admit(url.Values{"login_user": {"sa"}, "login_password": {"sa"}}, u)
	// Given a client that has not taken its replay when a phone goes, the PBX is not held up,
	d.did(d.Unregister(DefaultTenant, "1001"))
	u.frames = nil
	u.session.sendAll(u.replay)
	// and the client hears how it was at its login: what came after it is told apart.
	var heard []string
	for _, frame := range u.frames {
		if strings.Contains(frame, "notify_registered") && strings.Contains(frame, `"1001"`) {
			heard = append(heard, frame[strings.Index(frame, `"registered":`):])
		}
	}
	if diff := cmp.Diff([]string{`"registered":"true"}}`}, heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
}

func TestPBXGoesInactiveAndComesBack(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	d.talk("1000", "1001")
	sa := d.login("sa")

	d.GoInactive()
	d.hangup("1000")
	d.call("1001", "1000")
	d.then("server inactive")
	sa.asks("ping", `{}`, `"error":{"code":-32603,"message":"The PBX is inactive"}`)

	d.GoActive()
	d.then("server active", "registered 1000 true", "registered 1001 true", "1001 1", "1000 65",
		"park 801 off", "park 802 off", "park 803 off", "park 804 off", "park 805 off", "park 806 off", "park 807 off",
		"park 808 off", "park 809 off", "voicemail 1000 new 0", "voicemail 1001 new 0", "recording 1001 off", "recording 1000 off")
}

func TestAnotherLoginEndsTheFirst(t *testing.T) {
	d := newDesk(t, Options{})
	first, other := d.login("1001"), d.login("1002")

	d.AnotherLogin("1001")
	want := []string{`{"jsonrpc":"2.0","method":"notify_pal","params":{"code":1,"message":"ANOTHER_LOGIN"}}`}
	if diff := cmp.Diff(want, first.frames); diff != "" || !first.finished || other.finished {
		t.Errorf("finished %v and %v, frames (-want +got):\n%s", first.finished, other.finished, diff)
	}
}

func TestRequestsThatGoWrong(t *testing.T) {
	for how, want := range map[Failure]struct {
		reply string
		held  bool
		cut   bool
	}{
		Refuse:       {reply: `"error":{"code":-32603,"message":"Internal error"}`},
		FailAsResult: {reply: `"result":"failed: hold"`},
		Swallow:      {reply: "no reply", held: true},
		CutAfter:     {reply: "no reply", held: true, cut: true},
		CutBefore:    {reply: "no reply", cut: true},
	} {
		d := newDesk(t, Options{})
		d.talk("1001", "1002")
		s := d.login("1001")
		d.FailNext("hold", how)
		s.asks("hold", fmt.Sprintf(`{"tid":%q}`, d.tid("1001")), want.reply)
		if held := d.Truth().Talkers[0].State == pal.Held; held != want.held || s.cut != want.cut {
			t.Errorf("failure %d: held %v, cut %v; want %v, %v", how, held, s.cut, want.held, want.cut)
		}
	}
}

func TestRepliesComeLateAndRequestsAreSeen(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	s := d.login("1001")
	d.DelayReplies(3 * time.Second)
	params := fmt.Sprintf(`{"tid":%q}`, d.tid("1001"))

	s.asks("hold", params, "no reply")
	d.then("1001 35")
	d.clock.Advance(3 * time.Second)
	if diff := cmp.Diff([]string{`{"jsonrpc":"2.0","result":"succeeded","id":"1"}`}, s.frames); diff != "" {
		t.Errorf("late reply (-want +got):\n%s", diff)
	}
	want := []SeenRequest{{Login: "1001", Tenant: "main", Method: "hold", Params: params, ID: `"1"`}}
	if diff := cmp.Diff(want, d.Requests()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestRawFramesReachEveryClient(t *testing.T) {
	d := newDesk(t, Options{})
	s := d.login("1001")
	d.SendRaw([]byte(`{"method":"notify_moon"}`))
	if diff := cmp.Diff([]string{`{"method":"notify_moon"}`}, s.frames); diff != "" {
		t.Errorf("frames (-want +got):\n%s", diff)
	}
}
