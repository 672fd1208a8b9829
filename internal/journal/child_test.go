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
		j.Seen(journal.Call{Epoch: opening, ID: n, Who: "1000", Ended: opening})
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
	for run := range 20 {
		// given a program that writes, and is killed at any moment
		steps := writtenBeforeKill(t, path, random)
		// then the file opens, the chain is whole, and each step that was reported is there
		verify(t, read(t, path), "")
		for _, step := range steps {
			if count := countSteps(t, path, step); count != 1 {
				t.Fatalf("seed %d, run %d: %q is there %d times", seed, run, step, count)
			}
		}
	}
}

// writtenBeforeKill runs the child, kills it and gives what it has printed.
func writtenBeforeKill(t *testing.T, path string, random *rand.Rand) []string {
	t.Helper()
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	var printed []string
	lines := bufio.NewScanner(out)
	for range 1 + random.IntN(30) {
		if !lines.Scan() {
			t.Fatalf("the child ended by itself after %q", printed)
		}
		printed = append(printed, lines.Text())
	}
	<-time.After(time.Duration(random.IntN(2000)) * time.Microsecond) // somewhere inside the next steps
	must(t, cmd.Process.Kill())
	for lines.Scan() {
		printed = append(printed, lines.Text())
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the child was not killed: %v after %q", err, printed)
	}
	return printed
}

func countSteps(t *testing.T, path, step string) int {
	t.Helper()
	kind, act, _ := strings.Cut(step, " ")
	var count int
	row := sqlOf(t, path).QueryRow("SELECT count(*) FROM steps WHERE kind = ? AND act = ?", kind, act)
	must(t, row.Scan(&count))
	return count
}
