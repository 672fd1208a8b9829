package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

func noTenant(o *options) { o.tenant = "" }

func TestSAWithoutATenantIsToldOfEachTenant(t *testing.T) {
	two := map[string]func(map[string]any) (string, error){
		"listTenants": always(`["main","branch"]`),
		"getNoteNames": func(params map[string]any) (string, error) {
			return toJSON([]any{"of " + params["tenant"].(string)}), nil
		},
		"getExtensions":         always(`[]`),
		"getAllDids":            always(`[]`),
		"getRouteTemplateNames": always(`[]`),
		"getNote":               always(`{}`),
		"setNote":               always(`"OK"`),
	}
	o, line := scripted(t, two, asSA, noTenant)
	for _, area := range []Area{Extensions, Timers, DIDs, Routes, Notes} {
		line.asked = nil
		if _, err := o.List(t.Context(), area, ""); err != nil {
			t.Errorf("%v: %v", area, err)
		}
		for _, tenant := range []string{"main", "branch"} {
			if !slices.ContainsFunc(line.asked, func(asked string) bool { return strings.Contains(asked, `"tenant":"`+tenant+`"`) }) {
				t.Errorf("%v: %s is not asked about: %q", area, tenant, line.asked)
			}
		}
	}
	// What is done with an item is done in its tenant.
	notes, _ := o.List(t.Context(), Notes, "")
	if got := notes.Items[1].Cells; !slices.Equal(got, []string{"branch", "of branch"}) {
		t.Fatalf("the second note is %q", got)
	}
	f, err := o.Open(t.Context(), Operations(Notes)[0], notes.Items[1])
	if err != nil || f.Fields[0].Value != "branch" || !f.Fields[0].Fixed {
		t.Fatalf("%+v, %v", f.Fields, err)
	}
	line.asked = nil
	if _, err := o.Submit(t.Context(), f, map[string]string{"tenant": "branch", "name": "of branch", "note": "x"}); err != nil {
		t.Fatal(err)
	}
	if want := []string{`getNote {"name":"of branch","tenant":"branch"}`, `setNote {"tenant":"branch","name":"of branch","note":"x"}`}; !slices.Equal(line.asked, want) {
		t.Errorf("asked %q, want %q", line.asked, want)
	}
}

func TestTenantsOfThePBXThatCannotListThem(t *testing.T) {
	answers := listing(1)
	answers["listTenants"] = func(map[string]any) (string, error) { return "", pal.ErrUnsupported }
	o, _ := scripted(t, answers, asSA, noTenant)
	// Those on the board are asked about,
	for _, tenant := range []string{"main", "branch", "main"} {
		o.hear(pal.Registration{Tenant: pal.NewText(tenant), User: pal.NewText("1001"), Registered: pal.On})
	}
	got, err := o.List(t.Context(), Extensions, "")
	if err != nil || len(got.Items) != 2 {
		t.Errorf("%+v (%v)", got, err)
	}
	// and where there are none, the one without a name.
	alone, line := scripted(t, answers, asSA, noTenant)
	if _, err := alone.List(t.Context(), Extensions, ""); err != nil || strings.Contains(fmt.Sprint(line.asked), `"tenant"`) {
		t.Errorf("asked %q (%v)", line.asked, err)
	}
}

// The methods of the timers name no tenant: of two extensions with one number the PBX would choose.
func TestATimerOfANumberThatTwoTenantsHaveIsNotOpened(t *testing.T) {
	// Given a user 1001 of main, and of branch and moon a group 1001 that a search for 1.001 finds after others,
	answers := map[string]func(map[string]any) (string, error){
		"listTenants": always(`["main","branch","moon"]`),
		"getExtensions": func(params map[string]any) (string, error) {
			kind, asked := params["type"]
			switch {
			case params["pattern"] != "^1001$":
				return `["21001","31001"]`, nil
			case params["tenant"] == "main" && (!asked || kind == pal.UserExtension):
				return `[["1001","Ana"]]`, nil
			case params["tenant"] != "main" && (!asked || kind == pal.GroupExtension):
				return `["1001"]`, nil
			}
			return `[]`, nil
		},
		"getPlanSwitchTimer": always(`"A62"`),
	}
	o, line := scripted(t, answers, asSA)
	open := func(number string) error {
		_, err := o.Open(t.Context(), Operations(Timers)[0], Item{Area: Extensions, Name: number, Group: pal.UserExtension})
		return err
	}
	if refusal, ok := errors.AsType[*Refusal](open("1001")); !ok || !strings.Contains(refusal.Why, "it is in main, branch and moon: ") {
		t.Errorf("got %v", refusal)
	}
	if slices.ContainsFunc(line.asked, func(asked string) bool { return strings.HasPrefix(asked, "getPlan") }) {
		t.Errorf("asked %q", line.asked)
	}
	if err := open("1002"); err != nil {
		t.Error(err)
	}
	// One that another tenant alone has is written down as that tenant's.
	answers["getExtensions"] = func(params map[string]any) (string, error) {
		if params["tenant"] == "moon" {
			return `["1003"]`, nil
		}
		return `[]`, nil
	}
	if f, err := o.Open(t.Context(), Operations(Timers)[0], Item{Area: Extensions, Name: "1003"}); err != nil || f.tenant != "moon" {
		t.Errorf("it is of %q (%v)", f.tenant, err)
	}
	// An admin has one tenant: nothing more is asked.
	o, line = scripted(t, answers)
	if err := open("1001"); err != nil || len(line.asked) != 1 {
		t.Errorf("%v, asked %q", err, line.asked)
	}
}

// twoOfOneName is a PBX on which main and branch have a route and a DID of the same name; only branch repeats whose it is.
func twoOfOneName() map[string]func(map[string]any) (string, error) {
	whose := map[any]string{"branch": "branch"}
	return map[string]func(map[string]any) (string, error){
		"listTenants": always(`["main","branch"]`),
		"getRouteVariables": func(params map[string]any) (string, error) {
			mobile := routeWith(map[int]string{0: "1", 1: whose[params["tenant"]], 2: "mobile"})
			alone := routeWith(map[int]string{0: "1", 1: "branch", 2: "alone"})
			return toJSON([]any{alone, mobile}), nil
		},
		"getAllDids": func(params map[string]any) (string, error) {
			support := map[string]string{"template": "did", "name": "support", "tenant": whose[params["tenant"]]}
			return toJSON([]any{support, map[string]string{"template": "did", "name": "of " + params["tenant"].(string)}}), nil
		},
		"deleteRouteVariables": always(`"OK"`), "setDid": always(`"OK"`),
	}
}

// Neither method names a tenant: of two with one name the PBX would choose.
func TestARouteOrDIDThatTwoTenantsHaveIsNotOpened(t *testing.T) {
	for name, c := range map[string]struct {
		area      Area
		operation int
		two, one  Item
		way       string
	}{
		"a route to delete": {
			Routes, 2,
			Item{Area: Routes, Tenant: "branch", Name: "mobile", Group: "trunk"},
			Item{Area: Routes, Tenant: "branch", Name: "alone", Group: "trunk"},
			"delete it on the PBX's own pages",
		},
		"a DID to edit": {
			DIDs, 0,
			Item{Area: DIDs, Tenant: "branch", Name: "support", Group: "did"},
			Item{Area: DIDs, Tenant: "branch", Name: "of branch", Group: "did"},
			"log in as admin of one",
		},
	} {
		o, _ := scripted(t, twoOfOneName(), asSA, noTenant)
		_, err := o.Open(t.Context(), Operations(c.area)[c.operation], c.two)
		if refusal, ok := errors.AsType[*Refusal](err); !ok || refusal.Why != "it is in main and branch: "+c.way {
			t.Errorf("%s: got %v", name, err)
		}
		if _, err := o.Open(t.Context(), Operations(c.area)[c.operation], c.one); err != nil {
			t.Errorf("%s that one tenant has: %v", name, err)
		}
	}
}

func TestARouteThatTwoTenantsHaveByNowIsNotDeleted(t *testing.T) {
	for name, open := range map[string]Item{
		"opened while one had it":  {Area: Routes, Tenant: "branch", Name: "mobile", Group: "trunk"},
		"typed in the list of all": {Area: Everything, Name: "deleteRouteVariables"},
	} {
		// Given the form that deletes a route, made when there was one tenant,
		answers := twoOfOneName()
		answers["listTenants"] = always(`["branch"]`)
		o, line := scripted(t, answers, asSA, noTenant)
		operation := Operations(open.Area)[len(Operations(open.Area))-1]
		f, err := o.Open(t.Context(), operation, open)
		if err != nil {
			t.Fatal(err)
		}
		values := map[string]string{"template": "trunk", "name": "mobile"}
		// when another has one of that name before it is sent, it is refused;
		answers["listTenants"] = always(`["main","branch"]`)
		_, err = o.Submit(t.Context(), f, values)
		if refusal, ok := errors.AsType[*Refusal](err); !ok || !strings.Contains(refusal.Why, "it is in main and branch") || len(line.sentOf("deleteRouteVariables")) > 0 {
			t.Errorf("%s: %v, asked %q", name, err, line.asked)
		}
		// one that is alone goes.
		values["name"] = "alone"
		if _, err = o.Submit(t.Context(), f, values); err != nil || len(line.sentOf("deleteRouteVariables")) != 1 {
			t.Errorf("%s: %v, asked %q", name, err, line.asked)
		}
	}
}

// field is one of a form's, by its name.
func (f Form) field(t *testing.T, name string) Field {
	t.Helper()
	i := f.index(name)
	if i < 0 {
		t.Fatalf("%s has no field %s", f.Title, name)
	}
	return f.Fields[i]
}

func TestASearchByNameFindsNobodyOfAnotherTenant(t *testing.T) {
	// Given sa whose console is that of main, and a board of two tenants,
	o, line := scripted(t, map[string]func(map[string]any) (string, error){
		"getExtensions": func(params map[string]any) (string, error) {
			if params["type"] == pal.GroupExtension {
				return `[["70003","Ana's group"]]`, nil
			}
			return `[]`, nil
		},
		"getExtensionProperties": func(params map[string]any) (string, error) {
			if toJSON(params["property_names"]) == `["type","stype"]` {
				return `["conference",""]`, nil
			}
			return `[]`, nil
		},
	}, asSA)
	for number, tenant := range map[string]string{"70001": "main", "70002": "branch", "70003": "main"} {
		heard := named(leg(number, number, "7", pal.CodeAnswerSuccess, "1002"), "Ana Ruiz")
		heard.Tenant = pal.NewText(tenant)
		o.hear(heard)
	}
	// when somebody is searched for by name,
	got, err := o.List(t.Context(), Extensions, "ana")
	if err != nil {
		t.Fatal(err)
	}
	// then those of main are found, and of what kind they are is not made up;
	want := []Item{
		{Area: Extensions, Name: "70003", Group: pal.GroupExtension, Cells: []string{"70003", pal.GroupExtension, "Ana's group"}, Person: "Ana's group"},
		{Area: Extensions, Name: "70001", Cells: []string{"70001", "", "Ana Ruiz"}, Person: "Ana Ruiz"},
	}
	if diff := cmp.Diff(want, got.Items); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	// it is asked for when they are opened.
	line.asked = nil
	f, err := o.Open(t.Context(), Operations(Extensions)[0], got.Items[1])
	if err != nil || f.index("exit.on.host.disconnected") < 0 || f.index("voicemail.readcallerid") >= 0 {
		t.Errorf("the form of a conference has %+v (%v)", f.Fields, err)
	}
}

func TestTheTenantOfAnItemCannotBeEdited(t *testing.T) {
	// Given sa whose console is that of main: its items name no tenant,
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getNote": always(`{"note":"text"}`), "getExtensionProperties": always(`[]`),
	}, asSA)
	for _, c := range []struct {
		area Area
		item Item
	}{{Extensions, Item{Area: Extensions, Name: "1001", Group: pal.UserExtension}}, {Notes, Item{Area: Notes, Name: "rota"}}} {
		for _, operation := range Operations(c.area) {
			f, err := o.Open(t.Context(), operation, c.item)
			if err != nil {
				t.Fatal(err)
			}
			// then what is done with one is done there, and only what is created may be put elsewhere.
			if tenant := f.field(t, "tenant"); tenant.Value != "main" || tenant.Fixed != operation.OnItem {
				t.Errorf("%s: the tenant is %+v", f.Title, tenant)
			}
		}
	}
}

func TestAMethodFromTheListOfAllNeedsTheTenantOfSA(t *testing.T) {
	two := map[string]func(map[string]any) (string, error){"listTenants": always(`["main","branch"]`)}
	for _, c := range []struct {
		method, tenant, field, value string
		needed                       bool
	}{
		{"getRouteVariables", "", "tenant", "", true},
		{"getRouteVariables", "main", "tenant", "main", true},
		{"deleteExtension", "", "tenant", "", true},
		{"insertRouteVariables", "main", "route-tenant", "main", true},
		{"updateRouteVariables", "main", "route-tenant", "", false}, // that of the route stays
	} {
		o, _ := scripted(t, two, asSA, func(o *options) { o.tenant = c.tenant })
		f, err := o.Open(t.Context(), Operations(Everything)[0], Item{Area: Everything, Name: c.method})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.field(t, c.field); got.Value != c.value || got.Required != c.needed || (got.Needed != "") != c.needed {
			t.Errorf("%s with tenant %q: %+v", c.method, c.tenant, got)
		}
	}
}
