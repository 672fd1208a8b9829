package cli

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestALineThatBreaksIsSaidAndComesBack(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call on the board,
		pbx := quietPBX(t)
		talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		// when the connection breaks and everything changes meanwhile,
		pbx.DropConnections()
		must(t, pbx.HangUp(tenant, "1001"))
		talking(t, pbx, "1007", "1008")
		// then the screen says that it is old,
		s.shows("reconnecting, as of ")
		// and it comes back by itself, as the PBX is now.
		s.shows("● live")
		s.points("1007", "1008")
		s.hides("1001")
		s.shows("talking 1  held")
	})
}

func TestABreakIsSaidWithinASecond(t *testing.T) {
	t.Parallel()
	s := openScreen(t, quietPBX(t), wide)
	// Of three breaks one at least finds this machine with nothing else to do.
	var all []time.Duration
	for range 3 {
		broke := time.Now()
		s.pbx.DropConnections()
		s.shows("reconnecting, as of ")
		all = append(all, time.Since(broke))
		s.shows("● live")
	}
	if slices.Min(all) > time.Second {
		t.Errorf("breaks were shown after %v", all)
	}
}

func TestAPBXThatIsStartedAnewHasNoCallsOfTheOldOne(t *testing.T) {
	t.Parallel()
	// Given a call on the board,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	// when the PBX is gone,
	must(t, pbx.Close())
	s.shows("reconnecting, as of ", "the line is down (")
	// the board stays as it was, and says so;
	s.points("1001", "talking", "1003")
	// when another comes up in its place, the board is that one's.
	address, err := url.Parse(pbx.URL())
	must(t, err)
	next := palsim.New(palsim.Options{Seed: 4})
	t.Cleanup(func() { must(t, next.Close()) })
	next.Persons(false)
	must(t, next.Start(address.Host))
	s.shows("● live", "Calls 0", "talking 0  held")
	talking(t, next, "1007", "1008")
	s.points("1007", "talking", "1008")
	s.leave()
}

func TestAPBXThatGoesInactiveIsSaid(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		// When the PBX stops working,
		pbx.GoInactive()
		s.shows("○ PBX inactive, as of ")
		must(t, pbx.HangUp(tenant, "1001"))
		s.points("1001", "talking")
		// and when it works again, the board is true again.
		pbx.GoActive()
		s.shows("● live", "talking 0  held", "Calls 0")
	})
}

func TestAPBXThatGoesInactiveAndThenGoesIsReconnectedTo(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s := openScreen(t, pbx, size)
		pbx.GoInactive()
		s.shows("○ PBX inactive, as of ", "the line is down (the PBX is not active)")
		// When it ends, the screen says so, and why it is not back yet.
		pbx.Close()
		s.shows("◐ reconnecting, as of ", "the line is down (cannot connect to ")
	})
}

func TestWhyAPBXCannotBeReconnectedToIsSaid(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a PBX that is gone,
		pbx := quietPBX(t)
		s := openScreen(t, pbx, size)
		address, err := url.Parse(pbx.URL())
		must(t, err)
		must(t, pbx.Close())
		s.shows("◐ reconnecting, as of ", "the line is down (")
		for _, status := range []int{http.StatusServiceUnavailable, http.StatusForbidden} {
			// when something answers in its place that is none, or that does not let anybody in,
			listener, err := net.Listen("tcp", address.Host)
			must(t, err)
			web := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })}
			go func() { _ = web.Serve(listener) }()
			// then the screen says what it answers.
			s.shows("◐ reconnecting, as of ", "HTTP status "+strconv.Itoa(status), "until it is back")
			must(t, web.Close())
		}
	})
}

func TestTheSameLoginElsewhereStopsTheLine(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s := openScreen(t, pbx, wide)
	pbx.AnotherLogin("1000")
	// Then the screen says so, and that waiting does not help.
	s.shows("○ stopped, as of ", "the same login is in use somewhere else", "it does not reconnect by itself: quit and start again")
	s.hides("until it is back")
}

func TestAPBXThatTellsNoPastIsSaid(t *testing.T) {
	t.Parallel()
	// Given a PBX that tells a new client nothing, and a call in it,
	pbx := startPBX(t, palsim.Options{Seed: 3, Replay: palsim.ReplayNone})
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	// then the screen says that it cannot know that call, and that places are unknown, not free.
	s.shows("calls begun before", "may not be shown")
	s.press("4")
	s.shows("801   unknown")
	s.press("3")
	s.points("1000", "unknown")
}
