package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// walked is a method of the guide, in tenant main, where 1001 (talker 20001) talks with 1002 (20002).
type walked struct {
	// given is what else there is before the method is called; nil for nothing.
	given func(*testing.T, *palsim.PBX)
	// typed calls it through the typed client, naming a tenant; it gives nil where a success says nothing.
	typed func(ctx context.Context, c palconn.Client, tenant string) (any, error)
	// sa, admin and user are what the typed client gives each login.
	sa, admin, user string
	// args are those of `cordboard call`, stdin what it is given beside, printed what sa is printed.
	args, stdin string
	printed     string
	// filled are the fields of the form as name=value, in the order of the form; +name is a property that is added.
	filled []string
	// sent is the request that comes of the form, without its method.
	sent string
	// shown is what the screen shows then, beside the name of the method.
	shown []string
}

// What logins are answered.
const (
	taken     = "done"
	forbidden = "forbidden"
)

// walk is every method of the guide's section 6.
var walk = map[string]walked{
	"barge": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.Barge(ctx, pal.Barge{Tenant: tenant, User: "1003", TID: "20001", Listen: true, Speak: pal.SpeakNone})
		},
		sa: taken, admin: taken, user: forbidden,
		args: "user=1003 tid=20001 listen=true speak=false --reason=training", printed: `"succeeded"`,
		filled: []string{"user=1003", "tid=20001", "listen=true", "speak=false", "reason=training"},
		sent:   "listen=true speak=false tenant=main tid=20001 user=1003",
	},
	"callforward": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.CallForward(ctx, pal.CallForward{Tenant: tenant, RID: "282000000001", Users: []string{"1003", "1004"}})
		},
		sa: taken, admin: taken, user: forbidden,
		args: "rid=282000000001 user=1003,1004", printed: `"succeeded"`,
		filled: []string{"rid=282000000001", "user=1003, 1004"},
		sent:   "rid=282000000001 tenant=main user=[1003 1004]",
	},
	"cancelTransfer": {
		given: func(t *testing.T, pbx *palsim.PBX) { must(t, pbx.Transfer(tenant, "1001", "1003", pal.Attended)) },
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.CancelTransfer(ctx, pal.CancelTransfer{Tenant: tenant, TID: "20001"})
		},
		sa: taken, admin: taken, user: taken,
		args: "tid=20001", printed: `"succeeded"`,
		filled: []string{"tid=20001"}, sent: "tenant=main tid=20001",
	},
	"createExtension": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.CreateExtension(ctx, pal.CreateExtension{
				Tenant: tenant, Extension: "2000", Password: "4711", LoginPassword: "Geheim", Type: pal.UserExtension,
			})
		},
		sa: taken, admin: taken, user: forbidden,
		args: "extension=2000 password=@- login_password=@- type=user", stdin: "4711\nGeheim\n", printed: `true`,
		filled: []string{"extension=2000", "password=4711", "login_password=Geheim", "type=user"},
		sent:   "extension=2000 login_password=Geheim password=4711 tenant=main type=user",
	},
	"createTenant": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.CreateTenant(ctx, pal.CreateTenant{Tenant: "moon"})
		},
		sa: taken, admin: forbidden, user: forbidden,
		args: "tenant=moon", printed: `true`,
		filled: []string{"tenant=moon"}, sent: "tenant=moon",
	},
	"deleteExtension": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.DeleteExtension(ctx, pal.DeleteExtension{Tenant: tenant, Extension: "1004"})
		},
		sa: taken, admin: taken, user: forbidden,
		args: "extension=1004", printed: `true`,
		filled: []string{"extension=1004"}, sent: "extension=1004 tenant=main",
	},
	"deleteNote": {
		given: noted,
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.DeleteNote(ctx, pal.DeleteNote{Tenant: tenant, Name: "rota"})
		},
		sa: taken, admin: taken, user: taken,
		args: "name=rota", printed: `true`,
		filled: []string{"name=rota"}, sent: "name=rota tenant=main",
	},
	"deleteRouteVariables": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.DeleteRouteVariables(ctx, pal.DeleteRouteVariables{Template: "trunk", Name: "main-national"})
		},
		sa: taken, admin: forbidden, user: forbidden,
		args: "template=trunk name=main-national", printed: `"OK"`,
		filled: []string{"template=trunk", "name=main-national"}, sent: "name=main-national template=trunk",
	},
	"disconnect": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.Disconnect(ctx, pal.Disconnect{Tenant: tenant, TID: "20001"})
		},
		sa: taken, admin: taken, user: taken,
		args: "tid=20001", printed: `"succeeded"`,
		filled: []string{"tid=20001"}, sent: "tenant=main tid=20001",
	},
	"getAllDids": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return collect(c.AllDids(ctx, pal.GetAllDids{Tenant: tenant}), func(d palconn.Did) string {
				return d.Template.Raw() + " " + d.Route.Name.Raw() + " " + d.Route.V[0].Raw()
			})
		},
		sa:    "[did main-reception +34915551000 did main-support +34915551001]",
		admin: "[did main-reception +34915551000 did main-support +34915551001]", user: forbidden,
		printed: `[` + didJSON("main-reception", "+34915551000", "1000") + `,` + didJSON("main-support", "+34915551001", "1001") + `]`,
		sent:    "tenant=main", shown: []string{"main-support", "+34915551001"},
	},
	"getExtensionProperties": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			rows, err := c.ExtensionProperties(ctx, pal.GetExtensionProperties{
				Tenant: tenant, Extensions: []string{"1001"}, Properties: []string{"type", "language", "admin", "maxsessioncount"},
			})
			var values []pal.LongText
			for _, row := range rows {
				values, err = append(values, row.Values...), errors.Join(err, row.Err)
			}
			return values, err
		},
		sa: "[user en false 2]", admin: "[user en false 2]", user: "[user en false 2]",
		args: "extension=1001 property_names=type,language,admin,maxsessioncount", printed: `["user","en","false","2"]`,
		filled: []string{"extension=1001", "property_names=type,language"},
		sent:   "extension=1001 property_names=[type language] tenant=main", shown: []string{"user", "en"},
	},
	"getExtensions": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			asked := pal.GetExtensions{Tenant: tenant, Pattern: "100[01]", Limit: -1, Type: pal.UserExtension}
			return collect(c.Extensions(ctx, asked), func(p palconn.Person) string { return p.Number.Raw() })
		},
		sa: "[1000 1001]", admin: "[1000 1001]", user: forbidden,
		args: "pattern=100[01] limit=-1 type=user", printed: `["1000","1001"]`,
		filled: []string{"pattern=100[01]", "limit=-1", "type=user"},
		sent:   "limit=-1 pattern=100[01] tenant=main type=user", shown: []string{"1000", "1001"},
	},
	"getNote": {
		given: noted,
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			note, err := c.Note(ctx, pal.GetNote{Tenant: tenant, Name: "rota"})
			return []string{note.Name.Raw(), note.Description.Raw(), string(note.UserAccess), note.Note.Raw()}, err
		},
		sa: "[rota who is in 2 Mon: Mia]", admin: "[rota who is in 2 Mon: Mia]", user: "[rota who is in 2 Mon: Mia]",
		args: "name=rota", printed: `{"useraccess":"2","description":"who is in","name":"rota","note":"Mon: Mia"}`,
		filled: []string{"name=rota"}, sent: "name=rota tenant=main", shown: []string{"useraccess", "who is in", "Mon: Mia"},
	},
	"getNoteNames": {
		given: noted,
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return c.NoteNames(ctx, pal.GetNoteNames{Tenant: tenant})
		},
		sa: "[rota]", admin: "[rota]", user: "[rota]",
		printed: `["rota"]`, sent: "tenant=main", shown: []string{"rota"},
	},
	"getPlanSwitchTimer": {
		given: timed,
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			schedule, err := c.PlanSwitchTimer(ctx, pal.GetPlanSwitchTimer{Extension: "1001", Number: "2"})
			return schedule.Raw(), err
		},
		sa: "A62T09001730", admin: "A62T09001730", user: "A62T09001730",
		args: "extension=1001 number=2", printed: `"A62T09001730"`,
		filled: []string{"extension=1001", "number=2"}, sent: "extension=1001 number=2", shown: []string{"A62T09001730"},
	},
	"getRouteTemplateNames": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return c.RouteTemplateNames(ctx, pal.GetRouteTemplateNames{Tenant: tenant})
		},
		sa: "[did trunk]", admin: "[did trunk]", user: forbidden,
		printed: `["did","trunk"]`, sent: "tenant=main", shown: []string{"did", "trunk"},
	},
	"getRouteVariables": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			asked := pal.GetRouteVariables{Tenant: tenant, Template: "trunk"}
			return collect(c.RouteVariables(ctx, asked), func(r pal.Route) string { return r.Name.Raw() + " " + r.V[1].Raw() })
		},
		sa: "[main-national 0 main-international 00]", admin: forbidden, user: forbidden,
		args:    "template=trunk",
		printed: `[` + routeJSON("main-national", "0") + `,` + routeJSON("main-international", "00") + `]`,
		filled:  []string{"template=trunk"}, sent: "template=trunk tenant=main", shown: []string{"main-international", "sip.example.net"},
	},
	"getTenantProperties": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return c.TenantProperties(ctx, pal.GetTenantProperties{Tenant: "main", Properties: []string{"tenantid", "maxusers"}})
		},
		sa: "[main -1]", admin: forbidden, user: forbidden,
		args: "tenant=main property_names=tenantid,maxusers", printed: `["main","-1"]`,
		filled: []string{"property_names=tenantid,maxusers"},
		sent:   "property_names=[tenantid maxusers] tenant=main", shown: []string{"main", "-1"},
	},
	"insertRouteVariables": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.InsertRouteVariables(ctx, pal.InsertRouteVariables{Template: "trunk", Values: routeOf("mobile")})
		},
		sa: taken, admin: forbidden, user: forbidden,
		args: `template=trunk values:=["1","main","mobile","","","","a"]`, printed: `true`,
		filled: []string{"template=trunk", "enabled=1", "route-name=mobile", "v1=a", "x9=z"},
		sent:   "template=trunk values=" + valuesOf("1", "main", "mobile", "", "a", "z"),
	},
	"makeCall": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			said, err := c.MakeCall(ctx, pal.MakeCall{Tenant: tenant, User: "1001", From: "1001", To: []string{"1003"}, Type: pal.BothAtOnce})
			return said.Raw(), err
		},
		sa: "succeeded: 1", admin: "succeeded: 1", user: "succeeded: 1",
		args: "user=1001 from=1001 to=1003 type=1", printed: `"succeeded: 1"`,
		filled: []string{"user=1001", "from=1001", "to=1003", "type=1"}, sent: "from=1001 tenant=main to=[1003] type=1 user=1001",
	},
	"park": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.Park(ctx, pal.Park{Tenant: tenant, TID: "20001", Number: "801"})
		},
		sa: taken, admin: taken, user: taken,
		args: "tid=20001 number=801", printed: `"succeeded"`,
		filled: []string{"tid=20001", "number=801"}, sent: "number=801 tenant=main tid=20001",
	},
	"setDid": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.SetDid(ctx, pal.SetDid{Template: "did", Name: "main-support", Variables: map[string]string{"v1": "+34915550000"}})
		},
		sa: taken, admin: taken, user: forbidden,
		args: "template=did name=main-support v1=+34915550000", printed: `"OK"`,
		filled: []string{"template=did", "name=main-support", "enabled=0", "v1=+34915550000"},
		sent:   "enabled=0 name=main-support template=did v1=+34915550000",
	},
	"setExtensionProperties": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.SetExtensionProperties(ctx, pal.SetExtensionProperties{
				Tenant: tenant, Extension: "1001", Properties: map[string]string{"desc": "Lab"},
			})
		},
		sa: taken, admin: taken, user: taken,
		args: `extension=1001 properties:={"desc":"Lab"}`, printed: `"OK"`,
		filled: []string{"extension=1001", "+desc=Lab"}, sent: "extension=1001 properties=map[desc:Lab] tenant=main",
	},
	"setNote": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.SetNote(ctx, pal.SetNote{Tenant: tenant, Name: "rota", Note: "Mon: Mia"})
		},
		sa: taken, admin: taken, user: taken,
		args: "name=rota note=Mia", printed: `"OK"`,
		filled: []string{"name=rota", "useraccess=2", "note=Mon: Mia"}, sent: "name=rota note=Mon: Mia tenant=main useraccess=2",
	},
	"setPlanSwitchTimer": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.SetPlanSwitchTimer(ctx, pal.SetPlanSwitchTimer{Extension: "1001", Number: "2", Schedule: "A62T09001730"})
		},
		sa: taken, admin: taken, user: taken,
		args: "extension=1001 number=2 schedule=A62T09001730", printed: `"OK"`,
		filled: []string{"extension=1001", "number=2", "schedule=A62T09001730"},
		sent:   "extension=1001 number=2 schedule=A62T09001730",
	},
	"setTenantProperties": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.SetTenantProperties(ctx, pal.SetTenantProperties{Tenant: "main", Properties: map[string]string{"desc": "Head office"}})
		},
		sa: taken, admin: forbidden, user: forbidden,
		args: `tenant=main properties:={"maxusers":"10"}`, printed: `"OK"`,
		filled: []string{"+desc=Head office", "+maxusers=10"},
		sent:   "properties=map[desc:Head office maxusers:10] tenant=main",
	},
	"startRecording": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.StartRecording(ctx, pal.StartRecording{Tenant: tenant, TID: "20001"})
		},
		sa: taken, admin: taken, user: taken,
		args: "tid=20001", printed: `"succeeded"`,
		filled: []string{"tid=20001"}, sent: "tenant=main tid=20001",
	},
	"stopRecording": {
		given: func(t *testing.T, pbx *palsim.PBX) { must(t, pbx.StartRecording(tenant, "1001")) },
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.StopRecording(ctx, pal.StopRecording{Tenant: tenant, TID: "20001"})
		},
		sa: taken, admin: taken, user: taken,
		args: "tid=20001", printed: `"succeeded"`,
		filled: []string{"tid=20001"}, sent: "tenant=main tid=20001",
	},
	"transfer": {
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.Transfer(ctx, pal.Transfer{Tenant: tenant, User: "1003", TID: "20001", Mode: pal.Blind})
		},
		sa: taken, admin: taken, user: taken,
		args: "user=1003 tid=20001 mode=blind", printed: `"succeeded"`,
		filled: []string{"user=1003", "tid=20001", "mode=blind"}, sent: "mode=blind tenant=main tid=20001 user=1003",
	},
	"unpark": {
		given: func(t *testing.T, pbx *palsim.PBX) { must(t, pbx.Park(tenant, "1002", "801")) },
		typed: func(ctx context.Context, c palconn.Client, tenant string) (any, error) {
			return nil, c.Unpark(ctx, pal.Unpark{Tenant: tenant, User: "1001", Number: "801"})
		},
		sa: taken, admin: taken, user: taken,
		args: "user=1001 number=801", printed: `"succeeded"`,
		filled: []string{"user=1001", "number=801"}, sent: "number=801 tenant=main user=1001",
	},
	"updateRouteVariables": {
		typed: func(ctx context.Context, c palconn.Client, _ string) (any, error) {
			return nil, c.UpdateRouteVariables(ctx, pal.UpdateRouteVariables{Template: "trunk", Values: routeOf("main-national")})
		},
		sa: taken, admin: forbidden, user: forbidden,
		args: `template=trunk values:=["0","main","main-national","","","","a"]`, printed: `true`,
		filled: []string{
			"template=trunk", "update_password=true", "enabled=0", "route-tenant=main", "route-name=main-national",
			"route-password=Geheim", "v1=a", `v2=""`, "x9=z",
		},
		sent: "template=trunk update_password=true values=" + valuesOf("0", "main", "main-national", "Geheim", "a", "z"),
	},
}

// noted is a note that users may write.
func noted(t *testing.T, pbx *palsim.PBX) {
	t.Helper()
	must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{
		Tenant: tenant, Name: "rota", Description: "who is in", UserAccess: pal.NoteWritable, Note: "Mon: Mia",
	}))
}

// timed is a schedule in timer 2 of 1001.
func timed(t *testing.T, pbx *palsim.PBX) {
	t.Helper()
	must(t, client(t, pbx, systemUser).SetPlanSwitchTimer(t.Context(), pal.SetPlanSwitchTimer{
		Extension: "1001", Number: "2", Schedule: "A62T09001730",
	}))
}

func routeOf(name string) pal.Route {
	return pal.Route{Enabled: pal.NewText("1"), Tenant: pal.NewText(tenant), Name: pal.NewText(name), V: [9]pal.LongText{pal.NewLongText("a")}}
}

// valuesOf are the 33 values of a route with a first and a last variable, as sayRequest writes them.
func valuesOf(enabled, tenant, name, password, v1, x9 string) string {
	values := make([]any, 33)
	for i := range values {
		values[i] = ""
	}
	values[0], values[1], values[2], values[3], values[6], values[32] = enabled, tenant, name, password, v1, x9
	return fmt.Sprint(values)
}

// routeJSON is a seeded trunk, as the PBX lists it.
func routeJSON(name, prefix string) string {
	return `["1","main","` + name + `","","","","sip.example.net","` + prefix + `"` + strings.Repeat(`,""`, 25) + `]`
}

// didJSON is a seeded DID, as the PBX lists it.
func didJSON(name, v1, v2 string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"template":"did","name":%q,"enabled":"1"`, name)
	for _, letter := range "vwx" {
		for n := range 9 {
			value := map[string]string{"v1": v1, "v2": v2}[fmt.Sprintf("%c%d", letter, n+1)]
			fmt.Fprintf(&b, `,"%c%d":%q`, letter, n+1, value)
		}
	}
	return b.String() + "}"
}
