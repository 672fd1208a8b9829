package palsim

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

// heard is one notify_status, as far as the order of states goes.
type heard struct {
	Method string `json:"method"`
	Params struct {
		User   string `json:"user"`
		Talker string `json:"talker_id"`
		Status string `json:"status"`
	} `json:"params"`
}

// after says which codes may follow a code for one talker; "" begins it.
var after = map[string][]string{
	"":   {"0", "1"},
	"0":  {"65", "-1"},
	"65": {"2", "-1"},
	"1":  {"14", "-1", "48"},
	"2":  {"12", "14", "16", "30", "35", "47", "48"},
	"14": {"12", "14", "16", "30", "35", "47", "48"},
	"16": {"12", "14", "16", "30", "35", "47", "48"},
	"21": {"12", "14", "16", "30", "35", "47", "48"},
	"30": {"21", "12"},
	"35": {"36", "12", "47", "48", "14"},
	"36": {"12", "14", "16", "30", "35", "47", "48"},
	"47": {"14", "16"},
	"48": {"14", "12", "47", "35", "36", "30", "16"},
	"12": {"-1"},
}

// grammar follows the talkers of one run and finds codes out of order.
type grammar struct {
	last   map[string]string
	faults []string
}

func (g *grammar) hear(frame []byte) {
	var h heard
	if err := json.Unmarshal(frame, &h); err != nil {
		g.faults = append(g.faults, err.Error())
	}
	if h.Method != pal.NotifyStatus {
		return
	}
	talker, code := h.Params.Talker, h.Params.Status
	if !slices.Contains(after[g.last[talker]], code) {
		g.faults = append(g.faults, fmt.Sprintf("talker %s of %s: %q after %q", talker, h.Params.User, code, g.last[talker]))
	}
	g.last[talker] = code
}

// invariants finds what cannot be true of a PBX.
func invariants(truth Truth) (faults []string) {
	inRoom, ids := map[string]int{}, map[string]bool{}
	parked := map[string]bool{}
	for _, park := range truth.Parks {
		parked[park.Talker] = true
	}
	for _, t := range truth.Talkers {
		inRoom[t.Room]++
		if ids[t.ID] {
			faults = append(faults, "two talkers "+t.ID)
		}
		ids[t.ID] = true
		if (t.State == pal.Parked) != parked[t.ID] {
			faults = append(faults, fmt.Sprintf("talker %s is %s, in a place: %v", t.ID, t.State, parked[t.ID]))
		}
		if t.State == pal.Unknown || t.State == pal.Ending || t.State == pal.Gone {
			faults = append(faults, fmt.Sprintf("talker %s is %s", t.ID, t.State))
		}
	}
	for id := range parked {
		if !ids[id] {
			faults = append(faults, "parked talker "+id+" is gone")
		}
	}
	for _, t := range truth.Talkers {
		if inRoom[t.Room] == 1 && cannotBeAlone(t) {
			faults = append(faults, fmt.Sprintf("talker %s of %s is alone in %s, %s", t.ID, t.User, t.Room, t.State))
		}
	}
	for _, l := range truth.Lines {
		if l.LineTalker != "" && !ids[l.LineTalker] {
			faults = append(faults, "line "+l.Line+" has a talker that is gone")
		}
	}
	return faults
}

// cannotBeAlone tells a talker that cannot be the only one in its room.
func cannotBeAlone(t TalkerTruth) bool { return t.State != pal.Parked && t.State != pal.Ringing }

// acts are what a run is made of; each may fail, which is fine.
func acts(p *PBX, s *session, rt *rapid.T) {
	user := rapid.SampledFrom([]string{"1000", "1001", "1002", "1003", "1004", "0312345678"}).Draw(rt, "user")
	to := rapid.SampledFrom([]string{"1000", "1001", "1002", "1003", "1004", "071004", "0312345678", "600", "601", "700"}).Draw(rt, "to")
	place := rapid.SampledFrom([]string{"801", "802"}).Draw(rt, "place")
	mode := rapid.SampledFrom([]string{pal.Blind, pal.Attended}).Draw(rt, "mode")
	tid, room := anyLeg(p, rt)
	do := map[string]func(){
		"call":      func() { _, _ = p.Call(DefaultTenant, user, to) },
		"outside":   func() { _, _ = p.CallFromOutside(DefaultTenant, "0312345678", "Lee", to) },
		"answer":    func() { _ = p.Answer(DefaultTenant, user) },
		"answer to": func() { _ = p.Answer(DefaultTenant, to) },
		"hang up":   func() { _ = p.HangUp(DefaultTenant, user) },
		"hold":      func() { _ = p.Hold(DefaultTenant, user) },
		"unhold":    func() { _ = p.Unhold(DefaultTenant, user) },
		"park":      func() { _ = p.Park(DefaultTenant, user, place) },
		"unpark":    func() { _ = p.Unpark(DefaultTenant, user, place) },
		"transfer":  func() { _ = p.Transfer(DefaultTenant, user, to, mode) },
		"record":    func() { _ = p.StartRecording(DefaultTenant, user) },
		"unrecord":  func() { _ = p.StopRecording(DefaultTenant, user) },
		"leave":     func() { _ = p.Unregister(DefaultTenant, user) },
		"come":      func() { _ = p.Register(DefaultTenant, user) },
		"make call": func() {
			s.request("makeCall", fmt.Sprintf(`{"user":"1000","from":%q,"to":[%q,"1004"],"type":"2"}`, user, to))
		},
		"call both": func() { s.request("makeCall", fmt.Sprintf(`{"user":"1000","from":%q,"to":%q,"type":"1"}`, user, to)) },
		"barge": func() {
			s.request("barge", fmt.Sprintf(`{"user":%q,"tid":%q,"listen":true,"speak":"tutor"}`, user, tid))
		},
		"forward":   func() { s.request("callforward", fmt.Sprintf(`{"rid":%q,"user":[%q,%q]}`, room, user, to)) },
		"take back": func() { s.request("cancelTransfer", fmt.Sprintf(`{"tid":%q}`, tid)) },
		"join":      func() { s.request("conference", fmt.Sprintf(`{"tid":%q}`, tid)) },
		"end":       func() { s.request("disconnect", fmt.Sprintf(`{"tid":%q}`, tid)) },
		"create":    func() { s.request("createExtension", fmt.Sprintf(`{"extension":%q,"type":"user"}`, user)) },
		"delete":    func() { s.request("deleteExtension", fmt.Sprintf(`{"extension":%q}`, to)) },
		"set": func() {
			s.request("setExtensionProperties", fmt.Sprintf(`{"extension":%q,"properties":%s}`, user, anySetting(rt, to)))
		},
		"limit": func() {
			s.request("setTenantProperties", fmt.Sprintf(`{"tenant":"main","properties":{"maxsessions":"%d"}}`, rapid.IntRange(-1, 4).Draw(rt, "limit")))
		},
		"end room": func() { s.request("disconnect", fmt.Sprintf(`{"rid":%q}`, room)) },
	}
	names := make([]string, 0, len(do))
	for name := range do {
		names = append(names, name)
	}
	slices.Sort(names)
	do[rapid.SampledFrom(names).Draw(rt, "act")]()
}

// anySetting draws a setting that changes what becomes of calls.
func anySetting(rt *rapid.T, to string) string {
	return rapid.SampledFrom([]string{
		fmt.Sprintf(`{"pln1_d_busyforward":%q}`, to), fmt.Sprintf(`{"pln1_d_noanswerforward":%q}`, to),
		fmt.Sprintf(`{"pln1_d_phoneforward":"%s,1001,1002"}`, to), `{"pln1_d_ringertime":"5"}`, `{"maxsessioncount":"-1"}`,
		`{"maxsessioncount":"1"}`, `{"recording":"true"}`, `{"busyforward.voicemail":"true"}`, `{"noanswerforward.voicemail":"false"}`,
	}).Draw(rt, "setting")
}

// furnishForHistories adds what takes calls beside users.
func furnishForHistories(s *session) {
	for number, kind := range map[string]string{"600": pal.GroupExtension, "601": pal.GroupExtension, "700": pal.IVRExtension} {
		s.request("createExtension", fmt.Sprintf(`{"extension":%q,"type":%q}`, number, kind))
	}
	s.asks("setExtensionProperties", `{"extension":"600","properties":{"phoneforward":"1001,1002,1003,0312345678","noanswerforward":"601"}}`, good)
	s.asks("setExtensionProperties", `{"extension":"601","properties":{"stype":"rr","phoneforward":"1000,1004","noanswerforward":"600"}}`, good)
}

// anyLeg draws a talker and its room; without any, ids of none.
func anyLeg(p *PBX, rt *rapid.T) (tid, room string) {
	talkers := p.Truth().Talkers
	if len(talkers) == 0 {
		return "1", "1"
	}
	t := talkers[rapid.IntRange(0, len(talkers)-1).Draw(rt, "leg")]
	return t.ID, t.Room
}

func TestAnyHistoryIsAHistoryOfAPBX(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		clock := NewManualClock(morning)
		p := New(Options{Seed: rapid.Uint64().Draw(rt, "seed"), Extensions: 5, Clock: clock})
		defer p.Close()
		p.Persons(rapid.Bool().Draw(rt, "persons"))
		g := &grammar{last: map[string]string{}}
		p.Observe(g.hear)
		told := newMirror()
		p.Observe(told.hear)
		d := &desk{PBX: p, t: t}
		s := d.login("sa")
		furnishForHistories(s)
		for range rapid.IntRange(1, 200).Draw(rt, "acts") {
			acts(p, s, rt)
			clock.Advance(time.Duration(rapid.IntRange(0, 30).Draw(rt, "seconds")) * time.Second)
			if faults := append(g.faults, invariants(p.Truth())...); len(faults) > 0 {
				rt.Fatalf("faults: %q", faults)
			}
			if diff := cmp.Diff(p.Truth().lines(), told.lines(p.Truth())); diff != "" || told.faults != nil {
				rt.Fatalf("clients were told wrong (-truth +told): %q\n%s", told.faults, diff)
			}
		}
		replayed := newMirror()
		p.Observe(replayed.hear)
		if diff := cmp.Diff(p.Truth().lines(), replayed.lines(p.Truth())); diff != "" || replayed.faults != nil {
			rt.Fatalf("the replay is wrong (-truth +told): %q\n%s", replayed.faults, diff)
		}
		// When nobody does anything any more, every call comes to an end that can.
		p.Persons(false)
		for _, talker := range p.Truth().Talkers {
			s.request("disconnect", fmt.Sprintf(`{"rid":%q}`, talker.Room))
		}
		clock.Advance(time.Hour)
		if diff := cmp.Diff([]TalkerTruth(nil), p.Truth().Talkers); diff != "" {
			rt.Fatalf("talkers left over (-want +got):\n%s", diff)
		}
	})
}
