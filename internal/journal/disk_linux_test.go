package journal_test

import (
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"cordboard/internal/journal"
)

func init() { childTasks["limited"] = writeToALimit }

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
