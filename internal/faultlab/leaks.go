package main

import (
	"context"
	"errors"
	"os"
	"runtime"

	"cordboard/internal/faultproxy"
	"cordboard/palconn/palsim"
)

// measureLeaks connects again and again and counts what is left of it, here and at the other end.
func measureLeaks(ctx context.Context, l *lab) (err error) {
	e, err := newExchange(40, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	all, closeAll, err := boards(ctx, l, 1, e.URL(), setup{atOnce: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	b := all[0]
	if _, err := b.awaitLive(ctx); err != nil {
		return err
	}
	goroutines, descriptors, err := inUse()
	if err != nil {
		return err
	}
	reconnects := l.many(10_000, 500)
	for range reconnects {
		if err := b.reconnect(ctx); err != nil {
			return err
		}
	}
	if _, err := b.awaitLive(ctx); err != nil {
		return err
	}
	var left int
	err = until(ctx, func() bool {
		g, d, failed := inUse()
		left = max(0, g-goroutines) + max(0, d-descriptors)
		return failed == nil && left == 0
	})
	if errors.Is(err, errLate) {
		err = nil // what is left is the figure
	}
	l.report(leftOver.measured("", float64(left), reconnects))
	return err
}

// reconnect breaks a line that is up, settled or not, and waits until there is another.
func (b *board) reconnect(ctx context.Context) error {
	before, _ := b.now()
	b.proxy.Break(faultproxy.Reset)
	_, err := b.awaitLine(ctx, "another one", func(l link) bool { return l.epoch > before.epoch })
	return err
}

// inUse counts the goroutines and the open descriptors of this process.
func inUse() (goroutines, descriptors int, err error) {
	open, err := os.ReadDir("/proc/self/fd")
	return runtime.NumGoroutine(), len(open), err
}
