package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// latest is how much later than the other an act or a change begins at most: as long as an act waits for the disk.
const latest = 4 * time.Millisecond

// witness is the journal of a desk. When an intent is on the disk, which is when the desk looks at the board for the last
// time, it keeps the board.
type witness struct {
	desk.Journal
	store *model.Store

	mu   sync.Mutex
	seen map[string]*model.Snapshot
}

// Begin implements desk.Journal.
func (w *witness) Begin(a journal.Act) (journal.ID, error) {
	id, err := w.Journal.Begin(a)
	snap := w.store.Snapshot()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[a.Reason] = snap
	return id, err
}

// take gives the board that an intent was checked on last, nil when it did not come so far.
func (w *witness) take(reason string) *model.Snapshot {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer delete(w.seen, reason)
	return w.seen[reason]
}

// watch makes w the witness of a board.
func (w *witness) watch(store *model.Store, kept desk.Journal) desk.Journal {
	w.Journal, w.store, w.seen = kept, store, map[string]*model.Snapshot{}
	return w
}

// race counts how races ended.
type race struct {
	mu sync.Mutex
	// early and late are acts that were refused before and after they were on the disk; sent reached the PBX, wrong are
	// those of them whose call was another one by then.
	early, late, sent, wrong int
}

func (r *race) ends(checked *model.Snapshot, t desk.Target, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case verdictOf(err) != notSent:
		r.sent++
		if checked == nil || isAnother(checked, t) {
			r.wrong++
		}
	case checked != nil:
		r.late++
	default:
		r.early++
	}
}

// astray counts what reached a PBX on which nobody had taken aim.
func (r *race) astray(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrong += n
}

// isAnother tells that a board has no such call any more as the target was: not that connection, that talker, that call or
// that other party.
func isAnother(s *model.Snapshot, t desk.Target) bool {
	leg, up := s.Talker(t.Leg)
	return s.Sure != model.Live || s.Epoch != t.Epoch || !up || leg.Call != t.Call || leg.Other != t.Party.Number
}

// measureRaces lets operators act while the PBX changes the call that they took aim at.
func measureRaces(ctx context.Context, l *lab) error {
	r := &race{}
	if err := l.raceCalls(ctx, r); err != nil {
		return err
	}
	if err := l.raceRestarts(ctx, r); err != nil {
		return err
	}
	l.progress("%d refused at once, %d once on the disk, %d sent", r.early, r.late, r.sent)
	l.report(wrongCalls.measured("", float64(r.wrong), r.early+r.late+r.sent))
	return nil
}

// raceCalls lets several operators at one desk act on calls that end, move or begin anew.
func (l *lab) raceCalls(ctx context.Context, r *race) (err error) {
	const operators = 10
	e, err := newExchange(60, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	w := &witness{}
	b, err := newBoard(ctx, e.URL(), setup{seed: l.seed, journal: l.file("journal.db"), witness: w.watch})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	if _, err := b.awaitLive(ctx); err != nil {
		return err
	}
	each1 := l.many(980, 40)
	err = each(operators, func(i int) error {
		chance := l.chance(i)
		for n := range each1 {
			if err := raceOnce(ctx, e, b, w, 4*i, fmt.Sprintf("%d.%d", i, n), chance, r); err != nil {
				return err
			}
		}
		return nil
	})
	if n := len(e.changes()); err == nil && n != r.sent {
		err = fmt.Errorf("the PBX was asked for %d changes, the desk says it sent %d", n, r.sent)
	}
	return err
}

// raceOnce is one act and one change of its call, at almost the same time. The four extensions from first on are its own.
func raceOnce(ctx context.Context, e *exchange, b *board, w *witness, first int, name string, chance *rand.Rand, r *race) error {
	for i := range 4 {
		e.clear(number(first + i))
	}
	if err := e.talk(number(first), number(first+1)); err != nil {
		return err
	}
	target, err := b.aimAt(ctx, number(first+1), number(first))
	if err != nil {
		return err
	}
	intent := drawIntent(target, number(first+2), strconv.Itoa(801+first/4%9), chance)
	intent.Reason = name
	change, wait := drawChange(e, first, chance), time.Duration(chance.Int64N(int64(3*latest)))
	var changing sync.WaitGroup
	changing.Go(func() { _ = pause(ctx, wait); change() })
	defer changing.Wait()
	if err := pause(ctx, time.Duration(chance.Int64N(int64(latest)))); err != nil {
		return err
	}
	_, err = b.desk.Do(ctx, intent)
	r.ends(w.take(name), target, err)
	return nil
}

// drawChange draws what happens to the call between the first two of the extensions. What is not possible, since the act
// was faster, is not done.
func drawChange(e *exchange, first int, chance *rand.Rand) func() {
	a, b, d := number(first), number(first+1), number(first+3)
	switch chance.IntN(4) {
	case 0:
		return func() { _ = e.HangUp(tenant, a) }
	case 1:
		return func() { _ = e.HangUp(tenant, a); _ = e.talk(a, b) }
	case 2:
		return func() { _ = e.HangUp(tenant, a); _ = e.talk(d, b) }
	}
	return func() { _ = e.Transfer(tenant, a, d, pal.Blind); _ = e.Answer(tenant, d) }
}

// raceRestarts lets operators act while the PBX restarts and gives the same ids to other calls.
func (l *lab) raceRestarts(ctx context.Context, r *race) error {
	rounds := l.many(10, 3)
	files := make([]string, 4)
	for i := range files {
		files[i] = l.file("journal.db")
	}
	return each(len(files), func(i int) error {
		chance := l.chance(100 + i)
		for range rounds {
			if err := raceRestart(ctx, files[i], chance, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// restartCalls is how many calls there are when a PBX restarts.
const restartCalls = 5

// raceRestart is one restart under several acts.
func raceRestart(ctx context.Context, file string, chance *rand.Rand, r *race) (err error) {
	seed := chance.Uint64()
	old, err := newExchange(40, palsim.ReplayOneByOne, seed)
	if err != nil {
		return err
	}
	defer old.Close()
	w := &witness{}
	b, err := newBoard(ctx, old.URL(), setup{seed: seed, journal: file, atOnce: true, witness: w.watch})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	targets := make([]desk.Target, restartCalls)
	for i := range targets {
		if err := old.talk(number(2*i), number(2*i+1)); err != nil {
			return err
		}
		if targets[i], err = b.aimAt(ctx, number(2*i+1), number(2*i)); err != nil {
			return err
		}
	}
	waits := make([]time.Duration, restartCalls)
	for i := range waits {
		waits[i] = time.Duration(chance.Int64N(int64(1500 * time.Millisecond)))
	}
	var acting sync.WaitGroup
	for i, target := range targets {
		acting.Go(func() {
			_ = pause(ctx, waits[i])
			name := strconv.Itoa(i)
			_, err := b.desk.Do(ctx, desk.Intent{Act: desk.HangUp, Target: target, Reason: name})
			r.ends(w.take(name), target, err)
		})
	}
	before, _ := b.now()
	next, err := old.restart(seed)
	if err == nil {
		_, err = b.awaitLine(ctx, "live again", func(l link) bool { return l.live && l.losses > before.losses })
	}
	acting.Wait()
	r.astray(len(next.changes()))
	return errors.Join(err, next.Close())
}

// restart puts another PBX in its place, whose calls have the ids of the old ones. Close it, also after an error.
func (e *exchange) restart(seed uint64) (*exchange, error) {
	address := e.address()
	closing := e.Close()
	next, err := newExchangeAt(address, 40, palsim.ReplayOneByOne, seed)
	for i := range restartCalls {
		err = errors.Join(err, next.talk(number(20+2*i), number(20+2*i+1)))
	}
	return next, errors.Join(closing, err)
}
