package palsim

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// start serves a PBX in real time with nobody at the phones.
func start(t *testing.T, o Options) *PBX {
	t.Helper()
	p := New(o)
	p.Persons(false)
	if err := p.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return p
}

func TestServesAClientFromLoginToRefusal(t *testing.T) {
	p := start(t, Options{Extensions: 2})
	c := dialSocket(t, p.URL()+"?login_user=sa")

	nonce := strings.TrimSuffix(strings.TrimPrefix(c.read(), `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"`), `"}}`)
	c.write(answerTo("sa", nonce, "sa"))
	for _, want := range []string{
		`{"jsonrpc":"2.0","result":"succeeded","id":1}`,
		`{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"active"}}`,
		`{"jsonrpc":"2.0","method":"notify_registered","params":{"tenant":"main","user":"1000","registered":"true"}}`,
	} {
		if got := c.read(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}

	refused := dialSocket(t, p.URL()+"?login_user=sa&login_password=wrong")
	if got := refused.read(); !strings.Contains(got, "-2022") {
		t.Errorf("got %s, want a refusal", got)
	}
	if _, err := refused.tryRead(); err == nil {
		t.Error("the connection stays open after a refused login")
	}
}

func TestDroppedConnectionsAreReset(t *testing.T) {
	p := start(t, Options{Extensions: 1})
	c := dialSocket(t, p.URL()+"?login_user=sa&login_password=sa")
	c.read()

	p.DropConnections()
	for {
		if _, err := c.tryRead(); err != nil {
			if !errors.Is(err, syscall.ECONNRESET) {
				t.Errorf("connection ended with %v, want a reset", err)
			}
			return
		}
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	p := New(Options{})
	defer p.Close()
	for _, addr := range []string{":0", "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:80"} {
		if err := p.Start(addr); !errors.Is(err, ErrNotLoopback) {
			t.Errorf("start at %q: %v", addr, err)
		}
	}
	if err := p.Start("nonsense"); err == nil {
		t.Error("started at nonsense")
	}
}

func TestOtherPathsAreNotFound(t *testing.T) {
	p := start(t, Options{})
	answer, err := http.Get("http" + strings.TrimPrefix(strings.TrimSuffix(p.URL(), Path), "ws") + "/")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	if answer.StatusCode != http.StatusNotFound {
		t.Errorf("status %d", answer.StatusCode)
	}
}

func TestClosedPBXDoesNothing(t *testing.T) {
	p := start(t, Options{Rate: 600})
	dialSocket(t, p.URL()+"?login_user=sa&login_password=sa").read()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Call(DefaultTenant, "1001", "1002"); !errors.Is(err, ErrClosed) {
		t.Errorf("call on a closed PBX: %v", err)
	}
	if err := p.Start("127.0.0.1:0"); !errors.Is(err, ErrClosed) {
		t.Errorf("start of a closed PBX: %v", err)
	}
}

func TestRealClockRunsWhatIsDue(t *testing.T) {
	p := start(t, Options{RingTime: time.Millisecond})
	answered := make(chan struct{}, 1)
	p.Observe(func(frame []byte) {
		if strings.Contains(string(frame), `"status":"14"`) {
			answered <- struct{}{}
		}
	})
	if _, err := p.Call(DefaultTenant, "1001", "1002"); err != nil {
		t.Fatal(err)
	}
	select { // the voicemail box took the call
	case <-answered:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody answered")
	}
}

func TestSlowClientIsDroppedAndHoldsNobody(t *testing.T) {
	p := start(t, Options{Extensions: 1, Replay: ReplayNone})
	slow := dialSocket(t, p.URL()+"?login_user=sa&login_password=sa")
	quick := dialSocket(t, p.URL()+"?login_user=1000&login_password=1000&registered=self")
	slow.read()
	quick.read()

	// When more waits for the slow client than its outbox and the kernel hold,
	// it is gone, and the quick one has all of it.
	frame := []byte(`"` + strings.Repeat("x", 4<<20) + `"`)
	for range 40 {
		p.SendRaw(frame)
		if got := quick.read(); len(got) != len(frame) {
			t.Fatalf("frame of %d bytes, want %d", len(got), len(frame))
		}
	}
	for {
		if _, err := slow.tryRead(); err != nil {
			return
		}
	}
}

func TestStands10000NotificationsASecond(t *testing.T) {
	const notifications = 10_000
	p := start(t, Options{Extensions: 1, Replay: ReplayNone})
	c := dialSocket(t, p.URL()+"?login_user=sa&login_password=sa")
	c.read()
	began := time.Now()
	go func() {
		for range notifications {
			_ = p.LeaveVoicemail(DefaultTenant, "1000")
		}
	}()
	for i := range notifications {
		if want := fmt.Sprintf(`"new":%d,`, i+1); !strings.Contains(c.read(), want) {
			t.Fatalf("notification %d is lost or out of order", i+1)
		}
	}
	t.Logf("%d notifications in %v", notifications, time.Since(began))
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

// deadline ends a test that waits for what does not come.
func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}
