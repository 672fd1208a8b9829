package desk

import (
	"errors"
	"sync"
	"time"

	"cordboard/internal/journal"
)

// Journal is where an act is written step by step, each on the disk before the next.
// Its errors are in the operator's words.
type Journal interface {
	Begin(journal.Act) (journal.ID, error)
	Result(act journal.ID, words string) error
	Confirmed(act journal.ID, shown bool) error
	Ended(act journal.ID, words string) error
}

// errEnding is why nothing is begun any more.
var errEnding = errors.New("cordboard is ending")

// record is where acts are written: for good, and to be shown in this run. One step
// is written after the other.
type record struct {
	log     *Log
	journal Journal

	mu sync.Mutex
	// open are the acts that have no result yet, lasting those that go on after it.
	open, lasting map[journal.ID]entry
	// closed tells that no act is begun any more; answered then wakes the one who
	// waits for the results.
	closed   bool
	answered chan struct{}
}

func newRecord(log *Log, j Journal) *record {
	return &record{
		log: log, journal: j, open: map[journal.ID]entry{}, lasting: map[journal.ID]entry{}, answered: make(chan struct{}, 1),
	}
}

// entry is an act in both.
type entry struct {
	shown uint64
	kept  journal.ID
}

// begin writes what is about to be done. Nothing may be sent when it fails.
func (r *record) begin(e Entry) (entry, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return entry{}, errEnding
	}
	kept, err := r.journal.Begin(journal.Act{
		Operator: e.Operator, Origin: e.Origin, Tenant: e.Tenant, What: e.What, Target: e.Target, Reason: e.Reason,
	})
	if err != nil {
		return entry{}, err
	}
	begun := entry{shown: r.log.begin(e), kept: kept}
	r.open[kept] = begun
	return begun, nil
}

// end writes what became of it, once; lasts tells that it goes on from then.
func (r *record) end(e entry, result string, lasts bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, open := r.open[e.kept]; !open {
		return
	}
	_ = r.write(e, result)
	if lasts {
		r.lasting[e.kept] = e
	}
	select {
	case r.answered <- struct{}{}:
	default:
	}
}

// write writes a result. The act was done whether or not that can be written, so a
// journal that fails now is told beside the result.
func (r *record) write(e entry, result string) error {
	delete(r.open, e.kept)
	err := r.journal.Result(e.kept, result)
	if err != nil {
		result += "; " + err.Error()
	}
	r.log.end(e.shown, result)
	return err
}

// confirm writes whether the board then showed it.
func (r *record) confirm(e entry, shown bool) {
	if err := r.journal.Confirmed(e.kept, shown); err != nil {
		r.log.note(e.shown, err.Error())
	}
	if shown {
		r.log.confirm(e.shown)
	}
}

// over writes that what lasted is over, once; words say how, where that was not seen.
func (r *record) over(e entry, words string) error {
	if _, lasts := r.lasting[e.kept]; !lasts {
		return nil
	}
	delete(r.lasting, e.kept)
	err := r.journal.Ended(e.kept, words)
	if err != nil {
		r.log.note(e.shown, err.Error())
	}
	return err
}

// awaitResults lets no further act begin and waits until all have their result, or
// until late.
func (r *record) awaitResults(late <-chan time.Time) {
	for r.close() > 0 {
		select {
		case <-r.answered:
		case <-late:
			return
		}
	}
}

// close gives how many acts have no result.
func (r *record) close() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	return len(r.open)
}

// settle writes what is known at the end of what has no result, and of what lasts.
func (r *record) settle() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var failed error
	for _, e := range r.open {
		failed = errors.Join(failed, r.write(e, "outcome unknown: cordboard ended before the PBX answered"))
	}
	for _, e := range r.lasting {
		failed = errors.Join(failed, r.over(e, "cordboard ended first: the phone may be in the call still"))
	}
	return failed
}

// Over writes that what an outcome began is over: a barge that lasted. Words say how
// where the end was not seen; they are empty where it was.
func (d *Desk) Over(o Outcome, words string) {
	d.book.mu.Lock()
	defer d.book.mu.Unlock()
	_ = d.book.over(o.entry, words)
}

// lastResults is how long acts that are under way may take when the desk is closed.
const lastResults = 2 * time.Second

// Close lets no act begin any more, waits for those under way, for two seconds at most,
// and writes to the journal what is known then. Its error is what could not be written.
// The line and the journal are to be closed after it.
func (d *Desk) Close() error {
	d.book.awaitResults(d.clock.After(lastResults))
	d.stop()
	return d.book.settle()
}
