package palsim

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestANoteIsWhatItsLevelAllows(t *testing.T) {
	d := newDesk(t, Options{})
	admin, user := d.login("1000"), d.login("1001")
	for level, name := range []string{"hidden", "readable", "writable"} {
		admin.asks("setNote", fmt.Sprintf(`{"name":%q,"description":"d","useraccess":%d,"note":"text"}`, name, level), good)
	}

	admin.asks("getNoteNames", `{}`, `"result":["hidden","readable","writable"]`)
	user.asks("getNoteNames", `{}`, `"result":["readable","writable"]`)
	user.asks("getNote", `{"name":"hidden"}`, forbidden)
	user.asks("getNote", `{"name":"readable"}`, `"result":{"useraccess":"1","description":"d","name":"readable","note":"text"}`)
	for name, want := range map[string]string{"hidden": forbidden, "readable": forbidden, "writable": good} {
		user.asks("setNote", fmt.Sprintf(`{"name":%q,"note":"mine"}`, name), want)
	}
	user.asks("getNote", `{"name":"writable"}`, `"result":{"useraccess":"2","description":"d","name":"writable","note":"mine"}`)
	for name, want := range map[string]string{"hidden": forbidden, "readable": forbidden, "writable": right} {
		user.asks("deleteNote", fmt.Sprintf(`{"name":%q}`, name), want)
	}
	admin.asks("getNote", `{"name":"hidden"}`, `"result":{"useraccess":"0","description":"d","name":"hidden","note":"text"}`)
	admin.asks("deleteNote", `{"name":"hidden"}`, right)
	admin.asks("getNoteNames", `{}`, `"result":["readable"]`)
}

func TestABusyPBXHasANoteOfEachLevel(t *testing.T) {
	d := newDesk(t, Options{Rate: 12})
	d.login("1000").asks("getNoteNames", `{}`, `"result":["carriers","opening hours","rota"]`)
	user := d.login("1001")
	user.asks("getNoteNames", `{}`, `"result":["opening hours","rota"]`)
	user.asks("setNote", `{"name":"opening hours","note":"never"}`, forbidden)
	user.asks("setNote", `{"name":"rota","note":"Mon: Bo"}`, good)
}

func TestNotesThatAreNotThereOrNotWellFormed(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}})
	admin := d.login("1000")
	const none = `"error":{"code":-2000,"message":"no note \"n\""}`
	admin.asks("getNote", `{"name":"n"}`, none)
	admin.asks("deleteNote", `{"name":"n"}`, none)
	admin.asks("setNote", `{"name":"n","useraccess":"3"}`, `"error":{"code":-32602,"message":"Invalid params: useraccess cannot be \"3\""}`)
	admin.asks("getNoteNames", `{}`, `"result":[]`)

	// A new note is hidden unless it says otherwise; an empty text empties one.
	admin.asks("setNote", `{"name":"n","note":"text","description":"d"}`, good)
	admin.asks("setNote", `{"name":"n","note":""}`, good)
	admin.asks("getNote", `{"name":"n"}`, `"result":{"useraccess":"0","description":"d","name":"n","note":""}`)
	d.connect("login_user=1000&login_password=1000&tenant=branch").asks("getNoteNames", `{}`, `"result":[]`)
}

func TestTimersOfUsersAndSchedules(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}, Extensions: 5})
	sa, admin, user := d.login("sa"), d.login("1000"), d.login("1001")
	admin.asks("createExtension", `{"extension":"300","type":"conditional"}`, right)
	admin.asks("createExtension", `{"extension":"600","type":"ringgroup"}`, right)

	const office = `P2026010120261231A62W31D[Exclude]1224,1225T09001730`
	user.asks("setPlanSwitchTimer", `{"extension":"1001","schedule":"`+office+`"}`, good)
	admin.asks("setPlanSwitchTimer", `{"extension":"1001","number":2,"schedule":"A65"}`, good)
	admin.asks("setPlanSwitchTimer", `{"extension":"300","number":"1","schedule":"T0000-0600"}`, good)
	user.asks("getPlanSwitchTimer", `{"extension":"1001"}`, `"result":"`+office+`"`)
	user.asks("getPlanSwitchTimer", `{"extension":"1001","number":"2"}`, `"result":"A65"`)
	sa.asks("getPlanSwitchTimer", `{"extension":"300"}`, `"result":"T0000-0600"`)
	admin.asks("getPlanSwitchTimer", `{"extension":"1002"}`, `"result":""`)

	// The methods name no tenant: sa reaches every extension by its number.
	sa.asks("createExtension", `{"tenant":"branch","extension":"2000","type":"user"}`, right)
	sa.asks("setPlanSwitchTimer", `{"extension":"2000","schedule":"A1"}`, good)
	admin.asks("getPlanSwitchTimer", `{"extension":"2000"}`, `"error":{"code":-2000,"message":"Invalid User Name"}`)

	user.asks("getPlanSwitchTimer", `{"extension":"1002"}`, forbidden)
	user.asks("setPlanSwitchTimer", `{"extension":"300","schedule":"A1"}`, forbidden)
	admin.asks("getPlanSwitchTimer", `{"extension":"600"}`, `"error":{"code":-32000,"message":"Extension 600 has no timers"}`)
	admin.asks("getPlanSwitchTimer", `{"extension":"77"}`, `"error":{"code":-2000,"message":"Invalid User Name"}`)
	admin.asks("getPlanSwitchTimer", `{"extension":"1001","number":"3"}`, `"error":{"code":-32602,"message":"Invalid params: number cannot be \"3\""}`)
	for _, wrong := range []string{"nine to five", "T9am", "A62P1", strings.Repeat("D", 5000)} {
		if reply := admin.request("setPlanSwitchTimer", fmt.Sprintf(`{"extension":"1001","schedule":%q}`, wrong)); !strings.Contains(reply, "-32602") {
			t.Errorf("schedule %.20s: %s", wrong, reply)
		}
	}
	user.asks("getPlanSwitchTimer", `{"extension":"1001"}`, `"result":"`+office+`"`)
}

// routesOf gives the values of each route of a template in main, without the empty
// ones.
func routesOf(sa *session, template string) (lines []string) {
	sa.t.Helper()
	reply := sa.request("getRouteVariables", `{"tenant":"main","template":"`+template+`"}`)
	list, ok := strings.CutPrefix(reply, `"result":[[`)
	if !ok {
		sa.t.Fatal(reply)
	}
	for row := range strings.SplitSeq(strings.TrimSuffix(list, `]]`), `],[`) {
		values := strings.Split(strings.ReplaceAll(row, `"`, ""), ",")
		if len(values) != 33 {
			sa.t.Fatalf("a route has %d values: %s", len(values), row)
		}
		lines = append(lines, strings.Join(strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' }), " "))
	}
	return lines
}

func TestRoutesAreInsertedUpdatedAndDeleted(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}, Extensions: 3})
	sa := d.login("sa")
	routes := func(want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, routesOf(sa, "trunk")); diff != "" {
			t.Fatalf("routes (-want +got):\n%s", diff)
		}
	}
	const seeded1, seeded2 = "1 main main-national sip.example.net 0", "1 main main-international sip.example.net 00"
	routes(seeded1, seeded2)

	sa.asks("insertRouteVariables", `{"template":"trunk","values":["1","main","mobile","pw","","","a","b"]}`, right)
	sa.asks("insertRouteVariables", `{"template":"trunk","values":["1","branch","elsewhere","","","","c"]}`, right)
	routes(seeded1, seeded2, "1 main mobile pw a b")

	// The password stays unless it is to be updated; so does what is not given.
	sa.asks("updateRouteVariables", `{"template":"trunk","values":["0","main","mobile","new","","","c"]}`, right)
	routes(seeded1, seeded2, "0 main mobile pw c b")
	sa.asks("updateRouteVariables", `{"template":"trunk","update_password":true,"values":["1","main","mobile","new","","","c",""]}`, right)
	routes(seeded1, seeded2, "1 main mobile new c")

	sa.asks("deleteRouteVariables", `{"template":"trunk","name":"main-national"}`, good)
	routes(seeded2, "1 main mobile new c")
}

func TestRoutesThatCannotBe(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}, Extensions: 3})
	sa := d.login("sa")
	row := func(values string) string { return `{"template":"trunk","values":[` + values + `]}` }
	for _, one := range []struct{ method, params, want string }{
		{"insertRouteVariables", row(`"1","main","main-national","","","","a"`), `"error":{"code":-32000,"message":"Route main-national of template trunk exists already"}`},
		{"insertRouteVariables", row(`"1","main","new","","",""`), `"error":{"code":-32602,"message":"Invalid params: values must be 7 to 33"}`},
		{"insertRouteVariables", row(strings.Repeat(`"1",`, 33) + `"1"`), `"error":{"code":-32602,"message":"Invalid params: values must be 7 to 33"}`},
		{"insertRouteVariables", row(`"1","main","","","","","a"`), `"error":{"code":-32602,"message":"Invalid params: values: the route name is missing"}`},
		{"insertRouteVariables", row(`"on","main","new","","","","a"`), `"error":{"code":-32602,"message":"Invalid params: values: enabled cannot be \"on\""}`},
		{"insertRouteVariables", row(`"1","moon","new","","","","a"`), `"error":{"code":-2000,"message":"no tenant \"moon\""}`},
		{"insertRouteVariables", `{"template":"trunk","values":"1"}`, `"error":{"code":-32602,"message":"Invalid params: values must be a list of texts"}`},
		{"insertRouteVariables", `{"template":"x","values":["1","main","new","","","","a"]}`, `"error":{"code":-2000,"message":"no route template \"x\""}`},
		{"updateRouteVariables", row(`"1","main","new","","","","a"`), `"error":{"code":-2000,"message":"no route \"new\" in template trunk"}`},
		{"deleteRouteVariables", `{"template":"trunk","name":"new"}`, `"error":{"code":-2000,"message":"no route \"new\" in template trunk"}`},
		{"getRouteVariables", `{"tenant":"main","template":"x"}`, `"error":{"code":-2000,"message":"no route template \"x\""}`},
		{"getRouteVariables", `{"template":"trunk"}`, `"error":{"code":-32602,"message":"Invalid params: tenant is missing"}`},
	} {
		sa.asks(one.method, one.params, one.want)
	}
	if got := len(routesOf(sa, "trunk")); got != 2 {
		t.Errorf("%d routes, want 2", got)
	}
}

func TestDIDsAreSetByTheTenantThatHasThem(t *testing.T) {
	d := newDesk(t, Options{Tenants: []string{"main", "branch"}, Extensions: 3})
	sa, admin := d.login("sa"), d.login("1000")

	admin.asks("setDid", `{"template":"did","name":"main-support","enabled":"0","v1":"","w3":"day","x9":"z"}`, good)
	if diff := cmp.Diff([]string{"1 main main-reception +34915551000 1000", "0 main main-support 1001 day z"}, routesOf(sa, "did")); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
	if reply := admin.request("getAllDids", `{}`); !strings.Contains(reply, `{"template":"did","name":"main-support","enabled":"0","v1":"","v2":"1001","v3":""`) {
		t.Errorf("the DID that was set is not listed: %s", reply)
	}

	// Another tenant's is not there, and trunks are no DIDs.
	admin.asks("setDid", `{"template":"did","name":"branch-support","v1":"x"}`, `"error":{"code":-2000,"message":"no route \"branch-support\" in template did"}`)
	admin.asks("setDid", `{"template":"trunk","name":"main-national","v1":"x"}`, forbidden)
	admin.asks("setDid", `{"template":"did","name":"main-support","enabled":"yes"}`, `"error":{"code":-32602,"message":"Invalid params: enabled cannot be \"yes\""}`)
	sa.asks("setDid", `{"template":"did","name":"branch-support","v1":"x"}`, good)
}

func TestATenantFromNothing(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	sa := d.login("sa")
	sa.asks("createTenant", `{"tenant":"branch"}`, right)
	sa.asks("listTenants", `{}`, `"result":["main","branch"]`)
	sa.asks("getExtensions", `{"tenant":"branch"}`, `"result":[]`)
	sa.asks("createExtension", `{"tenant":"branch","extension":"1000","type":"user","login_password":"pw"}`, right)
	sa.asks("setExtensionProperties", `{"tenant":"branch","extension":"1000","properties":{"admin":"true"}}`, good)

	admin := d.connect("tenant=branch&login_user=1000&login_password=pw")
	admin.asks("createExtension", `{"extension":"1001","type":"user"}`, right)
	_, err := d.Call("branch", "1000", "1001")
	d.did(err)
	d.did(d.Answer("branch", "1001"))
	d.did(d.Park("branch", "1001", "801"))
	d.talkers("1000 parked 1001")
	d.login("1000").asks("getExtensions", `{"tenant":"branch"}`, `"result":["1000","1001"]`)

	sa.asks("createTenant", `{"tenant":"branch"}`, `"error":{"code":-32000,"message":"Tenant branch exists already"}`)
	sa.asks("createTenant", `{"tenant":"two words"}`, `"error":{"code":-32602,"message":"Invalid params: tenant cannot be \"two words\""}`)
	sa.asks("createTenant", `{}`, `"error":{"code":-32602,"message":"Invalid params: tenant is missing"}`)
}

func TestTheLimitsOfATenantAreKept(t *testing.T) {
	d := newDesk(t, Options{Extensions: 6})
	sa := d.login("sa")
	sa.asks("setTenantProperties", `{"tenant":"main","properties":{"maxusers":"7","maxsessions":"2","maxrecordingsessions":"1","desc":"Main"}}`, good)
	sa.asks("getTenantProperties", `{"tenant":"main","property_names":["maxsessions","desc","maxusers","tenantid","maxrecordingsessions"]}`, `"result":["2","Main","7","main","1"]`)

	// Users: one more, and groups do not count.
	sa.asks("createExtension", `{"extension":"2000","type":"user"}`, right)
	sa.asks("createExtension", `{"extension":"2001","type":"user"}`, `"error":{"code":-32000,"message":"Tenant main has 7 users, as many as it may"}`)
	sa.asks("createExtension", `{"extension":"2001","type":"ringgroup"}`, right)

	// Calls: the third hears busy.
	d.talk("1000", "1001")
	d.talk("1002", "1003")
	d.call("1004", "1005")
	d.then("1004 1", "1004 -1 486/17")
	d.outsider("0312345678", "", "1004")
	d.then()
	const full = "tenant main is busy: it has 2 calls, as many as it may"
	sa.asks("makeCall", `{"user":"1004","from":"1004","to":["1005"],"type":"2"}`, `"result":"failed: `+full+`"`)
	sa.asks("transfer", fmt.Sprintf(`{"tid":%q,"user":"1005"}`, d.tid("1000")), `"result":"failed: `+full+`"`)
	sa.asks("transfer", fmt.Sprintf(`{"tid":%q,"user":"1005","mode":"blind"}`, d.tid("1000")), done)

	// Recordings: one.
	sa.asks("startRecording", fmt.Sprintf(`{"tid":%q}`, d.tid("1002")), done)
	sa.asks("startRecording", fmt.Sprintf(`{"tid":%q}`, d.tid("1003")), `"result":"failed: tenant main records 1 calls, as many as it may"`)

	// A call that ended makes room for another.
	d.hangup("1002")
	d.seen = nil
	d.call("1004", "1002")
	d.then("1004 1", "1002 0", "1002 65")
}

func TestTenantPropertiesThatCannotBe(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	sa := d.login("sa")
	for params, want := range map[string]string{
		`{"tenant":"main","properties":{"desc":"changed","maxusers":"many"}}`: `Invalid params: maxusers cannot be \"many\"`,
		`{"tenant":"main","properties":{"desc":"changed","maxusers":"-2"}}`:   `Invalid params: maxusers cannot be \"-2\"`,
		`{"tenant":"main","properties":{"desc":"changed","colour":"red"}}`:    `Invalid params: properties cannot have \"colour\"`,
		`{"tenant":"moon","properties":{"desc":"changed"}}`:                   `no tenant \"moon\"`,
		`{"properties":{"desc":"changed"}}`:                                   `Invalid params: tenant is missing`,
		`{"tenant":"main"}`:                                                   `Invalid params: properties is missing`,
	} {
		if reply := sa.request("setTenantProperties", params); !strings.Contains(reply, want) || !strings.HasPrefix(reply, `"error":`) {
			t.Errorf("%s: %s, want %s", params, reply, want)
		}
	}
	sa.asks("getTenantProperties", `{"tenant":"main","property_names":["colour"]}`, `"error":{"code":-32602,"message":"Invalid params: property_names cannot be \"colour\""}`)
	sa.asks("getTenantProperties", `{"tenant":"main","property_names":["desc"]}`, `"result":[""]`)
}
