package palconn_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// replays are a PBX that tells its state at the login and one that does not.
func replays() map[string]palsim.Replay {
	return map[string]palsim.Replay{"replaying": palsim.ReplayOneByOne, "not replaying": palsim.ReplayNone}
}

func TestFaultCallsChangeWhileTheLineIsDown(t *testing.T) {
	for name, replay := range replays() {
		t.Run(name, func(t *testing.T) {
			l := newLineTo(t, replay, asLongAsMayBe)
			// Given a line that breaks, and a call that begins before it is back
			l.proxy.Break(faultproxy.Refuse)
			l.proxy.Break(faultproxy.Reset)
			l.expect(t, "lost 1: the PBX closed the connection")
			if err := callIn(l.pbx, "Ana Ruiz", "1001"); err != nil {
				t.Fatal(err)
			}
			l.proxy.Heal()
			l.clock.pass(250 * time.Millisecond)
			// then the next epoch has it where the PBX tells it, and settles all the same where it does not.
			l.expect(t, "began 2", "2 notify_serverstatus")
			if replay == palsim.ReplayOneByOne {
				l.expect(t, "2 notify_status")
			}
			l.clock.pass(500 * time.Millisecond)
			l.expect(t, "settled 2")
			l.expectNoMore(t)
		})
	}
}

// expectNoMore wants nothing to be told that was not asked about, up to the answer to a ping.
func (l faultLine) expectNoMore(t *testing.T) {
	t.Helper()
	l.awaitLive(t)
	if err := (palconn.Client{Sender: l}).Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(l.told) != 0 {
		t.Errorf("heard more: %s", <-l.told)
	}
}

func TestFaultMessagesThatAreWrong(t *testing.T) {
	note := func(params string) string {
		return `{"jsonrpc":"2.0","method":"notify_status","params":` + params + `}`
	}
	for name, c := range map[string]struct {
		frame   string
		told    []string
		counted string
	}{
		"wrong types":                 {note(`{"user":1001,"status":{"a":1},"talker_id":[7],"time":"soon"}`), []string{"1 notify_status"}, ""},
		"missing fields":              {note(`{}`), []string{"1 notify_status"}, ""},
		"unknown status":              {note(`{"user":"1001","talker_id":"7","status":"4711"}`), []string{"1 notify_status"}, ""},
		"one bad element in a batch":  {"[" + status("7") + ",17," + status("8") + "]", []string{"1 notify_status", "1 spoiled shape", "1 notify_status"}, "malformed: shape"},
		"neither result nor error":    {`{"jsonrpc":"2.0","id":"no such request"}`, nil, palconn.CountForeign},
		"an answer that nobody wants": {`{"jsonrpc":"2.0","result":"?","id":"no such request"}`, nil, palconn.CountForeign},
	} {
		for mode, replay := range replays() {
			t.Run(name+", "+mode, func(t *testing.T) {
				l := newLineTo(t, replay, asLongAsMayBe)
				// Given a PBX that sends what is wrong, then what is right
				l.pbx.SendRaw([]byte(c.frame))
				l.pbx.SendRaw([]byte(`{"jsonrpc":"2.0","method":"notify_park","params":{"park":"801","status":"off"}}`))
				// then what can be read is told, the rest is counted, and the line stays.
				l.expect(t, append(c.told, "1 notify_park")...)
				want := map[string]uint64{}
				if c.counted != "" {
					want[c.counted] = 1
				}
				if diff := cmp.Diff(want, l.Counters()); diff != "" {
					t.Errorf("counters (-want +got):\n%s", diff)
				}
				l.expectNoMore(t)
			})
		}
	}
}

func TestFaultFailureAsResult(t *testing.T) {
	l := newFaultLine(t)
	// Given a PBX that says no in a result
	l.pbx.FailNext("park", palsim.FailAsResult)
	_, err := l.Send(t.Context(), marked(1))
	// then it is a failure of that request, which is not sent again.
	if failed, ok := errors.AsType[*pal.Failed](err); !ok || !strings.HasPrefix(failed.Result.Raw(), "failed") || l.sightings(1) != 1 {
		t.Errorf("park: %v, seen %d times", err, l.sightings(1))
	}
}
