package desk

import (
	"cordboard/internal/journal"
)

// Journal is where an act is written step by step, each on the disk before the next.
// Its errors are in the operator's words.
type Journal interface {
	Begin(journal.Act) (journal.ID, error)
	Result(act journal.ID, words string) error
	Confirmed(act journal.ID, shown bool) error
	Ended(act journal.ID) error
}

// record is where acts are written: for good, and to be shown in this run.
type record struct {
	log     *Log
	journal Journal
}

// entry is an act in both.
type entry struct {
	shown uint64
	kept  journal.ID
}

// begin writes what is about to be done. Nothing may be sent when it fails.
func (r record) begin(e Entry) (entry, error) {
	kept, err := r.journal.Begin(journal.Act{
		Operator: e.Operator, Origin: e.Origin, Tenant: e.Tenant, What: e.What, Target: e.Target, Reason: e.Reason,
	})
	if err != nil {
		return entry{}, err
	}
	return entry{shown: r.log.begin(e), kept: kept}, nil
}

// end writes what became of it. It was done whether or not that can be written, so a
// journal that fails now is told beside the result.
func (r record) end(e entry, result string) {
	if err := r.journal.Result(e.kept, result); err != nil {
		result += "; " + err.Error()
	}
	r.log.end(e.shown, result)
}

// confirm writes whether the board then showed it.
func (r record) confirm(e entry, shown bool) {
	if err := r.journal.Confirmed(e.kept, shown); err != nil {
		r.log.note(e.shown, err.Error())
	}
	if shown {
		r.log.confirm(e.shown)
	}
}

// Over writes that what an outcome began is over: a barge that lasted.
func (d *Desk) Over(o Outcome) {
	if err := d.book.journal.Ended(o.entry.kept); err != nil {
		d.book.log.note(o.entry.shown, err.Error())
	}
}
