package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cordboard/palconn/palsim"
)

// flood is how many notifications a second must all arrive.
const flood = 10_000

// measureLost counts the notifications of a PBX and of a board at its other end, and compares both in the end.
func measureLost(ctx context.Context, l *lab) (err error) {
	e, err := newExchange(200, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	all, closeAll, err := boards(ctx, l, 1, e.URL(), setup{seed: l.seed})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	b := all[0]
	before, err := b.awaitLive(ctx)
	if err != nil {
		return err
	}
	if _, ok := b.caughtUp(ctx); !ok {
		return errors.New("the line broke before anything was sent")
	}
	told, heard := e.told.Load(), b.heard.Load()
	lasts := time.Duration(l.either(60, 10)) * time.Second
	flooding, stop := context.WithTimeout(ctx, lasts)
	e.traffic(flooding, flood)
	stop()
	snap, ok := b.caughtUp(ctx)
	if after, _ := b.now(); !ok || after.losses != before.losses {
		return fmt.Errorf("the line broke under the flood: %v", b.session.Status().LastError)
	}
	told, heard = e.told.Load()-told, b.heard.Load()-heard
	wrong := lookUp(e.Truth()).check(snap)
	for _, m := range append(append(wrong.calls, wrong.rows...), wrong.missing...) {
		l.progress("in the end: %s", m)
	}
	drops := b.store.Drops()
	lost := float64(told-heard) + float64(len(wrong.calls)+len(wrong.rows)+len(wrong.missing)) + float64(drops.Spoiled+drops.Incomplete)
	mode := fmt.Sprintf("%.0f/s for %.0f s", float64(told)/lasts.Seconds(), lasts.Seconds())
	l.report(lostEvents.measured(mode, lost, int(told)))
	return nil
}
