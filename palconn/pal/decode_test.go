package pal_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

func notify(method, params string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","method":%q,"params":%s}`, method, params)
}

// status is the frame of a call status with params, and call its meaning.
func status(params string) string { return notify("notify_status", params) }

func TestNumbersComeInManyForms(t *testing.T) {
	for _, test := range []struct {
		wire string
		want pal.Number
	}{
		{`14`, number(14)},
		{`"14"`, number(14)},
		{`" -1 "`, number(-1)},
		{`14.0`, number(14)},
		{`"1.5e1"`, number(15)},
		{`9223372036854775807`, number(9223372036854775807)},
		{`0`, number(0)},
		{`0.5`, pal.Number{}}, // not CALLING
		{`-0.9`, pal.Number{}},
		{`1e300`, pal.Number{}},
		{`"NaN"`, pal.Number{}},
		{`"Inf"`, pal.Number{}},
		{`""`, pal.Number{}},
		{`"x"`, pal.Number{}},
		{`true`, pal.Number{}},
		{`null`, pal.Number{}},
		{`{"a":1}`, pal.Number{}},
		{`[14]`, pal.Number{}},
	} {
		holds(t, status(`{"user":"1","status":`+test.wire+`,"role":"c"}`),
			pal.CallStatus{User: text("1"), Code: test.want, Role: text("c")})
	}
}

func TestTextsComeInManyForms(t *testing.T) {
	for wire, want := range map[string]string{
		`"1416"`:                "1416",
		`1416`:                  "1416",
		`1.50`:                  "1.50",
		`true`:                  "true",
		`false`:                 "false",
		`null`:                  "",
		`{"a":["b",{"c":"}"}]}`: "",
		`[["]"],"a"]`:           "",
		`"a\"\\\/\u0042\n"`:     "a\"\\/B\n",
		`"\ud83d\udcde"`:        "📞",
		`"\ud83d"`:              "\uFFFD",
	} {
		holds(t, status(`{"talker_id":`+wire+`,"user":"1"}`), pal.CallStatus{Talker: text(want), User: text("1")})
	}
}

func TestSwitchesComeInManyForms(t *testing.T) {
	for wire, want := range map[string]pal.Switch{
		`"on"`: pal.On, `"ON "`: pal.On, `"true"`: pal.On, `true`: pal.On, `1`: pal.On, `"1"`: pal.On,
		`"off"`: pal.Off, `"False"`: pal.Off, `false`: pal.Off, `0`: pal.Off,
		`"maybe"`: pal.NotTold, `2`: pal.NotTold, `null`: pal.NotTold, `""`: pal.NotTold, `[]`: pal.NotTold, `{}`: pal.NotTold,
	} {
		holds(t, notify("notify_registered", `{"registered":`+wire+`,"user":"1"}`), pal.Registration{User: text("1"), Registered: want})
	}
}

func TestEveryFieldOfEveryNotificationIsRead(t *testing.T) {
	holds(t, status(`{"tenant":"a","user":"b","talker_id":"c","room_id":"d","status":5,"other_number":"e","user_display_name":"f",`+
		`"other_user_display_name":"g","other_display_name":"h","time":6,"logid":"i","role":"j","phone_id":"k","phone_idx":"l","rec":"m",`+
		`"rescode":"n","q850code":"o","disconnected_by":"p","something_new":{"status":1}}`),
		pal.CallStatus{
			Tenant: text("a"), User: text("b"), Talker: text("c"), Room: text("d"), Code: number(5), Other: text("e"),
			UserName: text("f"), OtherName: text("g"), OtherNameShort: text("h"), Time: number(6), LogID: text("i"), Role: text("j"),
			Phone: text("k"), PhoneIndex: text("l"), Recording: text("m"), ResCode: text("n"), Q850: text("o"), DisconnectedBy: text("p"),
		})
	holds(t, notify("notify_park", `{"tenant":"a","park":"b","status":"on","room_id":"c","talker_id":"d","time":5,"x":[]}`),
		pal.ParkStatus{Tenant: text("a"), Park: text("b"), On: pal.On, Room: text("c"), Talker: text("d"), Time: number(5)})
	holds(t, notify("notify_line", `{"tenant":"a","line":"b","status":"off","line_talker_id":"c","line_talker":"d","assigned_talker_id":"e","room_id":"f","time":7}`),
		pal.LineStatus{
			Tenant: text("a"), Line: text("b"), On: pal.Off, TalkerID: text("c"), Talker: text("d"), AssignedTalker: text("e"),
			Room: text("f"), Time: number(7),
		})
	holds(t, notify("notify_registered", `{"tenant":"a","user":"b","registered":false}`),
		pal.Registration{Tenant: text("a"), User: text("b"), Registered: pal.Off})
	holds(t, notify("notify_voicemail", `{"tenant":"a","user":"b","new":"1","unread":"2","read":"3","saved":"4"}`),
		pal.VoicemailCount{Tenant: text("a"), User: text("b"), New: number(1), Unread: number(2), Read: number(3), Saved: number(4)})
	holds(t, notify("notify_callrecording", `{"tenant":"a","user":"b","talker_id":"c","status":"off"}`),
		pal.RecordingStatus{Tenant: text("a"), User: text("b"), Talker: text("c"), On: pal.Off})
}

func TestShapeOfTheEnvelopeDoesNotMatter(t *testing.T) {
	want := pal.Registration{User: text("1"), Registered: pal.On}
	for why, frame := range map[string]string{
		"params before the method":    `{"params":{"registered":true,"user":"1"},"method":"notify_registered"}`,
		"white space":                 " \r\n{ \"method\" : \"notify_registered\" ,\t\"params\" : { \"user\" : \"1\" , \"registered\" : true } }\n",
		"a null id is no id":          `{"method":"notify_registered","params":{"user":"1","registered":true},"id":null}`,
		"unknown members":             `{"x":{"method":"no"},"method":"notify_registered","params":{"user":"1","registered":true,"y":["z"]}}`,
		"names with escapes":          `{"m\u0065thod":"notify_registered","params":{"us\u0065r":"1","registered":true}}`,
		"null members of an answer":   `{"method":"notify_registered","params":{"user":"1","registered":true},"result":null,"error":null}`,
		"the last of two equal names": `{"method":"x","method":"notify_registered","params":{"user":"2","user":"1","registered":true}}`,
	} {
		t.Run(why, func(t *testing.T) { holds(t, frame, want) })
	}
}

func TestMissingFieldsAreZero(t *testing.T) {
	holds(t, status(`{}`), pal.CallStatus{})
	if !(pal.CallStatus{}).At().IsZero() || !(pal.ParkStatus{}).At().IsZero() {
		t.Error("a missing time is not the zero time")
	}
	want := time.Date(2020, 4, 21, 6, 43, 47, 817e6, time.UTC)
	if got := (pal.CallStatus{Time: number(1587451427817)}).At(); !got.Equal(want) {
		t.Errorf("At: got %v, want %v", got, want)
	}
}

func TestUnknownNotificationsAreKept(t *testing.T) {
	holds(t, notify("notify_queue", `{"a":[1]}`), pal.Unrecognised{Name: text("notify_queue"), Params: jsontext.Value(`{"a":[1]}`)})
	holds(t, `{"method":"notify_nothing"}`, pal.Unrecognised{Name: text("notify_nothing")})
}

func TestAnswersAreSortedByTheirIDs(t *testing.T) {
	holds(t, `{"result":"OK","id":17}`, pal.Response{ID: id("17", "17"), Result: jsontext.Value(`"OK"`)})
	holds(t, `{"id":"17"}`, pal.Response{ID: textID("17")})
	holds(t, `{"result":true}`, pal.Response{Result: jsontext.Value("true")})
	holds(t, `{"result":"OK","error":null,"method":null,"id":"1"}`, result("1", `"OK"`))
	holds(t, `{"result":null,"error":{"code":"-2000","message":"Data not found"},"id":"1"}`,
		pal.Response{ID: textID("1"), Err: &pal.Refused{Code: pal.CodeNotFound, Message: text("Data not found")}})
	holds(t, `{"error":"No permission.","id":"1"}`, pal.Response{ID: textID("1"), Err: &pal.Refused{Message: text("No permission.")}})
	holds(t, `{"error":{"code":3,"data":"x"},"id":"1"}`,
		pal.Response{ID: textID("1"), Err: &pal.Refused{Code: 3, Message: text(`{"code":3,"data":"x"}`)}})
}

func TestRequestsOfThePBX(t *testing.T) {
	holds(t, `{"method":"notify_status","params":{"user":"1"},"id":3}`, pal.Call{ID: id("3", "3"), Name: text("notify_status")})
	holds(t, `{"method":"login_password_required","params":{"nonce":"n"},"id":"s1"}`,
		pal.Call{ID: textID("s1"), Name: text("login_password_required")}, pal.Challenge{Nonce: text("n")})
}

func TestOneBadElementDoesNotSpoilItsBatch(t *testing.T) {
	good := notify("notify_registered", `{"user":"1"}`)
	want := pal.Registration{User: text("1")}
	for _, test := range []struct {
		bad  string
		kind spoiled
	}{
		{`7`, "shape"},
		{`"text [ { "`, "shape"},
		{`null`, "shape"},
		{`[]`, "shape"},
		{`{}`, "shape"},
		{`{"method":5}`, "shape"},
		{`{"id":null}`, "shape"},
		{`{"method":}`, "json"},
		{`{"method" "a"}`, "json"},
		{`{'method':1}`, "json"},
		{`nul`, "json"},
		{`{"a":01}`, "json"},
		{notify("notify_status", `[]`), "params"},
		{notify("notify_status", `"x"`), "params"},
		{notify("notify_status", `null`), "params"},
		{`{"method":"notify_status"}`, "params"},
		{notify("notify_x", strings.Repeat("[", 15)+strings.Repeat("]", 15)), "depth"},
	} {
		t.Run(test.bad, func(t *testing.T) {
			holds(t, "["+good+","+test.bad+", "+good+"]", want, test.kind, want)
		})
	}
}

func TestBrokenBatches(t *testing.T) {
	good, want := notify("notify_registered", `{"user":"1"}`), pal.Registration{User: text("1")}
	holds(t, "[", spoiled("json"))
	holds(t, "[]")
	holds(t, "["+good, want, spoiled("json"))
	holds(t, "["+good+",", want, spoiled("json"))
	holds(t, "["+good+"]]", want, spoiled("json"))
	holds(t, "["+good+"}", want, spoiled("json"))
	holds(t, "["+good+`,{"method":"x`, want, spoiled("json"), spoiled("json"))
}

func TestEmptyFramesHoldNothing(t *testing.T) {
	for _, frame := range []string{"", " ", "\r\n\t"} {
		holds(t, frame)
	}
}

func TestUnreadableFrames(t *testing.T) {
	for frame, kind := range map[string]spoiled{
		"hello":    "json",
		"{":        "json",
		`{"a":1}}`: "json",
		`{} {}`:    "json",
		"\x00":     "json",
		"]":        "json",
		`"text"`:   "shape",
		"5":        "shape",
	} {
		holds(t, frame, kind)
	}
}

func TestDepthIsLimited(t *testing.T) {
	nested := func(depth int) string {
		return notify("notify_x", strings.Repeat("[", depth-1)+strings.Repeat("]", depth-1))
	}
	for _, test := range []struct {
		frame string
		deep  bool
	}{
		{nested(16), false},
		{nested(17), true},
		{"[" + nested(15) + "]", false},
		{"[" + nested(16) + "]", true},
		{notify("notify_x", `"`+strings.Repeat("[{", 40)+`"`), false},
		{notify("notify_x", strings.Repeat("[", 20_000)+strings.Repeat("]", 20_000)), true},
	} {
		got := decode(test.frame)
		if len(got) != 1 {
			t.Fatalf("%.60s… holds %d things, want 1", test.frame, len(got))
		}
		if _, isSpoiled := got[0].(spoiled); isSpoiled != test.deep {
			t.Errorf("%.60s… gave %v", test.frame, got[0])
		}
	}
}

// A caller's name in the wrong encoding must not cost the call.
func TestABrokenCharacterKeepsItsEvent(t *testing.T) {
	holds(t, status("{\"user\":\"1001\",\"status\":\"1\",\"user_display_name\":\"Jos\xe9 \xff\xfeRuiz\"}"),
		pal.CallStatus{User: text("1001"), Code: number(1), UserName: text("Jos\uFFFD \uFFFD\uFFFDRuiz")})
}

func TestATextThatIsCutIsReported(t *testing.T) {
	long := strings.Repeat("x", pal.MaxText)
	holds(t, status(`{"user":"1001","other_number":"`+long+`"}`), pal.CallStatus{User: text("1001"), Other: text(long)})
	holds(t, status(`{"other_number":"`+long+`x","user":"1001"}`), pal.CallStatus{User: text("1001"), Other: text(long + "x")}, spoiled("length"))
	holds(t, "["+notify("notify_voicemail", `{"user":"`+long+`é"}`)+","+status(`{}`)+"]",
		pal.VoicemailCount{User: text(long + "é")}, spoiled("length"), pal.CallStatus{})
	// what only its escapes make long is whole
	holds(t, status(`{"user":"`+strings.Repeat(`\u0041`, pal.MaxText)+`"}`), pal.CallStatus{User: text(strings.Repeat("A", pal.MaxText))})
}

func TestANonceThatIsMissingIsNone(t *testing.T) {
	for _, params := range []string{`{}`, `[]`, `"x"`, `{"nonce":null}`, `{"nonce":""}`, `{"nonce":{"nonce":"x"}}`} {
		holds(t, notify("login_password_required", params), pal.Challenge{})
	}
	holds(t, `{"method":"login_password_required"}`, pal.Challenge{})
}

func TestMalformedSaysWhatWasWrong(t *testing.T) {
	var kept keeper
	pal.Decode([]byte(notify("notify_status", "\"\\u202e\"")), &kept)
	if kept.why == nil {
		t.Fatal("nothing was reported")
	}
	want := "unreadable frame (params): notify_status: its params are no object"
	if diff := cmp.Diff(want, kept.why.Error()); diff != "" {
		t.Error(diff)
	}
}

type keeper struct {
	discard
	why *pal.Malformed
}

func (k *keeper) Spoiled(why *pal.Malformed) { k.why = why }

func TestTextsInResultsAreReadAsLeniently(t *testing.T) {
	var got []pal.Text
	if err := json.Unmarshal([]byte(`["a",5,true,null,["b"],{"c":1}]`), &got); err != nil {
		t.Fatal(err)
	}
	want := []pal.Text{text("a"), text("5"), text("true"), {}, {}, {}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(pal.Text{})); diff != "" {
		t.Error(diff)
	}
}
