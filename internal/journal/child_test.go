package journal_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"cordboard/internal/journal"
)

// The variables make this test program a child that does a task to the journal at a path.
const (
	childTask = "CORDBOARD_TEST_TASK"
	childPath = "CORDBOARD_TEST_PATH"
)

// childTasks are what children do. What they return is printed and makes them fail.
var childTasks = map[string]func(*journal.Journal) error{"write": writeUntilKilled}

func runChild(task string) int {
	j := journal.New(journal.Options{Path: os.Getenv(childPath), Clock: newClock()})
	if err := childTasks[task](j); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func child(t *testing.T, task, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childTask+"="+task, childPath+"="+path)
	return cmd
}

// writeUntilKilled prints each step when it has been written.
func writeUntilKilled(j *journal.Journal) error {
	for n := uint64(0); ; n++ {
		id, err := j.Begin(journal.Act{Operator: "1000", What: "transfer Ana Ruiz → 1042"})
		if err != nil {
			return err
		}
		fmt.Println("intent", id)
		j.Seen(journal.Call{Room: fmt.Sprint(n), Who: "1000", Ended: opening})
		if err := j.Result(id, "done"); err != nil {
			return err
		}
		fmt.Println("result", id)
	}
}

func TestNothingThatWasWrittenIsLostWhenKilled(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	path := newPath(t)
	for range 20 {
		// given a program that writes, and is killed at any moment
		w := startWriter(t, path)
		w.read(1 + random.IntN(30))
		<-time.After(time.Duration(random.IntN(2000)) * time.Microsecond) // somewhere inside the next steps
		w.kill()
		// then the file opens, the chain is whole, and each step that was reported is there
		verify(t, read(t, path), "")
		w.wantAll(path)
	}
}

func TestSeveralProcessesMakeOneChain(t *testing.T) {
	path := newPath(t)
	writers := []*writer{startWriter(t, path), startWriter(t, path), startWriter(t, path)}
	for _, w := range writers {
		w.read(40)
	}
	for _, w := range writers {
		w.kill()
	}
	verify(t, read(t, path), "")
	for _, w := range writers {
		w.wantAll(path)
	}
}

// writer is a process that writes until it is killed.
type writer struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines *bufio.Scanner
	// printed are the steps that it says it has written.
	printed []string
}

func startWriter(t *testing.T, path string) *writer {
	t.Helper()
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return &writer{t: t, cmd: cmd, lines: bufio.NewScanner(out)}
}

// read waits for some steps.
func (w *writer) read(steps int) {
	w.t.Helper()
	for range steps {
		if !w.lines.Scan() {
			w.t.Fatalf("the child ended by itself after %q", w.printed)
		}
		w.printed = append(w.printed, w.lines.Text())
	}
}

// kill ends the process and reads what it had still printed.
func (w *writer) kill() {
	w.t.Helper()
	must(w.t, w.cmd.Process.Kill())
	for w.lines.Scan() {
		w.printed = append(w.printed, w.lines.Text())
	}
	if err := w.cmd.Wait(); err == nil || w.cmd.ProcessState.Exited() {
		w.t.Fatalf("the child was not killed: %v after %q", err, w.printed)
	}
}

// wantAll looks for each step that was printed.
func (w *writer) wantAll(path string) {
	w.t.Helper()
	db := sqlOf(w.t, path)
	for _, step := range w.printed {
		kind, act, _ := strings.Cut(step, " ")
		var count int
		must(w.t, db.QueryRow("SELECT count(*) FROM steps WHERE kind = ? AND act = ?", kind, act).Scan(&count))
		if count != 1 {
			w.t.Fatalf("%q is there %d times", step, count)
		}
	}
}
