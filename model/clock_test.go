package model_test

import (
	"testing"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// clocks are how far a PBX can be behind us.
var clocks = map[string]time.Duration{
	"our time": 0, "5 minutes behind": 5 * time.Minute, "5 minutes ahead": -5 * time.Minute,
	"a day behind": 24*time.Hour + time.Minute, "a day ahead": -24*time.Hour - time.Minute,
}

// stamp is the time of a PBX that is so far behind, so long ago.
func (b *told) stamp(behind, ago time.Duration) string {
	return jsonTime(b.now.Add(-behind - ago).UnixMilli())
}

// replay is what a PBX tells that is so far behind: a call since two minutes, one held
// for one, a place taken since 90 s and a line since 100 s.
func (b *told) replay(behind time.Duration) []string {
	return []string{
		status("1003", "13", "8", 35, b.stamp(behind, time.Minute)),
		status("1001", "11", "7", 14, with("1002")+","+b.stamp(behind, 2*time.Minute)), status("1002", "12", "7", 2, with("1001")+","+b.stamp(behind, 2*time.Minute)),
		place("801", "on", b.stamp(behind, 90*time.Second)),
		note(pal.NotifyLine, `"line":"L1","status":"on",`+b.stamp(behind, 100*time.Second)),
	}
}

// lasts are the durations of a board, as it knows them: of the calls, the place and
// the line, and since when the first call is there.
func (b *told) lasts() (all []time.Duration, atLeast bool) {
	s := b.Snapshot()
	ago := func(t time.Time) { all = append(all, b.now.Sub(t)) }
	ago(b.talker("1001").Since)
	ago(b.talker("1003").Since)
	for _, c := range s.Calls {
		if c.From.Number.Raw() == "1001" || c.To.Number.Raw() == "1001" {
			ago(c.Since)
			ago(c.Began)
			ago(c.History[0].At)
		}
	}
	ago(s.Parks[0].Since)
	ago(s.Lines[0].Since)
	return all, s.AtLeast(b.talker("1001").Since) && s.AtLeast(s.Parks[0].Since)
}

func (b *told) wantLasts(want []time.Duration, wantAtLeast bool) {
	b.t.Helper()
	all, atLeast := b.lasts()
	if atLeast != wantAtLeast {
		b.t.Errorf("durations are the least that they can be: %t", atLeast)
	}
	for i := range want {
		if all[i] != want[i] {
			b.t.Errorf("durations %v, want %v", all, want)
			return
		}
	}
}

func TestDurationsAreTrueWhateverTheClockOfThePBX(t *testing.T) {
	const s = time.Second
	for name, behind := range clocks {
		t.Run(name, func(t *testing.T) {
			// given a PBX that tells its state
			b := newBoard(t)
			b.Lost(1, model.Reconnecting, "connection reset", b.now)
			b.begin(b.replay(behind)...)
			b.settle()
			// then nothing is known but how much older than the youngest the others are,
			b.wantLasts([]time.Duration{60 * s, 0, 60 * s, 60 * s, 60 * s, 30 * s, 40 * s}, true)
			b.after(10 * s)
			// and the first thing that happens tells the rest, and changes no snapshot that was taken.
			before := b.Snapshot()
			held := before.Calls[0].History[0].At
			b.tell(status("1005", "15", "9", 65, b.stamp(behind, 0)))
			b.wantLasts([]time.Duration{130 * s, 70 * s, 130 * s, 130 * s, 130 * s, 100 * s, 110 * s}, false)
			if before.Calls[0].History[0].At != held {
				t.Error("a snapshot that was taken has changed")
			}
			// What happens is of our own time, and the next connection knows the clock.
			if got := b.talker("1005").Since; got != b.now {
				t.Errorf("1005 rings since %v, want %v", got, b.now)
			}
			b.Lost(2, model.Reconnecting, "connection reset", b.now)
			b.after(time.Hour)
			b.begin(b.replay(behind)...)
			b.settle()
			b.wantLasts([]time.Duration{120 * s, 60 * s, 120 * s, 120 * s, 120 * s, 90 * s, 100 * s}, false)
		})
	}
}

func TestAnEventThatCameLateTellsTheClockLessWell(t *testing.T) {
	b := newBoard(t)
	b.begin(b.replay(time.Minute)...)
	b.settle()
	b.after(20 * time.Second)
	b.tell(status("1005", "15", "9", 65, b.stamp(time.Minute, 15*time.Second)))
	b.wantLasts([]time.Duration{125 * time.Second}, false)
	b.tell(status("1005", "15", "9", 2, b.stamp(time.Minute, 0)))
	b.wantLasts([]time.Duration{140 * time.Second}, false)
}

func TestAClockThatWasSetBackIsLearnedAgain(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1005", "15", "9", 65, b.stamp(0, 0)))
	b.Lost(1, model.Reconnecting, "connection reset", b.now)
	b.begin(b.replay(time.Hour)...)
	b.settle()
	for range 8 {
		b.after(time.Second)
		b.tell(status("1006", "16", "9", 65, b.stamp(time.Hour, 0)))
	}
	b.wantLasts([]time.Duration{128 * time.Second}, false)
}

func TestTheFirstThingThatHappensShowsThatWhatWasToldBeforeIsOld(t *testing.T) {
	// given a PBX that tells one place, taken at a time that nobody can compare
	b := newBoard(t, place("801", "on", jsonTime(morning.Add(-10*time.Minute).UnixMilli())))
	if s := b.Snapshot(); s.Replays != 0 || s.Parks[1].On != model.NotTold {
		t.Errorf("replays %b, 802 is %v", s.Replays, s.Parks[1].On)
	}
	// when something happens, then it shows that the place was told of before the login.
	b.after(time.Second)
	b.tell(status("1005", "15", "9", 65, b.stamp(5*time.Minute, 0)))
	if s := b.Snapshot(); s.Replays != model.OfParks || s.Parks[1].On != model.Off {
		t.Errorf("replays %b, 802 is %v", s.Replays, s.Parks[1].On)
	}
}

func TestAClockThatIsSetWhileWeAreConnectedChangesNoDuration(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 14, jsonTime(morning.Add(-time.Minute).UnixMilli())))
	for range 9 {
		b.after(time.Second)
		b.tell(status("1006", "16", "9", 65, b.stamp(0, 0)))
	}
	b.after(time.Second)
	b.tell(status("1006", "16", "9", 65, b.stamp(-time.Hour, 0)))
	if got := b.now.Sub(b.talker("1001").Since); got != 70*time.Second {
		t.Errorf("talks for %v, want 1m10s", got)
	}
}

func TestAClockThatWasSetBackIsNoEvidenceOfAReplay(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1005", "15", "9", 65, b.stamp(0, 0)))
	b.Lost(1, model.Reconnecting, "connection reset", b.now)
	// What happens while the board settles is stamped by a clock that was set back.
	b.begin(place("801", "on", b.stamp(time.Minute, 0)), status("1001", "11", "7", 65, b.stamp(time.Minute, 0)))
	b.settle()
	b.after(time.Second)
	b.tell(status("1005", "15", "9", 65, b.stamp(time.Minute, 0)))
	if s := b.Snapshot(); s.Replays != 0 || s.Parks[1].On != model.NotTold {
		t.Errorf("replays %b, 802 is %v", s.Replays, s.Parks[1].On)
	}
}
