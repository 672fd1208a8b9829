package palsim

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// inSight are the things worth seeing that a moment shows.
func inSight(truth Truth) map[string]bool {
	seen := map[string]bool{"parked": len(truth.Parks) > 0}
	for _, t := range truth.Talkers {
		seen[t.State.String()] = true
		seen["recording"] = seen["recording"] || t.Recording
	}
	for _, l := range truth.Lines {
		seen["line"] = seen["line"] || l.On
	}
	for _, e := range truth.Extensions {
		seen["voicemail"] = seen["voicemail"] || e.Voicemail.New > 0
		seen["not registered"] = seen["not registered"] || !e.Registered
	}
	return seen
}

func TestBusyPBXShowsEverythingWithin20Seconds(t *testing.T) {
	for _, o := range []Options{
		{Extensions: 200, Rate: 60, Seed: 7},
		{Extensions: 200, Rate: 60, Seed: 1},
		{Extensions: 40, Rate: 10, Seed: 3},
	} {
		t.Run(fmt.Sprintf("%d extensions, %v a minute, seed %d", o.Extensions, o.Rate, o.Seed), func(t *testing.T) {
			d := newDesk(t, o)
			seen := map[string]bool{}
			for range 20 {
				for what, there := range inSight(d.Truth()) {
					seen[what] = seen[what] || there
				}
				d.clock.Advance(time.Second)
			}
			for _, what := range []string{"ringing", "talking", "held", "parked", "recording", "voicemail", "line", "not registered"} {
				if !seen[what] {
					t.Errorf("no %s within 20 s", what)
				}
			}
		})
	}
}

func TestSameSeedGivesTheSameFrames(t *testing.T) {
	run := func(seed uint64) (frames []string) {
		clock := NewManualClock(morning)
		p := New(Options{Seed: seed, Rate: 60, Extensions: 100, Clock: clock})
		p.Observe(func(frame []byte) { frames = append(frames, string(frame)) })
		clock.Advance(5 * time.Minute)
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		return frames
	}
	first := run(7)
	if diff := cmp.Diff(first, run(7)); diff != "" {
		t.Errorf("two runs of one seed differ:\n%.2000s", diff)
	}
	if slices.Equal(first, run(8)) {
		t.Error("two seeds give the same frames")
	}
}

func TestTrafficHasEverythingThatCallsCanDo(t *testing.T) {
	d := newDesk(t, Options{Extensions: 200, Rate: 60, Seed: 5})
	d.clock.Advance(30 * time.Minute)
	codes := map[string]bool{}
	for _, line := range d.seen {
		var user, code string
		if n, _ := fmt.Sscan(line, &user, &code); n == 2 {
			codes[code] = true
		}
	}
	for _, code := range []pal.Code{-1, 0, 1, 2, 12, 14, 16, 21, 30, 35, 36, 47, 65} {
		if !codes[fmt.Sprint(int(code))] {
			t.Errorf("code %d never came", code)
		}
	}
	// Calls neither pile up nor die out: some 60 of them go on at a time.
	if talkers := len(d.Truth().Talkers); talkers < 40 || talkers > 300 {
		t.Errorf("%d talkers after half an hour", talkers)
	}
}

func TestOperatorIsLeftTimeToAnswer(t *testing.T) {
	d := newDesk(t, Options{})
	d.Persons(true)
	d.outsider("0312345678", "", "1000")
	d.seen = nil

	d.clock.Advance(5 * time.Second)
	d.then()
	d.clock.Advance(10 * time.Second)
	d.then("1000 2")
}

func TestPeopleWhoAreSwitchedOffDoNothingLater(t *testing.T) {
	d := newDesk(t, Options{})
	d.Persons(true)
	d.call("1001", "1002")
	d.Persons(false)
	d.Persons(true)
	d.seen = nil

	d.clock.Advance(19 * time.Second)
	d.then()
}

func TestPeoplePickUpAtOnceWhatTheyWaitFor(t *testing.T) {
	d := newDesk(t, Options{})
	d.Persons(true)
	d.login("1000").asks("makeCall", `{"user":"1000","from":"1000","to":["1001"],"type":"2"}`, `"result":"succeeded: 1"`)
	d.clock.Advance(2 * time.Second)
	d.then("1000 0", "1000 65", "1000 2", "1001 0", "1001 65")
}

func TestTransferrerCompletesAnAttendedTransfer(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Transfer(DefaultTenant, "1000", "1002", pal.Attended))
	d.Persons(true)
	d.answer("1002")
	d.seen = nil

	d.clock.Advance(9 * time.Second)
	d.then("1001 47", "1001 16", "1002 16", "1000 12", "1000 -1 200/16", "1000 12", "1000 -1 200/16")
}

func TestNamesAreFoundByAFewLetters(t *testing.T) {
	d := newDesk(t, Options{Extensions: 200, Seed: 7})
	names := map[string]int{}
	scripts := map[string]bool{}
	for _, e := range d.Truth().Extensions {
		names[e.Name]++
		for _, r := range e.Name {
			switch {
			case r >= 0x4E00 && r <= 0x9FFF:
				scripts["Japanese"] = true
			case r >= 0x0600 && r <= 0x06FF:
				scripts["Arabic"] = true
			case r >= 0x1F300:
				scripts["emoji"] = true
			}
		}
	}
	if names["Reception"] != 1 || len(names) < 198 || len(scripts) != 3 {
		t.Errorf("%d names of 200, scripts %v, %d of Reception", len(names), scripts, names["Reception"])
	}
}
