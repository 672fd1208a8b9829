package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

const (
	// longestLife is how long a console acts at most before it is killed.
	longestLife = 40 * time.Millisecond
	// actsOfOne is more than a console can do in that time: its acts are numbered from a multiple of it.
	actsOfOne = 100_000
)

// killConsoles lets consoles act as fast as they can, each in a process of its own, and kills them: what is in the journal
// must agree with what the PBX was asked for.
func killConsoles(ctx context.Context, l *lab, o *outcomes) (int, error) {
	desks, kills := 8, l.many(50, 5)
	files := make([]string, desks)
	for i := range files {
		files[i] = l.file("journal.db")
	}
	return desks * kills, each(desks, func(i int) error {
		e, err := newExchange(40, palsim.ReplayOneByOne, l.seed+uint64(i))
		if err != nil {
			return err
		}
		defer e.Close()
		if err := e.talk(number(0), number(1)); err != nil {
			return err
		}
		chance := l.chance(i)
		for n := range kills {
			if err := killOnce(ctx, e, files[i], n, chance); err != nil {
				return err
			}
		}
		return compare(ctx, e, files[i], o)
	})
}

// killOnce lets a console act for a moment. Its journal is the one of the console before it.
func killOnce(ctx context.Context, e *exchange, file string, n int, chance *rand.Rand) error {
	c, err := startChild(ctx, roleOperator, e.URL(), file, strconv.Itoa((n+1)*actsOfOne))
	if err != nil {
		return err
	}
	defer c.end()
	return pause(ctx, time.Duration(chance.Int64N(int64(longestLife))))
}

// playOperator is a console that sends tones, a number of its own each time, which is also the reason in the journal. It
// prints a line when it begins, and goes on until it is killed.
func playOperator(ctx context.Context, args []string) error {
	first, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	b, err := newBoard(ctx, args[0], setup{seed: uint64(first), journal: args[1]})
	if err != nil {
		return err
	}
	target, err := b.aimAt(ctx, number(1), number(0))
	if err != nil {
		return err
	}
	fmt.Println("live")
	for n := first; ; n++ {
		name := strconv.Itoa(n)
		if _, err := b.desk.Do(ctx, desk.Intent{Act: desk.Tones, Target: target, Signal: name, Reason: name}); err != nil {
			return err
		}
	}
}

// compare holds what the journal says against what the PBX was asked for.
func compare(ctx context.Context, e *exchange, file string, o *outcomes) (err error) {
	executed := map[string]int{}
	for _, r := range e.changes() {
		var tones pal.SendDTMF
		if err := json.Unmarshal([]byte(r.Params), &tones); err != nil {
			return fmt.Errorf("read %s: %w", r.Params, err)
		}
		executed[tones.Signal]++
	}
	reader, err := journal.OpenReader(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	if _, err := reader.Verify(ctx, journal.Claim{}); err != nil {
		return fmt.Errorf("the journal after kills: %w", err)
	}
	for act, err := range reader.Acts(ctx, journal.Query{}) {
		if err != nil {
			return err
		}
		o.judge("tones "+act.Reason, executed[act.Reason], written(act.Result))
		delete(executed, act.Reason)
	}
	for name, n := range executed {
		// Executed without a word in the journal: nobody was to send it.
		o.judge("tones "+name+", of which the journal knows nothing", n, notSent)
	}
	return nil
}

// written is the verdict that the journal has; of an act that was under way nobody knows the outcome.
func written(result string) verdict {
	switch {
	case result == "", strings.HasPrefix(result, "outcome unknown"):
		return unknown
	case result == "done":
		return done
	case strings.HasPrefix(result, "not sent"), strings.HasPrefix(result, "not done"):
		return notSent
	}
	return answered
}
