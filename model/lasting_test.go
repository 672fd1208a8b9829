package model_test

import (
	"slices"
	"testing"
	"time"

	"cordboard/palconn/pal"
)

// lasting is how long the one conversation of the board has been what it is.
func (b *told) lasting(want time.Duration) {
	b.t.Helper()
	all := b.Snapshot().Calls
	if len(all) != 1 {
		b.t.Fatalf("%d conversations, want one: %q", len(all), calls(b.Snapshot()))
	}
	if got := b.now.Sub(all[0].Since); got != want {
		b.t.Errorf("it is %s for %v, want %v", all[0].State, got, want)
	}
}

func TestOneWhoComesToACallDoesNotBeginIt(t *testing.T) {
	outside := []string{status("1002", "12", "7", 65, `"role":"s",`+with("0312345678")), status("1002", "12", "7", 2, "")}
	for name, call := range map[string][]string{"inside": talks(), "with a party outside": outside} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t)
			b.tell(call...)
			b.after(time.Minute)
			b.tell(bargesIn()...)
			b.after(time.Second)
			b.lasting(61 * time.Second)
			// Who was on hold talks again from then on.
			b.tell(status("1002", "12", "7", 35, ""))
			b.after(time.Second)
			b.lasting(time.Second)
			b.tell(status("1002", "12", "7", 36, ""))
			b.after(2 * time.Second)
			b.lasting(2 * time.Second)
			b.tell(status("1005", "15", "7", -1, ""))
			b.after(time.Second)
			b.lasting(3 * time.Second)
		})
	}
}

func TestOneWhoCameBeforeWeDidDoesNotBeginTheCallEither(t *testing.T) {
	since := func(ago time.Duration) string { return jsonTime(morning.Add(-ago).UnixMilli()) }
	legs := []string{
		status("1001", "11", "7", 14, `"role":"c",`+with("1002")+","+since(2*time.Minute)),
		status("1002", "12", "7", 2, with("1001")+","+since(2*time.Minute)),
		status("1005", "15", "7", 2, with("1001")+","+since(time.Minute)),
	}
	for range legs {
		legs = append(legs[1:], legs[0])
		b := newBoard(t, slices.Clone(legs)...)
		b.tell(place("801", "off", since(0)))
		b.lasting(2 * time.Minute)
	}
}

func TestACallThatIsTransferredBeginsWithTheOneWhoTakesIt(t *testing.T) {
	for _, mode := range []string{pal.Blind, pal.Attended} {
		t.Run(mode, func(t *testing.T) {
			s := newStage(t)
			s.call("1001", "1002")
			s.answer("1002")
			s.clock.Advance(time.Minute)
			s.transfer("1002", "1003", mode)
			s.answer("1003")
			if mode == pal.Attended {
				s.hangUp("1002")
			}
			if c := s.only(); s.clock.Now().Sub(c.Since) > 3*time.Second {
				t.Errorf("%s talks with %s since %v", c.From.Label(), c.To.Label(), c.Since)
			}
		})
	}
}
