package cli

import (
	"strings"
	"testing"

	"cordboard/internal/config"
	"cordboard/palconn"
)

func TestAFaultBesideTheScreenIsSaidAndEndsNothing(t *testing.T) {
	for _, c := range []struct {
		breaks func(*board)
		says   string
	}{
		{func(b *board) { b.session = nil; b.learn(1) }, "the names of the extensions are not learned"},
		{func(b *board) { b.seen.store = nil }, "the calls seen are not written to the journal any more"},
	} {
		t.Run(c.says, func(t *testing.T) {
			// Given a board on which something is broken,
			env := world(t)
			who, err := operator(config.Default())
			must(t, err)
			b := env.newBoard(t.Context(), config.Default(), palconn.Options{URL: "ws://127.0.0.1:1/", User: "1000"}, who)
			c.breaks(b)
			b.asked.Wait()
			if b.session == nil {
				b.session = palconn.NewSession(palconn.SessionOptions{Options: palconn.Options{URL: "ws://127.0.0.1:1/", User: "1000"}, Watcher: b})
			}
			// when it is at work, then the program goes on to its end,
			closeBoard := b.open(func(error) {})
			must(t, closeBoard())
			// and the log says once what does not.
			said := b.desk.Log().Entries()
			if len(said) != 1 || said[0].What != "internal error: "+c.says || !strings.Contains(said[0].Result, "nil pointer") {
				t.Errorf("the log has %+v", said)
			}
		})
	}
}
