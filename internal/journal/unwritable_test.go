package journal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cordboard/internal/journal"
)

// refused says that an act was refused, and how.
func refused(t *testing.T, j *journal.Journal, path string, words string) {
	t.Helper()
	_, err := j.Begin(journal.Act{What: "hold"})
	failed, ok := errors.AsType[*journal.Unwritable](err)
	if !ok || failed.Path != path || failed.Unwrap() == nil {
		t.Fatalf("the error is %v", err)
	}
	if want := "the journal cannot be written: " + words; !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), path) {
		t.Errorf("it says %v\nwant    %s", err, want)
	}
}

func TestAFullDisk(t *testing.T) {
	// given a journal whose file may not grow any more
	path := newPath(t)
	j := write(t, path)
	begin(t, j, "hold")
	pages, err := j.Pragma("page_count")
	must(t, err)
	must(t, j.Exec("PRAGMA max_page_count = "+pages))
	// when acts are written until it is full
	written, err := 1, error(nil)
	for err == nil {
		if _, err = j.Begin(journal.Act{What: "hold"}); err == nil {
			written++
		}
	}
	// then it says so, and what was written before is whole
	refused(t, j, path, "the disk is full; make room")
	if report := verify(t, read(t, path), ""); report.Acts != written {
		t.Errorf("%d acts are there, %d were written", report.Acts, written)
	}
	// and when there is room again, the same journal goes on
	must(t, j.Exec("PRAGMA max_page_count = 1000000"))
	begin(t, j, "hold")
	if report := verify(t, read(t, path), ""); report.Acts != written+1 {
		t.Errorf("%d acts are there, %d were written", report.Acts, written+1)
	}
}

// A connection that only reads does so for ever: the next act has another.
func TestAConnectionThatOnlyReads(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	begin(t, j, "hold")
	must(t, j.Exec("PRAGMA query_only = 1"))
	refused(t, j, path, "it cannot be opened for writing; see that you own it and that it and its directory are writable")
	begin(t, j, "hold")
}

func TestAFileThatSomebodyElseHolds(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	begin(t, j, "hold")
	j.Hurry()
	shell, err := sqlOf(t, path).Conn(t.Context())
	must(t, err)
	defer shell.Close()
	_, err = shell.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	must(t, err)
	refused(t, j, path, "another program holds it; end what works on it, such as a backup or an SQL shell")
	_, err = shell.ExecContext(t.Context(), "ROLLBACK")
	must(t, err)
	begin(t, j, "hold")
}

// A file that is gone is not begun again while the program runs: an act whose journal has vanished is refused until
// somebody has looked.
func TestAFileThatWasMovedAway(t *testing.T) {
	const advice = "it was moved or removed; put it back, or start cordboard again for a new one"
	for _, name := range []string{"", "journal.db"} {
		path := newPath(t)
		here := filepath.Join(filepath.Dir(path), name)
		away := filepath.Join(t.TempDir(), "away")
		j := write(t, path)
		begin(t, j, "hold")
		must(t, os.Rename(here, away))
		refused(t, j, path, advice)
		refused(t, j, path, advice)
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was made again: %v", path, err)
		}
		must(t, os.Rename(away, here))
		begin(t, j, "hang up")
		if report := verify(t, read(t, path), ""); report.Acts != 2 {
			t.Errorf("%d acts are there", report.Acts)
		}
	}
}

func TestALogThatWasRemoved(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	begin(t, j, "hold")
	must(t, os.Remove(path+"-wal"))
	refused(t, j, path, "it was moved or removed")
	begin(t, j, "hang up")
	if report := verify(t, read(t, path), ""); report.Acts != 2 {
		t.Errorf("%d acts are there", report.Acts)
	}
}

func TestAJournalThatCannotBeMadeAtTheStart(t *testing.T) {
	// given something in the place of the directory
	path := newPath(t)
	must(t, os.WriteFile(filepath.Dir(path), nil, 0o600))
	j := write(t, path)
	if _, ok := errors.AsType[*journal.Unwritable](j.Check()); !ok {
		t.Error("the check finds nothing")
	}
	refused(t, j, path, "see that its owner may write it and that its disk is well")
	// when it is out of the way, then the same journal goes on
	must(t, os.Remove(filepath.Dir(path)))
	begin(t, j, "hold")
}

func TestAFileThatIsNoJournal(t *testing.T) {
	path := newPath(t)
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(strings.Repeat("minutes of a meeting\n", 100)), 0o600))
	refused(t, write(t, path), path, "it is damaged or no journal; move it away and start cordboard again for a new one")
}

func TestAJournalOfAnotherVersion(t *testing.T) {
	path := newPath(t)
	must(t, write(t, path).Check())
	if _, err := sqlOf(t, path).Exec("PRAGMA user_version = 7"); err != nil {
		t.Fatal(err)
	}
	const says = "it is of version 7 and this cordboard writes version 1; take the cordboard that wrote it, or another path"
	refused(t, write(t, path), path, says)
	if _, err := journal.OpenReader(path); err == nil || err.Error() != "read the journal "+path+": "+says {
		t.Errorf("the reader says %v", err)
	}
}

func TestAFileThatIsOpenToOthers(t *testing.T) {
	for _, c := range []struct {
		dir, file os.FileMode
		says      string
	}{
		{0o700, 0o640, "others can open it; run `chmod 600 %s`"},
		{0o700, 0o602, "others can open it; run `chmod 600 %s`"},
		{0o770, 0o600, "others can write to its directory; run `chmod 700 %d`, or name another path"},
		{0o777, 0o600, "others can write to its directory; run `chmod 700 %d`, or name another path"},
	} {
		path := newPath(t)
		must(t, write(t, path).Check())
		must(t, os.Chmod(filepath.Dir(path), c.dir))
		must(t, os.Chmod(path, c.file))
		says := strings.NewReplacer("%s", path, "%d", filepath.Dir(path)).Replace(c.says)
		refused(t, write(t, path), path, says)
		if _, err := journal.OpenReader(path); err == nil || err.Error() != "read the journal "+path+": "+says {
			t.Errorf("the reader says %v", err)
		}
	}
}

func TestWhatIsOpenedToOthersMeanwhileIsRefused(t *testing.T) {
	for name, wrong := range map[string]os.FileMode{"": 0o640, "-wal": 0o604, "-shm": 0o660, "/..": 0o777} {
		t.Run(name, func(t *testing.T) {
			// given a journal that is written to
			path := newPath(t)
			j := write(t, path)
			begin(t, j, "hold")
			file := filepath.Clean(path + name)
			before, err := os.Stat(file)
			must(t, err)
			// when a file of it, or its directory, is opened to others, then it is not written to nor verified
			must(t, os.Chmod(file, wrong))
			refused(t, j, path, "others can ")
			if _, err := journal.OpenReader(path); err == nil || !strings.Contains(err.Error(), "others can ") {
				t.Errorf("the reader says %v", err)
			}
			// until that is put right
			must(t, os.Chmod(file, before.Mode().Perm()))
			begin(t, j, "hang up")
			if report := verify(t, read(t, path), ""); report.Acts != 2 {
				t.Errorf("%d acts are there", report.Acts)
			}
		})
	}
}

func TestAJournalThatIsClosed(t *testing.T) {
	path := newPath(t)
	j := write(t, path)
	must(t, j.Close())
	refused(t, j, path, "cordboard is ending")
	must(t, j.Close())
}

func TestThereIsNothingToRead(t *testing.T) {
	if _, err := journal.OpenReader(newPath(t)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}
