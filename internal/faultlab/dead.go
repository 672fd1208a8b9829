package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn/palsim"
)

// measureDead lets the other end die without a word: lines that swallow everything, one way or both, and a PBX whose
// process is stopped.
func measureDead(ctx context.Context, l *lab) error {
	e, err := newExchange(40, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	child, err := startChild(ctx, rolePBX)
	if err != nil {
		return err
	}
	defer child.end()
	lines := l.many(30, 9)
	ways := [][]faultproxy.Way{nil, {faultproxy.ToServer}, {faultproxy.ToClient}}
	results := make(chan figure, 2)
	err = each(2, func(i int) error {
		if i == 0 {
			return l.dead(ctx, e.URL(), "half-open", lines, results, func(all []*board) error {
				for i, b := range all {
					b.proxy.Break(faultproxy.BlackHole, ways[i%len(ways)]...)
				}
				return nil
			})
		}
		return l.dead(ctx, child.said, "process stopped", lines, results, func([]*board) error { return child.suspend() })
	})
	close(results)
	for f := range results {
		l.report(f)
	}
	return err
}

// dead lets lines die and gives how long the slowest to notice took.
func (l *lab) dead(ctx context.Context, pbx, mode string, lines int, results chan<- figure, die func([]*board) error) (err error) {
	all, closeAll, err := boards(ctx, l, lines, pbx, setup{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	befores := make([]link, lines)
	for i, b := range all {
		if befores[i], err = b.awaitLive(ctx); err != nil {
			return err
		}
	}
	began := time.Now()
	if err := die(all); err != nil {
		return fmt.Errorf("let the other end die: %w", err)
	}
	var mu sync.Mutex
	var slowest time.Duration
	err = each(lines, func(i int) error {
		lost, err := all[i].awaitLoss(ctx, befores[i])
		mu.Lock()
		defer mu.Unlock()
		slowest = max(slowest, lost.lost.Sub(began))
		return err
	})
	results <- deadNoticed.measured(mode, slowest.Seconds(), lines)
	return err
}

// suspend stops the process and returns when it stands still.
func (c *child) suspend() error {
	var status syscall.WaitStatus
	err := c.process.Signal(syscall.SIGSTOP)
	for err == nil && !status.Stopped() {
		_, err = syscall.Wait4(c.process.Pid, &status, syscall.WUNTRACED, nil)
	}
	return err
}
