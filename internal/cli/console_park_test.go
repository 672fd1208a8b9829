package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// parkedAt waits until the PBX has a party in a place.
func (s *screen) parkedAt(number, place string) {
	s.t.Helper()
	s.truth(number+" in "+place, func(truth palsim.Truth) bool {
		for _, p := range truth.Parks {
			if p.Number == place {
				return p.WhoNumber == number
			}
		}
		return false
	})
}

func TestParkInTheFirstFreePlace(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given 801 is taken and another call talks,
		pbx := quietPBX(t)
		talking(t, pbx, "1007", "1008")
		must(t, pbx.Park(tenant, "1008", "801"))
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2", "G")
		s.points("1001", "talking")
		// when the operator presses p,
		s.press("p")
		// then 802 is offered, and who is in 801 is said,
		s.shows("Park "+personOf(t, pbx, "1001")+" → 802", personOf(t, pbx, "1007")+", from 1008")
		s.read()
		s.press(enter)
		// and Enter parks the caller there.
		s.sends("park number=802 tid=" + called.ID)
		s.parkedAt("1001", "802")
		s.points("1001", "parked", "802")
		s.shows("parked 2  vm")
	})
}

func TestParkInAChosenPlace(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		_, called := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		s.press("p", "3")
		s.shows("Park " + personOf(t, pbx, "1001") + " → 803")
		s.press(enter)
		s.sends("park number=803 tid=" + called.ID)
		s.parkedAt("1001", "803")
		s.points("1001", "parked", "803")
	})
}

func TestAPlaceThatIsTakenIsNotParkedIn(t *testing.T) {
	t.Parallel()
	// Given 803 is taken,
	pbx := quietPBX(t)
	talking(t, pbx, "1007", "1008")
	must(t, pbx.Park(tenant, "1008", "803"))
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2", "G")
	s.points("1001")
	// when it is chosen, the dialog says by whom it is taken, and Enter does nothing.
	s.press("p", "3")
	s.shows("803 is taken by " + personOf(t, pbx, "1007"))
	s.press(enter, escape)
	s.hides("is taken by")
}

func TestRetrieveFromParksAndFromTheDesk(t *testing.T) {
	for name, keys := range map[string][]string{
		"Parks": {"4", "j"},
		"Desk":  {"1", tab, tab},
	} {
		t.Run(name, func(t *testing.T) {
			bothSizes(t, func(t *testing.T, size tui.Size) {
				// Given a call that is parked in 802,
				pbx := quietPBX(t)
				caller, _ := talking(t, pbx, "1007", "1008")
				must(t, pbx.Park(tenant, "1008", "802"))
				s := openScreen(t, pbx, size)
				s.press(keys...)
				s.points("802", personOf(t, pbx, "1007"))
				// when the operator retrieves it,
				s.press("u")
				// then their phone rings,
				s.sends("unpark number=802 user=1000")
				s.room(caller.Room, map[string]string{"1007": "parked", "1000": "ringing"})
				s.shows("retrieve " + personOf(t, pbx, "1007") + " from 802: your phone rings")
				// and once it is picked up the place is free.
				must(t, pbx.Answer(tenant, "1000"))
				s.room(caller.Room, map[string]string{"1007": "talking", "1000": "talking"})
				s.shows("parked 0  vm", "talking 1  held")
			})
		})
	}
}

func TestTheMostOverdueIsRetrievedFromAnywhere(t *testing.T) {
	t.Parallel()
	// Given a call parked in 805, and one parked later in 801,
	pbx := quietPBX(t)
	talking(t, pbx, "1007", "1008")
	must(t, pbx.Park(tenant, "1008", "805"))
	s := openScreen(t, pbx, wide)
	s.shows("parked 1  vm")
	talking(t, pbx, "1001", "1003")
	must(t, pbx.Park(tenant, "1003", "801"))
	s.shows("parked 2  vm")
	// when the operator presses U on Extensions,
	s.press("3", "U")
	// then the one who has waited longer is retrieved.
	s.sends("unpark number=805 user=1000")
}

func TestAnOverdueParkRaisesItself(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call that was just parked,
		pbx := quietPBX(t)
		talking(t, pbx, "1007", "1008")
		must(t, pbx.Park(tenant, "1008", "802"))
		s := openScreen(t, pbx, size)
		s.press("4")
		s.shows("802", "parked 1  vm")
		// when it has waited for longer than the limit,
		s.clock.leap(65 * time.Second)
		// then it is marked, counted and told, and the bell rings once,
		s.shows("parked 1 (1!)", "! 802 has waited 1:", "(limit 1:00)")
		s.rings(1)
		// and once more for each 30 s after that.
		s.clock.leap(30 * time.Second)
		s.rings(2)
		s.clock.leap(30 * time.Second)
		s.rings(3)
	})
}

var waited = regexp.MustCompile(`802 has waited (\d+):(\d\d)`)

// rings waits until the bell has rung at least so often, and just as often as the call in 802 has waited for.
func (s *screen) rings(times int) {
	s.t.Helper()
	s.until(fmt.Sprintf("rang %d times", times), func(text string) bool {
		said := waited.FindStringSubmatch(text)
		if said == nil {
			return false
		}
		minutes, _ := strconv.Atoi(said[1])
		seconds, _ := strconv.Atoi(said[2])
		due := 1 + (minutes*60+seconds-60)/30
		_, bells := s.written()
		return bells == due && bells >= times
	})
}

func TestWhoIsBeingRetrievedIsNotRetrievedAgain(t *testing.T) {
	t.Parallel()
	// Given one call is parked,
	pbx := quietPBX(t)
	caller, _ := talking(t, pbx, "1007", "1008")
	must(t, pbx.Park(tenant, "1008", "802"))
	s := openScreen(t, pbx, wide)
	s.shows("Parked 1")
	// when it is retrieved, and again while the phone rings,
	s.press("U")
	s.sends("unpark number=802 user=1000")
	s.shows("your phone rings")
	s.press("U")
	// then one request is all that goes out.
	s.shows("cannot retrieve: your phone rings, wait for it")
	s.room(caller.Room, map[string]string{"1007": "parked", "1000": "ringing"})
}
