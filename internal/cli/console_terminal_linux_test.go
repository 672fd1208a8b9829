package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"cordboard/palconn/palsim"
)

// windowed is the built program's console in the window of a terminal.
type windowed struct {
	*screen
	window  *os.File
	process *os.Process
}

// openWindow shows the console of the built program and waits until it is live.
func openWindow(t *testing.T, pbx *palsim.PBX) *windowed {
	t.Helper()
	window, program := openTerminal(t)
	must(t, unix.IoctlSetWinsize(int(program.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(wide.Height), Col: uint16(wide.Width)}))
	env := world(t)
	file := filepath.Join(t.TempDir(), "config.toml")
	writeFile(t, file, fmt.Sprintf("[journal]\npath = %q\n", env.journalPath), 0o600)
	console := exec.Command(build(t), with(at(pbx, palsim.Reception), "--config", file)...)
	console.Env = append(os.Environ(), "CORDBOARD_PASSWORD="+palsim.Reception, "TERM=xterm-256color", "LC_ALL=C.UTF-8")
	console.Stdin, console.Stdout, console.Stderr = program, program, program
	console.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	must(t, console.Start())
	must(t, program.Close())
	t.Cleanup(func() { _ = console.Process.Kill() })

	keys, typed := io.Pipe()
	t.Cleanup(func() { typed.Close() })
	s := &screen{t: t, terminal: newTerminal(t, wide), pbx: pbx, keys: typed, world: env, ended: make(chan struct{})}
	go func() { _, _ = io.Copy(window, keys) }()
	go func() { _, _ = io.Copy(s.terminal, window) }()
	go func() {
		s.err = console.Wait()
		close(s.ended)
	}()
	s.shows("● live")
	return &windowed{s, window, console.Process}
}

// endBy sends a signal again and again until the console ends.
func (w *windowed) endBy(signal os.Signal) {
	w.t.Helper()
	again, late := time.NewTicker(10*time.Millisecond), time.After(soon)
	defer again.Stop()
	for {
		select {
		case <-w.ended:
			return
		case <-again.C:
			_ = w.process.Signal(signal)
		case <-late:
			w.t.Fatal("the console does not end")
		}
	}
}

// record begins to record a call, which the PBX does not answer.
func (w *windowed) record(user, talker string) {
	w.t.Helper()
	w.press("2")
	w.points(user)
	w.pbx.FailNext("startRecording", palsim.Swallow)
	w.press("r")
	w.sends("startRecording tid=" + talker)
}

func TestAWindowThatIsClosedLeavesNoActWithoutAResult(t *testing.T) {
	// Given an act that the PBX does not answer,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	w := openWindow(t, pbx)
	w.record("1001", called.ID)
	// when the window is closed over it, which the kernel and then everybody else who had a part in it tells the console,
	must(t, w.window.Close())
	w.endBy(syscall.SIGHUP)
	// then the journal says that nobody knows what became of it.
	acts := w.journal("acts")
	if len(acts) != 1 {
		t.Fatalf("%d acts: %v", len(acts), acts)
	}
	if got, _ := acts[0]["result"].(string); !strings.HasPrefix(got, "outcome unknown: ") {
		t.Errorf("the result is %q (%v)", got, w.err)
	}
}

func TestWhoInterruptsTwiceDoesNotWait(t *testing.T) {
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	w := openWindow(t, pbx)
	w.record("1001", called.ID)
	w.endBy(syscall.SIGINT)
	if w.err == nil || w.err.Error() != "signal: interrupt" {
		t.Errorf("it ended with %v", w.err)
	}
}
