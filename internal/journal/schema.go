package journal

import (
	"context"
	"database/sql"
	"fmt"
)

// schemaVersion is written into the file; another one is that of another cordboard.
const schemaVersion = 1

// The word tables are indexes: they hold no text, and Verify does not read them.
const schema = `
CREATE TABLE steps (
	number   INTEGER PRIMARY KEY,
	at       INTEGER NOT NULL,
	act      INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	operator TEXT NOT NULL,
	origin   TEXT NOT NULL,
	tenant   TEXT NOT NULL,
	what     TEXT NOT NULL,
	target   TEXT NOT NULL,
	reason   TEXT NOT NULL,
	said     TEXT NOT NULL,
	hash     BLOB NOT NULL
) STRICT;
CREATE INDEX steps_of_act ON steps (act);
CREATE INDEX steps_by_time ON steps (at);
CREATE INDEX retention_steps ON steps (number) WHERE kind = 'retention';

CREATE TABLE calls (
	number INTEGER PRIMARY KEY,
	pbx    TEXT NOT NULL,
	room   TEXT NOT NULL,
	tenant TEXT NOT NULL,
	who    TEXT NOT NULL,
	other  TEXT NOT NULL,
	began  INTEGER,
	ended  INTEGER NOT NULL,
	ending TEXT NOT NULL
) STRICT;
CREATE INDEX calls_by_time ON calls (ended);
CREATE INDEX calls_by_room ON calls (room, ended);

CREATE VIRTUAL TABLE step_words USING fts5 (words, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE call_words USING fts5 (words, content='', contentless_delete=1, tokenize='ascii');
`

// prepareSchema makes the tables in an empty file. Of several processes that open it at once the first one makes them.
func prepareSchema(tx *sql.Tx) error {
	version, err := readVersion(context.Background(), tx)
	if err != nil || version == schemaVersion {
		return err
	}
	if version != 0 {
		return errVersion(version)
	}
	_, err = tx.ExecContext(context.Background(), schema+fmt.Sprintf("PRAGMA user_version = %d;", schemaVersion))
	return err
}

func readVersion(ctx context.Context, from interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
},
) (version int, err error) {
	err = from.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

func errVersion(version int) error {
	return unusable(fmt.Sprintf("it is of version %d and this cordboard writes version %d; take the cordboard that wrote it, or another path", version, schemaVersion))
}
