package desk

import (
	"testing"
	"time"
)

func TestAStayInAPlaceIsTheSameWhenItIsKnownBetterSinceWhen(t *testing.T) {
	o := newOffice(t)
	o.hear(parked("801", "7", "99"))
	was := o.place("801")
	now := was
	now.since = was.since.Add(time.Minute)
	if was.fingerprint(Retrieve) != now.fingerprint(Retrieve) {
		t.Error("the clock of the PBX became known, and the call is taken for another")
	}
	now.stay++
	if was.fingerprint(Retrieve) == now.fingerprint(Retrieve) {
		t.Error("another stay is taken for the one that was seen")
	}
}
