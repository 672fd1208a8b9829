package palconn_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

const password = "let me in"

// told is a Sink that passes on what it hears, as one line each.
type told chan string

func newTold() told { return make(told, 1000) }

// Notified implements palconn.Sink.
func (s told) Notified(n pal.Notification) {
	line := n.Method()
	if status, ok := n.(pal.CallStatus); ok {
		line += " " + status.Talker.Raw()
	}
	s <- line
}

// Spoiled implements palconn.Sink.
func (s told) Spoiled(why *pal.Malformed) { s <- "spoiled " + why.Kind }

// next are the next n lines.
func (s told) next(t *testing.T, n int) []string {
	t.Helper()
	var lines []string
	for range n {
		select {
		case line := <-s:
			lines = append(lines, line)
		case <-time.After(patience):
			t.Fatalf("heard only %q", lines)
		}
	}
	return lines
}

func (s told) expect(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, s.next(t, len(want))); diff != "" {
		t.Fatalf("heard (-want +got):\n%s", diff)
	}
}

func optionsFor(p *foreignPBX) palconn.Options {
	return palconn.Options{
		URL: p.address(), Tenant: "main", User: "1000", Password: pal.NewSecret(password),
		Want: palconn.WantAll(),
	}
}

// checkLeaks fails the test when a goroutine is left after all else was cleaned up.
func checkLeaks(t *testing.T) { t.Cleanup(func() { goleak.VerifyNone(t) }) }

// dialled is a connection that is closed with the test.
func dialled(t *testing.T, o palconn.Options, sink palconn.Sink) *palconn.Conn {
	t.Helper()
	conn, err := palconn.Dial(t.Context(), o, sink)
	if err != nil {
		t.Fatalf("Dial: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func awaitEnd(t *testing.T, conn *palconn.Conn) error {
	t.Helper()
	select {
	case <-conn.Done():
	case <-time.After(patience):
		t.Fatal("the connection does not end")
	}
	return conn.Err()
}

func TestLoginAnswersTheNonce(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that asks for the login
	logins := make(chan heard, 1)
	pbx := newForeignPBX(t, func(c *call) {
		c.say(nonceFrame)
		login, _ := c.hear()
		logins <- login
		c.answer(login, `"result":null`)
		c.untilGone(func(heard) string { return "" })
	})
	// when the console connects
	dialled(t, optionsFor(pbx), newTold())
	// then the password went through MD5 with the nonce (md5sum gave the digest),
	login := await(t, logins)
	want := `{"login_password":"69da0dfcdb670e9e9782951bf6fe2ba4"}`
	if login.Method != "login" || string(login.Params) != want || string(login.ID) != `"1"` {
		t.Errorf("login was %s %s with id %s, want %s", login.Method, login.Params, login.ID, want)
	}
	// and the URL asks for everything, with the stars as they are, and no password.
	query := "callrecording=true&line=*&login_user=1000&park=*&registered=true&status=true&tenant=main&user=*&voicemail=true"
	if got := pbx.seen()[0]; got.Path != "/pbx/ws" || got.RawQuery != query {
		t.Errorf("asked for %s", got)
	}
}

func TestTheURLKeepsItsOwnPathAndValues(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, serve(nothing))
	o := optionsFor(pbx)
	o.URL = strings.TrimSuffix(o.URL, "/pbx/ws") + "/other/ws?ctype=2&park=801"
	o.Tenant, o.Want = "", palconn.Want{Users: []string{"1000", "10 1"}, Status: true}
	dialled(t, o, newTold())
	got := pbx.seen()[0]
	if want := "ctype=2&login_user=1000&park=801&status=true&user=1000&user=10%201"; got.Path != "/other/ws" || got.RawQuery != want {
		t.Errorf("asked for %s, want %s", got, want)
	}
}

// nothing answers nothing.
func nothing(heard) string { return "" }

func TestNotificationsKeepTheirOrderFromTheFirst(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that tells its state before the nonce, before, within and after the login result
	pbx := newForeignPBX(t, func(c *call) {
		c.say(status("1"), nonceFrame, nonceFrame)
		login, _ := c.hear()
		c.say("["+status("2")+","+activeFrame+"]", "",
			`[`+status("3")+`,{"jsonrpc":"2.0","result":"ok","id":`+string(login.ID)+`},`+status("4")+`]`,
			status("5"), `[`+status("6")+`,17,`+status("7")+`]`, `{"jsonrpc":"2.0","method":"notify_queue","params":{}}`)
		c.untilGone(nothing)
	})
	sink := newTold()
	// when the console connects
	conn := dialled(t, optionsFor(pbx), sink)
	// then everything is heard once, in that order, but for the second nonce.
	sink.expect(t, "notify_status 1", "notify_status 2", "notify_serverstatus", "notify_status 3", "notify_status 4",
		"notify_status 5", "notify_status 6", "spoiled shape", "notify_status 7", "notify_queue")
	want := map[string]uint64{
		palconn.CountChallenge: 1, "malformed: shape": 1, palconn.CountUnrecognised: 1,
	}
	if diff := cmp.Diff(want, conn.Counters()); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
	if err := conn.AwaitActive(t.Context()); err != nil {
		t.Errorf("AwaitActive: %v", err)
	}
}

func TestAWrongPasswordIsOneAttempt(t *testing.T) {
	checkLeaks(t)
	for name, refusal := range map[string]string{
		"error without an id":    refusalFrame,
		"error with the id":      strings.Replace(refusalFrame, "null", `"1"`, 1),
		"failure as the result":  `{"jsonrpc":"2.0","result":" Failed. Login failed (4)","id":"1"}`,
		"the id as a number":     strings.Replace(refusalFrame, "null", `1`, 1),
		"within a batch of many": `[` + activeFrame + `,` + refusalFrame + `]`,
	} {
		t.Run(name, func(t *testing.T) {
			logins := make(chan heard, 9)
			pbx := newForeignPBX(t, func(c *call) {
				c.say(nonceFrame)
				login, _ := c.hear()
				logins <- login
				c.say(refusal)
				c.drop()
			})
			session := palconn.NewSession(palconn.SessionOptions{Options: optionsFor(pbx), Watcher: newWatched()})
			err := session.Run(t.Context())
			if _, ok := errors.AsType[*palconn.LoginRefused](err); !ok || !strings.HasPrefix(err.Error(), "login refused: ") ||
				!strings.Contains(err.Error(), "Login failed (4)") {
				t.Errorf("Run: %v", err)
			}
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), password) {
				t.Errorf("the error holds the password: %v", err)
			}
			if len(pbx.seen()) != 1 || len(logins) != 1 {
				t.Errorf("%d connections, %d logins", len(pbx.seen()), len(logins))
			}
			if s := session.Status(); s.State != palconn.Stopped || s.LastError != err {
				t.Errorf("status %v, %v", s.State, s.LastError)
			}
		})
	}
}

func TestResultsAndErrors(t *testing.T) {
	checkLeaks(t)
	answers := map[string]string{
		"hold": `"result":null`, "park": `"result":"failed: no such talker"`,
		"disconnect": `"error":{"code":-2000,"message":"data not found"}`, "transfer": `"jsonrpc":"2.0"`,
		"makeCall": `"result":"succeeded: 17"`, "unpark": `"result":" FAIL"`, "getNote": `"jsonrpc":"2.0"`,
	}
	pbx := newForeignPBX(t, serve(func(h heard) string { return answers[h.Method] }))
	client := palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}
	ctx := t.Context()

	if err := client.Hold(ctx, pal.Hold{TID: "1"}); err != nil {
		t.Errorf("a null result is a success, got %v", err)
	}
	if said, err := client.MakeCall(ctx, pal.MakeCall{User: "1000", From: "1000", To: []string{"1001"}, Type: pal.BothAtOnce}); err != nil || said.Raw() != "succeeded: 17" {
		t.Errorf("makeCall said %q, %v", said, err)
	}
	for _, err := range []error{client.Park(ctx, pal.Park{TID: "1", Number: "801"}), client.Unpark(ctx, pal.Unpark{User: "1000", Number: "801"})} {
		if _, ok := errors.AsType[*pal.Failed](err); !ok {
			t.Errorf("a failure as a result gives %v", err)
		}
	}
	err := client.Disconnect(ctx, pal.Disconnect{TID: "1"})
	if diff := cmp.Diff(&pal.Refused{Method: "disconnect", Code: pal.CodeNotFound, Message: pal.NewText("data not found")}, err,
		cmp.Comparer(func(a, b pal.Text) bool { return a == b })); diff != "" {
		t.Errorf("disconnect (-want +got):\n%s", diff)
	}
	if err := client.Transfer(ctx, pal.Transfer{User: "1001", TID: "1"}); !errors.Is(err, pal.ErrOutcomeUnknown) || !errors.Is(err, palconn.ErrEmptyAnswer) {
		t.Errorf("an empty answer to what changes something gives %v", err)
	}
	if _, err := client.Send(ctx, pal.Custom{Name: "getNote"}); errors.Is(err, pal.ErrOutcomeUnknown) || !errors.Is(err, palconn.ErrEmptyAnswer) {
		t.Errorf("an empty answer to a question gives %v", err)
	}
	if _, err := client.Send(ctx, pal.Custom{Name: "no\x1bsuch"}); err == nil || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("an unknown method gives %q", err)
	}
}

func TestAnswersFindTheirCallers(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that answers in the opposite order, with numbers for ids
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		first, _ := c.hear()
		second, _ := c.hear()
		for _, h := range []heard{second, first} {
			c.say(fmt.Sprintf(`{"jsonrpc":"2.0","result":%s,"id":%s}`, h.Params, strings.Trim(string(h.ID), `"`)))
		}
		c.untilGone(nothing)
	})
	conn := dialled(t, optionsFor(pbx), newTold())
	// when two ask at once
	got := make(chan string, 2)
	for _, params := range []string{`{"name":"a"}`, `{"name":"b"}`} {
		go func() {
			result, err := conn.Send(t.Context(), pal.Custom{Name: "getNote", Params: jsontext.Value(params)})
			got <- fmt.Sprint(params == string(result), err)
		}()
	}
	// then each gets the answer to its own question.
	for range 2 {
		if line := await(t, got); line != "true <nil>" {
			t.Error(line)
		}
	}
}

// answerAstray waits for late before it answers the first request, answers the
// second twice, and asks something itself.
func answerAstray(c *call, late <-chan struct{}) {
	c.letIn()
	first, _ := c.hear()
	c.await(late)
	c.answer(first, `"result":"late"`)
	second, _ := c.hear()
	c.answer(second, `"result":"good"`)
	c.answer(second, `"result":"again"`)
	c.say(`{"jsonrpc":"2.0","result":"?","id":"999"}`, refusalFrame, `{"jsonrpc":"2.0","method":"info","params":{},"id":"s1"}`)
	answer, _ := c.hear()
	if string(answer.ID) != `"s1"` || string(answer.Error) != `{"code":-32601,"message":"Method not found"}` || answer.Result != nil {
		c.t.Errorf("the PBX's own request got %s %s", answer.ID, answer.Error)
	}
	c.say(status("1"))
	c.untilGone(nothing)
}

func TestStrayAnswersAreCountedAndDropped(t *testing.T) {
	checkLeaks(t)
	clock := newTestClock(t)
	// Given a PBX that answers the first request too late and the second twice
	late := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) { answerAstray(c, late) })
	o := optionsFor(pbx)
	o.Clock, o.Timeout = clock, time.Second
	sink := newTold()
	conn := dialled(t, o, sink)
	// when the first times out
	outcome := make(chan error, 1)
	go func() { outcome <- palconn.Client{Sender: conn}.Park(t.Context(), pal.Park{TID: "1", Number: "801"}) }()
	clock.pass(time.Second)
	if err := await(t, outcome); !errors.Is(err, pal.ErrTimedOut) || !errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("park: %v", err)
	}
	close(late)
	// then the second still gets its own answer, and the rest is counted.
	result, err := conn.Send(t.Context(), pal.Custom{Name: "getNoteNames"})
	if string(result) != `"good"` || err != nil {
		t.Errorf("second: %s, %v", result, err)
	}
	sink.expect(t, "notify_status 1")
	want := map[string]uint64{
		palconn.CountLate: 1, palconn.CountDuplicate: 1, palconn.CountForeign: 1, palconn.CountNullID: 1, palconn.CountServerRequest: 1,
	}
	if diff := cmp.Diff(want, conn.Counters()); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
}

func TestANonceWithAnIDIsAnsweredToo(t *testing.T) {
	checkLeaks(t)
	replied := make(chan bool, 1)
	pbx := newForeignPBX(t, func(c *call) {
		c.say(`{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"5f3a9c"},"id":"n1"}`)
		for range 2 {
			h, _ := c.hear()
			if string(h.ID) == `"n1"` {
				replied <- string(h.Error) == ""
				continue
			}
			c.answer(h, `"result":"ok"`)
		}
		c.untilGone(nothing)
	})
	dialled(t, optionsFor(pbx), newTold())
	if !await(t, replied) {
		t.Error("the PBX got an error for its request for the login")
	}
}

func TestWhatIsLeftOpenWhenNoAnswerComes(t *testing.T) {
	cuts := map[string]struct {
		by    func(*call)
		cause error
	}{
		"time-out": {func(c *call) { c.untilGone(nothing) }, pal.ErrTimedOut},
		"close":    {(*call).leave, pal.ErrClosed},
		"crash":    {(*call).drop, pal.ErrClosed},
	}
	requests := map[bool]pal.Request{true: pal.Disconnect{TID: "1"}, false: pal.GetExtensions{Limit: -1}}
	for name, cut := range cuts {
		for changes, request := range requests {
			t.Run(name+" of "+request.Method(), func(t *testing.T) {
				checkLeaks(t)
				pbx := newForeignPBX(t, func(c *call) {
					c.letIn()
					_, _ = c.hear()
					cut.by(c)
				})
				o := optionsFor(pbx)
				o.Timeout = time.Second
				conn := dialled(t, o, newTold())
				_, err := conn.Send(t.Context(), request)
				if _, ok := errors.AsType[*pal.Unfinished](err); !ok || !errors.Is(err, cut.cause) {
					t.Errorf("got %v", err)
				}
				if errors.Is(err, pal.ErrOutcomeUnknown) != changes {
					t.Errorf("whether the outcome is unknown: %v", err)
				}
			})
		}
	}
}

func TestCancellingOneRequestKeepsTheLine(t *testing.T) {
	checkLeaks(t)
	asked := make(chan struct{}, 1)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		if h.Method == "hold" {
			asked <- struct{}{}
			return ""
		}
		return `"result":"1"`
	}))
	conn := dialled(t, optionsFor(pbx), newTold())
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	_, err := conn.Send(ctx, pal.Hold{TID: "1"})
	if !errors.Is(err, context.Canceled) || !errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("hold: %v", err)
	}
	if _, err := conn.Send(ctx, pal.Unhold{TID: "1"}); !errors.Is(err, context.Canceled) || errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("what was never sent gives %v", err)
	}
	if _, err := conn.Send(t.Context(), pal.Unhold{TID: "1"}); err != nil {
		t.Errorf("after it: %v", err)
	}
}
