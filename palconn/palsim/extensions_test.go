package palsim

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cordboard/palconn/pal"
)

// set sets properties of an extension as an admin.
func (d *desk) set(extension, properties string) {
	d.t.Helper()
	d.login("1000").asks("setExtensionProperties", fmt.Sprintf(`{"extension":%q,"properties":%s}`, extension, properties), good)
	d.seen = nil
}

// create makes an extension of a kind with properties.
func (d *desk) create(number, kind, properties string) {
	d.t.Helper()
	d.login("1000").asks("createExtension", fmt.Sprintf(`{"extension":%q,"type":%q}`, number, kind), right)
	d.set(number, properties)
}

func TestAnExtensionFromItsCreationToItsEnd(t *testing.T) {
	d := newDesk(t, Options{Extensions: 3})
	admin := d.login("1000")

	admin.asks("createExtension", `{"extension":"1500","type":"user","password":"12","login_password":"secret"}`, right)
	d.then("registered 1500 true", "voicemail 1500 new 0")
	admin.asks("getExtensions", `{"pattern":"1.*","property_names":["name","type"],"offset":2}`, fmt.Sprintf(`"result":[["1002",%q,"user"],["1500","","user"]]`, d.Truth().Extensions[2].Name))
	admin.asks("getProductInfo", `{}`, `"result":{"version":"3.19.0.0","users":4,"pal.notify_registered":"true"}`)

	// It can be logged in with, by its login password only.
	for password, refused := range map[string]bool{"12": true, "1500": true, "secret": false} {
		if s := d.connect("login_user=1500&login_password=" + password); s.finished != refused {
			t.Errorf("login with %q: refused %v, want %v", password, s.finished, refused)
		}
	}

	// It can be called, and takes messages.
	d.talk("1001", "1500")
	d.did(d.LeaveVoicemail(DefaultTenant, "1500"))
	d.talkers("1001 talking 1500", "1500 talking 1001")

	// Deleted, its call has ended, and who was logged in as it is out.
	own := d.connect("login_user=1500&login_password=secret")
	d.seen = nil
	admin.asks("deleteExtension", `{"extension":"1500"}`, right)
	d.then("1500 12", "1001 12", "1500 -1 200/16", "1001 -1 200/16", "registered 1500 false")
	if !own.finished {
		t.Error("who is logged in as a deleted extension stays connected")
	}
	own.asks("ping", `{}`, `"error":{"code":-2022,"message":"Login required"}`)
	if !d.connect("login_user=1500&login_password=secret").finished {
		t.Error("a deleted extension can log in")
	}
	if _, err := d.Call(DefaultTenant, "1001", "1500"); err == nil || err.Error() != "no extension 1500" {
		t.Errorf("call to a deleted extension: %v", err)
	}
	admin.asks("deleteExtension", `{"extension":"1500"}`, `"result":false`)

	// Another of the same number has nothing of it.
	admin.asks("createExtension", `{"extension":"1500","type":"user"}`, right)
	d.then("registered 1500 true", "voicemail 1500 new 0")
}

func TestCreateExtensionRefusesWhatItCannotDo(t *testing.T) {
	d := newDesk(t, Options{Extensions: 3})
	admin := d.login("1000")
	for params, want := range map[string]string{
		`{"extension":"1001","type":"user"}`:      `"error":{"code":-32000,"message":"Extension 1001 exists already"}`,
		`{"extension":"","type":"user"}`:          `"error":{"code":-32602,"message":"Invalid params: extension is missing"}`,
		`{"extension":"1500","type":"spaceship"}`: `"error":{"code":-32602,"message":"Invalid params: type cannot be \"spaceship\""}`,
		`{"extension":"1500"}`:                    `"error":{"code":-32602,"message":"Invalid params: type is missing"}`,
		`{"extension":"a b","type":"user"}`:       `"error":{"code":-32602,"message":"Invalid params: extension cannot be \"a b\""}`,
		`{"extension":"sa","type":"user"}`:        `"error":{"code":-32602,"message":"Invalid params: extension cannot be \"sa\""}`,
	} {
		admin.asks("createExtension", params, want)
	}
	admin.asks("getExtensions", `{}`, `"result":["1000","1001","1002"]`)
	d.then()
}

func TestNobodyLogsInAsAnExtensionWithoutAPassword(t *testing.T) {
	d := newDesk(t, Options{Extensions: 1})
	d.login("1000").asks("createExtension", `{"extension":"1500","type":"user"}`, right)
	s := d.connect("login_user=1500")
	d.receive(s.client, []byte(answerTo("1500", nonceOf(t, s), "")))
	if !s.finished {
		t.Error("the empty password is taken")
	}
}

func TestWhoDeletesItsOwnExtensionIsAnsweredAndThenOut(t *testing.T) {
	d := newDesk(t, Options{Extensions: 2})
	admin := d.login("1000")
	admin.asks("deleteExtension", `{"extension":"1000"}`, right)
	if !admin.finished {
		t.Error("still connected")
	}
}

func TestDeletingOneWhosePhoneRingsEndsTheCallOfItsCaller(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"busyforward.voicemail":"true","pln1_d_busyforward":"1004"}`)
	d.call("1001", "1002")
	d.seen = nil

	d.login("1000").asks("deleteExtension", `{"extension":"1002"}`, right)
	d.then("1002 -1 480/20", "1001 -1 480/20", "registered 1002 false")
}

func TestDeletingOneEndsTheMessageThatACallerLeaves(t *testing.T) {
	d := newDesk(t, Options{})
	d.call("1001", "071002")
	d.clock.Advance(4 * time.Second)
	d.seen = nil

	d.login("1000").asks("deleteExtension", `{"extension":"1002"}`, right)
	d.then("1001 12", "1001 -1 200/16", "registered 1002 false")
}

func TestExtensionsOfEveryTypeAreListedByType(t *testing.T) {
	d := newDesk(t, Options{Extensions: 1})
	admin := d.login("1000")
	kinds := []string{pal.GroupExtension, pal.IVRExtension, pal.ScheduleExtension, pal.ConferenceExtension, pal.CallbackExtension}
	for i, kind := range kinds {
		admin.asks("createExtension", fmt.Sprintf(`{"extension":"20%d","type":%q}`, i, kind), right)
	}
	d.then() // none of them has a phone

	for i, kind := range kinds {
		admin.asks("getExtensions", fmt.Sprintf(`{"type":%q}`, kind), fmt.Sprintf(`"result":["20%d"]`, i))
		admin.asks("getExtensionProperties", fmt.Sprintf(`{"extension":"20%d","property_names":["type","admin"]}`, i), fmt.Sprintf(`"result":[%q,""]`, kind))
	}
	admin.asks("getExtensions", `{"type":"user"}`, `"result":["1000"]`)
	admin.asks("getExtensions", `{}`, `"result":["200","201","202","203","204","1000"]`)
	if !d.connect("login_user=200&login_password=200").finished {
		t.Error("a group can log in")
	}
}

func TestPropertiesAreKeptAndReadBack(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")
	admin.asks("setExtensionProperties",
		`{"extension":"1001","properties":{"name":"Ana \"B\"","desc":"","email":"a@example.com","pln2_ptn1_filtertype":"match","house.rule":"7","admin":true,"maxsessioncount":-1}}`, good)
	admin.asks("getExtensionProperties",
		`{"extension":"1001","property_names":["name","desc","email","pln2_ptn1_filtertype","house.rule","admin","maxsessioncount","type"]}`,
		`"result":["Ana \"B\"","","a@example.com","match","7","true","-1","user"]`)
	admin.asks("getExtensionProperties", `{"extension":"1002","property_names":["house.rule","admin"]}`, `"result":["","false"]`)
}

func TestOneWrongPropertyAndNoneIsSet(t *testing.T) {
	d := newDesk(t, Options{})
	admin := d.login("1000")
	for _, wrong := range []string{
		`"maxsessioncount":"7"`, `"admin":"perhaps"`, `"pln1_d_ringertime":"soon"`, `"type":"ivr"`, `"stype":"sr"`, `"name":{}`,
	} {
		reply := admin.request("setExtensionProperties", `{"extension":"1001","properties":{"desc":"changed",`+wrong+`}}`)
		if !strings.HasPrefix(reply, `"error":{"code":-32602,"message":"Invalid params: `) {
			t.Errorf("%s: %s", wrong, reply)
		}
	}
	admin.asks("setExtensionProperties", `{"extension":"1001","properties":["x"]}`,
		`"error":{"code":-32602,"message":"Invalid params: properties must be an object of names and texts"}`)
	admin.asks("setExtensionProperties", `{"extension":"77","properties":{"desc":"x"}}`, `"error":{"code":-2000,"message":"Invalid User Name"}`)
	admin.asks("getExtensionProperties", `{"extension":"1001","property_names":["desc"]}`, `"result":[""]`)
}

func TestUsersSetAndReadWhatIsHarmlessOfThemselves(t *testing.T) {
	d := newDesk(t, Options{})
	user := d.login("1001")
	user.asks("setExtensionProperties", `{"extension":"1001","properties":{"name":"Ana","pln1_d_busyforward":"1002","login.password":"new"}}`, good)
	user.asks("getExtensionProperties", `{"extension":"1001","property_names":["name","pln1_d_busyforward","admin"]}`, `"result":["Ana","1002","false"]`)

	for _, name := range []string{"admin", "maxsessioncount", "userclass", "automonitor", "canjoin", "type", "pnumber1", "house.rule"} {
		user.asks("setExtensionProperties", fmt.Sprintf(`{"extension":"1001","properties":{"name":"Bo",%q:"true"}}`, name), forbidden)
	}
	user.asks("setExtensionProperties", `{"extension":"1002","properties":{"name":"Bo"}}`, forbidden)
	user.asks("setExtensionProperties", `{"extension":"77","properties":{"name":"Bo"}}`, forbidden)
	for _, name := range []string{"password", "login.password"} {
		user.asks("getExtensionProperties", fmt.Sprintf(`{"extension":"1001","property_names":["name",%q]}`, name), forbidden)
	}
	user.asks("getExtensionProperties", `{"extension":"1001","property_names":["name"]}`, `"result":["Ana"]`)
	d.login("1000").asks("getExtensionProperties", `{"extension":"1001","property_names":["login.password"]}`, `"result":["new"]`)
}

func TestRightsAndPasswordsCountFromTheNextLogin(t *testing.T) {
	d := newDesk(t, Options{})
	before := d.login("1001")
	d.set("1001", `{"admin":"true","login.password":"new"}`)

	before.asks("getExtensions", `{}`, forbidden)
	before.asks("getExtensionProperties", `{"extension":"1002","property_names":["type"]}`, forbidden)
	if !d.connect("login_user=1001&login_password=1001").finished {
		t.Error("the old password is taken")
	}
	d.connect("login_user=1001&login_password=new").asks("getExtensions", `{"limit":1}`, `"result":["1000"]`)
}

func TestANewNameIsShownFromTheNextCall(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"name":"Ana Ruiz"}`)
	sa := d.login("sa")
	d.call("1001", "1002")
	if got := strings.Join(sa.frames, "\n"); !strings.Contains(got, `"other_user_display_name":"Ana Ruiz"`) || !strings.Contains(got, `"user_display_name":"Ana Ruiz"`) {
		t.Errorf("the new name is not shown: %s", got)
	}
}
