package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn"
	"cordboard/palconn/palsim"
)

// object is a line of `cordboard watch`.
type object map[string]any

// nextObject reads the next line, without the fields that each run has anew.
func (r *running) nextObject() object {
	r.t.Helper()
	text := r.next()
	var o object
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		r.t.Fatalf("%q: %v", text, err)
	}
	at, _ := o["at"].(string)
	if _, err := time.Parse(millis, at); err != nil {
		r.t.Errorf("at: %v", err)
	}
	delete(o, "at")
	return o
}

// until reads on to the first object of a kind that has all of the fields given.
func (r *running) until(kind string, fields object) object {
	r.t.Helper()
	for {
		o := r.nextObject()
		matches := o["kind"] == kind
		for name, value := range fields {
			matches = matches && o[name] == value
		}
		if matches {
			return o
		}
	}
}

func TestWatchTellsTheStateAndWhatHappens(t *testing.T) {
	// Given a call that is parked, a message and a phone that is away,
	pbx := startPBX(t, palsim.Options{Extensions: 4})
	talking(t, pbx, "1001", "1002")
	must(t, pbx.Park(palsim.DefaultTenant, "1002", "801"))
	must(t, pbx.LeaveVoicemail(palsim.DefaultTenant, "1003"))
	must(t, pbx.Unregister(palsim.DefaultTenant, "1003"))

	// when somebody watches,
	watch := start(t, world(t).knowing("1000"), with(at(pbx, "1000"), "watch")...)

	// then the state comes first,
	watch.until(kindServer, object{"event": "connected"})
	watch.until(kindRegistered, object{"user": "1003", "registered": false})
	watch.until(kindStatus, object{"user": "1001", "status": 30.0, "state": "parked"})
	watch.until(kindPark, object{"park": "801", "on": true})
	watch.until(kindVoicemail, object{"user": "1003", "new": 1.0})
	watch.until(kindServer, object{"event": "live"})

	// and then what happens, in order.
	talker := talkerOf(t, pbx, "1001").ID
	must(t, pbx.HangUp(palsim.DefaultTenant, "1001"))
	gone := watch.until(kindStatus, object{"user": "1001", "status": -1.0})
	if gone["state"] != "gone" || gone["talker_id"] != talker {
		t.Errorf("the call ended with %v", gone)
	}
	watch.until(kindPark, object{"park": "801", "on": false})
	if code := watch.interrupt(); code != exitDone || watch.stderr.String() != "" {
		t.Errorf("interrupted, it ended with %d and %q", code, watch.stderr)
	}
}

// TestWatchNormalises sends shapes seen from PBXs of several versions.
func TestWatchNormalises(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 1})
	pbx.SetReplay(palsim.ReplayNone)
	watch := start(t, world(t).knowing("1000"), with(at(pbx, "1000"), "watch")...)
	watch.until(kindServer, object{"event": "live"})
	status := func(rest object) object {
		all := object{"kind": "status", "epoch": 1.0, "user": "1001", "talker_id": "7"}
		for name, value := range rest {
			all[name] = value
		}
		return all
	}
	for _, c := range []struct {
		method, params string
		want           object
	}{
		{
			"notify_status", `{"user":"1001","talker_id":7,"status":"65","time":"1587451427817","other_number":5550142,"user_display_name":"Ana\u001b[2J"}`,
			status(object{
				"status": 65.0, "state": "ringing", "time": "2020-04-21T06:43:47.817Z", "other_number": "5550142",
				"user_display_name": "Ana\ufffd[2J",
			}),
		},
		{"notify_status", `{"user":1001,"talker_id":"7","status":2}`, status(object{"status": 2.0, "state": "talking"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"47"}`, status(object{"status": 47.0, "state": "talking"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":205}`, status(object{"status": 205.0, "state": "talking"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"35"}`, status(object{"status": 35.0, "state": "held"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"30"}`, status(object{"status": 30.0, "state": "parked"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"21"}`, status(object{"status": 21.0, "state": "held"})},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"999"}`, status(object{"status": 999.0, "state": "held"})},
		{
			"notify_status", `{"user":"1001","talker_id":"7","status":"-1","rescode":"486","q850code":17,"disconnected_by":"1"}`,
			status(object{"status": -1.0, "state": "gone", "rescode": 486.0, "q850code": 17.0, "disconnected_by": 1.0}),
		},
		{"notify_status", `{"user":"1001","talker_id":"7","status":"999"}`, status(object{"status": 999.0, "state": "unknown"})},
		{
			"notify_registered", `{"user":"1001","registered":"true"}`,
			object{"kind": "registered", "epoch": 1.0, "user": "1001", "registered": true},
		},
		{"notify_registered", `{"user":"1001"}`, object{"kind": "registered", "epoch": 1.0, "user": "1001"}},
		{
			"notify_voicemail", `{"user":"1001","new":"3","unread":4,"read":"five"}`,
			object{"kind": "voicemail", "epoch": 1.0, "user": "1001", "new": 3.0, "unread": 4.0},
		},
		{
			"notify_callrecording", `{"user":"1001","status":"on","talker_id":"7"}`,
			object{"kind": "callrecording", "epoch": 1.0, "user": "1001", "on": true, "talker_id": "7"},
		},
		{
			"notify_park", `{"time":1587451575120,"park":"777","status":"off"}`,
			object{"kind": "park", "epoch": 1.0, "park": "777", "on": false, "time": "2020-04-21T06:46:15.120Z"},
		},
		{
			"notify_line", `{"line":"L1-1","status":"on","line_talker_id":8,"line_talker":"0142","assigned_talker_id":"7","room_id":"9"}`,
			object{
				"kind": "line", "epoch": 1.0, "line": "L1-1", "on": true, "line_talker_id": "8", "line_talker": "0142",
				"assigned_talker_id": "7", "room_id": "9",
			},
		},
		{
			"notify_pal", `{"code":"2","message":"hello"}`,
			object{"kind": "server", "epoch": 1.0, "event": "notice", "code": 2.0, "message": "hello"},
		},
		{
			"notify_queue", `{"queue":"1"}`,
			object{"kind": "server", "epoch": 1.0, "event": "unrecognised", "method": "notify_queue"},
		},
		{"notify_status", `"what"`, object{"kind": "server", "epoch": 1.0, "event": "unreadable", "reason": "params"}},
	} {
		pbx.SendRaw([]byte(`{"jsonrpc":"2.0","method":"` + c.method + `","params":` + c.params + `}`))
		if diff := cmp.Diff(c.want, watch.nextObject()); diff != "" {
			t.Errorf("%s %s (-want +got)\n%s", c.method, c.params, diff)
		}
	}
}

func TestWatchPrintsTheKindsAskedFor(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 3})
	talking(t, pbx, "1001", "1002")
	must(t, pbx.Park(palsim.DefaultTenant, "1002", "801"))
	watch := start(t, world(t).knowing("sa"), with(at(pbx, "sa"), "watch", "--kind", "park,voicemail")...)
	if first := watch.nextObject(); first["kind"] != kindPark || first["tenant"] != "main" {
		t.Errorf("the first line is %v", first)
	}
	must(t, pbx.LeaveVoicemail(palsim.DefaultTenant, "1001"))
	for seen := watch.nextObject(); seen["kind"] != kindVoicemail || seen["new"] != 1.0; seen = watch.nextObject() {
		if seen["kind"] != kindVoicemail && seen["kind"] != kindPark {
			t.Errorf("not asked for: %v", seen)
		}
	}

	got := cordboard(t, world(t), "watch", "--kind", "park,weather")
	want := "cordboard: --kind \"weather\" is none of status, park, line, registered, voicemail, callrecording, server\n" +
		"usage: cordboard watch [flags]\n"
	wantOutcome(t, got, outcome{exitMisused, "", want})
}

func TestWatchComesBack(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 2})
	watch := start(t, world(t).knowing("1000"), with(at(pbx, "1000"), "watch")...)
	watch.until(kindServer, object{"event": "live"})

	pbx.DropConnections()

	lost := watch.until(kindServer, object{"event": "lost"})
	if lost["epoch"] != 1.0 || lost["reason"] != palconn.ErrHungUp.Error() {
		t.Errorf("lost: %v", lost)
	}
	watch.until(kindServer, object{"event": "live", "epoch": 2.0})
	code := watch.interrupt()
	if want := "cordboard: the line is lost: the PBX closed the connection\n"; code != exitDone || watch.stderr.String() != want {
		t.Errorf("it ended with %d and %q; want %q", code, watch.stderr, want)
	}
}

func TestWatchEndsWhenTheLoginIsUsedElsewhere(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 2})
	watch := start(t, world(t).knowing("1000"), with(at(pbx, "1000"), "watch")...)
	watch.until(kindServer, object{"event": "live"})
	pbx.AnotherLogin("1000")
	watch.until(kindServer, object{"event": "lost"})
	if code := watch.end(); code != exitOffline || !strings.Contains(watch.stderr.String(), palconn.ErrAnotherLogin.Error()) {
		t.Errorf("it ended with %d and %q", code, watch.stderr)
	}
}

// TestWatchEndsWithItsReader is `cordboard watch | head -1`.
func TestWatchEndsWithItsReader(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 2})
	env := world(t).knowing("1000")
	var said bytes.Buffer
	env.stdout, env.stderr = &closedAfterOne{}, &said
	if code := run(t.Context(), with(at(pbx, "1000"), "watch"), env); code != exitDone || said.Len() > 0 {
		t.Errorf("it ended with %d and %q", code, &said)
	}
}

// closedAfterOne is a pipe whose reader leaves after one line.
type closedAfterOne struct{ written bool }

func (c *closedAfterOne) Write(line []byte) (int, error) {
	if c.written {
		return 0, syscall.EPIPE
	}
	c.written = true
	return len(line), nil
}
