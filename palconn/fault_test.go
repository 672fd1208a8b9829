package palconn_test

import (
	"flag"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// seedFlag repeats what chance decided in a run that failed.
var seedFlag = flag.Uint64("seed", 0, "seed of the tests of faults; 0 draws one")

// newChance is what a test draws from. Its seed is printed when the test fails.
func newChance(t *testing.T) (chance *rand.Rand, seed uint64) {
	t.Helper()
	seed = *seedFlag
	for seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -seed=%d", seed)
	return rand.New(rand.NewPCG(seed, 1)), seed
}

// proxyTo puts a proxy between o and the PBX that it names.
func proxyTo(t *testing.T, o *palconn.Options) (*faultproxy.Proxy, *rand.Rand) {
	t.Helper()
	chance, seed := newChance(t)
	address, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy, err := faultproxy.New(address.Host, seed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	address.Host = proxy.Addr()
	o.URL = address.String()
	return proxy, chance
}

// faultLine is a session with a simulated PBX at the other end of a line that breaks.
type faultLine struct {
	running
	pbx    *palsim.PBX
	proxy  *faultproxy.Proxy
	chance *rand.Rand
}

// newFaultLine is one that has settled and that waits as long as the backoff allows. The PBX is quiet and tells nothing of
// the past.
func newFaultLine(t *testing.T) faultLine {
	t.Helper()
	return newLineTo(t, palsim.ReplayNone, asLongAsMayBe)
}

// asLongAsMayBe is no jitter.
func asLongAsMayBe(_ *rand.Rand, limit time.Duration) time.Duration { return limit }

// newLineTo is one to a PBX that replays so, and whose waits are drawn by jitter.
func newLineTo(t *testing.T, replay palsim.Replay, jitter func(chance *rand.Rand, limit time.Duration) time.Duration) faultLine {
	t.Helper()
	checkLeaks(t)
	pbx := palsim.New(palsim.Options{Replay: replay})
	t.Cleanup(func() { _ = pbx.Close() })
	pbx.Persons(false)
	if err := pbx.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	o := simOptions(pbx.URL())
	o.Want.Parks = nil // a PBX that replays tells each of its places, and nothing else here
	proxy, chance := proxyTo(t, &o)
	waits := rand.New(rand.NewPCG(chance.Uint64(), 2))
	r := runJittered(t, o, func(limit time.Duration) time.Duration { return jitter(waits, limit) })
	l := faultLine{running: r, pbx: pbx, proxy: proxy, chance: chance}
	l.settle(t, 1)
	l.awaitLive(t)
	return l
}

// simOptions log in at a simulated PBX and ask for calls and parks.
func simOptions(url string) palconn.Options {
	return palconn.Options{
		URL: url, Tenant: palsim.DefaultTenant, User: palsim.Reception, Password: pal.NewSecret(palsim.Reception),
		Want: palconn.Want{Users: []string{"*"}, Parks: []string{"*"}, Status: true},
	}
}

// comeBack waits for the epoch after a break and lets it settle.
func (l faultLine) comeBack(t *testing.T, epoch int) {
	t.Helper()
	l.clock.pass(250 * time.Millisecond)
	l.settle(t, epoch)
	l.awaitLive(t)
}
