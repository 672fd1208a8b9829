package model_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// registrations is what a PBX tells that goes through all its phones.
var registrations = []string{
	note(pal.NotifyRegistered, `"user":"1001","registered":true`), note(pal.NotifyRegistered, `"user":"1002","registered":true`),
	note(pal.NotifyRegistered, `"user":"1003","registered":true`), note(pal.NotifyRegistered, `"user":"1004","registered":false`),
}

func TestTheFirstBoardIsShownWhileItFills(t *testing.T) {
	b := &told{Store: model.NewStore("main", nil), t: t, now: morning}
	if s := b.Snapshot(); s.Sure != model.Unsure || s.Link != model.Connecting || s.Epoch != 0 || len(s.Calls) != 0 {
		t.Errorf("before anything: %+v", s)
	}
	b.begin(status("1001", "11", "7", 14, with("1002")))
	if s := b.Snapshot(); s.Sure != model.Unsure || len(s.Calls) != 1 {
		t.Errorf("while it fills: sure %v, calls %q", s.Sure, calls(s))
	}
	b.settle()
	if s := b.Snapshot(); s.Sure != model.Live || s.Link != model.Up || len(s.Calls) != 1 {
		t.Errorf("settled: sure %v, link %v, calls %q", s.Sure, s.Link, calls(s))
	}
}

func TestAFirstConnectionThatBreaksLeavesNothing(t *testing.T) {
	b := &told{Store: model.NewStore("main", nil), t: t, now: morning}
	b.begin(status("1001", "11", "7", 14, with("1002")))
	b.Lost(1, model.Reconnecting, "connection reset", b.now)
	if s := b.Snapshot(); s.Sure != model.Unsure || s.Link != model.Reconnecting || len(s.Calls) != 0 {
		t.Errorf("sure %v, link %v, calls %q", s.Sure, s.Link, calls(s))
	}
}

func TestABoardIsReplacedWhenTheNextEpochHasSettled(t *testing.T) {
	// given a board with a call
	b := newBoard(t, append(registrations, status("1001", "11", "7", 14, with("1002")))...)
	first := b.Snapshot()
	// when the line breaks, then it is stale as of then
	b.after(time.Minute)
	broke := b.now
	b.Lost(1, model.Reconnecting, "connection reset", broke)
	s := b.Snapshot()
	if s.Sure != model.Stale || s.AsOf != broke || s.Why != "connection reset" || s.Link != model.Reconnecting {
		t.Errorf("sure %v as of %v, link %v, why %q", s.Sure, s.AsOf, s.Link, s.Why)
	}
	// and what comes of the old epoch, or breaks again, changes nothing
	b.tell(status("1001", "11", "7", -1, ""))
	b.shows("talking: 1002 → 1001")
	b.after(time.Minute)
	b.Lost(1, model.Reconnecting, "no route to host", b.now)
	if s := b.Snapshot(); s.AsOf != broke || s.Why != "no route to host" {
		t.Errorf("as of %v, why %q", s.AsOf, s.Why)
	}
	// when the next epoch fills, then the old board is still shown
	b.begin(status("1001", "11", "7", 65, with("1003")))
	b.shows("talking: 1002 → 1001")
	// when it has settled, then its board is shown and nothing of the old one
	b.settle()
	b.shows("ringing: 1003 → 1001")
	s = b.Snapshot()
	if s.Sure != model.Live || s.Epoch != 2 || !s.AsOf.IsZero() || s.Why != "" || s.Extensions.Len() != 1 {
		t.Errorf("%d extensions, sure %v, epoch %d", s.Extensions.Len(), s.Sure, s.Epoch)
	}
	// and the same ids are another call and another leg; what was held is as it was
	if s.Calls[0].ID == first.Calls[0].ID || s.Calls[0].To.Leg == first.Calls[0].To.Leg || s.Names == first.Names {
		t.Errorf("call %d and leg %v are used again, names %d", s.Calls[0].ID, s.Calls[0].To.Leg, s.Names)
	}
	if diff := cmp.Diff([]string{"talking: 1002 → 1001"}, calls(first)); diff != "" {
		t.Errorf("the snapshot that was taken first (-want +got):\n%s", diff)
	}
	if e, _ := s.Extension(model.Who{Tenant: "main", Number: "1001"}); e.Registered != model.NotTold {
		t.Errorf("registration that was not told again is %v", e.Registered)
	}
}

func TestCallsThatWereNotFoundAgainAreEndedOrUnknown(t *testing.T) {
	// given a board with three calls and a line that breaks
	b := newBoard(t, status("1001", "11", "7", 14, with("1002")), status("1003", "13", "8", 14, with("1004")), status("1005", "15", "9", 14, with("1006")))
	first := b.Snapshot()
	b.after(time.Minute)
	broke := b.now
	b.Lost(1, model.Reconnecting, "connection reset", broke)
	b.after(time.Minute)
	// when the PBX tells of one of them, and has another call in the room of the second
	b.begin(status("1001", "11", "7", 14, with("1002")), status("1003", "13", "8", 14, with("1009")))
	b.settle()
	// then the two others are ended or unknown, as they were seen last
	s := b.Snapshot()
	if s.Unseen != 2 || len(s.Ended) != 2 {
		t.Fatalf("%d calls are lost from sight, %d ended", s.Unseen, len(s.Ended))
	}
	for i, e := range s.Ended {
		was := first.Calls[i+1]
		if !e.Unseen || e.End != broke || e.ID != was.ID || e.To.Number != was.To.Number {
			t.Errorf("%+v is not what became of %+v", e, was)
		}
	}
	b.shows("talking: 1002 → 1001", "talking: 1009 → 1003")
	// and after the next break with nothing lost, none of them is told again
	b.Lost(2, model.Reconnecting, "connection reset", b.now)
	b.begin(status("1001", "11", "7", 14, with("1002")), status("1003", "13", "8", 14, with("1009")))
	b.settle()
	if s := b.Snapshot(); s.Unseen != 0 || len(s.Ended) != 2 {
		t.Errorf("%d calls are lost from sight, %d ended", s.Unseen, len(s.Ended))
	}
}

func TestACallWhoseEndIsToldAfterABreakIsListedOnceAsEnded(t *testing.T) {
	ends := []string{status("1001", "11", "7", -1, `"rescode":"200"`), status("1002", "12", "7", -1, `"rescode":"200"`)}
	again := []string{status("1001", "11", "7", 14, with("1002")), status("1002", "12", "7", 2, with("1001"))}
	cases := map[string]struct {
		told   []string
		unseen int
		code   string
	}{
		"the call is told again, and ends": {slices.Concat(again, ends), 0, "200"},
		"one leg of it is, and ends":       {[]string{again[0], ends[0]}, 0, "200"},
		"the ends of its legs alone":       {ends, 0, ""},
		"the end of one leg alone":         {ends[:1], 1, ""},
		"another call in its room":         {[]string{status("1003", "13", "7", 14, with("1004")), status("1003", "13", "7", -1, "")}, 1, ""},
		"a leg of its name elsewhere":      {[]string{status("1001", "11", "9", 14, with("1004")), status("1001", "11", "9", -1, "")}, 1, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			// given a call that is there when the line breaks, two minutes old
			b := newBoard(t)
			b.tell(talks()...)
			was := b.Snapshot().Calls[0].ID
			b.after(2 * time.Minute)
			b.Lost(1, model.Reconnecting, "connection reset", b.now)
			b.after(time.Minute)
			// when its end is told before the board has settled
			b.begin(c.told...)
			b.settle()
			// then that is what became of it, and nothing else
			s := b.Snapshot()
			of := slices.DeleteFunc(slices.Clone(s.Ended), func(e *model.Ended) bool { return e.ID != was })
			if s.Unseen != c.unseen || len(of) != 1 || of[0].Unseen != (c.unseen == 1) || of[0].ResCode.String() != c.code {
				t.Fatalf("%d are unseen, it ended as %+v", s.Unseen, of)
			}
			if c.unseen > 0 {
				return
			}
			if len(s.Ended) != 1 || of[0].Talked != 3*time.Minute || of[0].From.Number.String() != "1001" || of[0].To.Number.String() != "1002" {
				t.Errorf("ended: %d, it as %+v", len(s.Ended), of[0])
			}
		})
	}
}

func TestWhatEndedIsKeptOverABreak(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 14, with("1002")))
	b.tell(status("1001", "11", "7", -1, ""))
	b.Lost(1, model.Reconnecting, "reset", b.now)
	b.begin()
	b.settle()
	if got := len(b.Snapshot().Ended); got != 1 {
		t.Errorf("%d ended calls are listed, want 1", got)
	}
}

func TestPlacesThatWereNotTold(t *testing.T) {
	at := func(seconds string) string { return `"time":16000000` + seconds + `000` }
	cases := map[string]struct {
		told    []string
		want    model.Switch
		replays model.Kinds
	}{
		"a PBX that tells nothing":               {nil, model.NotTold, 0},
		"a PBX that tells what happens":          {[]string{status("1001", "11", "7", 65, at("10")), status("1001", "11", "7", 2, at("11"))}, model.NotTold, 0},
		"a phone that registers":                 {registrations[:1], model.NotTold, 0},
		"a PBX that goes through all its phones": {registrations, model.NotTold, model.OfRegistrations},
		"phones that come back together": {
			append([]string{
				status("1005", "11", "7", 65, at("10")), status("1006", "12", "8", 65, at("10")), status("1007", "13", "9", 65, at("10")),
				status("1008", "14", "6", 65, at("10")),
			}, registrations...), model.NotTold, 0,
		},
		"a PBX that tells of a call that is old":   {[]string{status("1001", "11", "7", 14, at("10")), status("1002", "12", "8", 14, at("40"))}, model.NotTold, model.OfCalls},
		"a PBX that tells of a park that is old":   {[]string{place("803", "on", at("10")), status("1002", "12", "8", 14, at("40"))}, model.Off, model.OfParks},
		"a PBX that tells of an old call, no park": {append(registrations, status("1001", "11", "7", 14, at("10")), status("1002", "12", "8", 14, at("40"))), model.NotTold, model.OfRegistrations | model.OfCalls},
		"a PBX that goes through other places":     {places, model.Off, model.OfParks},
		"a PBX that goes through phones and places, and has no call": {
			slices.Concat(registrations, places), model.Off, model.OfRegistrations | model.OfParks | model.OfCalls,
		},
		"places that are taken and left": {[]string{place("803", "on", at("10")), place("803", "off", at("11")), place("803", "on", at("11")), place("803", "off", at("11"))}, model.NotTold, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, c.told...)
			s := b.Snapshot()
			if s.Replays != c.replays || s.Parks[0].On != c.want || s.Parks[1].On != c.want {
				t.Errorf("replays %b, 801 %v, 802 %v", s.Replays, s.Parks[0].On, s.Parks[1].On)
			}
			b.tell(note(pal.NotifyPark, `"park":"802","status":"off"`))
			if got := b.Snapshot().Parks[1].On; got != model.Off {
				t.Errorf("802 was told to be free, and is %v", got)
			}
		})
	}
}

// place is a notify_park; more are fields of it.
func place(number, on, more string) string {
	if more != "" {
		more = "," + more
	}
	return note(pal.NotifyPark, fmt.Sprintf(`"park":%q,"status":%q%s`, number, on, more))
}

// places are what a PBX tells that goes through all its places.
var places = []string{place("803", "off", ""), place("804", "off", ""), place("805", "off", ""), place("806", "off", "")}

func TestPlacesAreFreeWhenTheServerHasShownBeforeThatItTellsThem(t *testing.T) {
	for name, c := range map[string]struct {
		before, after []string
		want          model.Switch
	}{
		"the same server, with nobody parked now":     {slices.Concat(registrations, places), registrations, model.Off},
		"a server that never told a place":            {registrations, registrations, model.NotTold},
		"a server that is silent this time":           {slices.Concat(registrations, places), nil, model.NotTold},
		"a server that has nothing else to tell ever": {places, nil, model.Off},
	} {
		t.Run(name, func(t *testing.T) {
			// given a place that is taken when the line breaks
			b := newBoard(t, c.before...)
			b.tell(place("801", "on", ""))
			b.Lost(1, model.Reconnecting, "connection reset", b.now)
			// when the line is back, then that it is free is said only where it is known
			b.begin(c.after...)
			b.settle()
			if got := b.Snapshot().Parks[0].On; got != c.want {
				t.Errorf("801 is %v, want %v", got, c.want)
			}
		})
	}
}

func TestALineThatWasTakenBeforeWeCameHasNoDuration(t *testing.T) {
	b := newBoard(t, `{"method":"notify_line","params":{"line":"L1-1","status":"on","line_talker":"1001"}}`)
	if got := b.Snapshot().Lines[0].Since; !got.IsZero() {
		t.Errorf("taken since %v, which the PBX did not tell", got)
	}
}
