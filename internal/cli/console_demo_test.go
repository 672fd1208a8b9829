package cli

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"cordboard/internal/desk"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// figure is one of the counts in the top line.
var figure = regexp.MustCompile(`(ringing|talking|held|parked|vm|rec) (\d+)`)

// TestTheDemoLives shows a PBX in which everything happens soon.
func TestTheDemoLives(t *testing.T) {
	t.Parallel()
	// Given the demo of 200 extensions with a call each second,
	s := runScreen(t, wide, func(ctx context.Context, env environment) error {
		return env.demo(ctx, palsim.Options{Extensions: 200, Rate: 60, Seed: 7}, desk.Supervisor)
	})
	s.shows("● live", "1000 Reception")
	began := time.Now()
	// then all that can be counted is soon counted.
	seen := map[string]bool{}
	s.until("counted calls of every kind", func(text string) bool {
		for _, count := range figure.FindAllStringSubmatch(text, -1) {
			if n, _ := strconv.Atoi(count[2]); n > 0 {
				seen[count[1]] = true
			}
		}
		return len(seen) == 6
	})
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v until %v had been seen", took, slices.Sorted(maps.Keys(seen)))
	}
}

// TestAnOperatorWorksInALivingPBX lets people go on while the operator acts.
func TestAnOperatorWorksInALivingPBX(t *testing.T) {
	t.Parallel()
	// Given a PBX full of calls, and one among them of which the test knows,
	pbx := palsim.New(palsim.Options{Extensions: 200, Rate: 60, Seed: 7})
	t.Cleanup(func() { must(t, pbx.Close()) })
	must(t, pbx.Start("127.0.0.1:0"))
	at := idleWithLetters(t, pbx)
	room, err := pbx.CallFromOutside(tenant, "+34 91 555 7777", "", at)
	must(t, err)
	must(t, pbx.Answer(tenant, at))
	talker := talkerOf(t, pbx, at)
	s := openScreen(t, pbx, wide)
	// when the operator finds it on Calls and transfers it to a name,
	s.press("2", "/", "7777", enter)
	s.points("+34 91 555 7777", "talking")
	to := idleWithLetters(t, pbx)
	s.press("t", lettersOf(t, pbx, to))
	s.shows("Transfer +34 91 555 7777", "→ "+personOf(t, pbx, to))
	s.press(enter)
	// then the PBX moves that call and no other.
	s.sends("transfer mode=blind tid=" + talker.ID + " user=" + to)
	s.truth("the call away from "+at, func(truth palsim.Truth) bool {
		_, still := talkersIn(truth, room)[at]
		return !still
	})
}

// idleWithLetters is an extension that is there, has no call and can be found by three letters.
func idleWithLetters(t *testing.T, pbx *palsim.PBX) string {
	t.Helper()
	truth := pbx.Truth()
	for _, e := range truth.Extensions {
		if e.Registered && stateOfUser(truth, e.Number) == pal.Gone && threeLetters(truth, e.Number) != "" {
			return e.Number
		}
	}
	t.Fatal("nobody is free")
	return ""
}
