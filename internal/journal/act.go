package journal

import (
	"context"
	"database/sql"
	"time"
)

// Act is what somebody is about to do. Any text may be empty.
type Act struct {
	// Operator is who does it.
	Operator string
	// Origin is where they sit: "terminal", or another place that the program is worked from.
	Origin string
	Tenant string
	// What is the act in words, Target whom or what it concerns.
	What, Target string
	// Reason is why, where the operator was asked for it.
	Reason string
}

// ID names an act in its journal: the number of its first step.
type ID int64

// Begin writes the intent. Nothing may be sent before it has returned without an error. It blocks until the step is on
// the disk. When another process holds the file it gives up after Patience, after twice that where a write was waiting
// already. The same holds for Result, Confirmed and Ended.
func (j *Journal) Begin(a Act) (ID, error) {
	number, err := j.append(step{
		kind: intent, operator: a.Operator, origin: a.Origin, tenant: a.Tenant, what: a.What, target: a.Target, reason: a.Reason,
	})
	return ID(number), err
}

// Result writes what became of the act, in words.
func (j *Journal) Result(act ID, words string) error {
	_, err := j.append(step{act: int64(act), kind: result, said: words})
	return err
}

// The words of a confirmation.
const (
	confirmed    = "confirmed"
	notConfirmed = "not confirmed"
)

// Confirmed writes whether the PBX then showed what was asked for.
func (j *Journal) Confirmed(act ID, shown bool) error {
	said := notConfirmed
	if shown {
		said = confirmed
	}
	_, err := j.append(step{act: int64(act), kind: confirmation, said: said})
	return err
}

// Ended writes that a standing act, such as listening to a call, is over. The words say how, where that was not seen.
func (j *Journal) Ended(act ID, words string) error {
	_, err := j.append(step{act: int64(act), kind: end, said: words})
	return err
}

// append writes a step behind the last one, whoever wrote that, and gives its number.
func (j *Journal) append(s step) (int64, error) {
	s.clean()
	err := j.write(func(tx *sql.Tx) error { return s.append(tx, j.clock.Now()) })
	return s.number, err
}

// append gives the step its place in the chain, its time and its hash, and makes it findable.
func (s *step) append(tx *sql.Tx, now time.Time) error {
	last, err := lastStep(tx)
	if err != nil {
		return err
	}
	s.number, s.at = last.number+1, now.UnixMicro()
	if s.kind == intent || s.kind == retention {
		s.act = s.number
	}
	s.hash = s.hashAfter(last.hash)
	ctx := context.Background()
	if _, err := tx.ExecContext(ctx, insertStep, s.columns()...); err != nil {
		return err
	}
	return index(tx, "step_words", s.number, s.what, s.target, s.operator, s.origin, s.tenant, s.reason, s.said)
}

// clean makes every text what may be shown of it.
func (s *step) clean() {
	for _, text := range s.texts() {
		*text = shown(*text)
	}
}
