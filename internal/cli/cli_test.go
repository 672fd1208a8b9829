package cli

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"cordboard/internal/config"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

func TestMain(m *testing.M) {
	// Consoles wait for their PBXs most of the time: many more of them run at once than there are processors, unless the
	// command line says how many.
	if err := flag.Set("test.parallel", "24"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// soon bounds what must happen; no test waits for it to pass.
const soon = 20 * time.Second

// outcome is what a command left behind.
type outcome struct {
	code           int
	stdout, stderr string
}

// world is a machine without a configuration, without a terminal and with nothing in the environment.
func world(t *testing.T) environment {
	t.Helper()
	return environment{
		stdin:       strings.NewReader(""),
		clock:       wallClock{},
		getenv:      func(string) string { return "" },
		configPath:  filepath.Join(t.TempDir(), "cordboard", "config.toml"),
		journalPath: filepath.Join(t.TempDir(), "cordboard", "journal.db"),
		example:     readFile(t, filepath.Join(repository, "config.example.toml")),
	}
}

// knowing is the world with a password in the environment.
func (env environment) knowing(password string) environment {
	env.getenv = func(name string) string {
		if name == config.PasswordVariable {
			return password
		}
		return ""
	}
	return env
}

// configured is the world with a configuration in its usual place.
func (env environment) configured(t *testing.T, text string) environment {
	t.Helper()
	writeFile(t, env.configPath, text, 0o600)
	return env
}

// cordboard runs a command to its end.
func cordboard(t *testing.T, env environment, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	var stdout, stderr bytes.Buffer
	env.stdout, env.stderr = &stdout, &stderr
	code := run(ctx, args, env)
	if ctx.Err() != nil {
		t.Fatalf("cordboard %q did not end; it said\n%s", args, &stderr)
	}
	return outcome{code, stdout.String(), stderr.String()}
}

// running is a command that runs until it is told to stop.
type running struct {
	t      *testing.T
	lines  *bufio.Scanner
	stdout *io.PipeReader
	stderr *bytes.Buffer
	stop   context.CancelFunc
	code   chan int
}

// start runs a command beside the test.
func start(t *testing.T, env environment, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	reader, writer := io.Pipe()
	r := &running{
		t: t, lines: bufio.NewScanner(reader), stdout: reader, stderr: new(bytes.Buffer), stop: cancel, code: make(chan int, 1),
	}
	env.stdout, env.stderr = writer, r.stderr
	go func() {
		code := run(ctx, args, env)
		writer.Close()
		r.code <- code
	}()
	t.Cleanup(func() {
		cancel()
		reader.Close()
	})
	return r
}

// next is the next line on standard output.
func (r *running) next() string {
	r.t.Helper()
	if !r.lines.Scan() {
		r.t.Fatalf("no more lines: %v; the command ended with %d and said\n%s", r.lines.Err(), <-r.code, r.stderr)
	}
	return r.lines.Text()
}

// interrupt ends the command as a signal does and gives its code.
func (r *running) interrupt() int {
	r.stop()
	return r.end()
}

// end waits for the end of the command and gives its code.
func (r *running) end() int {
	go func() { _, _ = io.Copy(io.Discard, r.stdout) }()
	return <-r.code
}

// startPBX serves a simulated PBX until the test ends. Nobody in it does anything by themselves.
func startPBX(t *testing.T, options palsim.Options) *palsim.PBX {
	t.Helper()
	pbx := palsim.New(options)
	t.Cleanup(func() {
		if err := pbx.Close(); err != nil {
			t.Error(err)
		}
	})
	pbx.Persons(false)
	if err := pbx.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	return pbx
}

// at are the connection flags for a login of the PBX.
func at(pbx *palsim.PBX, user string) []string {
	flags := []string{"--url", pbx.URL(), "--user", user}
	if user != systemUser {
		flags = append(flags, "--tenant", palsim.DefaultTenant)
	}
	return flags
}

// with puts arguments before flags.
func with(flags []string, args ...string) []string { return append(args, flags...) }

// requests are the requests that the PBX saw, but for logins.
func requests(pbx *palsim.PBX) []palsim.SeenRequest {
	var seen []palsim.SeenRequest
	for _, r := range pbx.Requests() {
		if r.Method != loginMethod {
			seen = append(seen, r)
		}
	}
	return seen
}

// talking is a call between two extensions; it gives the talkers of both.
func talking(t *testing.T, pbx *palsim.PBX, from, to string) (caller, called palsim.TalkerTruth) {
	t.Helper()
	if _, err := pbx.Call(palsim.DefaultTenant, from, to); err != nil {
		t.Fatal(err)
	}
	must(t, pbx.Answer(palsim.DefaultTenant, to))
	return talkerOf(t, pbx, from), talkerOf(t, pbx, to)
}

// talkerOf is the newest talker of an extension.
func talkerOf(t *testing.T, pbx *palsim.PBX, user string) palsim.TalkerTruth {
	t.Helper()
	var found palsim.TalkerTruth
	for _, talker := range pbx.Truth().Talkers {
		if talker.User == user {
			found = talker
		}
	}
	if found.State == pal.Unknown {
		t.Fatalf("%s has no call", user)
	}
	return found
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	return data
}

func writeFile(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(text), mode))
}

// wantOutcome compares all three parts of an outcome.
func wantOutcome(t *testing.T, got, want outcome) {
	t.Helper()
	if got != want {
		t.Errorf("got  %d\nstdout %q\nstderr %q\nwant %d\nstdout %q\nstderr %q",
			got.code, got.stdout, got.stderr, want.code, want.stdout, want.stderr)
	}
}
