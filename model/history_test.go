package model_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// history is a simulated PBX to which anything may happen.
type history struct {
	pbx   *palsim.PBX
	clock *palsim.ManualClock
	line  *palconn.Conn
	rt    *rapid.T
}

// unheard is the sink of a connection that is used for its requests only.
type unheard struct{}

func (unheard) Notified(pal.Notification) {}
func (unheard) Spoiled(*pal.Malformed)    {}

func begin(t *testing.T, rt *rapid.T, options palsim.Options) *history {
	clock := palsim.NewManualClock(morning)
	options.Clock, options.Seed = clock, rapid.Uint64().Draw(rt, "seed")
	h := &history{pbx: palsim.New(options), clock: clock, rt: rt}
	if err := h.pbx.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	line, err := palconn.Dial(t.Context(), palconn.Options{URL: h.pbx.URL(), User: "sa", Password: pal.NewSecret("sa")}, unheard{})
	if err != nil {
		t.Fatal(err)
	}
	h.line = line
	return h
}

func (h *history) end() {
	_ = h.line.Close()
	_ = h.pbx.Close()
}

// request lets a client ask for something; the PBX may refuse.
func (h *history) request(r pal.Request) { _, _ = h.line.Send(context.Background(), r) }

var (
	users  = []string{"1000", "1001", "1002", "1003", "1004"}
	others = append([]string{"0312345678", "071004"}, users...)
)

// act lets one thing happen, or be refused.
func (h *history) act() {
	tenant := rapid.SampledFrom([]string{"main", "branch"}).Draw(h.rt, "tenant")
	user := rapid.SampledFrom(append([]string{"0312345678"}, users...)).Draw(h.rt, "user")
	to := rapid.SampledFrom(others).Draw(h.rt, "to")
	place := rapid.SampledFrom([]string{"801", "802"}).Draw(h.rt, "place")
	mode := rapid.SampledFrom([]string{pal.Blind, pal.Attended}).Draw(h.rt, "mode")
	tid, room := h.anyLeg(tenant)
	p := h.pbx
	acts := map[string]func(){
		"call":           func() { _, _ = p.Call(tenant, user, to) },
		"call in":        func() { _, _ = p.CallFromOutside(tenant, "0312345678", "Lee", to) },
		"call in again":  func() { _, _ = p.CallFromOutside(tenant, "0698765432", "", to) },
		"answer":         func() { _ = p.Answer(tenant, user) },
		"answer to":      func() { _ = p.Answer(tenant, to) },
		"hang up":        func() { _ = p.HangUp(tenant, user) },
		"hold":           func() { _ = p.Hold(tenant, user) },
		"unhold":         func() { _ = p.Unhold(tenant, user) },
		"park":           func() { _ = p.Park(tenant, user, place) },
		"unpark":         func() { _ = p.Unpark(tenant, user, place) },
		"transfer":       func() { _ = p.Transfer(tenant, user, to, mode) },
		"record":         func() { _ = p.StartRecording(tenant, user) },
		"record no more": func() { _ = p.StopRecording(tenant, user) },
		"unregister":     func() { _ = p.Unregister(tenant, user) },
		"register":       func() { _ = p.Register(tenant, user) },
		"message":        func() { _ = p.LeaveVoicemail(tenant, user) },
		"make call": func() {
			h.request(pal.MakeCall{Tenant: tenant, User: "1000", From: user, To: []string{to, "1004"}, Type: pal.CallerFirst})
		},
		"call both": func() {
			h.request(pal.MakeCall{Tenant: tenant, User: "1000", From: user, To: []string{to}, Type: pal.BothAtOnce})
		},
		"barge": func() {
			h.request(pal.Barge{Tenant: tenant, User: user, TID: pal.TalkerID(tid), Listen: true, Speak: pal.SpeakTutor})
		},
		"forward":   func() { h.request(pal.CallForward{Tenant: tenant, RID: room, Users: []string{user, to}}) },
		"take back": func() { h.request(pal.CancelTransfer{Tenant: tenant, TID: tid}) },
		"join":      func() { h.request(pal.Conference{Tenant: tenant, TID: tid}) },
		"end":       func() { h.request(pal.Disconnect{Tenant: tenant, TID: tid}) },
		"end room":  func() { h.request(pal.Disconnect{Tenant: tenant, RID: room}) },
		"line":      func() { h.request(pal.Line{Line: "L1-2", Status: "on"}) },
		"line off":  func() { h.request(pal.Line{Line: "L1-2", Status: "off"}) },
	}
	acts[rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(h.rt, "act")]()
}

// anyLeg draws a talker of a tenant, and its room.
func (h *history) anyLeg(tenant string) (tid, room string) {
	talkers := slices.DeleteFunc(h.pbx.Truth().Talkers, func(t palsim.TalkerTruth) bool { return t.Tenant != tenant })
	if len(talkers) == 0 {
		return "1", "1"
	}
	t := talkers[rapid.IntRange(0, len(talkers)-1).Draw(h.rt, "leg")]
	return t.ID, t.Room
}

// pass lets a time pass that is not nothing: no two acts of people fall on one
// millisecond.
func (h *history) pass() {
	h.clock.Advance(time.Duration(rapid.IntRange(1, 30_000).Draw(h.rt, "ms")) * time.Millisecond)
}

// isTrue fails unless the board of a follower is the truth.
func (h *history) isTrue(f *follower) {
	h.rt.Helper()
	if diff := f.differs(h.pbx.Truth()); diff != "" {
		h.rt.Fatalf("the board is not the truth (-truth +board):\n%s", diff)
	}
}

// boards are the PBXs and wires under which a board must be the truth.
var boards = map[string]struct {
	rate  float64
	noisy bool
}{
	"quiet":          {},
	"traffic":        {rate: 30},
	"noise":          {noisy: true},
	"traffic, noise": {rate: 30, noisy: true},
}

// Given any PBX and a board that follows it from its beginning, when anything
// happens, then after each thing the board is the truth.
func TestAnyHistoryGivesTheTruth(t *testing.T) {
	for name, kind := range boards {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				h := begin(t, rt, palsim.Options{Tenants: []string{"main", "branch"}, Extensions: 5, Rate: kind.rate})
				defer h.end()
				h.pbx.Persons(kind.rate > 0)
				f := follow(h.pbx, h.clock, noiseIf(rt, kind.noisy))
				h.isTrue(f)
				for range rapid.IntRange(1, 60).Draw(rt, "acts") {
					h.act()
					h.pass()
					h.isTrue(f)
				}
			})
		})
	}
}

func noiseIf(rt *rapid.T, noisy bool) *noise {
	if !noisy {
		return nil
	}
	return newNoise(rapid.Uint64().Draw(rt, "noise"))
}

// Given a PBX that has been running, when a board attaches to it and the PBX tells
// its state, one by one or in batches, then the board is the truth from there on.
func TestABoardThatComesLateLearnsTheTruth(t *testing.T) {
	for _, replay := range []palsim.Replay{palsim.ReplayOneByOne, palsim.ReplayBatches} {
		t.Run(fmt.Sprint("replay ", replay), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				h := begin(t, rt, palsim.Options{Tenants: []string{"main", "branch"}, Extensions: 5, Rate: 20, Replay: replay})
				defer h.end()
				for range rapid.IntRange(1, 30).Draw(rt, "acts before") {
					h.act()
					h.pass()
				}
				f := follow(h.pbx, h.clock, nil)
				// Since when all is so is known with the first thing that happens.
				f.Notified(pal.ParkStatus{Park: pal.NewText("899"), On: pal.Off, Time: pal.Number{Value: h.clock.Now().UnixMilli(), Known: true}})
				h.isTrue(f)
				for range rapid.IntRange(1, 30).Draw(rt, "acts after") {
					h.act()
					h.pass()
					h.isTrue(f)
				}
			})
		})
	}
}

// Given a PBX that tells only what happens, when a board attaches to it, then it
// shows less than the truth and nothing that is not so.
func TestABoardThatIsToldNothingShowsNothingFalse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := begin(t, rt, palsim.Options{Tenants: []string{"main", "branch"}, Extensions: 5, Rate: 20, Replay: palsim.ReplayNone})
		defer h.end()
		f := follow(h.pbx, h.clock, nil)
		for range rapid.IntRange(1, 60).Draw(rt, "acts") {
			h.act()
			h.pass()
			if lies := f.falsehoods(h.pbx.Truth()); len(lies) > 0 {
				rt.Fatalf("the board shows what is not so: %q", lies)
			}
		}
	})
}
