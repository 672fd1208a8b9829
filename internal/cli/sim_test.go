package cli

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

func TestSimTellsTheURLAndTheLogins(t *testing.T) {
	sim := start(t, world(t), "sim", "--extensions", "3", "--rate", "0", "--tenant", "main", "--tenant", "east")
	url := sim.next()
	if !regexp.MustCompile(`^ws://127\.0\.0\.1:[1-9][0-9]*/pbx/ws$`).MatchString(url) {
		t.Errorf("the first line is %q", url)
	}
	for _, want := range []string{
		"sa/sa", "main: 1000/1000 (admin), 1001/1001 … 1002/1002 (users)", "east: 1000/1000 (admin), 1001/1001 … 1002/1002 (users)",
	} {
		if got := sim.next(); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
	for _, login := range []palconn.Options{
		{User: "sa"}, {User: "1000", Tenant: "main"}, {User: "1000", Tenant: "east"}, {User: "1002", Tenant: "main"},
	} {
		login.URL, login.Password = url, pal.NewSecret(login.User)
		conn, err := palconn.Dial(t.Context(), login, deaf{})
		if err != nil {
			t.Fatalf("%s of %q: %v", login.User, login.Tenant, err)
		}
		must(t, conn.Close())
	}
	if code := sim.interrupt(); code != exitDone || sim.stderr.String() != "" {
		t.Errorf("it ended with %d and %q", code, sim.stderr)
	}
}

func TestSimRefuses(t *testing.T) {
	const usage = "\nusage: cordboard sim [flags]\n"
	for _, c := range []struct {
		args   []string
		stderr string
	}{
		{[]string{"--listen", "0.0.0.0:0"}, "starting the simulator at 0.0.0.0:0: the simulator listens on a loopback address only"},
		{[]string{"--listen", ":0"}, "starting the simulator at :0: the simulator listens on a loopback address only"},
		{[]string{"--listen", "192.0.2.1:8080"}, "starting the simulator at 192.0.2.1:8080: the simulator listens on a loopback address only"},
		{[]string{"--listen", "127.0.0.1"}, "--listen is written like 127.0.0.1:0: address 127.0.0.1: missing port in address"},
		{[]string{"--extensions", "0"}, "--extensions is a number from 1 to 1000000"},
		{[]string{"--rate", "-1"}, "--rate is a number from 0 to 1000000"},
		{[]string{"--rate", "NaN"}, "--rate is a number from 0 to 1000000"},
		{[]string{"--tenant", ""}, "--tenant needs a name"},
		{[]string{"--tenant", "a", "--tenant", "a"}, "--tenant a is given twice"},
	} {
		got := cordboard(t, world(t), append([]string{"sim"}, c.args...)...)
		wantOutcome(t, got, outcome{exitMisused, "", "cordboard: " + c.stderr + usage})
	}
}

func TestSimWithoutReplayTellsOnlyWhatHappens(t *testing.T) {
	sim := start(t, world(t), "sim", "--extensions", "2", "--rate", "0", "--no-replay")
	url := sim.next()
	watch := start(t, world(t).knowing("1000"), "watch", "--url", url, "--user", "1000")
	for _, event := range []string{"connected", "status", "live"} {
		if got := watch.nextObject(); got["event"] != event {
			t.Errorf("got %v; want %s", got, event)
		}
	}
	watch.interrupt()
	sim.stop()
}

// TestBuiltBinary is the program as it is delivered: signals, pipes and the environment of a process.
func TestBuiltBinary(t *testing.T) {
	binary := build(t)
	sim := exec.Command(binary, "sim", "--rate", "600")
	lines := stdoutOf(t, sim)
	must(t, sim.Start())
	t.Cleanup(func() { _ = sim.Process.Kill() })
	url := firstLine(t, lines)

	t.Run("watch ends when its reader does", func(t *testing.T) {
		watch := exec.Command(binary, "watch", "--config", emptyFile(t), "--url", url, "--user", "1000")
		watch.Env = append(os.Environ(), "CORDBOARD_PASSWORD=1000")
		lines := stdoutOf(t, watch)
		must(t, watch.Start())
		firstLine(t, lines)
		must(t, lines.Close())
		wantEnd(t, watch, exitDone)
	})
	t.Run("the console without a terminal", func(t *testing.T) {
		console := exec.Command(binary, "--config", emptyFile(t), "--url", url, "--user", "1000")
		console.Env = append(os.Environ(), "CORDBOARD_PASSWORD=1000")
		said, _ := console.CombinedOutput()
		if code := console.ProcessState.ExitCode(); code != exitMisused || !strings.Contains(string(said), "needs a terminal") || strings.Contains(string(said), "\x1b") {
			t.Errorf("it ended with %d and %q", code, said)
		}
	})
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGHUP} {
		t.Run("watch ends at "+signal.String(), func(t *testing.T) {
			watch := exec.Command(binary, "watch", "--config", emptyFile(t), "--url", url, "--user", "1000")
			watch.Env = append(os.Environ(), "CORDBOARD_PASSWORD=1000")
			lines := stdoutOf(t, watch)
			must(t, watch.Start())
			firstLine(t, lines)
			must(t, watch.Process.Signal(signal))
			_, err := io.Copy(io.Discard, lines)
			must(t, err)
			wantEnd(t, watch, exitDone)
		})
	}
	must(t, sim.Process.Signal(syscall.SIGTERM))
	wantEnd(t, sim, exitDone)
}

// build compiles the program.
func build(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	binary := filepath.Join(t.TempDir(), "cordboard")
	compile := exec.CommandContext(ctx, "go", "build", "-o", binary, ".")
	compile.Dir = repository
	if said, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, said)
	}
	return binary
}

func stdoutOf(t *testing.T, cmd *exec.Cmd) io.ReadCloser {
	t.Helper()
	out, err := cmd.StdoutPipe()
	must(t, err)
	return out
}

func firstLine(t *testing.T, from io.Reader) string {
	t.Helper()
	line, err := bufio.NewReaderSize(from, 16).ReadString('\n')
	must(t, err)
	return strings.TrimSuffix(line, "\n")
}

func emptyFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	writeFile(t, path, "", 0o600)
	return path
}

// wantEnd waits for a process and compares its code.
func wantEnd(t *testing.T, cmd *exec.Cmd, code int) {
	t.Helper()
	stuck := time.AfterFunc(soon, func() { _ = cmd.Process.Kill() })
	defer stuck.Stop()
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("%q ended with %d; want %d", cmd.Args, got, code)
	}
}
