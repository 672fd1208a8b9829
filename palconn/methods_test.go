package palconn_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// use is a typed method at work: what it puts on the wire, what a PBX answers and
// what becomes of that.
type use struct {
	call   func(context.Context, palconn.Client) (any, error)
	params string
	answer string
	want   any
}

// done is the use of a method that gives nothing but an error.
func done(call func(context.Context, palconn.Client) error, params, answer string) use {
	return use{func(ctx context.Context, c palconn.Client) (any, error) { return nil, call(ctx, c) }, params, answer, nil}
}

// route is the one that the requests and answers of these tests hold.
func route() pal.Route {
	r := pal.Route{Enabled: pal.NewText("1"), Tenant: pal.NewText("main"), Name: pal.NewText("r1"), Password: pal.NewSecret("pw")}
	r.Reserved[1], r.V[0], r.W[0], r.X[8] = pal.NewLongText("kept"), pal.NewLongText("a"), pal.NewLongText("b"), pal.NewLongText("c")
	return r
}

var routeValues = `["1","main","r1","pw","","kept","a","","","","","","","","","b","","","","","","","","","","","","","","","","","c"]`

// uses has an entry for each method of the guide.
var uses = map[string]use{
	"barge": done(func(ctx context.Context, c palconn.Client) error {
		return c.Barge(ctx, pal.Barge{Tenant: "main", User: "1000", TID: "7", Listen: true, Speak: pal.SpeakTutor})
	}, `{"tenant":"main","user":"1000","tid":7,"listen":true,"speak":"tutor"}`, `"succeeded."`),
	"callforward": done(func(ctx context.Context, c palconn.Client) error {
		return c.CallForward(ctx, pal.CallForward{RID: "9", Users: []string{"1001", "1002"}})
	}, `{"rid":"9","user":["1001","1002"]}`, `null`),
	"cancelTransfer": done(func(ctx context.Context, c palconn.Client) error {
		return c.CancelTransfer(ctx, pal.CancelTransfer{TID: "7"})
	}, `{"tid":"7"}`, `"ok"`),
	"createExtension": done(func(ctx context.Context, c palconn.Client) error {
		return c.CreateExtension(ctx, pal.CreateExtension{Extension: "1003", Password: "1", LoginPassword: "2", Type: pal.UserExtension})
	}, `{"extension":"1003","password":"1","login_password":"2","type":"user"}`, `true`),
	"createTenant": done(func(ctx context.Context, c palconn.Client) error {
		return c.CreateTenant(ctx, pal.CreateTenant{Tenant: "branch"})
	}, `{"tenant":"branch"}`, `"true"`),
	"deleteExtension": done(func(ctx context.Context, c palconn.Client) error {
		return c.DeleteExtension(ctx, pal.DeleteExtension{Tenant: "main", Extension: "1003"})
	}, `{"tenant":"main","extension":"1003"}`, `true`),
	"deleteNote": done(func(ctx context.Context, c palconn.Client) error {
		return c.DeleteNote(ctx, pal.DeleteNote{Name: "n1"})
	}, `{"name":"n1"}`, `true`),
	"deleteRouteVariables": done(func(ctx context.Context, c palconn.Client) error {
		return c.DeleteRouteVariables(ctx, pal.DeleteRouteVariables{Template: "t1", Name: "r1"})
	}, `{"template":"t1","name":"r1"}`, `"OK"`),
	"disconnect": done(func(ctx context.Context, c palconn.Client) error {
		return c.Disconnect(ctx, pal.Disconnect{RID: "9", Delay: 3})
	}, `{"rid":"9","delay":3}`, `"ok"`),
	"getAllDids": {func(ctx context.Context, c palconn.Client) (any, error) {
		return collected(c.AllDids(ctx, pal.GetAllDids{Tenant: "main"}))
	}, `{"tenant":"main"}`, `[` + routeValues + `]`, []palconn.Did{{Route: route()}}},
	"getExtensionProperties": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.ExtensionProperties(ctx, pal.GetExtensionProperties{Extensions: []string{"1001"}, Properties: []string{"name", "admin"}})
	}, `{"extension":["1001"],"property_names":["name","admin"]}`, `["Ana Ruiz",true]`, []palconn.Properties{{Values: longTexts("Ana Ruiz", "true")}}},
	"getExtensions": {func(ctx context.Context, c palconn.Client) (any, error) {
		return collected(c.Extensions(ctx, pal.GetExtensions{Pattern: "10.*", Limit: 2, Type: pal.UserExtension}))
	}, `{"pattern":"10.*","limit":2,"type":"user","property_names":["name"]}`, `[["1001","Ana Ruiz"],"1002"]`, []palconn.Person{
		{Number: pal.NewText("1001"), Name: pal.NewText("Ana Ruiz")}, {Number: pal.NewText("1002")},
	}},
	"getNote": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.Note(ctx, pal.GetNote{Name: "n1"})
	}, `{"name":"n1"}`, `{"useraccess":2,"description":"d","name":"n1","note":"one\r\n\ttwo","more":[]}`, palconn.Note{
		Name: pal.NewText("n1"), Description: pal.NewLongText("d"), UserAccess: pal.NoteWritable, Note: pal.NewLongText("one\r\n\ttwo"),
	}},
	"getNoteNames": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.NoteNames(ctx, pal.GetNoteNames{Tenant: "main"})
	}, `{"tenant":"main"}`, `["n1",2]`, texts("n1", "2")},
	"getPlanSwitchTimer": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.PlanSwitchTimer(ctx, pal.GetPlanSwitchTimer{Extension: "1001", Number: "2"})
	}, `{"extension":"1001","number":"2"}`, `"P2024010120241231A62W31DT0900-1730"`, pal.NewLongText("P2024010120241231A62W31DT0900-1730")},
	"getRouteTemplateNames": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.RouteTemplateNames(ctx, pal.GetRouteTemplateNames{})
	}, `{}`, `["t1","t2"]`, texts("t1", "t2")},
	"getRouteVariables": {func(ctx context.Context, c palconn.Client) (any, error) {
		return collected(c.RouteVariables(ctx, pal.GetRouteVariables{Tenant: "main", Template: "t1"}))
	}, `{"tenant":"main","template":"t1"}`, `[` + routeValues + `,` + routeValues + `]`, []pal.Route{route(), route()}},
	"getTenantProperties": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.TenantProperties(ctx, pal.GetTenantProperties{Tenant: "main", Properties: []string{"maxusers", "desc"}})
	}, `{"tenant":"main","property_names":["maxusers","desc"]}`, `[20,null]`, longTexts("20", "")},
	"insertRouteVariables": done(func(ctx context.Context, c palconn.Client) error {
		return c.InsertRouteVariables(ctx, pal.InsertRouteVariables{Template: "t1", Values: route()})
	}, `{"template":"t1","values":`+routeValues+`}`, `true`),
	"makeCall": {func(ctx context.Context, c palconn.Client) (any, error) {
		return c.MakeCall(ctx, pal.MakeCall{User: "1000", From: "1000", To: []string{"1001"}, Type: pal.CallerFirst})
	}, `{"user":"1000","from":"1000","to":["1001"],"type":"2"}`, `"succeeded: 17"`, pal.NewText("succeeded: 17")},
	"park": done(func(ctx context.Context, c palconn.Client) error {
		return c.Park(ctx, pal.Park{TID: "7", Number: "801"})
	}, `{"tid":"7","number":"801"}`, `null`),
	"setDid": done(func(ctx context.Context, c palconn.Client) error {
		return c.SetDid(ctx, pal.SetDid{Template: "t1", Name: "r1", Enabled: "0", Variables: map[string]string{"x9": "", "v1": "<a>"}})
	}, `{"enabled":"0","name":"r1","template":"t1","v1":"<a>","x9":""}`, `"OK"`),
	"setExtensionProperties": done(func(ctx context.Context, c palconn.Client) error {
		return c.SetExtensionProperties(ctx, pal.SetExtensionProperties{Extension: "1001", Properties: map[string]string{"name": "Ana"}})
	}, `{"extension":"1001","properties":{"name":"Ana"}}`, `"OK"`),
	"setNote": done(func(ctx context.Context, c palconn.Client) error {
		return c.SetNote(ctx, pal.SetNote{Name: "n1", Description: "d", UserAccess: pal.NoteReadOnly, Note: "one\ntwo"})
	}, `{"name":"n1","description":"d","useraccess":"1","note":"one\ntwo"}`, `"OK"`),
	"setPlanSwitchTimer": done(func(ctx context.Context, c palconn.Client) error {
		return c.SetPlanSwitchTimer(ctx, pal.SetPlanSwitchTimer{Extension: "1001", Schedule: "PA62WDT"})
	}, `{"extension":"1001","schedule":"PA62WDT"}`, `"OK"`),
	"setTenantProperties": done(func(ctx context.Context, c palconn.Client) error {
		return c.SetTenantProperties(ctx, pal.SetTenantProperties{Tenant: "main", Properties: map[string]string{"maxusers": "20"}})
	}, `{"tenant":"main","properties":{"maxusers":"20"}}`, `"OK"`),
	"startRecording": done(func(ctx context.Context, c palconn.Client) error {
		return c.StartRecording(ctx, pal.StartRecording{TID: "7"})
	}, `{"tid":"7"}`, `"ok"`),
	"stopRecording": done(func(ctx context.Context, c palconn.Client) error {
		return c.StopRecording(ctx, pal.StopRecording{TID: "7"})
	}, `{"tid":"7"}`, `"ok"`),
	"transfer": done(func(ctx context.Context, c palconn.Client) error {
		return c.Transfer(ctx, pal.Transfer{User: "1001", TID: "7", Mode: pal.Blind})
	}, `{"user":"1001","tid":"7","mode":"blind"}`, `"ok"`),
	"unpark": done(func(ctx context.Context, c palconn.Client) error {
		return c.Unpark(ctx, pal.Unpark{User: "1000", Number: "801"})
	}, `{"user":"1000","number":"801"}`, `"ok"`),
	"updateRouteVariables": done(func(ctx context.Context, c palconn.Client) error {
		return c.UpdateRouteVariables(ctx, pal.UpdateRouteVariables{Template: "t1", UpdatePassword: true, Values: route()})
	}, `{"template":"t1","update_password":true,"values":`+routeValues+`}`, `true`),
}

// sameResult compares results by what came.
var sameResult = cmp.Options{
	sameText,
	cmp.Comparer(func(a, b pal.Secret) bool { return a.Reveal() == b.Reveal() }),
}

func TestEachMethodOfTheGuideHasATypedMethod(t *testing.T) {
	for _, m := range pal.Methods() {
		if _, used := uses[m.Name]; m.InGuide() && m.Name != "login" && !used {
			t.Errorf("%s (%s) has no typed method in this test", m.Name, m.Section)
		}
	}
	if len(uses) != 31 {
		t.Errorf("%d methods, want the guide's 31", len(uses))
	}
}

func TestRequestsAndResultsOfTheGuide(t *testing.T) {
	checkLeaks(t)
	wire := make(chan heard, 9)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		wire <- h
		return `"result":` + uses[h.Method].answer
	}))
	client := palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}
	for name, u := range uses {
		got, err := u.call(t.Context(), client)
		if diff := cmp.Diff(u.want, got, sameResult); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
		h := await(t, wire)
		if h.Method != name || string(h.Params) != u.params {
			t.Errorf("on the wire:\n%s %s\nwant:\n%s %s", h.Method, h.Params, name, u.params)
		}
		checkAgainstTable(t, h)
	}
	if len(wire) != 0 {
		t.Errorf("%d requests too many", len(wire))
	}
}

func TestAFailureIsAnErrorOfEachMethod(t *testing.T) {
	checkLeaks(t)
	answers := make(chan string, 1)
	pbx := newForeignPBX(t, serve(func(heard) string {
		select {
		case answer := <-answers:
			return answer
		case <-t.Context().Done():
			return ""
		}
	}))
	client := palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}
	for name, u := range uses {
		answers <- `"error":{"code":-2000,"message":"data not found"}`
		_, err := u.call(t.Context(), client)
		if refused, ok := errors.AsType[*pal.Refused](err); !ok || refused.Method != name || refused.Code != pal.CodeNotFound {
			t.Errorf("%s refused: %v", name, err)
		}
		answers <- `"result":"Failed: No permission."`
		_, err = u.call(t.Context(), client)
		if failed, ok := errors.AsType[*pal.Failed](err); !ok || failed.Method != name {
			t.Errorf("%s failed: %v", name, err)
		}
	}
}

func TestFalseIsAFailure(t *testing.T) {
	checkLeaks(t)
	for _, said := range []string{`false`, `"false"`, `" FALSE "`} {
		client := clientOf(t, said)
		for name, err := range map[string]error{
			"deleteExtension": client.DeleteExtension(t.Context(), pal.DeleteExtension{Extension: "1003"}),
			"createExtension": client.CreateExtension(t.Context(), pal.CreateExtension{Extension: "1003", Type: "ivr"}),
			"createTenant":    client.CreateTenant(t.Context(), pal.CreateTenant{Tenant: "branch"}),
		} {
			if failed, ok := errors.AsType[*pal.Failed](err); !ok || failed.Method != name {
				t.Errorf("%s that answers %s: %v", name, said, err)
			}
		}
	}
}

func TestNullIsASuccessOfEachMethod(t *testing.T) {
	checkLeaks(t)
	client := clientOf(t, `null`)
	for name, u := range uses {
		_, err := u.call(t.Context(), client)
		asksForValues := name == "getExtensionProperties" || name == "getTenantProperties"
		if (err != nil) != asksForValues {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSpellingsOfTheGuideAndOfPBXs(t *testing.T) {
	checkLeaks(t)
	spellings := map[string][]string{
		"getRouteTemplateNames": {"getRouteTemplateNames", "getRouteTemplateName"},
		"getAllDids":            {"getAllDids", "getAlldids"},
	}
	for name, both := range spellings {
		for i, known := range both {
			asked := make(chan string, 9)
			pbx := newForeignPBX(t, serve(func(h heard) string {
				asked <- h.Method
				if h.Method == known {
					return `"result":` + uses[name].answer
				}
				return unknownMethod(h)
			}))
			got, err := uses[name].call(t.Context(), palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())})
			if diff := cmp.Diff(uses[name].want, got, sameResult); diff != "" || err != nil {
				t.Errorf("a PBX that knows %s: %v (-want +got):\n%s", known, err, diff)
			}
			if len(asked) != i+1 {
				t.Errorf("a PBX that knows %s was asked %d times", known, len(asked))
			}
		}
	}
}

func TestDidsAsObjects(t *testing.T) {
	checkLeaks(t)
	client := clientOf(t, `[{"template":"t1","name":"r1","enabled":"1","v1":"a","x9":7,"v10":"?","y1":"?"},{"enabled":0},[]]`)
	got, err := collected(client.AllDids(t.Context(), pal.GetAllDids{}))
	did := palconn.Did{Template: pal.NewText("t1"), Route: pal.Route{Enabled: pal.NewText("1"), Name: pal.NewText("r1")}}
	did.Route.V[0], did.Route.X[8] = pal.NewLongText("a"), pal.NewLongText("7")
	if diff := cmp.Diff([]palconn.Did{did, {Route: pal.Route{Enabled: pal.NewText("0")}}, {}}, got, sameResult); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestALongNoteIsKeptWhole(t *testing.T) {
	checkLeaks(t)
	content := strings.Repeat("0123456789\\n", 2*pal.MaxText)
	note, err := clientOf(t, `{"useraccess":"9\u001b","note":"`+content+`"}`).Note(t.Context(), pal.GetNote{Name: "n1"})
	if want := strings.ReplaceAll(content, `\n`, "\n"); note.Note.Raw() != want || err != nil {
		t.Errorf("%d bytes came, want %d; %v", len(note.Note.Raw()), len(want), err)
	}
	if note.UserAccess != "" {
		t.Errorf("an unknown level is %q", note.UserAccess)
	}
}

func TestAVariableOfAnotherNameIsNotSent(t *testing.T) {
	checkLeaks(t)
	client := clientOf(t, `"OK"`)
	for _, name := range []string{"template", "v0", "v10", "y1", "", "v"} {
		err := client.SetDid(t.Context(), pal.SetDid{Template: "t1", Name: "r1", Variables: map[string]string{name: "x"}})
		if err == nil || !strings.Contains(err.Error(), name+" is no route variable") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
