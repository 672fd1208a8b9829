package faultproxy_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"cordboard/internal/faultproxy"
)

// patience bounds what must happen; no test waits for it to pass.
const patience = 20 * time.Second

// line is a proxy between a client and a server, each of them a socket in the hands of the test.
type line struct {
	*faultproxy.Proxy
	t        *testing.T
	listener net.Listener
}

func newLine(t *testing.T) line {
	t.Helper()
	t.Cleanup(func() { goleak.VerifyNone(t) })
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	proxy, err := faultproxy.New(listener.Addr().String(), seed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	return line{proxy, t, listener}
}

// dial is a connection and its two ends.
func (l line) dial() (client, server net.Conn) {
	l.t.Helper()
	client, err := net.Dial("tcp", l.Addr())
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = client.Close() })
	server, err = l.listener.Accept()
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = server.Close() })
	for _, end := range []net.Conn{client, server} {
		_ = end.SetDeadline(time.Now().Add(patience))
	}
	return client, server
}

// carries says a word at one end and expects it at the other.
func (l line) carries(from, to net.Conn, word string) {
	l.t.Helper()
	if _, err := from.Write([]byte(word)); err != nil {
		l.t.Fatalf("write: %v", err)
	}
	got := make([]byte, len(word))
	if _, err := io.ReadFull(to, got); err != nil || string(got) != word {
		l.t.Fatalf("read %q, %v; want %q", got, err, word)
	}
}

// await waits until something holds.
func (l line) await(what string, holds func() bool) {
	l.t.Helper()
	for late := time.Now().Add(patience); !holds(); runtime.Gosched() {
		if time.Now().After(late) {
			l.t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestAWholeLineCarriesBothWaysAndEndsInGoodOrder(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.carries(client, server, "hello")
	l.carries(server, client, "welcome")
	if l.Dialled() != 1 || l.Taken(faultproxy.ToServer) != 5 || l.Taken(faultproxy.ToClient) != 7 {
		t.Errorf("%d connections, %d and %d bytes", l.Dialled(), l.Taken(faultproxy.ToServer), l.Taken(faultproxy.ToClient))
	}
	// What one side says after the other has closed still arrives.
	_ = client.(*net.TCPConn).CloseWrite()
	if rest, err := io.ReadAll(server); len(rest) != 0 || err != nil {
		t.Errorf("after the end: %q, %v", rest, err)
	}
	l.carries(server, client, "farewell")
	_ = server.Close()
	if rest, err := io.ReadAll(client); len(rest) != 0 || err != nil {
		t.Errorf("after the end: %q, %v", rest, err)
	}
}

func TestResetReachesBothEnds(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.carries(client, server, "hello")
	l.Break(faultproxy.Reset)
	for _, end := range []net.Conn{client, server} {
		if _, err := end.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("read: %v", err)
		}
	}
	client, server = l.dial()
	l.carries(client, server, "again")
}

func TestRefuseResetsWhatIsNew(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.Break(faultproxy.Refuse)
	refused, err := net.Dial("tcp", l.Addr())
	if err == nil {
		_, err = refused.Read(make([]byte, 1))
		_ = refused.Close()
	}
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("read: %v", err)
	}
	l.carries(client, server, "still there")
	l.Heal()
	client, server = l.dial()
	l.carries(client, server, "again")
	if l.Dialled() != 3 {
		t.Errorf("%d connections were made, want 3", l.Dialled())
	}
}

func TestABlackHoleSwallowsOneWayForGood(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	untouched, peer := l.dial()
	l.Break(faultproxy.BlackHole, faultproxy.ToServer)
	// Given words, and the end of the connection, that fall in,
	if _, err := client.Write([]byte("hello?")); err != nil {
		t.Fatal(err)
	}
	// the other way is whole, and the server hears nothing, until the line heals: then it learns that the connection is lost.
	l.carries(server, client, "hello?")
	_ = client.(*net.TCPConn).CloseWrite()
	l.carries(server, client, "are you there?")
	l.await("that something falls in", func() bool { return l.Taken(faultproxy.ToServer) == int64(len("hello?")) })
	l.Heal()
	if n, err := server.Read(make([]byte, 1)); n != 0 || !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the server read %d bytes, %v", n, err)
	}
	// A connection that lost nothing goes on.
	l.carries(untouched, peer, "hello")
}

func TestStopReadingHoldsBackUntilTheLineHeals(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.Break(faultproxy.StopReading, faultproxy.ToServer)
	// Given far more than the network takes in,
	much := strings.Repeat("0123456789abcdef", 4<<20)
	wrote := make(chan error, 1)
	go func() {
		_, err := client.Write([]byte(much))
		wrote <- err
	}()
	// the other way is whole; when the line heals, everything arrives.
	l.carries(server, client, "hello")
	if taken := l.Taken(faultproxy.ToServer); taken != 0 {
		t.Errorf("%d bytes were taken", taken)
	}
	l.Heal()
	got := make([]byte, len(much))
	if _, err := io.ReadFull(server, got); err != nil || string(got) != much {
		t.Errorf("what arrived is not what was sent (%v)", err)
	}
	if err := <-wrote; err != nil {
		t.Errorf("write: %v", err)
	}
}

func TestPiecesArriveInTheirOrder(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.SliceInto(1)
	l.carries(client, server, "佐藤 花子")
	l.carries(server, client, "佐藤 花子")
}

func TestACutLeavesExactlySoManyBytes(t *testing.T) {
	for way, name := range map[faultproxy.Way]string{faultproxy.ToServer: "to the server", faultproxy.ToClient: "to the client"} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			for n := range 6 {
				sender, receiver := l.dial()
				if way == faultproxy.ToClient {
					sender, receiver = receiver, sender
				}
				l.carries(sender, receiver, "hello")
				l.CutAfter(way, n)
				if _, err := sender.Write([]byte("world")); err != nil {
					t.Fatal(err)
				}
				got, _ := io.ReadAll(receiver)
				if string(got) != "world"[:n] {
					t.Errorf("cut after %d bytes, %q arrived", n, got)
				}
				if _, err := sender.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
					t.Errorf("the sender reads: %v", err)
				}
			}
			client, server := l.dial()
			l.carries(client, server, "whole again")
		})
	}
}

func TestAServerThatIsNotThereIsAReset(t *testing.T) {
	l := newLine(t)
	_ = l.listener.Close()
	client, err := net.Dial("tcp", l.Addr())
	if err == nil {
		_, err = client.Read(make([]byte, 1))
		_ = client.Close()
	}
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("read: %v", err)
	}
}

func TestWhatIsDelayedComesLateAndInOrder(t *testing.T) {
	l := newLine(t)
	client, server := l.dial()
	l.SliceInto(3)
	l.DelayBy(2 * time.Millisecond)
	// Of a hundred pieces that wait a millisecond on average hardly any chance makes less than ten.
	began := time.Now()
	l.carries(client, server, strings.Repeat("0123456789", 30))
	if took := time.Since(began); took < 10*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	// What waits still goes on at once when the line is healed.
	l.DelayBy(time.Hour)
	if _, err := client.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	l.Heal()
	got := make([]byte, 5)
	if _, err := io.ReadFull(server, got); err != nil || string(got) != "hello" {
		t.Errorf("read %q, %v", got, err)
	}
}
