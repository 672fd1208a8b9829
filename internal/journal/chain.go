package journal

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
)

// kind is what a step says of its act.
type kind = string

// The kinds of steps. A retention step belongs to no act: it stands for the steps that were removed from the front.
const (
	intent       kind = "intent"
	result       kind = "result"
	confirmation kind = "confirmation"
	end          kind = "end"
	retention    kind = "retention"
)

// digest is the hash of a step.
type digest [sha256.Size]byte

// step is one link of the chain: a row of the table steps.
type step struct {
	// number counts from 1 without a gap. at is in microseconds since 1970, UTC.
	number, at int64
	// act is the number of the act's intent.
	act                                            int64
	kind                                           kind
	operator, origin, tenant, what, target, reason string
	// said is the result, the confirmation, or what a retention step stands for.
	said string
	hash digest
}

const (
	stepColumns = "number, at, act, kind, operator, origin, tenant, what, target, reason, said, hash"
	insertStep  = "INSERT INTO steps (" + stepColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	selectStep  = "SELECT " + stepColumns + " FROM steps "
)

func (s *step) columns() []any {
	return []any{
		s.number, s.at, s.act, s.kind, s.operator, s.origin, s.tenant, s.what, s.target, s.reason, s.said, s.hash[:],
	}
}

func (s *step) texts() []*string {
	return []*string{&s.operator, &s.origin, &s.tenant, &s.what, &s.target, &s.reason, &s.said}
}

// hashAfter is the hash of the step behind one with that hash. Numbers have eight bytes and texts their length before
// them, so that no two steps are the same bytes.
func (s *step) hashAfter(previous digest) digest {
	data := append([]byte("cordboard journal step 1\n"), previous[:]...)
	for _, n := range []int64{s.number, s.at, s.act} {
		data = binary.BigEndian.AppendUint64(data, uint64(n))
	}
	data = appendText(data, s.kind)
	for _, text := range s.texts() {
		data = appendText(data, *text)
	}
	return sha256.Sum256(data)
}

func appendText(data []byte, text string) []byte {
	return append(binary.BigEndian.AppendUint64(data, uint64(len(text))), text...)
}

// scan reads a row of stepColumns. A hash that somebody has changed to another length is no hash.
func (s *step) scan(row interface{ Scan(...any) error }) error {
	var hash []byte
	err := row.Scan(&s.number, &s.at, &s.act, &s.kind,
		&s.operator, &s.origin, &s.tenant, &s.what, &s.target, &s.reason, &s.said, &hash)
	s.hash = digest{}
	if len(hash) == len(s.hash) {
		s.hash = digest(hash)
	}
	return err
}

// lastStep is the end of the chain; before the first step it is the zero step.
func lastStep(tx *sql.Tx) (step, error) {
	var last step
	err := last.scan(tx.QueryRowContext(context.Background(), selectStep+"ORDER BY number DESC LIMIT 1"))
	if errors.Is(err, sql.ErrNoRows) {
		return step{}, nil
	}
	return last, err
}

// removed is what a retention step stands for: all steps up to a number, and the hash of the last of them. The chain goes
// on behind that hash.
type removed struct {
	through int64
	hash    digest
}

func (r removed) String() string { return fmt.Sprintf("%d %x", r.through, r.hash) }

func parseRemoved(said string) (r removed, ok bool) {
	var hash []byte
	_, err := fmt.Sscanf(said, "%d %x", &r.through, &hash)
	if err != nil || r.through < 1 || len(hash) != len(r.hash) {
		return removed{}, false
	}
	r.hash = digest(hash)
	return r, true
}

// lastRetention is the newest retention step; before the first one it is the zero step.
func lastRetention(tx *sql.Tx) (step, error) {
	var s step
	err := s.scan(tx.QueryRowContext(context.Background(), selectStep+"WHERE kind = 'retention' ORDER BY number DESC LIMIT 1"))
	if errors.Is(err, sql.ErrNoRows) {
		return step{}, nil
	}
	return s, err
}
