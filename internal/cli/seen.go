package cli

import (
	"context"
	"time"

	"cordboard/internal/journal"
	"cordboard/model"
	"cordboard/tui/pane"
)

// lookEvery is how often the calls that ended are gathered: the board keeps the last 500 of them.
const lookEvery = 250 * time.Millisecond

// seenCalls writes the calls of a board that ended to the journal.
type seenCalls struct {
	store   *model.Store
	journal *journal.Journal
	clock   interface {
		After(time.Duration) <-chan time.Time
	}
	// began is when this program began: with it the number of a call is one of its own.
	began time.Time
	// written are the calls of the last look, as they ended.
	written map[model.CallID]time.Time
}

// run writes until ctx ends, and then what is left.
func (s *seenCalls) run(ctx context.Context) {
	changed, cancel := s.store.Subscribe()
	defer cancel()
	defer s.write()
	for {
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
		select {
		case <-s.clock.After(lookEvery):
		case <-ctx.Done():
			return
		}
		s.write()
	}
}

// write hands in the calls that ended since the last look. One that was taken back and ended again is handed in again.
func (s *seenCalls) write() {
	ended := s.store.Snapshot().Ended
	now := make(map[model.CallID]time.Time, len(ended))
	for _, c := range ended {
		now[c.ID] = c.End
		if at, known := s.written[c.ID]; known && at.Equal(c.End) {
			continue
		}
		s.journal.Seen(journal.Call{
			Epoch: s.began, ID: uint64(c.ID), Tenant: c.Tenant, Who: c.From.Label(), With: c.To.Label(),
			Began: c.Began, Ended: c.End, Ending: pane.SayEnd(c),
		})
	}
	s.written = now
}
