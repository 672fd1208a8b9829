package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"

	"cordboard/internal/desk"
	"cordboard/internal/faultproxy"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// mostOfRequest and mostOfAnswer are within how many bytes lines are cut: what a request, and what its notifications and
// its answer have, and a little more.
const (
	mostOfRequest = 160
	mostOfAnswer  = 900
)

// outcomes are what became of acts, at the PBX and by the word of the desk.
type outcomes struct {
	mu    sync.Mutex
	acts  int
	twice int
	// contradicted are the acts of which the desk said what is not so.
	contradicted []string
	unknown      int
}

// judge takes an act that the PBX has carried out so often.
func (o *outcomes) judge(what string, executed int, said verdict) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.acts++
	if executed > 1 {
		o.twice++
	}
	if said == unknown {
		o.unknown++
	}
	if said == notSent && executed > 0 || said == done && executed == 0 {
		o.contradicted = append(o.contradicted, fmt.Sprintf("%s: %s, and executed %d times", what, said, executed))
	}
}

// verdict is what the desk said of an act.
type verdict string

const (
	done    verdict = "done"
	notSent verdict = "not sent"
	unknown verdict = "outcome unknown"
	// answered is a no of the PBX.
	answered verdict = "refused by the PBX"
)

func verdictOf(err error) verdict {
	_, refused := errors.AsType[*desk.Refusal](err)
	switch {
	case err == nil:
		return done
	case desk.IsUnknown(err):
		return unknown
	case refused, errors.Is(err, pal.ErrClosed):
		return notSent
	}
	return answered
}

// measureTwice cuts lines at every kind of byte of a request and of its answer, and kills consoles around their requests.
func measureTwice(ctx context.Context, l *lab) error {
	for _, part := range []struct {
		mode string
		run  func(context.Context, *lab, *outcomes) (points int, err error)
	}{{"line cut", cutLines}, {"console killed", killConsoles}} {
		o := &outcomes{}
		points, err := part.run(ctx, l, o)
		if err != nil {
			return fmt.Errorf("%s: %w", part.mode, err)
		}
		for _, c := range o.contradicted {
			l.progress("%s: %s", part.mode, c)
		}
		l.progress("%s: %d points, %d acts, %d with an unknown outcome", part.mode, points, o.acts, o.unknown)
		l.report(doneTwice.measured(part.mode, float64(o.twice), points))
		l.report(falseOutcomes.measured(part.mode, float64(len(o.contradicted)), points))
	}
	return nil
}

// cutLines lets several consoles act, each at a PBX of its own, over lines that are cut meanwhile.
func cutLines(ctx context.Context, l *lab, o *outcomes) (int, error) {
	consoles := 16
	points := l.many(100, 8)
	files := make([]string, consoles)
	for i := range files {
		files[i] = l.file("journal.db")
	}
	return consoles * points, each(consoles, func(i int) (err error) {
		e, err := newExchange(40, palsim.ReplayOneByOne, l.seed+uint64(i))
		if err != nil {
			return err
		}
		defer e.Close()
		b, err := newBoard(ctx, e.URL(), setup{seed: l.seed + uint64(i), journal: files[i], atOnce: true})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.close()) }()
		chance := l.chance(i)
		for range points {
			if err := cutOnce(ctx, e, b, chance, o); err != nil {
				return err
			}
		}
		return nil
	})
}

// cutOnce is one act over a line that is cut.
func cutOnce(ctx context.Context, e *exchange, b *board, chance *rand.Rand, o *outcomes) error {
	intent, err := nextIntent(ctx, e, b, chance)
	if err != nil {
		return err
	}
	before, _ := b.now()
	executed := len(e.changes())
	way, n := faultproxy.ToServer, chance.IntN(mostOfRequest)
	if chance.IntN(2) == 0 {
		way, n = faultproxy.ToClient, chance.IntN(mostOfAnswer)
	}
	b.proxy.CutAfter(way, n)
	_, err = b.desk.Do(ctx, intent)
	said := verdictOf(err)
	// It is not sent again when the line is back, nor later.
	b.proxy.Heal()
	b.proxy.Break(faultproxy.Reset)
	if _, err := b.awaitLine(ctx, "live again", func(l link) bool { return l.live && l.losses > before.losses }); err != nil {
		return err
	}
	o.judge(fmt.Sprintf("%s, cut after %d bytes (way %d)", intent.Say(), n, way), len(e.changes())-executed, said)
	return nil
}

// nextIntent makes a call, waits until it is on the board, and draws what to do with it.
func nextIntent(ctx context.Context, e *exchange, b *board, chance *rand.Rand) (desk.Intent, error) {
	for i := range 3 {
		e.clear(number(i))
	}
	if err := e.talk(number(0), number(1)); err != nil {
		return desk.Intent{}, err
	}
	target, err := b.aimAt(ctx, number(1), number(0))
	if err != nil {
		return desk.Intent{}, err
	}
	return drawIntent(target, number(2), strconv.Itoa(801+chance.IntN(9)), chance), nil
}

// aimAt waits until an extension talks with another, in a line that is live, and takes aim at its leg.
func (b *board) aimAt(ctx context.Context, user, other string) (target desk.Target, err error) {
	_, err = b.await(ctx, user+" talking with "+other, func(s *model.Snapshot) bool {
		e, ok := s.Extension(model.Who{Tenant: tenant, Number: user})
		if !ok || s.Sure != model.Live {
			return false
		}
		aim := desk.Aim{Snap: s, Own: b.desk.Own()}
		target, ok = aim.Extension(e)
		return ok && target.State == pal.Talking && target.Party.Number.Raw() == other && len(e.Talkers) == 1
	})
	return target, err
}

// drawIntent draws an act on a call.
func drawIntent(t desk.Target, to, place string, chance *rand.Rand) desk.Intent {
	i := desk.Intent{Target: t}
	switch chance.IntN(6) {
	case 0:
		i.Act, i.To, i.Mode = desk.Transfer, []string{to}, desk.Blind
	case 1:
		i.Act, i.Place = desk.Park, place
	case 2:
		i.Act = desk.Hold
	case 3:
		i.Act = desk.Record
	case 4:
		i.Act, i.Signal = desk.Tones, "1"
	default:
		i.Act = desk.HangUp
	}
	return i
}
