package pal_test

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// spoiled is the kind of a message that could not be read.
type spoiled string

// recorder keeps what a frame held, in order.
type recorder struct{ got []any }

func (r *recorder) Notified(n pal.Notification) { r.got = append(r.got, n) }
func (r *recorder) Answered(a pal.Response)     { r.got = append(r.got, a) }
func (r *recorder) Called(c pal.Call)           { r.got = append(r.got, c) }
func (r *recorder) Spoiled(why *pal.Malformed)  { r.got = append(r.got, spoiled(why.Kind)) }

func decode(frame string) []any {
	var r recorder
	pal.Decode([]byte(frame), &r)
	return r.got
}

// holds fails the test when the frame does not hold exactly want.
func holds(t *testing.T, frame string, want ...any) {
	t.Helper()
	if diff := cmp.Diff(want, decode(frame), cmp.AllowUnexported(pal.Text{})); diff != "" {
		t.Errorf("%s\n(-want +got)\n%s", frame, diff)
	}
}

func text(s string) pal.Text      { return pal.NewText(s) }
func number(n int64) pal.Number   { return pal.Number{Value: n, Known: true} }
func id(text, wire string) pal.ID { return pal.ID{Text: text, Wire: jsontext.Value(wire)} }
func textID(s string) pal.ID      { return id(s, `"`+s+`"`) }
func result(id, json string) pal.Response {
	return pal.Response{ID: textID(id), Result: jsontext.Value(json)}
}

// The frames of PBXs in use, each with what it must mean.
func TestFramesFromPBXsInUse(t *testing.T) {
	for _, test := range []struct {
		why   string
		frame string
		want  []any
	}{
		{
			"the PBX asks for the login with a nonce",
			`{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"5f3a9c"}}`,
			[]any{pal.Challenge{Nonce: text("5f3a9c")}},
		},
		{
			"our own login, were it sent back to us, is a request that we do not carry out",
			`{"jsonrpc":"2.0","method":"login","params":{"login_password":"<md5hex(user:nonce:md5hex(password))>"},"id":"1"}`,
			[]any{pal.Call{ID: textID("1"), Name: text("login")}},
		},
		{
			"a refused login belongs to the connection, not to a request",
			`{"jsonrpc":"2.0","error":{"code":-2022,"message":"Login failed (4)"},"id":null}`,
			[]any{pal.Response{ID: id("", "null"), Err: &pal.Refused{Code: pal.CodeLoginFailed, Message: text("Login failed (4)")}}},
		},
		{
			"the PBX is at work",
			`{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"active"}}`,
			[]any{pal.ServerStatus{Status: text("active")}},
		},
		{
			"two registrations in one batch",
			`[{"jsonrpc":"2.0","method":"notify_registered","params":{"user":"1000","registered":"true"}},{"jsonrpc":"2.0","method":"notify_registered","params":{"user":"1001","registered":"false"}}]`,
			[]any{
				pal.Registration{User: text("1000"), Registered: pal.On},
				pal.Registration{User: text("1001"), Registered: pal.Off},
			},
		},
		{
			"a call status whose numbers are text",
			`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"14","other_number":"1002","room_id":"282000000230","talker_id":"1416","user_display_name":"Ana Ruiz","other_user_display_name":"Bo Lund","time":1587451427817}}`,
			[]any{pal.CallStatus{
				User: text("1001"), Talker: text("1416"), Room: text("282000000230"), Code: number(14), Other: text("1002"),
				UserName: text("Ana Ruiz"), OtherName: text("Bo Lund"), Time: number(1587451427817),
			}},
		},
		{
			"a call status whose ids are numbers and whose time is text",
			`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":14,"other_number":"1002","room_id":"282000000230","talker_id":1416,"time":"1587451427817"}}`,
			[]any{pal.CallStatus{
				User: text("1001"), Talker: text("1416"), Room: text("282000000230"), Code: number(14), Other: text("1002"),
				Time: number(1587451427817),
			}},
		},
		{
			"a registration as a boolean",
			`{"jsonrpc":"2.0","method":"notify_registered","params":{"user":"1000","registered":true}}`,
			[]any{pal.Registration{User: text("1000"), Registered: pal.On}},
		},
		{
			"the end of a leg does not tell the other number",
			`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"-1","talker_id":"1416","room_id":"282000000230","rescode":"487","q850code":"16","disconnected_by":"1","time":1587451430000}}`,
			[]any{pal.CallStatus{
				User: text("1001"), Talker: text("1416"), Room: text("282000000230"), Code: number(-1),
				ResCode: text("487"), Q850: text("16"), DisconnectedBy: text("1"), Time: number(1587451430000),
			}},
		},
		{
			"a code beyond the guide arrives like the others",
			`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"205","talker_id":"1416","room_id":"282000000230","time":1587451428000}}`,
			[]any{pal.CallStatus{
				User: text("1001"), Talker: text("1416"), Room: text("282000000230"), Code: number(205), Time: number(1587451428000),
			}},
		},
		{
			"a call is parked",
			`{"jsonrpc":"2.0","method":"notify_park","params":{"room_id":"282000000230","talker_id":"1416","time":1587451427817,"park":"777","status":"on"}}`,
			[]any{pal.ParkStatus{Park: text("777"), On: pal.On, Room: text("282000000230"), Talker: text("1416"), Time: number(1587451427817)}},
		},
		{
			"a park is free again",
			`{"jsonrpc":"2.0","method":"notify_park","params":{"time":1587451575120,"park":"777","status":"off"}}`,
			[]any{pal.ParkStatus{Park: text("777"), On: pal.Off, Time: number(1587451575120)}},
		},
		{
			"a shared line is taken",
			`{"jsonrpc":"2.0","method":"notify_line","params":{"line":"L1-1","status":"on","line_talker_id":"1501","line_talker":"1004","assigned_talker_id":"1502","room_id":"282000000240"}}`,
			[]any{pal.LineStatus{
				Line: text("L1-1"), On: pal.On, TalkerID: text("1501"), Talker: text("1004"), AssignedTalker: text("1502"),
				Room: text("282000000240"),
			}},
		},
		{
			"a recording begins",
			`{"jsonrpc":"2.0","method":"notify_callrecording","params":{"user":"1001","talker_id":"1416","status":"on"}}`,
			[]any{pal.RecordingStatus{User: text("1001"), Talker: text("1416"), On: pal.On}},
		},
		{
			"voicemail is counted",
			`{"jsonrpc":"2.0","method":"notify_voicemail","params":{"user":"1001","new":2,"unread":2,"read":0,"saved":1}}`,
			[]any{pal.VoicemailCount{User: text("1001"), New: number(2), Unread: number(2), Read: number(0), Saved: number(1)}},
		},
		{
			"the same login was used elsewhere",
			`{"jsonrpc":"2.0","method":"notify_pal","params":{"code":1,"message":"ANOTHER_LOGIN"}}`,
			[]any{pal.Notice{Code: number(1), Message: text("ANOTHER_LOGIN")}},
		},
		{
			"a failure dressed as a result",
			`{"jsonrpc":"2.0","result":"failed: no such talker","id":"7"}`,
			[]any{result("7", `"failed: no such talker"`)},
		},
		{
			"a result of null answers a request",
			`{"jsonrpc":"2.0","result":null,"id":"8"}`,
			[]any{result("8", `null`)},
		},
		{
			"product information as an object",
			`{"jsonrpc":"2.0","result":{"sip.tcp.port":"5060","users":20,"concurrent":20,"pal.notify_registered":"false","pbx.port":"5052","version":"3.8.4.9"},"id":"55"}`,
			[]any{result("55", `{"sip.tcp.port":"5060","users":20,"concurrent":20,"pal.notify_registered":"false","pbx.port":"5052","version":"3.8.4.9"}`)},
		},
		{
			"extensions with their names",
			`{"jsonrpc":"2.0","result":[["1001","Ana Ruiz"],["1002","佐藤 花子"]],"id":"9"}`,
			[]any{result("9", `[["1001","Ana Ruiz"],["1002","佐藤 花子"]]`)},
		},
		{
			"extensions of an older PBX, without names",
			`{"jsonrpc":"2.0","result":["1001","1002"],"id":"10"}`,
			[]any{result("10", `["1001","1002"]`)},
		},
		{
			"properties of two extensions, one of them refused",
			`{"jsonrpc":"2.0","result":[["Ana Ruiz"],"No permission."],"id":"11"}`,
			[]any{result("11", `[["Ana Ruiz"],"No permission."]`)},
		},
		{
			"the PBX makes a request of the client",
			`{"jsonrpc":"2.0","method":"info","params":{},"id":"s1"}`,
			[]any{pal.Call{ID: textID("s1"), Name: text("info")}},
		},
		{
			"the PBX stopped or became the standby",
			`{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"inactive"}}`,
			[]any{pal.ServerStatus{Status: text("inactive")}},
		},
	} {
		t.Run(test.why, func(t *testing.T) { holds(t, test.frame, test.want...) })
	}
}

func TestWordsOfTheServer(t *testing.T) {
	if !(pal.ServerStatus{Status: text("active")}).Active() {
		t.Error("active: not at work")
	}
	for _, status := range []string{"inactive", "closed", "", "Active\u200b"} {
		if (pal.ServerStatus{Status: text(status)}).Active() {
			t.Errorf("%q: at work", status)
		}
	}
	if !(pal.Notice{Message: text("ANOTHER_LOGIN")}).AnotherLogin() || (pal.Notice{Code: number(1)}).AnotherLogin() {
		t.Error("AnotherLogin does not follow the message")
	}
}
