package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn/palsim"
)

const (
	// trafficRate is how many notifications there are in a second while lines break.
	trafficRate = 2000
	// mostCut is within how many bytes a line is cut that is not reset at once: in the middle of a replay, or of a frame.
	mostCut = 40_000
	// downtime is the longest time that a line takes no connections.
	downtime = time.Second
	// longestLook is how long the PBX stands still at most for a look; a line that swallows everything does not answer.
	longestLook = time.Second
)

// measureBreaks breaks many lines at random while calls come and go, and compares what each board shows with the PBX
// whenever that was made to stand still and all that it had sent has arrived.
func measureBreaks(ctx context.Context, l *lab) error {
	for _, pbx := range []struct {
		mode   string
		replay palsim.Replay
	}{{"replayed", palsim.ReplayOneByOne}, {"not replayed", palsim.ReplayNone}} {
		if err := l.breaks(ctx, pbx.mode, pbx.replay); err != nil {
			return fmt.Errorf("%s: %w", pbx.mode, err)
		}
	}
	return nil
}

// storm is many lines that break, and what was seen of them.
type storm struct {
	*exchange
	lab    *lab
	boards []*board

	mu       sync.Mutex
	mistakes mistakes
	// looks is how many boards were compared, looked receives for each look at one.
	looks  int
	looked []chan struct{}
	backs  []time.Duration
}

func (l *lab) breaks(ctx context.Context, mode string, replay palsim.Replay) (err error) {
	e, err := newExchange(100, replay, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := e.stand(); err != nil {
		return err
	}
	lines, each := l.either(20, 8), l.many(50, 3)
	all, closeAll, err := boards(ctx, l, lines, e.URL(), setup{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	calling, stop := context.WithCancel(ctx)
	var traffic sync.WaitGroup
	defer traffic.Wait()
	defer stop()
	traffic.Go(func() { e.traffic(calling, trafficRate) })
	s := &storm{exchange: e, lab: l, boards: all, looked: make([]chan struct{}, lines)}
	for i := range s.looked {
		s.looked[i] = make(chan struct{}, 1)
	}
	if err := s.run(ctx, each); err != nil {
		return err
	}
	l.progress("%s: %d looks at boards", mode, s.looks)
	s.report(fmt.Sprintf("%s, %.0f events/s", mode, e.pace()), replay, lines*each)
	return nil
}

func (s *storm) report(mode string, replay palsim.Replay, n int) {
	missing := s.mistakes.missing
	if replay == palsim.ReplayNone {
		missing = nil // it was not told them
	}
	for what, all := range map[string][]string{"false": s.mistakes.calls, "false row": s.mistakes.rows, "missing": missing} {
		for _, m := range all[:min(len(all), 10)] {
			s.lab.progress("%s: %s", what, m)
		}
	}
	s.lab.report(falseCalls.measured(mode, float64(len(s.mistakes.calls)), n))
	s.lab.report(falseRows.measured(mode, float64(len(s.mistakes.rows)), n))
	if replay != palsim.ReplayNone {
		s.lab.report(missingCalls.measured(mode, float64(len(missing)), n))
	}
	s.lab.report(backSlowest.measured(mode, quantile(s.backs, 0.99), len(s.backs)))
}

// run breaks each line so many times, while all boards are looked at again and again.
func (s *storm) run(ctx context.Context, breaks int) error {
	ctx, stop := context.WithCancel(ctx)
	var looking sync.WaitGroup
	looking.Go(func() {
		chance := s.lab.chance(-1)
		for pause(ctx, time.Duration(100+chance.IntN(400))*time.Millisecond) == nil {
			s.look(ctx)
		}
	})
	defer looking.Wait()
	defer stop()
	return each(len(s.boards), func(i int) error {
		chance := s.lab.chance(i)
		for n := range breaks {
			if err := s.breakOnce(ctx, i, chance); err != nil {
				return fmt.Errorf("break %d of line %d: %w", n, i, err)
			}
		}
		return s.seen(ctx, i)
	})
}

// seen waits until a board is live and was looked at since.
func (s *storm) seen(ctx context.Context, i int) error {
	if _, err := s.boards[i].awaitLive(ctx); err != nil {
		return err
	}
	select {
	case <-s.looked[i]: // of a look that may have been before
	default:
	}
	for {
		select {
		case <-s.looked[i]:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// breakOnce breaks a line that is live, or one that is only just coming back.
func (s *storm) breakOnce(ctx context.Context, i int, chance *rand.Rand) error {
	b := s.boards[i]
	early := chance.IntN(4) == 0
	if !early {
		if err := s.seen(ctx, i); err != nil {
			return err
		}
	}
	if err := pause(ctx, time.Duration(chance.Int64N(int64(700*time.Millisecond)))); err != nil {
		return err
	}
	before, _ := b.now()
	if !before.live {
		b.proxy.Break(faultproxy.Reset)
		return nil
	}
	brief, err := s.hurt(ctx, b, chance)
	if err != nil {
		return err
	}
	lost, err := b.awaitLoss(ctx, before)
	if err != nil {
		return err
	}
	b.proxy.Heal()
	if early || !brief {
		return nil
	}
	back, err := b.awaitLive(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if back.losses == lost.losses {
		s.backs = append(s.backs, back.liveAt.Sub(lost.lost))
	}
	return err
}

// hurt breaks a line in one of the ways. A brief break is one after which it takes connections at once.
func (s *storm) hurt(ctx context.Context, b *board, chance *rand.Rand) (brief bool, err error) {
	switch share := chance.IntN(100); {
	case share < 50:
		b.proxy.Break(faultproxy.Reset)
		return true, nil
	case share < 80:
		b.proxy.CutAfter(faultproxy.ToClient, chance.IntN(mostCut))
		return true, nil
	case share < 98:
		b.proxy.Break(faultproxy.Refuse)
		b.proxy.Break(faultproxy.Reset)
		err := pause(ctx, time.Duration(chance.Int64N(int64(downtime))))
		b.proxy.Heal()
		return false, err
	}
	b.proxy.Break(faultproxy.BlackHole)
	return false, nil
}

// look lets the PBX stand still and compares every board that says it is live with it.
func (s *storm) look(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, longestLook)
	defer stop()
	s.still(func(all palsim.Truth) {
		is := lookUp(all)
		_ = each(len(s.boards), func(i int) error {
			snap, ok := s.boards[i].caughtUp(ctx)
			if !ok {
				return nil
			}
			found := is.check(snap)
			s.mu.Lock()
			defer s.mu.Unlock()
			s.looks++
			s.mistakes.add(found)
			select {
			case s.looked[i] <- struct{}{}:
			default:
			}
			return nil
		})
	})
}
