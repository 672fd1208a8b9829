package desk

import (
	"slices"
	"sync"
	"time"
)

// keptEntries is how many acts of this run are kept to be shown.
const keptEntries = 1000

// Entry is one act of this run.
type Entry struct {
	ID uint64
	At time.Time
	// Origin is where the operator sits.
	Operator, Origin, Tenant string
	// What is the act in words, Target the call or the thing it is about.
	What, Target string
	// Named tells that What names who it is about.
	Named  bool
	Reason string
	// Awaited tells that the board is to show it when it is done.
	Awaited bool
	// Result is empty while it runs.
	Result    string
	Confirmed bool
}

// Log is what was done in this run, for all operators of the program.
type Log struct {
	mu      sync.Mutex
	entries []Entry
	nextID  uint64
}

// Entries gives a copy, the oldest first.
func (l *Log) Entries() []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.entries)
}

// Tell adds what nobody did, such as a fault of this program.
func (l *Log) Tell(at time.Time, what, result string) {
	l.begin(Entry{At: at, What: what, Result: result})
}

func (l *Log) begin(e Entry) uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.nextID++
	e.ID = l.nextID
	l.entries = append(l.entries, e)
	if len(l.entries) > keptEntries {
		l.entries = slices.Delete(l.entries, 0, len(l.entries)-keptEntries)
	}
	return e.ID
}

func (l *Log) end(id uint64, result string) {
	l.change(id, func(e *Entry) { e.Result = result })
}

// note adds to what became of an act.
func (l *Log) note(id uint64, words string) {
	l.change(id, func(e *Entry) { e.Result += "; " + words })
}

func (l *Log) confirm(id uint64) {
	l.change(id, func(e *Entry) { e.Confirmed = true })
}

func (l *Log) change(id uint64, by func(*Entry)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.entries {
		if l.entries[i].ID == id {
			by(&l.entries[i])
		}
	}
}
