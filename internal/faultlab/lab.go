package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// patience is how long anything may take that must happen.
const patience = 60 * time.Second

var errLate = errors.New("it did not happen in time")

// lab is one run.
type lab struct {
	short bool
	// share is how many of the cases of a long run there are.
	share float64
	seed  uint64
	// dir is for the files of this run.
	dir   string
	lines *json.Encoder
	// name is the experiment under way, and began when it began.
	name  string
	began time.Time
	code  int
	files int
}

// many is how many cases there are.
func (l *lab) many(long, short int) int {
	return l.either(max(short, int(l.share*float64(long))), short)
}

// either is what a long and what a short run have, whatever the share.
func (l *lab) either(long, short int) int {
	if l.short {
		return short
	}
	return long
}

// report writes the line of a figure.
func (l *lab) report(f figure) {
	f.Seed, f.Seconds = l.seed, round(time.Since(l.began).Seconds())
	if !f.OK && l.code == 0 {
		l.code = exitNotReached
	}
	if err := l.lines.Encode(f); err != nil {
		l.progress("write the line of a figure: %v", err)
		l.code = exitFailed
	}
}

func (l *lab) progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s %s: %s\n", time.Now().Format(time.TimeOnly), l.name, fmt.Sprintf(format, args...))
}

// chance is what part i of the experiment under way draws from.
func (l *lab) chance(i int) *rand.Rand { return rand.New(rand.NewPCG(l.seed, uint64(i))) }

// file is a path that nothing has used yet.
func (l *lab) file(name string) string {
	l.files++
	return filepath.Join(l.dir, fmt.Sprintf("%d-%s", l.files, name))
}

// each runs work n times at once and gives the errors.
func each(n int, work func(i int) error) error {
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = work(i) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// pause lets time pass. It gives the context's error when that ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// until asks again and again until something holds.
func until(ctx context.Context, holds func() bool) error {
	for late := time.Now().Add(patience); !holds(); {
		if time.Now().After(late) {
			return errLate
		}
		if err := pause(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}
