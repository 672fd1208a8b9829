package journal

import (
	"database/sql"
	"fmt"
)

// QueueLength is how many calls may wait.
const QueueLength = queueLength

// BatchLength is how many rows are written or removed at once.
const BatchLength = batchLength

// Exec runs SQL on the journal's own connection.
func (j *Journal) Exec(query string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err := j.db.Exec(query)
	return err
}

// AwaitKeeper waits until the journal's own goroutine has ended.
func (j *Journal) AwaitKeeper() { <-j.kept }

// Hurry has the journal try only once to get hold of its file.
func (j *Journal) Hurry() { j.turns = 1 }

// Pragma reads a setting of the journal's own connection.
func (j *Journal) Pragma(name string) (value string, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	err = j.db.QueryRow("PRAGMA " + name).Scan(&value)
	return value, err
}

// Hold holds the file against the journal's own goroutine and everybody else in this process until release is called.
func (j *Journal) Hold() (release func()) {
	j.mu.Lock()
	return j.mu.Unlock
}

// RawSQL opens the file as anybody with an SQL shell could.
func RawSQL(path string) (*sql.DB, error) {
	return sql.Open("sqlite", fmt.Sprintf("file:%s?_pragma=busy_timeout(3000)", path))
}
