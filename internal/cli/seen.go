package cli

import (
	"context"
	"net/url"
	"strings"
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
	// pbx is where the calls are, as the journal tells it from other PBXs.
	pbx string
	// written are the calls of the last look, as they ended.
	written map[model.CallID]time.Time
}

// hostOf is the host and port of a PBX's address, which may hold more than the journal is to have.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
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
			PBX: s.pbx, Room: c.Room, Tenant: c.Tenant, Who: c.From.Label(), With: c.To.Label(),
			Began: c.Began, Ended: c.End, Ending: pane.SayEnd(c),
		})
	}
	s.written = now
}
