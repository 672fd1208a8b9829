package journal_test

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"cordboard/internal/journal"
)

func init() {
	childTasks["limited"] = writeToALimit
	childTasks["humbled"] = writeWhereItMay
}

// TestADiskThatTakesNoMore has the operating system refuse the writing, in a process of its own.
func TestADiskThatTakesNoMore(t *testing.T) {
	path := newPath(t)
	if out, err := child(t, "limited", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if report := verify(t, read(t, path), ""); report.Acts < 2 {
		t.Errorf("%d acts are left", report.Acts)
	}
}

// writeToALimit writes until no file may grow any more, and again when they may.
func writeToALimit(j *journal.Journal) error {
	signal.Ignore(syscall.SIGXFSZ)
	if _, err := j.Begin(journal.Act{What: "hold"}); err != nil {
		return err
	}
	if err := limitFiles(256 << 10); err != nil {
		return err
	}
	var err error
	for range 10_000 {
		if _, err = j.Begin(journal.Act{What: "hold"}); err != nil {
			break
		}
	}
	if _, refused := errors.AsType[*journal.Unwritable](err); !refused {
		return fmt.Errorf("at the limit the error is %w", err)
	}
	if err := limitFiles(unix.RLIM_INFINITY); err != nil {
		return err
	}
	if _, err := j.Begin(journal.Act{What: "hold"}); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	return j.Close()
}

func limitFiles(size uint64) error {
	return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: unix.RLIM_INFINITY})
}

// TestAFileThatMayNotBeWritten has the operating system refuse it, in a process that may not do whatever it likes, also
// where root runs the test.
func TestAFileThatMayNotBeWritten(t *testing.T) {
	path := newPath(t)
	if out, err := child(t, "humbled", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if report := verify(t, read(t, path), ""); report.Acts != 2 {
		t.Errorf("%d acts are there", report.Acts)
	}
}

// writeWhereItMay writes an act, and one more when a file that was moved away and came back may be written again.
func writeWhereItMay(j *journal.Journal) error {
	path := os.Getenv(childPath)
	away := path + ".away"
	runtime.LockOSThread() // whose rights they are
	return inOrder(
		dropOverride,
		begun(j, "hold"),
		func() error { return os.Rename(path, away) },
		unwritten(j, "it was moved or removed"),
		func() error { return errors.Join(os.Chmod(away, 0o400), os.Rename(away, path)) },
		unwritten(j, "it cannot be opened for writing"),
		func() error {
			if err := j.Check(); err == nil {
				return errors.New("the check finds nothing")
			}
			return os.Chmod(path, 0o600)
		},
		begun(j, "hang up"),
		j.Close,
	)
}

// inOrder does one step after the other until one fails.
func inOrder(steps ...func() error) error {
	for n, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("step %d: %w", n+1, err)
		}
	}
	return nil
}

func begun(j *journal.Journal, what string) func() error {
	return func() error {
		_, err := j.Begin(journal.Act{What: what})
		return err
	}
}

func unwritten(j *journal.Journal, words string) func() error {
	return func() error {
		if _, err := j.Begin(journal.Act{What: "park"}); err == nil || !strings.Contains(err.Error(), words) {
			return fmt.Errorf("want %q, got: %w", words, err)
		}
		return nil
	}
}

// dropOverride gives up, for this thread, what lets root write to any file.
func dropOverride() error {
	const override = 1<<unix.CAP_DAC_OVERRIDE | 1<<unix.CAP_DAC_READ_SEARCH
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var sets [2]unix.CapUserData
	if err := unix.Capget(&header, &sets[0]); err != nil {
		return err
	}
	sets[0].Effective &^= override
	return unix.Capset(&header, &sets[0])
}
