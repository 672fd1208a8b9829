package palconn_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// marked is a request that can be told from every other. The PBX answers it with a failure.
func marked(mark int) pal.Request {
	return pal.Park{TID: fmt.Sprintf("%06d", mark), Number: "801"}
}

// sightings is how often the PBX has seen the marked request.
func (l faultLine) sightings(mark int) int {
	var n int
	for _, r := range requests(l.pbx, "park") {
		if r.Params == fmt.Sprintf(`{"tid":"%06d","number":"801"}`, mark) {
			n++
		}
	}
	return n
}

// measure is how many bytes a marked request and its answer have on the wire.
func (l faultLine) measure(t *testing.T) (request, answer int) {
	t.Helper()
	toServer, toClient := l.proxy.Taken(faultproxy.ToServer), l.proxy.Taken(faultproxy.ToClient)
	if _, err := l.Send(t.Context(), marked(999_999)); !isAnswered(err) || l.sightings(999_999) != 1 {
		t.Fatalf("over a whole line: %v", err)
	}
	return int(l.proxy.Taken(faultproxy.ToServer) - toServer), int(l.proxy.Taken(faultproxy.ToClient) - toClient)
}

// isAnswered tells that the PBX said what became of a marked request.
func isAnswered(err error) bool {
	_, failed := errors.AsType[*pal.Failed](err)
	_, refused := errors.AsType[*pal.Refused](err)
	return failed || refused
}

func TestFaultCutAtEachByteOfARequest(t *testing.T) {
	l := newFaultLine(t)
	size, _ := l.measure(t)
	for n := range size + 1 {
		// Given a line that is cut after n bytes of a request
		l.proxy.CutAfter(faultproxy.ToServer, n)
		_, err := l.Send(t.Context(), marked(n))
		l.expect(t, fmt.Sprintf("lost %d: the PBX closed the connection", n+1))
		// then nobody claims to know what became of it, unless the PBX has said so,
		if !errors.Is(err, pal.ErrOutcomeUnknown) && (n < size || !isAnswered(err)) {
			t.Errorf("cut after %d of %d bytes: %v", n, size, err)
		}
		// the PBX sees it whole or not at all, and when the session is back it is not sent again.
		l.comeBack(t, n+2)
		if seen := l.sightings(n); n < size && seen != 0 || seen > 1 {
			t.Errorf("cut after %d of %d bytes, the PBX has seen the request %d times", n, size, seen)
		}
	}
}

func TestFaultCutAtEachByteOfAnAnswer(t *testing.T) {
	l := newFaultLine(t)
	_, size := l.measure(t)
	for n := range size + 1 {
		// Given a line that is cut after n bytes of the answer to a request that was carried out
		l.proxy.CutAfter(faultproxy.ToClient, n)
		_, err := l.Send(t.Context(), marked(n))
		l.expect(t, fmt.Sprintf("lost %d: the PBX closed the connection", n+1))
		// then its outcome is unknown until the last byte is there,
		if known := isAnswered(err); known != (n == size) || known == errors.Is(err, pal.ErrOutcomeUnknown) {
			t.Errorf("cut after %d of %d bytes: %v", n, size, err)
		}
		// and it is not sent again when the session is back.
		l.comeBack(t, n+2)
		if seen := l.sightings(n); seen != 1 {
			t.Errorf("cut after %d of %d bytes, the PBX has seen the request %d times", n, size, seen)
		}
	}
}

func TestFaultRequestOnABrokenLineIsNotSent(t *testing.T) {
	l := newFaultLine(t)
	// Given a line that is down
	l.proxy.Break(faultproxy.Refuse)
	l.proxy.Break(faultproxy.Reset)
	l.expect(t, "lost 1: the PBX closed the connection")
	awaitRefusal(t, l.running)
	// when something is asked for, then the error is that it was not sent, and it is not sent later either.
	_, err := l.Send(t.Context(), marked(1))
	if !errors.Is(err, pal.ErrClosed) || errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("park: %v", err)
	}
	l.proxy.Heal()
	l.comeBack(t, 2)
	if seen := l.sightings(1); seen != 0 {
		t.Errorf("the PBX has seen the request %d times", seen)
	}
}

func TestFaultLateAnswer(t *testing.T) {
	l := newFaultLine(t)
	// Given a line that holds the answer to a request back
	l.proxy.Break(faultproxy.StopReading, faultproxy.ToClient)
	outcome := make(chan error, 1)
	go func() {
		_, err := l.Send(t.Context(), marked(1))
		outcome <- err
	}()
	// when it is waited for in vain
	l.clock.pass(10 * time.Second)
	if err := await(t, outcome); !errors.Is(err, pal.ErrTimedOut) || !errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("park: %v", err)
	}
	// then it is dropped and counted when it comes, and the next request gets its own.
	l.proxy.Heal()
	if _, err := l.Send(t.Context(), marked(2)); !isAnswered(err) {
		t.Errorf("park: %v", err)
	}
	if late := l.Counters()[palconn.CountLate]; late != 1 || l.sightings(1) != 1 {
		t.Errorf("%d answers came late, and the PBX has seen the request %d times", late, l.sightings(1))
	}
}
