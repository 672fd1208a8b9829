package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// create makes the file and its directory where they are missing. It never opens a file that exists: closing it again
// would take away the locks that SQLite holds on it elsewhere in this process.
func create(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return syncDirectory(dir)
}

// syncDirectory puts a new name in a directory on the disk.
func syncDirectory(dir string) error {
	if runtime.GOOS == "windows" { // there a directory cannot be synced, nor needs to be
		return nil
	}
	file, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// besides are the files that SQLite keeps beside a journal while it is open: they hold what was written last.
var besides = []string{"-wal", "-shm"}

// checkPrivate refuses a journal that others than its owner can read or write, also in the files beside it, and one in a
// directory where others could put another in its place. Windows keeps such rights elsewhere.
func checkPrivate(path string) error {
	if err := checkOwners(path); err != nil || runtime.GOOS == "windows" {
		return err
	}
	for _, beside := range besides {
		if err := checkOwners(path + beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	dir := filepath.Dir(path)
	around, err := os.Stat(dir)
	if err == nil && around.Mode().Perm()&0o022 != 0 {
		err = unusable("others can write to its directory; run `chmod 700 " + dir + "`, or name another path")
	}
	return err
}

// checkOwners refuses what is no file, or one that is not its owner's alone.
func checkOwners(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case runtime.GOOS == "windows":
		return nil
	case !info.Mode().IsRegular():
		return unusable("it is not a file; name another path")
	case info.Mode().Perm()&0o077 != 0:
		return unusable("others can open it; run `chmod 600 " + path + "`")
	}
	return nil
}

// checkWritable refuses a file that could be opened to read alone. SQLite does so without a word, and its connection stays
// like that when the file may be written again.
func checkWritable(db *sql.DB) error {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(driver any) error {
		readOnly, err := driver.(interface{ IsReadOnly(string) (bool, error) }).IsReadOnly("main")
		if err == nil && readOnly {
			err = errReadOnly
		}
		return err
	})
}

// addressToWrite is how the SQLite driver is told of a file to write to: take the write lock at the start of a transaction,
// and have each commit on the disk before it returns.
func addressToWrite(path string) string {
	return address(path, url.Values{
		"mode": {"rw"}, "_txlock": {"immediate"}, "_pragma": {busyTimeout(turn), "journal_mode(WAL)", "synchronous(FULL)"},
	})
}

func addressToRead(path string) string {
	return address(path, url.Values{"mode": {"ro"}, "_pragma": {busyTimeout(Patience)}})
}

func busyTimeout(d time.Duration) string { return fmt.Sprintf("busy_timeout(%d)", d.Milliseconds()) }

func address(path string, query url.Values) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: query.Encode()}).String()
}
