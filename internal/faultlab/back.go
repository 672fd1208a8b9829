package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/model"
	"cordboard/palconn/palsim"
)

// longestBlip is shorter than a blip that the figure is about.
const longestBlip = 190 * time.Millisecond

// recovery is how one line came back from its breaks and blips.
type recovery struct{ noticed, back, blips []time.Duration }

// measureBack breaks lines to a quiet PBX: how soon that is noticed, and how soon the board is live again; and it holds
// lines up for a moment: how soon the board shows what happened meanwhile.
func measureBack(ctx context.Context, l *lab) (err error) {
	e, err := newExchange(40, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := errors.Join(e.talk(number(0), number(1)), e.talk(number(2), number(3))); err != nil {
		return err
	}
	lines, rounds := 10, l.many(100, 10)
	all, closeAll, err := boards(ctx, l, lines, e.URL(), setup{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	recoveries := make([]recovery, lines)
	if err := each(lines, func(i int) error {
		return recoveries[i].blink(ctx, all[i], e, number(10+i), rounds, l.chance(i))
	}); err != nil {
		return err
	}
	// A message that is left disturbs the others: breaks come when all is quiet.
	if err := each(lines, func(i int) error { return recoveries[i].fall(ctx, all[i], rounds) }); err != nil {
		return err
	}
	var r recovery
	for _, one := range recoveries {
		r.noticed, r.back, r.blips = append(r.noticed, one.noticed...), append(r.back, one.back...), append(r.blips, one.blips...)
	}
	l.report(resetNoticed.measured("quiet PBX", quantile(r.noticed, 0.99), len(r.noticed)))
	l.report(backMedian.measured("quiet PBX", quantile(r.back, 0.5), len(r.back)))
	l.report(backSlowest.measured("quiet PBX", quantile(r.back, 0.99), len(r.back)))
	l.report(blipSlowest.measured("quiet PBX", quantile(r.blips, 0.99), len(r.blips)))
	return nil
}

// blink holds a line up so many times; user is an extension whose messages it alone looks at.
func (r *recovery) blink(ctx context.Context, b *board, e *exchange, user string, rounds int, chance *rand.Rand) error {
	if _, err := b.awaitLive(ctx); err != nil {
		return err
	}
	for range rounds {
		if err := r.blip(ctx, b, e, user, time.Duration(chance.Int64N(int64(longestBlip)))); err != nil {
			return err
		}
	}
	return nil
}

// fall breaks a line so many times.
func (r *recovery) fall(ctx context.Context, b *board, rounds int) error {
	for range rounds {
		before, err := b.awaitLive(ctx)
		if err != nil {
			return err
		}
		began := time.Now()
		b.proxy.Break(faultproxy.Reset)
		lost, err := b.awaitLoss(ctx, before)
		if err != nil {
			return err
		}
		back, err := b.awaitLive(ctx)
		if err != nil {
			return err
		}
		r.noticed, r.back = append(r.noticed, lost.lost.Sub(began)), append(r.back, back.liveAt.Sub(began))
	}
	return nil
}

// blip holds a line up while a message is left.
func (r *recovery) blip(ctx context.Context, b *board, e *exchange, user string, d time.Duration) error {
	before := b.store.Snapshot()
	waiting := messages(before, user)
	began := time.Now()
	b.proxy.Break(faultproxy.StopReading)
	if err := errors.Join(e.LeaveVoicemail(tenant, user), pause(ctx, d)); err != nil {
		return err
	}
	b.proxy.Heal()
	after, err := b.await(ctx, "the message of "+user, func(s *model.Snapshot) bool { return messages(s, user) > waiting })
	if err != nil {
		return err
	}
	r.blips = append(r.blips, time.Since(began))
	if after.Epoch != before.Epoch {
		return fmt.Errorf("a blip of %v broke the line", d)
	}
	return nil
}

// messages are the new ones of an extension; -1 when they were not told.
func messages(s *model.Snapshot, user string) int {
	if e, ok := s.Extension(model.Who{Tenant: tenant, Number: user}); ok && e.Voicemail.Known {
		return int(e.Voicemail.New)
	}
	return -1
}
