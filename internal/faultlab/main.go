package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	_ "cordboard/internal/cli/background" // before Bubble Tea is initialised
)

// The exit codes beside 0.
const (
	exitNotReached = 1
	exitFailed     = 2
)

// experiment measures one or several figures.
type experiment struct {
	name string
	run  func(context.Context, *lab) error
}

func experiments() []experiment {
	return []experiment{
		{"breaks", measureBreaks},
		{"stale", measureStale},
		{"back", measureBack},
		{"dead", measureDead},
		{"lost", measureLost},
		{"twice", measureTwice},
		{"races", measureRaces},
		{"hostile", measureHostile},
		{"leaks", measureLeaks},
		{"memory", measureMemory},
		{"secrets", measureSecrets},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string) int {
	if len(args) > 0 {
		if play, ok := roles()[args[0]]; ok {
			return exitOf(play(ctx, args[1:]))
		}
	}
	flags := flag.NewFlagSet("faultlab", flag.ExitOnError)
	short := flags.Bool("short", false, "fewer cases: all figures in less than four minutes")
	share := flags.Float64("share", 1, "how many of the cases of the long run, at least those of the short one")
	only := flags.String("only", "", "measure only what this experiment measures: "+names())
	seed := flags.Uint64("seed", 0, "seed of all chance; 0 draws one")
	table := flags.Bool("table", false, "make the table of docs/faults.md from lines on standard input")
	_ = flags.Parse(args)
	if *table {
		return exitOf(writeTable(os.Stdin, os.Stdout))
	}
	for *seed == 0 {
		*seed = uint64(rand.Uint32())
	}
	return measure(ctx, lab{short: *short, share: *share, seed: *seed}, *only)
}

// measure runs the experiments that are asked for, one after the other.
func measure(ctx context.Context, l lab, only string) int {
	dir, err := os.MkdirTemp("", "faultlab")
	if err != nil {
		return exitOf(err)
	}
	defer os.RemoveAll(dir)
	l.dir, l.lines = dir, json.NewEncoder(os.Stdout)
	l.lines.SetEscapeHTML(false)
	l.progress("seed %d", l.seed)
	ran := 0
	for _, e := range experiments() {
		if only != "" && e.name != only || ctx.Err() != nil {
			continue
		}
		ran++
		l.name, l.began = e.name, time.Now()
		if err := e.run(ctx, &l); err != nil {
			l.progress("cannot be measured: %v", err)
			l.code = exitFailed
		}
	}
	if ran == 0 {
		return exitOf(fmt.Errorf("there is no experiment %q: choose %s", only, names()))
	}
	return l.code
}

func names() string {
	var all []string
	for _, e := range experiments() {
		all = append(all, e.name)
	}
	return strings.Join(all, ", ")
}

func exitOf(err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "faultlab:", err)
	return exitFailed
}
