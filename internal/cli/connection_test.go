package cli

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// TestNoConnectionIsOneLine holds for every command that connects.
func TestNoConnectionIsOneLine(t *testing.T) {
	const pattern = `the PBX's setting "Valid WebSocket Client IP Pattern" must include the address of this machine`
	nobody := closedPort(t)
	web := httptest.NewServer(http.NotFoundHandler())
	defer web.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	webHost, secureHost := web.Listener.Addr().String(), secure.Listener.Addr().String()
	for _, c := range []struct {
		name, url string
		code      int
		stderr    string
	}{
		{"nobody listens", "ws://" + nobody + "/pbx/ws", exitOffline, "cannot connect to " + nobody + ": connection refused; is the PBX running, and is the port right?"},
		{
			"no PBX", "ws://" + webHost + "/pbx/ws", exitOffline,
			"cannot connect to " + webHost + ": HTTP status 404 instead of a WebSocket; " + pattern + ", and the path of the URL must be right",
		},
		{
			"a certificate that does not verify", "wss://" + secureHost + "/pbx/ws", exitOffline,
			"cannot connect to " + secureHost + ": its certificate is signed by an unknown authority; a private one has to be named in the configuration",
		},
		{"no TLS", "wss://" + webHost + "/pbx/ws", exitOffline, "cannot connect to " + webHost + ": no TLS on this port; is it ws:// instead of wss://?"},
		{"no WebSocket URL", "http://" + webHost, exitMisused, `pbx.url: write the address like "wss://pbx.example.com:8443/pbx/ws"`},
		{
			"plain text to another host", "ws://192.0.2.1/pbx/ws", exitMisused,
			"pbx.url: ws:// to another host can be read on the way; use wss://, or set allow_plaintext = true in [pbx]",
		},
		{
			"a password in the URL", "ws://1000:hunter2@127.0.0.1/pbx/ws", exitMisused,
			"pbx.url: a password must not stand in the address; take password_file or password_command",
		},
	} {
		for _, command := range [][]string{{"call", "ping"}, {"watch"}} {
			t.Run(c.name+", "+command[0], func(t *testing.T) {
				got := cordboard(t, world(t).knowing("hunter2"), append(command, "--url", c.url, "--user", "1000")...)
				wantOutcome(t, got, outcome{c.code, "", "cordboard: " + c.stderr + "\n"})
			})
		}
	}
}

// closedPort is an address at which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, listener.Close())
	return listener.Addr().String()
}

func TestPrivateAuthorityIsConfiguration(t *testing.T) {
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	env := world(t).knowing("1000").configured(t, "[pbx]\nca_file = \"ca.pem\"\n")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	ca := filepath.Join(filepath.Dir(env.configPath), "ca.pem")
	ping := []string{"call", "ping", "--url", "wss://" + secure.Listener.Addr().String() + "/pbx/ws", "--user", "1000"}

	got := cordboard(t, env, ping...)
	if got.code != exitMisused || !strings.HasPrefix(got.stderr, "cordboard: read ca_file: ") {
		t.Errorf("without the file: %+v", got)
	}
	writeFile(t, ca, "no certificate", 0o644)
	wantOutcome(t, cordboard(t, env, ping...), outcome{exitMisused, "", "cordboard: ca_file " + ca + " holds no certificate in PEM\n"})
	writeFile(t, ca, string(certificate), 0o644)
	if got := cordboard(t, env, ping...); got.code != exitOffline || !strings.Contains(got.stderr, "HTTP status 404") {
		t.Errorf("the certificate was not trusted: %+v", got)
	}
}

func TestAPinnedKeyIsConfiguration(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	host := secure.Listener.Addr().String()
	ping := []string{"call", "ping", "--url", "wss://" + host + "/pbx/ws", "--user", "1000"}
	pinned := func(key []byte) (environment, string) {
		sum := sha256.Sum256(key)
		pin := "sha256/" + base64.StdEncoding.EncodeToString(sum[:])
		return world(t).knowing("1000").configured(t, "[pbx]\npin = \""+pin+"\"\n"), pin
	}
	// Given the pin of the server's key, it is trusted though no authority vouches for it,
	env, right := pinned(secure.Certificate().RawSubjectPublicKeyInfo)
	if got := cordboard(t, env, ping...); got.code != exitOffline || !strings.Contains(got.stderr, "HTTP status 404") {
		t.Errorf("the key was not trusted: %+v", got)
	}
	// with the pin of another it is not, and the words say which key was shown.
	env, _ = pinned([]byte("another"))
	wantOutcome(t, cordboard(t, env, ping...), outcome{exitOffline, "", "cordboard: cannot connect to " + host + ": its key is not the pinned one but " +
		right + "; if nobody gave the PBX a new key, somebody is listening in between\n"})
}

func TestRefusedLoginIsTriedOnce(t *testing.T) {
	for _, command := range [][]string{{"call", "ping"}, {"watch"}} {
		t.Run(command[0], func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{})
			got := cordboard(t, world(t).knowing("hunter2"), with(at(pbx, "1000"), command...)...)
			wantOutcome(t, got, outcome{exitOffline, "", "cordboard: login refused: Login failed (4) (-2022)\n"})
			if seen := pbx.Requests(); len(seen) != 1 || seen[0].Method != loginMethod {
				t.Errorf("the PBX saw %+v, not one login", seen)
			}
		})
	}
}

func TestWhereThePasswordComesFrom(t *testing.T) {
	pbx := startPBX(t, palsim.Options{})
	ping := with(at(pbx, "1000"), "call", "ping")
	right := outcome{exitDone, "\"succeeded\"\n", ""}

	t.Run("a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "password")
		writeFile(t, file, "1000\n", 0o600)
		wantOutcome(t, cordboard(t, world(t).knowing("wrong"), append(ping, "--password-file", file)...), right)
	})
	t.Run("a file that others can read", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "password")
		writeFile(t, file, "1000\n", 0o644)
		got := cordboard(t, world(t), append(ping, "--password-file", file)...)
		want := "cordboard: others can read the password file " + file + "; run `chmod 600 " + file + "`\n"
		wantOutcome(t, got, outcome{exitMisused, "", want})
	})
	t.Run("the prompt", func(t *testing.T) {
		env := world(t)
		var prompts []string
		env.askPassword = func(_ context.Context, prompt string) (pal.Secret, error) {
			prompts = append(prompts, prompt)
			return pal.NewSecret("1000"), nil
		}
		wantOutcome(t, cordboard(t, env, ping...), right)
		if len(prompts) != 1 || prompts[0] != "Password of 1000: " {
			t.Errorf("asked %q", prompts)
		}
	})
	t.Run("nowhere", func(t *testing.T) {
		want := "cordboard: no password: give --password-file, set CORDBOARD_PASSWORD, " +
			"or set password_file or password_command in [pbx] of the configuration\n"
		wantOutcome(t, cordboard(t, world(t), ping...), outcome{exitMisused, "", want})
	})
}

func TestWithoutAConfiguration(t *testing.T) {
	t.Run("no PBX", func(t *testing.T) {
		want := "cordboard: no PBX is configured: `cordboard demo` shows a simulated one; " +
			"`cordboard config init` writes a configuration to fill in, or name one with --url and --user\n"
		wantOutcome(t, cordboard(t, world(t), "watch"), outcome{exitMisused, "", want})
	})
	t.Run("no user", func(t *testing.T) {
		want := "cordboard: no login user: give --user, or set user in [pbx] of the configuration\n"
		wantOutcome(t, cordboard(t, world(t), "watch", "--url", "ws://127.0.0.1/pbx/ws"), outcome{exitMisused, "", want})
	})
	t.Run("a file that is named must be there", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "none.toml")
		want := "cordboard: read the configuration: open " + file + ": no such file or directory\n"
		wantOutcome(t, cordboard(t, world(t), "watch", "--config", file), outcome{exitMisused, "", want})
	})
}

// TestALoginWithoutAdminRightsAsksForItsOwnCalls looks at what the PBX is asked for.
func TestALoginWithoutAdminRightsAsksForItsOwnCalls(t *testing.T) {
	for everyone, want := range map[bool][]string{true: {"*"}, false: {"1001"}} {
		c := config.Default()
		c.PBX.URL, c.PBX.User, c.PBX.Everyone = "ws://127.0.0.1:1/pbx/ws", "1001", everyone
		options, err := world(t).knowing("1001").dialOptions(t.Context(), c, palconn.WantAll())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, options.Want.Users); diff != "" {
			t.Errorf("with everyone = %t (-want +got):\n%s", everyone, diff)
		}
	}
}
