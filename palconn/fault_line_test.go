package palconn_test

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// notices is the longest time until a dead PBX must have been noticed.
const notices = 10 * time.Second

func TestFaultReset(t *testing.T) {
	l := newFaultLine(t)
	// Of several breaks one at least finds this machine with nothing else to do.
	var all []time.Duration
	for epoch := range 5 {
		broke := time.Now()
		l.proxy.Break(faultproxy.Reset)
		l.expect(t, fmt.Sprintf("lost %d: the PBX closed the connection", epoch+1))
		all = append(all, time.Since(broke))
		l.comeBack(t, epoch+2)
	}
	if slices.Min(all) > 100*time.Millisecond {
		t.Errorf("noticed after %v", all)
	}
}

func TestFaultHalfOpen(t *testing.T) {
	for name, dead := range map[string][]faultproxy.Way{
		"both ways": nil, "to the PBX": {faultproxy.ToServer}, "from the PBX": {faultproxy.ToClient},
	} {
		t.Run(name, func(t *testing.T) {
			l := newFaultLine(t)
			// Given a line that carries nothing any more and stays open, with a request under way
			l.proxy.Break(faultproxy.BlackHole, dead...)
			broke, before := l.clock.Now(), l.proxy.Taken(faultproxy.ToServer)
			outcome := make(chan error, 1)
			go func() {
				_, err := l.Send(t.Context(), pal.Hold{TID: "1"})
				outcome <- err
			}()
			until(t, "the request to be on its way", func() bool { return l.proxy.Taken(faultproxy.ToServer) > before })
			// when it has been quiet for four seconds, and four more after the ping
			l.clock.pass(pingTime)
			l.clock.pass(pingTime)
			// then it is noticed, and nobody says what became of the request,
			l.expect(t, "lost 1: the PBX stopped answering")
			if took := l.clock.Now().Sub(broke); took > notices {
				t.Errorf("noticed after %v", took)
			}
			if err := await(t, outcome); !errors.Is(err, pal.ErrOutcomeUnknown) {
				t.Errorf("hold: %v", err)
			}
			// and when the line is whole again, the session is back.
			l.proxy.Heal()
			l.comeBack(t, 2)
		})
	}
}

func TestFaultPausedLine(t *testing.T) {
	l := newFaultLine(t)
	// Given a line that is held up for less than it takes to doubt it
	l.proxy.Break(faultproxy.StopReading)
	outcome := make(chan error, 1)
	go func() {
		_, err := l.Send(t.Context(), pal.Custom{Name: "getNoteNames"})
		outcome <- err
	}()
	l.clock.pass(pingTime)
	// when it goes on, then nothing was lost and nothing is said twice.
	l.proxy.Heal()
	if err := await(t, outcome); err != nil {
		t.Errorf("getNoteNames: %v", err)
	}
	l.expectState(t, palconn.Live, nil)
	if names := requests(l.pbx, "getNoteNames"); len(names) != 1 || l.proxy.Dialled() != 1 {
		t.Errorf("asked %d times over %d connections", len(names), l.proxy.Dialled())
	}
}

// requests are those of a method that the PBX has seen.
func requests(pbx *palsim.PBX, method string) []palsim.SeenRequest {
	return slices.DeleteFunc(pbx.Requests(), func(r palsim.SeenRequest) bool { return r.Method != method })
}

// transcript is a Sink that writes down what it hears.
type transcript struct {
	mu    sync.Mutex
	lines []string
}

// Notified implements palconn.Sink.
func (s *transcript) Notified(n pal.Notification) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, fmt.Sprintf("%+v", n))
}

// Spoiled implements palconn.Sink.
func (s *transcript) Spoiled(why *pal.Malformed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, why.Error())
}

// toldOver is what a PBX tells from the login to the answer to a ping.
func toldOver(t *testing.T, o palconn.Options) []string {
	t.Helper()
	heard := &transcript{}
	conn := dialled(t, o, heard)
	if _, err := conn.Send(t.Context(), pal.Ping{}); err != nil {
		t.Fatalf("ping: %v", err)
	}
	heard.mu.Lock()
	defer heard.mu.Unlock()
	return heard.lines
}

func TestFaultSlicesDelaysAndSplitUTF8(t *testing.T) {
	for name, replay := range map[string]palsim.Replay{"one by one": palsim.ReplayOneByOne, "in batches": palsim.ReplayBatches} {
		t.Run(name, func(t *testing.T) {
			checkLeaks(t)
			pbx := palsim.New(palsim.Options{Replay: replay})
			t.Cleanup(func() { _ = pbx.Close() })
			pbx.Persons(false)
			if err := errors.Join(pbx.Start("127.0.0.1:0"), callIn(pbx, "佐藤 花子 📞", "1001")); err != nil {
				t.Fatal(err)
			}
			o := simOptions(pbx.URL())
			o.Want = palconn.WantAll()
			// Given what is heard over a whole line
			want := toldOver(t, o)
			if !strings.Contains(strings.Join(want, ""), "佐藤 花子") {
				t.Fatalf("the PBX tells of no call: %q", want)
			}
			proxy, chance := proxyTo(t, &o)
			for _, most := range []int{1, 2 + chance.IntN(3), 5 + chance.IntN(100)} {
				// when it comes in pieces that split characters, frames and their headers, then it is the same.
				proxy.SliceInto(most)
				if diff := cmp.Diff(want, toldOver(t, o)); diff != "" {
					t.Errorf("pieces of %d (-want +got):\n%s", most, diff)
				}
			}
			// When the pieces are late too, then it is the same still.
			proxy.SliceInto(500)
			proxy.DelayBy(3 * time.Millisecond)
			if diff := cmp.Diff(want, toldOver(t, o)); diff != "" {
				t.Errorf("delayed (-want +got):\n%s", diff)
			}
		})
	}
}

func callIn(pbx *palsim.PBX, name, to string) error {
	_, err := pbx.CallFromOutside(palsim.DefaultTenant, "+34915550142", name, to)
	return err
}

func TestFaultNameStopsResolving(t *testing.T) {
	checkLeaks(t)
	// Given a PBX with a name
	name := nameServer(t)
	name.known.Store(true)
	crash := make(chan struct{})
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		c.say(activeFrame)
		ping, _ := c.hear()
		c.answer(ping, `"result":null`)
		c.await(crash)
		c.drop()
	}, serve(func(heard) string { return `"result":null` }))
	o := optionsFor(pbx)
	address, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	address.Host = "pbx.invalid.:" + address.Port()
	o.URL, o.AllowPlaintext = address.String(), true
	r := run(t, o)
	r.settle(t, 1)
	r.awaitLive(t)
	// when the line breaks and the name is not known any more
	name.known.Store(false)
	close(crash)
	r.expect(t, "lost 1: the PBX closed the connection")
	for _, wait := range []time.Duration{250, 500} {
		r.clock.pass(wait * time.Millisecond)
		name.asked.Store(0)
	}
	r.clock.await(time.Second)
	// then that is said, and it is asked for each time; when it is known again, the session is back.
	if said := r.Status().LastError.Error(); !strings.HasSuffix(said, ": no such host") || name.asked.Load() == 0 {
		t.Errorf("said %q after %d questions", said, name.asked.Load())
	}
	name.known.Store(true)
	r.clock.pass(time.Second)
	r.settle(t, 2)
}
