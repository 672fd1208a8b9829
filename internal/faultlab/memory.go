package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

const (
	// portion is how many events are asked for at a time: what is on its way is memory too.
	portion = 2_000
	// samples of the heap are taken, one after each portion, and averaged: the calls that are up are now more, now fewer.
	samples = 30
	// fewest is when all that a board keeps of the past is full.
	fewest = 350_000
)

// measureMemory compares what a line and its board take after many events and after still more.
func measureMemory(ctx context.Context, l *lab) (err error) {
	pbx, err := startChild(ctx, rolePBX)
	if err != nil {
		return err
	}
	defer pbx.end()
	all, closeAll, err := boards(ctx, l, 1, pbx.said, setup{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	if _, err := all[0].awaitLive(ctx); err != nil {
		return err
	}
	few, many := uint64(l.many(1_000_000, fewest)), uint64(l.many(10_000_000, 3*fewest))
	early, err := all[0].heapAt(ctx, pbx, few)
	if err != nil {
		return err
	}
	late, err := all[0].heapAt(ctx, pbx, many)
	if err != nil {
		return err
	}
	l.progress("%.0f bytes after %d events, %.0f after %d", early, few, late, many)
	l.report(heapGrowth.measured(fmt.Sprintf("%d events against %d", many, few), 100*(late-early)/early, int(many)))
	return nil
}

// heapAt is how many bytes live on the heap once so many events have come.
func (b *board) heapAt(ctx context.Context, pbx *child, events uint64) (mean float64, err error) {
	for b.heard.Load() < events {
		if err := b.take(ctx, pbx); err != nil {
			return 0, err
		}
	}
	for range samples {
		if err := b.take(ctx, pbx); err != nil {
			return 0, err
		}
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		mean += float64(stats.HeapAlloc) / samples
	}
	return mean, nil
}

// take asks for a portion of events, waits until it has come, and looks at the board as a screen does.
func (b *board) take(ctx context.Context, pbx *child) error {
	enough := b.heard.Load() + portion
	if err := pbx.order(portion); err != nil {
		return fmt.Errorf("ask for events: %w", err)
	}
	for b.heard.Load() < enough {
		if err := pause(ctx, 100*time.Microsecond); err != nil {
			return err
		}
		if now, _ := b.now(); now.losses > 0 {
			return fmt.Errorf("the line broke: %v", b.session.Status().LastError)
		}
	}
	b.store.Snapshot()
	return nil
}
