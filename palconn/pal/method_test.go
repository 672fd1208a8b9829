package pal_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// guide is the list of methods as the developer's guide has it: section, name,
// permission and parameters in their order. The names of 6.10 and 6.16 are those
// that PBXs use, which differ from the titles there.
const guide = `
4.1  | login                  | any           | login_password
6.1  | barge                  | admin         | tenant user tid listen speak
6.2  | callforward            | admin         | tenant rid user
6.3  | cancelTransfer         | admin or user | tenant tid
6.4  | createExtension        | admin         | tenant extension password login_password type
6.5  | createTenant           | sa            | tenant
6.6  | deleteExtension        | admin         | tenant extension
6.7  | deleteNote             | admin or user | tenant name
6.8  | deleteRouteVariables   | sa            | template name
6.9  | disconnect             | admin or user | tenant tid rid delay
6.10 | getAllDids             | admin         | tenant
6.11 | getExtensionProperties | admin or user | tenant extension property_names
6.12 | getExtensions          | admin         | tenant pattern limit type
6.13 | getNote                | admin or user | tenant name
6.14 | getNoteNames           | admin or user | tenant
6.15 | getPlanSwitchTimer     | admin or user | extension number
6.16 | getRouteTemplateNames  | admin         | tenant
6.17 | getRouteVariables      | sa            | tenant template
6.18 | getTenantProperties    | sa            | tenant property_names
6.19 | insertRouteVariables   | sa            | template values
6.20 | makeCall               | admin or user | tenant user from to type
6.21 | park                   | admin or user | tenant tid number
6.22 | setDid                 | admin         | template name enabled v1 v2 v3 v4 v5 v6 v7 v8 v9 w1 w2 w3 w4 w5 w6 w7 w8 w9 x1 x2 x3 x4 x5 x6 x7 x8 x9
6.23 | setExtensionProperties | admin or user | tenant extension properties
6.24 | setNote                | admin or user | tenant name description useraccess note
6.25 | setPlanSwitchTimer     | user          | extension number schedule
6.26 | setTenantProperties    | sa            | tenant properties
6.27 | startRecording         | admin or user | tenant tid
6.28 | stopRecording          | admin or user | tenant tid
6.29 | transfer               | admin or user | tenant user tid mode
6.30 | unpark                 | admin or user | tenant user number
6.31 | updateRouteVariables   | sa            | template update_password values
`

// allowed are the logins that a permission of the guide stands for. Each includes
// the greater ones: what a user may do (6.25), an admin may do for him.
var allowed = map[string]pal.Permit{
	"sa":            pal.BySA,
	"admin":         pal.BySA | pal.ByAdmin,
	"admin or user": pal.BySA | pal.ByAdmin | pal.ByUser,
	"user":          pal.BySA | pal.ByAdmin | pal.ByUser,
	"any":           pal.BySA | pal.ByAdmin | pal.ByUser,
}

// beyond are parameters of later PBXs that stand behind those of the guide.
var beyond = map[string][]string{"getExtensions": {"property_names", "offset"}}

func TestTheTableHasTheMethodsOfTheGuide(t *testing.T) {
	var want, got []string
	for line := range strings.Lines(strings.TrimSpace(guide)) {
		cells := strings.Split(line, "|")
		section, name, permit, params := strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2]), strings.Fields(cells[3])
		want = append(want, fmt.Sprint(section, name, allowed[permit], append(params, beyond[name]...)))
	}
	if len(want) != 32 {
		t.Fatalf("the list of this test has %d methods, want login and 31", len(want))
	}
	for _, m := range pal.Methods() {
		if !m.InGuide() {
			continue
		}
		var params []string
		for _, p := range m.Params {
			params = append(params, p.Name)
		}
		got = append(got, fmt.Sprint(m.Section, m.Name, m.Permit, params))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMethodsBeyondTheGuide(t *testing.T) {
	var got []string
	for _, m := range pal.Methods() {
		if !m.InGuide() {
			got = append(got, m.Name)
		}
	}
	want := []string{"hold", "unhold", "conference", "remoteControl", "sendDTMF", "line", "ping", "getProductInfo", "listTenants"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMethodsAreFoundByEverySpelling(t *testing.T) {
	for spelling, name := range map[string]string{
		"transfer": "transfer", "getAlldids": "getAllDids", "getAllDids": "getAllDids",
		"getRouteTemplateName": "getRouteTemplateNames", "getRouteTemplateNames": "getRouteTemplateNames",
	} {
		if got := method(t, spelling).Name; got != name {
			t.Errorf("%s finds %s, want %s", spelling, got, name)
		}
	}
	if _, found := pal.FindMethod("Transfer"); found {
		t.Error("names of methods are found in any case")
	}
}

// Reading must be free to be repeated, changing must not.
func TestMethodsThatReadChangeNothing(t *testing.T) {
	reads := map[string]bool{"login": true, "ping": true, "listTenants": true}
	for _, m := range pal.Methods() {
		isRead := reads[m.Name] || strings.HasPrefix(m.Name, "get")
		if m.Changes == isRead {
			t.Errorf("%s: Changes is %v", m.Name, m.Changes)
		}
	}
}

func TestPasswordsAreSecretInTheTable(t *testing.T) {
	for _, m := range pal.Methods() {
		for _, p := range m.Params {
			if named := strings.HasSuffix(p.Name, "password") && p.Kind == pal.KindText; named != p.Secret {
				t.Errorf("%s %s: Secret is %v", m.Name, p.Name, p.Secret)
			}
		}
	}
}

func TestValuesThatTheGuideAllows(t *testing.T) {
	kinds := []string{"user", "ringgroup", "ivr", "conditional", "conference", "callback"}
	properties := []string{"tenantid", "desc", "maxrecordingsessions", "maxusers", "maxsessions"}
	for _, test := range []struct {
		method, param string
		kind          pal.Kind
		values        []string
	}{
		{"barge", "tid", pal.KindInt, nil},
		{"barge", "listen", pal.KindBool, nil},
		{"barge", "speak", pal.KindText, []string{"true", "false", "tutor"}},
		{"callforward", "user", pal.KindTexts, nil},
		{"createExtension", "type", pal.KindText, kinds},
		{"getExtensions", "type", pal.KindText, kinds},
		{"getExtensions", "limit", pal.KindInt, nil},
		{"getPlanSwitchTimer", "number", pal.KindText, []string{"1", "2"}},
		{"getTenantProperties", "property_names", pal.KindTexts, properties},
		{"setTenantProperties", "properties", pal.KindObject, properties},
		{"insertRouteVariables", "values", pal.KindRoute, nil},
		{"makeCall", "to", pal.KindTexts, nil},
		{"makeCall", "type", pal.KindText, []string{"1", "2"}},
		{"setDid", "enabled", pal.KindText, []string{"1", "0"}},
		{"setNote", "useraccess", pal.KindText, []string{"0", "1", "2"}},
		{"setPlanSwitchTimer", "schedule", pal.KindSchedule, nil},
		{"transfer", "mode", pal.KindText, []string{"blind", "attended"}},
		{"updateRouteVariables", "update_password", pal.KindBool, nil},
	} {
		p, ok := method(t, test.method).Param(test.param)
		if !ok || p.Kind != test.kind || !cmp.Equal(p.Allowed, test.values) {
			t.Errorf("%s %s: got %v %q, want %v %q", test.method, test.param, p.Kind, p.Allowed, test.kind, test.values)
		}
	}
}

func TestUsage(t *testing.T) {
	for name, want := range map[string]string{
		"ping":                 "ping",
		"transfer":             "transfer [tenant=TEXT] user=TEXT tid=TEXT [mode=blind|attended]",
		"barge":                "barge [tenant=TEXT] user=TEXT tid=N listen=true|false speak=true|false|tutor",
		"callforward":          "callforward [tenant=TEXT] rid=TEXT user=A,B,…",
		"insertRouteVariables": "insertRouteVariables template=TEXT values:=JSON",
	} {
		if diff := cmp.Diff(want, method(t, name).Usage()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFailuresThatComeAsResults(t *testing.T) {
	for _, test := range []struct {
		method, result string
		fails          bool
	}{
		{"transfer", `"failed: no such talker"`, true},
		{"transfer", `"  FAILED"`, true},
		{"transfer", `"Fail"`, true},
		{"transfer", `"\u0066ail"`, true},
		{"transfer", `"succeeded"`, false},
		{"transfer", `"did not fail"`, false},
		{"transfer", `null`, false},
		{"transfer", ``, false},
		{"transfer", `["failed"]`, false},
		{"makeCall", `"succeeded: 17"`, false},
		{"deleteExtension", `"false"`, true},
		{"deleteExtension", `false`, true},
		{"deleteExtension", `" False"`, true},
		{"deleteExtension", `"true"`, false},
		{"deleteExtension", `true`, false},
		{"createTenant", `false`, true},
		{"transfer", `false`, true},
		{"getPlanSwitchTimer", `"false"`, false},
	} {
		err := method(t, test.method).Check(jsontext.Value(test.result))
		failed, ok := errors.AsType[*pal.Failed](err)
		if ok != test.fails || ok != (err != nil) {
			t.Errorf("%s answered %s: got %v", test.method, test.result, err)
		}
		if ok && failed.Method != test.method {
			t.Errorf("the failure of %s names %s", test.method, failed.Method)
		}
	}
	err := method(t, "transfer").Check(jsontext.Value(`"failed: \u202eno"`))
	if got, want := err.Error(), "transfer failed: failed: \uFFFDno"; got != want {
		t.Errorf("got %+q, want %+q", got, want)
	}
}

// Each request must fit the row of the table that it names.
func TestRequestsFitTheTable(t *testing.T) {
	for _, r := range []pal.Request{
		pal.Barge{Tenant: "t", User: "1", TID: "2", Listen: true, Speak: pal.SpeakNone},
		pal.CallForward{Tenant: "t", RID: "1", Users: []string{"2"}},
		pal.CancelTransfer{Tenant: "t", TID: "1"},
		pal.Disconnect{Tenant: "t", TID: "1", RID: "2"},
		pal.GetExtensions{Tenant: "t", Pattern: ".*", Limit: -1, Type: "user", Properties: []string{"name"}},
		pal.GetExtensionProperties{Tenant: "t", Extensions: []string{"1"}, Properties: []string{"name"}},
		pal.MakeCall{Tenant: "t", User: "1", From: "1", To: []string{"2"}, Type: pal.CallerFirst},
		pal.Park{Tenant: "t", TID: "1", Number: "2"},
		pal.StartRecording{Tenant: "t", TID: "1"},
		pal.StopRecording{Tenant: "t", TID: "1"},
		pal.Transfer{Tenant: "t", User: "1", TID: "2", Mode: pal.Attended},
		pal.Unpark{Tenant: "t", User: "1", Number: "2"},
		pal.Hold{Tenant: "t", TID: "1"},
		pal.Unhold{Tenant: "t", TID: "1"},
		pal.Conference{Tenant: "t", TID: "1"},
		pal.RemoteControl{Tenant: "t", TID: "1", Action: "talk"},
		pal.SendDTMF{Tenant: "t", TID: "1", Signal: "#"},
		pal.Line{Line: "L1", Status: "on"},
		pal.Ping{},
		pal.GetProductInfo{},
		pal.Custom{Name: "park", Params: jsontext.Value(`{"tid":"1","number":"2"}`)},
		pal.Custom{Name: "ping"},
	} {
		wire, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := method(t, r.Method()).ParseArgs(arguments(t, wire)); err != nil {
			t.Errorf("%T as %s: %v", r, wire, err)
		}
	}
}

// arguments writes params as they would be typed.
func arguments(t *testing.T, params []byte) []string {
	t.Helper()
	var members map[string]jsontext.Value
	if err := json.Unmarshal(params, &members); err != nil {
		t.Fatal(err)
	}
	var args []string
	for name, value := range members {
		args = append(args, name+":="+string(value))
	}
	return args
}

func TestTalkerIDIsANumberWhereTheGuideWantsOne(t *testing.T) {
	for talker, want := range map[pal.TalkerID]string{
		"1416": `1416`, "0": `0`, "007": `"007"`, "": `""`, "T5": `"T5"`, "-1": `"-1"`, "+1": `"+1"`, "99999999999999999999": `"99999999999999999999"`,
	} {
		got, err := json.Marshal(pal.Barge{User: "1", TID: talker, Speak: pal.SpeakNone})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(`{"user":"1","tid":`+want+`,"listen":false,"speak":"false"}`, string(got)); diff != "" {
			t.Error(diff)
		}
	}
}
