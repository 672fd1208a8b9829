package palsim

import (
	"testing"

	"cordboard/palconn/pal"
)

// Answers that many rows of the table have.
const (
	forbidden = noPermission
	right     = `"result":true`
	good      = `"result":"OK"`
)

// row is a method, what is there before it is asked, and what each login is answered.
type row struct {
	given           func(d *desk)
	params          string
	sa, admin, user string
}

// inBranch acts in the tenant that the table is about.
const inBranch = "branch"

func parkedAt801(d *desk) { d.did(d.Park(inBranch, "1002", "801")) }

func recorded(d *desk) { d.did(d.StartRecording(inBranch, "1001")) }

func transferring(d *desk) { d.did(d.Transfer(inBranch, "1001", "1003", pal.Attended)) }

func noted(d *desk) {
	d.connect("login_user=sa&login_password=sa").
		asks("setNote", `{"tenant":"branch","name":"n","description":"d","useraccess":"2","note":"text"}`, good)
}

// matrix has each method of the guide. In tenant branch 1001
// (talker 20001) talks with 1002 (20002). sa names the tenant, the admin 1000 and
// the user 1001 of branch name one that is not there, which is ignored.
var matrix = map[string]row{
	"barge":               {params: `"user":"1003","tid":20001,"listen":true,"speak":"false"`, sa: done, admin: done, user: forbidden},
	"callforward":         {params: `"rid":"282000000001","user":["1003"]`, sa: done, admin: done, user: forbidden},
	"cancelTransfer":      {given: transferring, params: `"tid":"20001"`, sa: done, admin: done, user: done},
	"createExtension":     {params: `"extension":"2000","type":"user","password":"1","login_password":"x"`, sa: right, admin: right, user: forbidden},
	"createTenant":        {params: `"tenant":"moon"`, sa: right, admin: forbidden, user: forbidden},
	"deleteExtension":     {params: `"extension":"1004"`, sa: right, admin: right, user: forbidden},
	"deleteNote":          {given: noted, params: `"name":"n"`, sa: right, admin: right, user: right},
	"disconnect":          {params: `"tid":"20001"`, sa: done, admin: done, user: done},
	"makeCall":            {params: `"user":"1001","from":"1001","to":["1003"],"type":"1"`, sa: `"result":"succeeded: 1"`, admin: `"result":"succeeded: 1"`, user: `"result":"succeeded: 1"`},
	"park":                {params: `"tid":"20001","number":"801"`, sa: done, admin: done, user: done},
	"startRecording":      {params: `"tid":"20001"`, sa: done, admin: done, user: done},
	"stopRecording":       {given: recorded, params: `"tid":"20001"`, sa: done, admin: done, user: done},
	"transfer":            {params: `"user":"1003","tid":"20001","mode":"blind"`, sa: done, admin: done, user: done},
	"unpark":              {given: parkedAt801, params: `"user":"1001","number":"801"`, sa: done, admin: done, user: done},
	"setNote":             {params: `"name":"n","note":"text"`, sa: good, admin: good, user: good},
	"getNoteNames":        {given: noted, params: ``, sa: `"result":["n"]`, admin: `"result":["n"]`, user: `"result":["n"]`},
	"setDid":              {params: `"template":"did","name":"branch-support","v1":"+34915550000"`, sa: good, admin: good, user: forbidden},
	"getAllDids":          {params: ``, sa: branchDids, admin: branchDids, user: forbidden},
	"getExtensions":       {params: `"pattern":"100[01]","limit":-1,"type":"user"`, sa: `"result":["1000","1001"]`, admin: `"result":["1000","1001"]`, user: forbidden},
	"getNote":             {given: noted, params: `"name":"n"`, sa: theNote, admin: theNote, user: theNote},
	"setTenantProperties": {params: `"properties":{"desc":"Branch","maxusers":10}`, sa: good, admin: forbidden, user: forbidden},
	"getTenantProperties": {
		params: `"property_names":["tenantid","desc","maxrecordingsessions","maxusers","maxsessions"]`,
		sa:     `"result":["branch","","-1","-1","-1"]`, admin: forbidden, user: forbidden,
	},
	"deleteRouteVariables": {params: `"template":"trunk","name":"branch-national"`, sa: good, admin: forbidden, user: forbidden},
	"insertRouteVariables": {
		params: `"template":"trunk","values":["1","branch","new","","","","a"]`,
		sa:     right, admin: forbidden, user: forbidden,
	},
	"updateRouteVariables": {
		params: `"template":"trunk","values":["0","branch","branch-national","","","","a"]`,
		sa:     right, admin: forbidden, user: forbidden,
	},
	"getRouteVariables":      {params: `"template":"trunk"`, sa: branchTrunks, admin: forbidden, user: forbidden},
	"getRouteTemplateNames":  {params: ``, sa: `"result":["did","trunk"]`, admin: `"result":["did","trunk"]`, user: forbidden},
	"setExtensionProperties": {params: `"extension":"1001","properties":{"desc":"x"}`, sa: good, admin: good, user: good},
	"getExtensionProperties": {
		params: `"extension":"1001","property_names":["type","language","admin","maxsessioncount"]`,
		sa:     `"result":["user","en","false","2"]`, admin: `"result":["user","en","false","2"]`, user: `"result":["user","en","false","2"]`,
	},
	"setPlanSwitchTimer": {params: `"extension":"1001","schedule":"A62T09001730"`, sa: good, admin: good, user: good},
	"getPlanSwitchTimer": {params: `"extension":"1001"`, sa: `"result":""`, admin: `"result":""`, user: `"result":""`},
}

const (
	theNote    = `"result":{"useraccess":"2","description":"d","name":"n","note":"text"}`
	noVariable = `"v3":"","v4":"","v5":"","v6":"","v7":"","v8":"","v9":"",` +
		`"w1":"","w2":"","w3":"","w4":"","w5":"","w6":"","w7":"","w8":"","w9":"",` +
		`"x1":"","x2":"","x3":"","x4":"","x5":"","x6":"","x7":"","x8":"","x9":""}`
	branchDids = `"result":[{"template":"did","name":"branch-reception","enabled":"1","v1":"+34915551010","v2":"1000",` + noVariable +
		`,{"template":"did","name":"branch-support","enabled":"1","v1":"+34915551011","v2":"1001",` + noVariable + `]`
	noMore       = `"","","","","","","","","","","","","","","","","","","","","","","","",""]`
	branchTrunks = `"result":[["1","branch","branch-national","","","","sip.example.net","0",` + noMore +
		`,["1","branch","branch-international","","","","sip.example.net","00",` + noMore + `]`
)

func TestEveryMethodForEveryLogin(t *testing.T) {
	for _, method := range pal.Methods() {
		if !method.InGuide() || method.Name == "login" {
			continue
		}
		r, there := matrix[method.Name]
		if !there {
			t.Errorf("%s (%s) has no row", method.Name, method.Section)
			continue
		}
		for query, want := range map[string]string{
			"login_user=sa&login_password=sa":                   r.sa,
			"login_user=1000&login_password=1000&tenant=branch": r.admin,
			"login_user=1001&login_password=1001&tenant=branch": r.user,
		} {
			t.Run(method.Name+" "+query, func(t *testing.T) {
				d := newDesk(t, Options{Tenants: []string{"main", inBranch}, Extensions: 5})
				_, err := d.Call(inBranch, "1001", "1002")
				d.did(err)
				d.did(d.Answer(inBranch, "1002"))
				if r.given != nil {
					r.given(d)
				}
				s := d.connect(query)
				for _, spelling := range append([]string{method.Name}, method.Also...) {
					s.asks(spelling, r.paramsFor(method, s), want)
				}
			})
		}
	}
}

// paramsFor are the params with the tenant that the login names.
func (r row) paramsFor(method pal.Method, s *session) string {
	_, takes := method.Param("tenant")
	switch {
	case !takes || method.Name == "createTenant":
		return "{" + r.params + "}"
	case r.params == "":
		return `{"tenant":"` + tenantNamed(s) + `"}`
	}
	return `{"tenant":"` + tenantNamed(s) + `",` + r.params + "}"
}

func tenantNamed(s *session) string {
	if s.client.rank == pal.BySA {
		return inBranch
	}
	return "nowhere"
}
