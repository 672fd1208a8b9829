package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"cordboard/internal/config"
	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/tui"
	"cordboard/tui/pane"
	"cordboard/tui/theme"
)

// runConsole is `cordboard` without a command: the console, by the configuration.
func runConsole(ctx context.Context, env environment, flags connectionFlags) error {
	c, err := flags.settings(env)
	if err != nil {
		return err
	}
	if err := env.needsScreen(); err != nil {
		return err
	}
	options, err := env.dialOptions(ctx, c, palconn.WantAll())
	if err != nil {
		return err
	}
	if env.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(mostMemory)
	}
	return env.console(ctx, c, options)
}

// mostMemory is what the console may take before memory is collected more eagerly: a
// board of a million extensions stands in some 280 MB, and is whole within 400 MB.
const mostMemory = 360 << 20

// needsScreen refuses what the full screen cannot be drawn on.
func (env environment) needsScreen() error {
	const instead = "`cordboard watch` prints what happens, a line each"
	switch {
	case !env.onTerminal:
		return &misuse{err: errors.New("the console needs a terminal, and standard input or output is none; " + instead)}
	case env.getenv("TERM") == "dumb" || env.getenv("TERM") == "":
		return &misuse{err: fmt.Errorf("the console needs a terminal that can move its cursor, and TERM=%q cannot; %s",
			env.getenv("TERM"), instead)}
	}
	return nil
}

// console shows the screen until the operator leaves it, ctx ends, or the line
// cannot be had at all.
func (env environment) console(ctx context.Context, c config.Config, line palconn.Options) error {
	keys, err := c.KeyMap()
	if err != nil {
		return &misuse{err: err}
	}
	who, err := operator(c)
	if err != nil {
		return err
	}
	who.Origin = "terminal"
	themes := env.themes(c)
	look, err := themes(c.Screen.Theme)
	if err != nil {
		return &misuse{err: err}
	}
	release, err := env.guard()
	if err != nil {
		return err
	}
	defer release()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	b := env.newBoard(ctx, c, line, who)
	closeBoard := b.open(stop)
	err = tui.Run(ctx, tui.Options{
		Store: b.store, Desk: b.desk, Keys: keys, Theme: look, Themes: themes, Clock: env.clock, Mouse: c.Screen.Mouse,
		ParkLimit: c.Parks.Limit.Duration, ParkAgain: c.Parks.Again.Duration,
		VoicemailPrefix: c.PBX.VoicemailPrefix, Readable: line.IsReadable(), Line: b.status, Counters: b.counters, Unwritten: b.unwritten,
		Bell: func() { fmt.Fprint(env.stdout, "\a") },
	}, tui.Terminal{In: env.stdin, Out: env.stdout, Sizes: env.sizes})
	stop(nil)
	err = errors.Join(err, closeBoard())
	if cause := context.Cause(ctx); err == nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

func (env environment) themes(c config.Config) func(string) (*theme.Theme, error) {
	return func(name string) (*theme.Theme, error) {
		return theme.New(theme.Options{Name: name, Profile: theme.ProfileFor(env.getenv), ASCII: c.Screen.ASCII})
	}
}

// newBoard wires the line to the PBX, the state and the desk together. The line stays up
// when ctx ends, for the answers of what was asked for.
func (env environment) newBoard(ctx context.Context, c config.Config, line palconn.Options, who desk.Identity) *board {
	b := &board{store: model.NewStore(c.PBX.Tenant, c.Parks.Numbers), clock: env.clock, tenant: c.PBX.Tenant, sa: c.PBX.User == systemUser}
	b.ctx, b.stop = context.WithCancel(context.WithoutCancel(ctx))
	b.session = palconn.NewSession(palconn.SessionOptions{Options: line, Watcher: b})
	b.journal = env.journal(c)
	b.seen = seenCalls{store: b.store, journal: b.journal, clock: env.clock, pbx: hostOf(c.PBX.URL)}
	b.desk = desk.New(desk.Options{
		Line: b.session, Store: b.store, Clock: env.clock, Operator: who, Log: &desk.Log{}, Journal: b.journal,
	})
	return b
}

// journal is where the acts and the calls seen are written. Close it.
func (env environment) journal(c config.Config) *journal.Journal {
	return journal.New(journal.Options{Path: cmp.Or(c.Journal.Path, env.journalPath), Days: c.Journal.Days, Clock: env.clock})
}

// open puts the board to work; endScreen ends the console for a reason. closeBoard first
// waits for the acts under way, and then for the journal to be written.
func (b *board) open(endScreen context.CancelCauseFunc) (closeBoard func() error) {
	var work sync.WaitGroup
	work.Go(func() {
		defer b.rescue("the line to the PBX is not kept up")
		b.run(endScreen)
	})
	work.Go(func() {
		defer b.rescue("the calls seen are not written to the journal any more")
		b.seen.run(b.ctx)
	})
	return func() error {
		err := b.desk.Close()
		b.stop()
		work.Wait()
		return errors.Join(err, b.journal.Close())
	}
}

// run keeps the line up. A line that cannot be had at all ends the console; one
// that was up leaves the screen as it was, with the reason.
func (b *board) run(endScreen context.CancelCauseFunc) {
	err := b.session.Run(b.ctx)
	b.asked.Wait()
	if err == nil {
		return
	}
	epoch := b.store.Snapshot().Epoch
	if _, fault := errors.AsType[*palconn.Panicked](err); fault || epoch == 0 {
		endScreen(err)
		return
	}
	b.store.Lost(epoch, model.Stopped, err.Error(), time.Now())
}

// status is how the line stands, for the top line of the screen.
func (b *board) status() tui.Line {
	status := b.session.Status()
	line := tui.Line{Latency: status.Latency}
	if status.LastError != nil {
		line.Trouble = status.LastError.Error()
	}
	return line
}

// unwritten is why the journal cannot be written, in words that may be shown; empty when it can.
func (b *board) unwritten() string {
	if err := b.journal.Check(); err != nil {
		return pal.NewText(err.Error()).String()
	}
	return ""
}

// counters are the figures of the line for the journal.
func (b *board) counters() []pane.Counter {
	snap := b.store.Snapshot()
	all := []pane.Counter{
		{Name: "connections", Value: fmt.Sprint(snap.Epoch)},
		{Name: "changes of the board", Value: fmt.Sprint(snap.Version)},
		{Name: "calls not in the journal", Value: fmt.Sprint(b.journal.Dropped())},
	}
	counted := b.session.Counters()
	for _, name := range slices.Sorted(maps.Keys(counted)) {
		all = append(all, pane.Counter{Name: name, Value: fmt.Sprint(counted[name])})
	}
	return all
}
