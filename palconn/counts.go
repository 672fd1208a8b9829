package palconn

import (
	"maps"
	"sync"
)

// What a connection counts (Conn.Counters, Session.Counters): everything that
// came and could not be used. Malformed frames are counted as "malformed: " and
// the kind of pal.Malformed.
const (
	// CountLate is an answer that came after its caller had given up.
	CountLate = "late answer"
	// CountDuplicate is a second answer to one request.
	CountDuplicate = "duplicate answer"
	// CountForeign is an answer to what was never asked.
	CountForeign = "answer to no request"
	// CountNullID is an error that belongs to no request.
	CountNullID = "error without a request"
	// CountServerRequest is a request that the PBX made of this side.
	CountServerRequest = "request from the PBX"
	// CountChallenge is a nonce that came when none was due.
	CountChallenge = "nonce out of turn"
	// CountUnrecognised is a notification of a name that is not known.
	CountUnrecognised = "unknown notification"
	// CountStale is a notification after the PBX had said that it is not active.
	CountStale = "notification while not active"
	// CountOversize is a message that was too long, which ends the connection.
	CountOversize = "message too long"
	// CountUnanswered is a request from the PBX that came too fast to be answered.
	CountUnanswered = "unanswered request from the PBX"

	countMalformed = "malformed: "
)

// counts are tallies by kind. They may be shared by goroutines.
type counts struct {
	mu     sync.Mutex
	byKind map[string]uint64
}

func newCounts() *counts { return &counts{byKind: map[string]uint64{}} }

func (c *counts) add(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byKind[kind]++
}

func (c *counts) snapshot() map[string]uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.byKind)
}
