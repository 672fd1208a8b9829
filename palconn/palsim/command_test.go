package palsim

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

const noPermission = `"error":{"code":-32000,"message":"No permission."}`

func TestEveryMethodOfTheTableIsKnown(t *testing.T) {
	d := newDesk(t, Options{})
	sa := d.login("sa")
	for _, method := range pal.Methods() {
		reply := sa.request(method.Name, `{}`)
		if strings.Contains(reply, "-32601") {
			t.Errorf("%s: %s", method.Name, reply)
		}
	}
	sa.asks("flyToTheMoon", `{}`, `"error":{"code":-32601,"message":"Method not found"}`)
}

func TestParamsAreCheckedByTheTable(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")
	for params, want := range map[string]string{
		`{"tid":1,"number":"801","mode":"x"}`: "failed: no such talker",
		`{"tid":"1"}`:                         "Invalid params: number is missing",
		`{"tid":"","number":"801"}`:           "Invalid params: tid is missing",
		`{"tid":{},"number":"801"}`:           "Invalid params: tid must be a text",
		`[1]`:                                 "Invalid params: params must be an object",
		`null`:                                "Invalid params: tid is missing",
	} {
		if got := admin.request("park", params); !strings.Contains(got, want) {
			t.Errorf("park %s: %s, want %s", params, got, want)
		}
	}
	admin.asks("disconnect", `{}`, `"error":{"code":-32602,"message":"Invalid params: one of tid, rid is missing"}`)
	admin.asks("barge", `{"user":"1000","tid":"x"}`, `"error":{"code":-32602,"message":"Invalid params: tid cannot be \"x\""}`)
	admin.asks("barge", `{"user":"1000","tid":"1","listen":"perhaps"}`, `"error":{"code":-32602,"message":"Invalid params: listen cannot be \"perhaps\""}`)
	admin.asks("makeCall", `{"user":"1000","from":"1000","to":"1001","type":"3"}`, `"error":{"code":-32602,"message":"Invalid params: type cannot be \"3\""}`)
}

func TestUsersActOnTheirOwnCallsOnly(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	user := d.login("1001")
	theirs := fmt.Sprintf(`{"tid":%q,"number":"801","user":"1004"}`, d.tid("1002"))

	for _, method := range []string{"park", "hold", "unhold", "transfer", "cancelTransfer", "conference", "startRecording", "stopRecording", "disconnect"} {
		user.asks(method, theirs, noPermission)
	}
	user.asks("disconnect", `{"rid":"1"}`, noPermission)
	user.asks("unpark", `{"user":"1002","number":"801"}`, noPermission)
	user.asks("makeCall", `{"user":"1001","from":"1002","to":["1004"],"type":"2"}`, noPermission)
	user.asks("makeCall", `{"user":"1002","from":"1001","to":["1004"],"type":"2"}`, noPermission)
	for _, method := range []string{"barge", "callforward", "getExtensions", "createExtension"} {
		user.asks(method, `{}`, noPermission)
	}
	d.then()

	user.asks("hold", fmt.Sprintf(`{"tid":%q}`, d.tid("1001")), done)
	d.then("1001 35")
}

func TestTenantsAreApart(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}})
	_, err := d.Call("branch", "1001", "1002")
	d.did(err)
	tid := d.tid("1001")

	// An admin's tenant parameter is ignored: it acts in its own only.
	d.login("1000").asks("disconnect", fmt.Sprintf(`{"tenant":"branch","tid":%q}`, tid), `"result":"failed: no such talker"`)

	sa := d.login("sa")
	sa.asks("disconnect", fmt.Sprintf(`{"tid":%q}`, tid), `"error":{"code":-32602,"message":"Invalid params: tenant is missing"}`)
	sa.asks("disconnect", fmt.Sprintf(`{"tenant":"moon","tid":%q}`, tid), `"error":{"code":-2000,"message":"no tenant \"moon\""}`)
	sa.asks("disconnect", fmt.Sprintf(`{"tenant":"branch","tid":%q}`, tid), done)
	sa.asks("listTenants", `{}`, `"result":["main","branch"]`)
	d.talkers()
}

func TestMakeCallRingsTheCallerFirst(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")

	admin.asks("makeCall", `{"user":"1000","from":"1000","to":["1001"],"type":"2"}`, `"result":"succeeded: 1"`)
	d.then("1000 0", "1000 65")
	d.answer("1000")
	d.then("1000 2", "1001 0", "1001 65")
	d.answer("1001")
	d.then("1001 2", "1000 14")
	d.talkers("1000 talking 1001", "1001 talking 1000")
}

func TestMakeCallRingsBothAtOnce(t *testing.T) {
	for name, order := range map[string][2]string{"caller first": {"1000", "1001"}, "called first": {"1001", "1000"}} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, Options{})
			d.login("1000").asks("makeCall", `{"user":"1000","from":"1000","to":"1001","type":"1"}`, `"result":"succeeded: 1"`)
			d.then("1000 0", "1000 65", "1001 0", "1001 65")
			d.answer(order[0])
			d.answer(order[1])
			d.then(order[0]+" 2", order[1]+" 2", order[0]+" 14")
			d.talkers("1000 talking 1001", "1001 talking 1000")
		})
	}
}

func TestMakeCallThatNobodyTakes(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")
	d.did(d.Unregister(DefaultTenant, "1005"))
	d.seen = nil

	admin.asks("makeCall", `{"user":"1000","from":"1005","to":["1001"],"type":"2"}`, `"result":"failed: 1005 is not registered"`)
	admin.asks("makeCall", `{"user":"1000","from":"1001","to":["77"],"type":"2"}`, `"result":"failed: no extension 77"`)
	d.then()

	admin.asks("makeCall", `{"user":"1000","from":"1001","to":["1002"],"type":"1"}`, `"result":"succeeded: 1"`)
	d.clock.Advance(20 * time.Second)
	d.then("1001 0", "1001 65", "1002 0", "1002 65", "1001 -1 487/19", "1002 -1 487/19")
}

func TestForwardRingsAllAndTheFirstGetsIt(t *testing.T) {
	d := newDesk(t, Options{})
	room := d.call("1001", "1002")
	d.seen = nil
	admin := d.login("1000")

	admin.asks("callforward", fmt.Sprintf(`{"rid":%q,"user":["1004","1005"]}`, room), done)
	d.then("1002 -1 487/16", "1004 0", "1004 65", "1005 0", "1005 65")
	d.answer("1005")
	d.then("1005 2", "1001 14", "1004 -1 487/26")
	d.talkers("1001 talking 1005", "1005 talking 1001")

	admin.asks("callforward", fmt.Sprintf(`{"rid":%q,"user":"1002"}`, room), done)
	d.then("1005 12", "1005 -1 200/16", "1002 0", "1002 65")
	admin.asks("callforward", `{"rid":"1","user":["1004"]}`, `"result":"failed: no such room"`)
}

func TestForwardOfAParkedCallFreesItsPlaceWhenItIsTaken(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	d.did(d.Park(DefaultTenant, "1000", "801"))
	d.seen = nil

	room := d.Truth().Parks[0].Room
	d.login("1000").asks("callforward", fmt.Sprintf(`{"rid":%q,"user":["1002"]}`, room), done)
	d.answer("1002")
	d.then("1002 0", "1002 65", "1002 2", "1001 21", "park 801 off")
}

func TestBargeRingsOnceAndThenChangesItsMode(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	admin := d.login("1000")
	ask := func(speak string) string {
		return fmt.Sprintf(`{"user":"1000","tid":%s,"listen":true,"speak":%q}`, d.tid("1001"), speak)
	}

	admin.asks("barge", ask("false"), done)
	d.then("1000 0", "1000 65")
	d.answer("1000")
	d.then("1000 2")
	d.talkers("1001 talking 1002", "1002 talking 1001", "1000 talking 1001")

	admin.asks("barge", ask("tutor"), done)
	d.then()
	mode := d.Truth().Talkers[2].Barge
	if diff := cmp.Diff(&BargeMode{Listen: true, Speak: "tutor"}, mode); diff != "" {
		t.Errorf("mode (-want +got):\n%s", diff)
	}

	// The one who listens leaves alone; the call goes on.
	d.hangup("1000")
	d.then("1000 12", "1000 -1 200/16")
	admin.asks("barge", fmt.Sprintf(`{"user":"1002","tid":%s,"listen":true,"speak":"false"}`, d.tid("1001")), `"result":"failed: 1002 is in the call"`)
}

func TestBargeEndsWithTheCall(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	d.login("1000").asks("barge", fmt.Sprintf(`{"user":"1000","tid":%s,"listen":true,"speak":true}`, d.tid("1001")), done)
	d.answer("1000")
	d.seen = nil

	d.hangup("1002")
	d.then("1002 12", "1001 12", "1000 12", "1002 -1 200/16", "1001 -1 200/16", "1000 -1 200/16")
}

func TestCancelTransferGivesTheCallBack(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	first := d.tid("1000")
	admin := d.login("1000")
	admin.asks("transfer", fmt.Sprintf(`{"tid":%q,"user":"1002"}`, first), done)
	d.answer("1002")
	d.seen = nil

	admin.asks("unhold", fmt.Sprintf(`{"tid":%q}`, first), `"result":"failed: 1000 is transferring"`)
	admin.asks("cancelTransfer", fmt.Sprintf(`{"tid":%q}`, first), done)
	d.then("1000 12", "1002 12", "1000 -1 200/16", "1002 -1 200/16", "1000 36")
	d.talkers("1001 talking 1000", "1000 talking 1001")
	admin.asks("cancelTransfer", fmt.Sprintf(`{"tid":%q}`, first), `"result":"failed: 1000 is not transferring"`)
}

func TestConferenceCompletesAnAttendedTransfer(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	first := d.tid("1000")
	admin := d.login("1000")
	admin.asks("transfer", fmt.Sprintf(`{"tid":%q,"user":"1002","mode":"attended"}`, first), done)
	d.answer("1002")

	admin.asks("conference", fmt.Sprintf(`{"tid":%q}`, first), done)
	d.talkers("1001 talking 1002", "1002 talking 1001")
}

func TestTransferRefusesWhatItCannotDo(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1000")
	admin := d.login("1000")
	for to, want := range map[string]string{
		"1000": "1000 is in the call", "1001": "1001 is in the call", "77": "no extension 77",
	} {
		admin.asks("transfer", fmt.Sprintf(`{"tid":%q,"user":%q,"mode":"blind"}`, d.tid("1000"), to), `"result":"failed: `+want+`"`)
	}
	d.then()
}

func TestDisconnectByRoomAfterADelay(t *testing.T) {
	d := newDesk(t, Options{})
	d.talk("1001", "1002")
	room := d.Truth().Talkers[0].Room

	d.login("1000").asks("disconnect", fmt.Sprintf(`{"rid":%q,"delay":"5"}`, room), done)
	d.clock.Advance(4 * time.Second)
	d.then()
	d.clock.Advance(time.Second)
	d.then("1001 12", "1002 12", "1001 -1 200/16", "1002 -1 200/16")
}

func TestRemoteControlAnswersARingingPhoneAndDTMFNeedsATalk(t *testing.T) {
	d := newDesk(t, Options{})
	d.outsider("0312345678", "", "1000")
	d.seen = nil
	admin := d.login("1000")
	talker := d.tid("1000")

	admin.asks("sendDTMF", fmt.Sprintf(`{"talker_id":%q,"signal":"1#"}`, talker), `"result":"failed: 1000 does not talk"`)
	admin.asks("remoteControl", fmt.Sprintf(`{"talker_id":%q,"action":"talk"}`, talker), done)
	d.then("1000 2")
	admin.asks("remoteControl", fmt.Sprintf(`{"talker_id":%q,"action":"talk"}`, talker), `"result":"failed: 1000 does not ring"`)
	admin.asks("sendDTMF", fmt.Sprintf(`{"talker_id":%q,"signal":"1#"}`, talker), done)
	admin.asks("sendDTMF", fmt.Sprintf(`{"talker_id":%q,"signal":"x"}`, talker), `"result":"failed: 'x' is no tone"`)
}

func TestLineIsTakenAndFreedByHand(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")
	admin.asks("line", `{"line":"L1-1","status":"on"}`, done)
	admin.asks("line", `{"line":"L1-1","status":"on"}`, `"result":"failed: L1-1 is on already"`)
	d.outsider("0312345678", "", "1000")
	admin.asks("line", `{"line":"L1-2","status":"off"}`, `"result":"failed: L1-2 has a call"`)
	admin.asks("line", `{"line":"L1-1","status":"off"}`, done)
	d.then("line L1-1 on", "1000 0", "1000 65", "line L1-2 on 1000", "line L1-1 off")
}

func TestGetExtensions(t *testing.T) {
	d := newDesk(t, Options{Extensions: 5})
	admin := d.login("1000")
	name := func(i int) string { return d.Truth().Extensions[i].Name }

	admin.asks("getExtensions", `{"pattern":".*","limit":-1,"type":"user"}`, `"result":["1000","1001","1002","1003","1004"]`)
	admin.asks("getExtensions", `{"pattern":"100[1-3]","limit":"-1","offset":"1"}`, `"result":["1002","1003"]`)
	admin.asks("getExtensions", `{"limit":2}`, `"result":["1000","1001"]`)
	admin.asks("getExtensions", `{"type":"ivr"}`, `"result":[]`)
	admin.asks("getExtensions", `{"pattern":"100[01]","property_names":["name","admin"]}`,
		fmt.Sprintf(`"result":[["1000","Reception","true"],["1001",%q,"false"]]`, name(1)))
	admin.asks("getExtensions", `{"pattern":"10("}`,
		"\"error\":{\"code\":-32602,\"message\":\"Invalid params: pattern: error parsing regexp: missing closing ): `10(`\"}")
	for _, pattern := range []string{"(", ")(", `(?=x)`, strings.Repeat("1", 257)} {
		if got := admin.request("getExtensions", fmt.Sprintf(`{"pattern":%q}`, pattern)); !strings.Contains(got, "-32602") {
			t.Errorf("pattern %.20s: %s", pattern, got)
		}
	}
}

func TestGetExtensionProperties(t *testing.T) {
	d := newDesk(t, Options{})
	name := d.Truth().Extensions[1].Name
	admin, user := d.login("1000"), d.login("1001")

	admin.asks("getExtensionProperties", `{"extension":"1000","property_names":["name","type","x"]}`, `"result":["Reception","user",""]`)
	admin.asks("getExtensionProperties", `{"extension":["1000","77"],"property_names":["name"]}`, `"result":[["Reception"],"No permission."]`)
	admin.asks("getExtensionProperties", `{"extension":"77","property_names":["name"]}`, `"error":{"code":-2000,"message":"Invalid User Name"}`)
	user.asks("getExtensionProperties", `{"extension":["1001","1002"],"property_names":["name"]}`, fmt.Sprintf(`"result":[[%q],"No permission."]`, name))
	user.asks("getExtensionProperties", `{"extension":"1002","property_names":["name"]}`, noPermission)
}

func TestPingAndProductInfo(t *testing.T) {
	d := newDesk(t, Options{Extensions: 7})
	user := d.login("1001")
	user.asks("ping", `{}`, done)
	user.asks("getProductInfo", `{}`, `"result":{"version":"3.19.0.0","users":7,"pal.notify_registered":"true"}`)
	user.asks("listTenants", `{}`, noPermission)
}
