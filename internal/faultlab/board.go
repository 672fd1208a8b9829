package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"cordboard/internal/desk"
	"cordboard/internal/faultproxy"
	"cordboard/internal/journal"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// wallClock is the time of the machine.
type wallClock struct{}

// Now implements the clocks of the desk, the journal and the screen.
func (wallClock) Now() time.Time { return time.Now() }

// After implements them.
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// setup is what a board is made of; the zero one is a console of Reception.
type setup struct {
	// seed is that of the line's chance.
	seed uint64
	// journal is the file of the journal.
	journal string
	// atOnce tries again after a break without the wait that spares the PBX.
	atOnce bool
	// password is Reception's where it is not the simulator's.
	password string
	log      *slog.Logger
	// witness, when set, looks at what the desk writes before it acts.
	witness func(*model.Store, desk.Journal) desk.Journal
}

// link is how the line of a board stands.
type link struct {
	// epoch is the last that began.
	epoch uint64
	live  bool
	// losses is how often it was lost, lastly at lost; liveAt is when it settled last.
	losses       int
	lost, liveAt time.Time
}

// board is a console without its screen, wired as the program does it, at the end of a line that breaks.
type board struct {
	store   *model.Store
	desk    *desk.Desk
	session *palconn.Session
	journal *journal.Journal
	proxy   *faultproxy.Proxy
	// heard is how many notifications came, asking the epoch that the directory was asked for last.
	heard, asking atomic.Uint64

	mu      sync.Mutex
	line    link
	changed chan struct{}

	ctx  context.Context
	stop context.CancelFunc
	work sync.WaitGroup
	err  error
}

// newBoard connects a board to the PBX at a URL. Close it.
func newBoard(ctx context.Context, pbx string, s setup) (*board, error) {
	address, err := url.Parse(pbx)
	if err != nil {
		return nil, err
	}
	b := &board{store: model.NewStore(tenant, places()), changed: make(chan struct{})}
	if b.proxy, err = faultproxy.New(address.Host, s.seed); err != nil {
		return nil, err
	}
	address.Host = b.proxy.Addr()
	b.ctx, b.stop = context.WithCancel(ctx)
	b.session = palconn.NewSession(s.session(address.String(), b))
	b.journal = journal.New(journal.Options{Path: s.journal, Days: 365, Clock: wallClock{}})
	var kept desk.Journal = b.journal
	if s.witness != nil {
		kept = s.witness(b.store, kept)
	}
	b.desk = desk.New(desk.Options{
		Line: b.session, Store: b.store, Clock: wallClock{}, Log: &desk.Log{}, Journal: kept,
		Operator: desk.Identity{Name: palsim.Reception, Tenant: tenant, Extension: palsim.Reception, Role: desk.Administrator},
	})
	b.desk.SetLogin(pal.ByAdmin)
	b.work.Go(func() { b.err = b.session.Run(b.ctx) })
	return b, nil
}

// session are the options of a line to the PBX at a URL.
func (s setup) session(pbx string, watcher palconn.Watcher) palconn.SessionOptions {
	password := palsim.Reception
	if s.password != "" {
		password = s.password
	}
	o := palconn.SessionOptions{Watcher: watcher, Options: palconn.Options{
		URL: pbx, Tenant: tenant, User: palsim.Reception, Password: pal.NewSecret(password), Want: palconn.WantAll(), Log: s.log,
	}}
	if s.atOnce {
		o.Jitter = func(time.Duration) time.Duration { return 0 }
	}
	return o
}

// places are where calls can be parked.
func places() (all []string) {
	for n := range 9 {
		all = append(all, strconv.Itoa(801+n))
	}
	return all
}

// close ends the board and everything of it.
func (b *board) close() error {
	b.stop()
	b.work.Wait()
	b.proxy.Close()
	return errors.Join(b.err, b.journal.Close())
}

// Began implements palconn.Watcher.
func (b *board) Began(epoch uint64, at time.Time) {
	b.store.Began(epoch, at)
	b.learn(epoch)
	b.turn(func(l *link) { l.epoch = epoch })
}

// Notified implements palconn.Watcher.
func (b *board) Notified(epoch uint64, n pal.Notification, at time.Time) {
	b.store.Notified(epoch, n, at)
	b.heard.Add(1)
}

// Spoiled implements palconn.Watcher.
func (b *board) Spoiled(epoch uint64, why *pal.Malformed, _ time.Time) { b.store.Spoiled(epoch, why) }

// Settled implements palconn.Watcher. An epoch that began before the login was taken could not be asked for its directory.
func (b *board) Settled(epoch uint64, at time.Time) {
	b.store.Settled(epoch, at)
	b.turn(func(l *link) { l.live, l.liveAt = true, time.Now() })
	if b.asking.Load() != epoch {
		b.learn(epoch)
	}
}

// Lost implements palconn.Watcher.
func (b *board) Lost(epoch uint64, reason error, at time.Time) {
	state := model.Reconnecting
	if errors.Is(reason, palconn.ErrInactive) {
		state = model.Inactive
	}
	b.store.Lost(epoch, state, reason.Error(), at)
	b.turn(func(l *link) { l.live, l.lost, l.losses = false, time.Now(), l.losses+1 })
}

// learn asks for the directory of an epoch beside everything else.
func (b *board) learn(epoch uint64) {
	b.asking.Store(epoch)
	b.work.Go(func() {
		var people []model.Person
		client := palconn.Client{Sender: b.session}
		for p, err := range client.Extensions(b.ctx, pal.GetExtensions{Type: pal.UserExtension}) {
			if err != nil {
				b.asking.CompareAndSwap(epoch, 0)
				return
			}
			people = append(people, model.Person{Number: p.Number, Name: p.Name})
		}
		b.store.Directory(epoch, people)
	})
}

func (b *board) turn(change func(*link)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.line)
	close(b.changed)
	b.changed = make(chan struct{})
}

// now is how the line stands.
func (b *board) now() (link, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.line, b.changed
}

// awaitLine waits until the line is as it should be.
func (b *board) awaitLine(ctx context.Context, what string, holds func(link) bool) (link, error) {
	late := time.After(patience)
	for {
		now, changed := b.now()
		if holds(now) {
			return now, nil
		}
		select {
		case <-changed:
		case <-late:
			return now, fmt.Errorf("await a line that is %s: %w (%+v, %v)", what, errLate, now, b.session.Status().LastError)
		case <-ctx.Done():
			return now, ctx.Err()
		}
	}
}

// awaitLive waits until the line is up and settled.
func (b *board) awaitLive(ctx context.Context) (link, error) {
	return b.awaitLine(ctx, "live", func(l link) bool { return l.live })
}

// awaitLoss waits until the line was lost more often than it was then.
func (b *board) awaitLoss(ctx context.Context, then link) (link, error) {
	return b.awaitLine(ctx, "lost", func(l link) bool { return l.losses > then.losses })
}

// await waits until what is shown is as it should be.
func (b *board) await(ctx context.Context, what string, holds func(*model.Snapshot) bool) (*model.Snapshot, error) {
	changed, cancel := b.store.Subscribe()
	defer cancel()
	late := time.After(patience)
	for {
		snap := b.store.Snapshot()
		if holds(snap) {
			return snap, nil
		}
		select {
		case <-changed:
		case <-late:
			return snap, fmt.Errorf("await a board with %s: %w", what, errLate)
		case <-ctx.Done():
			return snap, ctx.Err()
		}
	}
}

// caughtUp is the board when all that the PBX had sent by now has come; ok is false while the line is not live.
func (b *board) caughtUp(ctx context.Context) (snap *model.Snapshot, ok bool) {
	before := b.store.Snapshot()
	if before.Sure != model.Live {
		return nil, false
	}
	// Answers come in the order of the notifications.
	if _, err := b.session.SendOn(ctx, before.Epoch, pal.Ping{}); err != nil {
		return nil, false
	}
	snap = b.store.Snapshot()
	return snap, snap.Sure == model.Live && snap.Epoch == before.Epoch
}

// boards are some of them at one PBX.
func boards(ctx context.Context, l *lab, n int, pbx string, s setup) (all []*board, closeAll func() error, err error) {
	closeAll = func() error {
		return each(len(all), func(i int) error { return all[i].close() })
	}
	for i := range n {
		s.seed, s.journal = l.seed+uint64(i), l.file("journal.db")
		b, err := newBoard(ctx, pbx, s)
		if err != nil {
			return nil, nil, errors.Join(err, closeAll())
		}
		all = append(all, b)
	}
	return all, closeAll, nil
}
