package palconn_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// dialError dials what must fail, and checks that the error is one line which
// gives nothing of the URL away.
func dialError(t *testing.T, o palconn.Options) *palconn.DialError {
	t.Helper()
	conn, err := palconn.Dial(t.Context(), o, newTold())
	if err == nil {
		_ = conn.Close()
		t.Fatal("connected")
	}
	failed, ok := errors.AsType[*palconn.DialError](err)
	if !ok {
		t.Fatalf("got a %T: %v", err, err)
	}
	for _, secret := range []string{password, "login_user", "user=", "&", "\n", "s3cret"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q holds %q", err, secret)
		}
	}
	return failed
}

func expectDialError(t *testing.T, o palconn.Options, kind palconn.DialKind, words string) {
	t.Helper()
	failed := dialError(t, o)
	if failed.Kind != kind || !strings.Contains(failed.Error(), words) {
		t.Errorf("got kind %d, %q; want %d, %q", failed.Kind, failed, kind, words)
	}
}

func TestURLsThatAreNotDialled(t *testing.T) {
	checkLeaks(t)
	for url, words := range map[string]string{
		"":                           "does not begin with ws:// or wss://",
		"localhost:80/pbx/ws":        "does not begin with ws:// or wss://",
		"http://localhost/pbx/ws":    "does not begin with ws:// or wss://",
		"ws://u:s3cret%zz@host":      "the URL cannot be read",
		"ws:///pbx/ws":               "the URL has no host",
		"ws://localhost?a=%zz":       "after ? cannot be read",
		"ws://u:s3cret@localhost":    "the URL holds a password",
		"ws://192.0.2.1:80/pbx/ws":   "not encrypted",
		"ws://localhost.example.com": "not encrypted",
		"wss://192.0.2.1/pbx/ws?tenant=a&Login_Password=s3cret": "the URL holds a password",
	} {
		t.Run(url, func(t *testing.T) {
			expectDialError(t, palconn.Options{URL: url, User: "1000", Password: pal.NewSecret(password)}, palconn.Misconfigured, words)
		})
	}
	t.Run("no user", func(t *testing.T) {
		expectDialError(t, palconn.Options{URL: "ws://localhost"}, palconn.Misconfigured, "no login user")
	})
}

func TestHostsThatCannotBeReached(t *testing.T) {
	checkLeaks(t)
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for url, words := range map[string]string{
		"ws://" + closedPort(t):             "connection refused",
		"ws://" + silent.Addr().String():    "no answer within 200ms",
		"wss://" + silent.Addr().String():   "no answer within 200ms",
		"wss://" + plainServer(t) + "/path": "no TLS on this port",
	} {
		t.Run(words, func(t *testing.T) {
			o := palconn.Options{URL: url, User: "1000", Password: pal.NewSecret(password), Timeout: 200 * time.Millisecond}
			if strings.Contains(words, "TLS") {
				o.Timeout = patience
			}
			expectDialError(t, o, palconn.Unreachable, words)
		})
	}
}

func TestTheNameIsResolvedForEachAttempt(t *testing.T) {
	checkLeaks(t)
	// Given a name server that knows no name
	questions := nameServer(t)
	r := run(t, palconn.Options{URL: "wss://pbx.invalid./pbx/ws", User: "1000"})
	for _, wait := range []time.Duration{250, 500, 1000} {
		// when an attempt fails
		r.clock.await(wait * time.Millisecond)
		// then it was for that, and the name server was asked anew.
		if said := r.Status().LastError.Error(); said != "cannot connect to pbx.invalid.: no such host" {
			t.Errorf("said %q", said)
		}
		if questions.asked.Swap(0) == 0 {
			t.Error("nobody asked for the name")
		}
		r.clock.pass(wait * time.Millisecond)
	}
}

// names is a name server that knows one name or none.
type names struct {
	asked atomic.Int64
	known atomic.Bool
}

// nameServer answers every question of the process, for the time of the test: with this machine where the name is known,
// else with "no such name".
func nameServer(t *testing.T) *names {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n, over := &names{}, make(chan struct{})
	go func() {
		defer close(over)
		message := make([]byte, 1500)
		for {
			size, from, err := server.ReadFrom(message)
			if err != nil {
				return
			}
			n.asked.Add(1)
			_, _ = server.WriteTo(n.answer(message[:size]), from)
		}
	}()
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = before
		_ = server.Close()
		<-over
	})
	return n
}

// answer is the answer to a question, as RFC 1035 has it.
func (n *names) answer(question []byte) []byte {
	const header, typeAndClass, typeA = 12, 4, 1
	end := header + bytes.IndexByte(question[header:], 0) + 1 + typeAndClass
	answer := slices.Clone(question[:end])
	copy(answer[2:], []byte{0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0}) // an answer, NXDOMAIN
	if !n.known.Load() {
		return answer
	}
	answer[3] = 0x80 // no error
	if answer[end-3] == typeA {
		answer[7] = 1
		answer = append(answer, 0xc0, header, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1)
	}
	return answer
}

func plainServer(t *testing.T) string {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func TestServersThatAreNoPBX(t *testing.T) {
	checkLeaks(t)
	followed := false
	answers := map[string]http.HandlerFunc{
		"redirects": func(w http.ResponseWriter, r *http.Request) {
			followed = followed || r.URL.Path == "/elsewhere"
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		},
		"HTTP status 403":                       func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		`"Valid WebSocket Client IP Pattern"`:   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
		"HTTP status 500":                       func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"closed the connection without an":      func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"the answer to the WebSocket handshake": wrongUpgrade,
	}
	for words, answer := range answers {
		t.Run(words, func(t *testing.T) {
			server := httptest.NewServer(answer)
			defer server.Close()
			o := palconn.Options{URL: "ws" + strings.TrimPrefix(server.URL, "http"), User: "1000", Password: pal.NewSecret(password)}
			if failed := dialError(t, o); failed.Kind != palconn.NotWelcome || !strings.Contains(failed.Reason, words) {
				t.Errorf("got kind %d, %q", failed.Kind, failed)
			}
		})
	}
	if followed {
		t.Error("the redirect was followed")
	}
}

// wrongUpgrade switches protocols without the proof that it knows WebSocket.
func wrongUpgrade(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
}

func TestLoginsThatComeToNothing(t *testing.T) {
	checkLeaks(t)
	long := `"` + strings.Repeat("x", 70<<10) + `"`
	for words, script := range map[string]func(*call){
		`"Valid WebSocket Client IP Pattern"`:                 func(*call) {},
		"closed the connection during the login":              func(c *call) { c.say(nonceFrame) },
		"closed the connection: restart (status 1001) during": func(c *call) { c.say(nonceFrame); _, _ = c.hear(); c.leave() },
		"the login was not finished within 1s":                func(c *call) { c.say(nonceFrame); c.untilGone(nothing) },
		"without a nonce":                                     func(c *call) { c.say(strings.Replace(nonceFrame, "5f3a9c", "", 1)); c.untilGone(nothing) },
		"a message that is too long":                          func(c *call) { c.say(long); c.untilGone(nothing) },
	} {
		t.Run(words, func(t *testing.T) {
			o := optionsFor(newForeignPBX(t, script))
			o.Timeout = time.Second
			if failed := dialError(t, o); !strings.Contains(failed.Reason, words) {
				t.Errorf("got %q", failed)
			}
		})
	}
}

func TestFramesMayBeLongAfterTheLogin(t *testing.T) {
	checkLeaks(t)
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say("[" + strings.Repeat(status("1")+",", 10_000) + status("2") + "]")
		c.untilGone(nothing)
	})
	sink := told(make(chan string, 10_001))
	dialled(t, optionsFor(pbx), sink)
	if lines := sink.next(t, 10_001); lines[10_000] != "notify_status 2" {
		t.Errorf("the last is %q", lines[10_000])
	}
}

func TestCertificatesThatDoNotVerify(t *testing.T) {
	checkLeaks(t)
	pbx := unstartedPBX(t, serve(nothing))
	pbx.StartTLS()
	known := x509.NewCertPool()
	known.AddCert(pbx.Certificate())
	trusted := func() *tls.Config { return &tls.Config{RootCAs: known} }
	wrongName, expired := trusted(), trusted()
	wrongName.ServerName = "pbx.invalid"
	expired.Time = func() time.Time { return pbx.Certificate().NotAfter.AddDate(1, 0, 0) }
	for words, config := range map[string]*tls.Config{
		"unknown authority": nil, "for another name than pbx.invalid": wrongName, "expired": expired,
	} {
		t.Run(words, func(t *testing.T) {
			o := optionsFor(pbx)
			o.TLS = config
			expectDialError(t, o, palconn.Untrusted, words)
			err := palconn.NewSession(palconn.SessionOptions{Options: o, Watcher: newWatched()}).Run(t.Context())
			if _, ok := errors.AsType[*palconn.DialError](err); !ok {
				t.Errorf("the session does not stop for it: %v", err)
			}
		})
	}
	t.Run("one that does", func(t *testing.T) {
		o := optionsFor(pbx)
		o.TLS = trusted()
		dialled(t, o, newTold())
	})
}
