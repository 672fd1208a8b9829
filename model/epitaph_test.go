package model_test

import (
	"fmt"
	"testing"

	"cordboard/palconn/pal"
)

// ends compares the call that ended last with who called whom.
func ends(t *testing.T, from, to string, b interface{ lastEnded() (string, string) }) {
	t.Helper()
	if gotFrom, gotTo := b.lastEnded(); gotFrom != from || gotTo != to {
		t.Errorf("it ended as %s → %s, want %s → %s", gotFrom, gotTo, from, to)
	}
}

func (b *told) lastEnded() (from, to string) {
	ended := b.Snapshot().Ended
	if len(ended) == 0 {
		b.t.Fatal("no call has ended")
	}
	last := ended[len(ended)-1]
	return last.From.Number.String(), last.To.Number.String()
}

func (s *stage) lastEnded() (from, to string) {
	return (&told{Store: s.store, t: s.t}).lastEnded()
}

// talks are the frames of 1001 (talker 11) who called 1002 (12), in room 7.
func talks() []string {
	return []string{
		status("1001", "11", "7", 1, `"role":"c",`+with("1002")), status("1002", "12", "7", 65, `"role":"s",`+with("1001")),
		status("1002", "12", "7", 2, ""), status("1001", "11", "7", 14, ""),
	}
}

// bargesIn are the frames of 1005 (talker 15) who comes to the call in room 7.
func bargesIn() []string {
	return []string{status("1005", "15", "7", 65, `"role":"s",`+with("1001")), status("1005", "15", "7", 2, "")}
}

func TestOneWhoBargedInIsNoSideOfACallThatEnded(t *testing.T) {
	legs := map[string]string{"1001": "11", "1002": "12", "1005": "15"}
	for _, order := range [][]string{
		{"1001", "1002", "1005"},
		{"1001", "1005", "1002"},
		{"1002", "1001", "1005"},
		{"1002", "1005", "1001"},
		{"1005", "1001", "1002"},
		{"1005", "1002", "1001"},
	} {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			// given a call that somebody listens to
			b := newBoard(t)
			b.tell(talks()...)
			b.tell(bargesIn()...)
			b.shows("talking: 1001 → 1002, 1005")
			// when all leave, whoever goes first
			for _, user := range order {
				b.tell(status(user, legs[user], "7", -1, ""))
			}
			// then it ended as the call that it was
			ends(t, "1001", "1002", b)
		})
	}
}

func TestACallerWhoWithholdsTheNumberIsKnownByName(t *testing.T) {
	for _, answered := range []bool{false, true} {
		b := newBoard(t)
		b.tell(status("1002", "12", "7", 65, `"role":"s","other_number":"","other_user_display_name":"Mallory"`))
		if answered {
			b.tell(status("1002", "12", "7", 2, ""))
		}
		if c := b.Snapshot().Calls[0]; c.From.Label() != "Mallory" || c.To.Number.String() != "1002" {
			t.Errorf("it is %s → %s", c.From.Label(), c.To.Label())
		}
		b.tell(status("1002", "12", "7", -1, ""))
		if ended := b.Snapshot().Ended; len(ended) != 1 || ended[0].From.Label() != "Mallory" || ended[0].To.Number.String() != "1002" {
			t.Errorf("it ended as %+v", ended)
		}
	}
}

func TestANumberIsNotForgottenForAName(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1002", "12", "7", 65, `"role":"s",`+with("0312345678")))
	b.tell(status("1002", "12", "7", 2, `"other_number":"","other_user_display_name":"Mallory"`), status("1002", "12", "7", -1, ""))
	ends(t, "0312345678", "1002", b)
}

func TestOneWhoBargedInIsNoSideOfACallFromOutside(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1002", "12", "7", 65, `"role":"s",`+with("0312345678")), status("1002", "12", "7", 2, ""))
	b.tell(bargesIn()...)
	b.tell(status("1002", "12", "7", -1, ""), status("1005", "15", "7", -1, ""))
	ends(t, "0312345678", "1002", b)
}

func TestOneWhoseConnectionIsLostAfterABargeCalledWhomTheyCalled(t *testing.T) {
	b := newBoard(t)
	b.tell(talks()...)
	b.tell(bargesIn()...)
	b.tell(status("1001", "11", "7", -1, ""))
	b.begin()
	b.settle()
	ends(t, "1001", "1002", b)
}

func TestOneWhoACallIsTransferredToIsASideOfIt(t *testing.T) {
	for _, mode := range []string{pal.Blind, pal.Attended} {
		t.Run(mode, func(t *testing.T) {
			s := newStage(t)
			s.call("1001", "1002")
			s.answer("1002")
			s.transfer("1002", "1003", mode)
			s.answer("1003")
			if mode == pal.Attended {
				s.hangUp("1002")
			}
			s.shows("talking: 1001 → 1003")
			s.hangUp("1003")
			ends(t, "1001", "1003", s)
		})
	}
}
