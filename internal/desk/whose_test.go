package desk

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

func TestWhatIsWrittenDownHasTheTenantThatItIsAbout(t *testing.T) {
	route := toJSON(routeWith(map[int]string{0: "1", 1: "moon", 2: "r"}))
	for name, c := range map[string]struct {
		method, params string
		vary           []func(*options)
		want           string
	}{
		"sa, by the parameter":    {"createExtension", `{"tenant":"tokyo","extension":"2000","type":"user"}`, []func(*options){asSA, noTenant}, "tokyo"},
		"sa, by the route":        {"insertRouteVariables", `{"template":"trunk","values":` + route + `}`, []func(*options){asSA}, "moon"},
		"sa, by the console":      {"deleteRouteVariables", `{"template":"trunk","name":"r"}`, []func(*options){asSA}, "main"},
		"sa, a tenant":            {"createTenant", `{"tenant":"moon"}`, []func(*options){asSA}, "moon"},
		"an admin has one tenant": {"deleteNote", `{"tenant":"nowhere","name":"rota"}`, nil, "main"},
	} {
		o := newOffice(t, c.vary...)
		if _, err := o.Invoke(t.Context(), pal.Custom{Name: c.method, Params: jsontext.Value(c.params)}); err != nil {
			t.Fatal(err)
		}
		if got := o.Log().Entries()[0].Tenant; got != c.want {
			t.Errorf("%s: it is written down with tenant %q, want %q", name, got, c.want)
		}
	}
}

func TestWhatIsDoneWithAnItemIsWrittenDownWithItsTenant(t *testing.T) {
	// Given a route of tokyo, and a method that names no tenant,
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"listTenants": always(`["tokyo"]`), "deleteRouteVariables": always(`"OK"`),
	}, asSA)
	f, err := o.Open(t.Context(), Operations(Routes)[2], Item{Area: Routes, Tenant: "tokyo", Group: "trunk", Name: "mobile"})
	if err != nil {
		t.Fatal(err)
	}
	// when it is deleted, it is said and written down whose it was.
	values := valuesOf(f)
	if got, want := o.Say(f, values), "It deletes route mobile of template trunk of tenant tokyo"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	if got := o.Log().Entries()[0]; got.Tenant != "tokyo" {
		t.Errorf("it is written down as %+v", got)
	}
}

func TestTheTenantIsSaidToSA(t *testing.T) {
	o := newOffice(t, asSA)
	for method, c := range map[string]struct {
		values map[string]string
		want   string
	}{
		"createExtension":      {map[string]string{"tenant": "tokyo", "extension": "2000"}, "tokyo"},
		"insertRouteVariables": {map[string]string{"route-tenant": "tokyo"}, "tokyo"},
		"setNote":              {map[string]string{"name": "rota"}, "(none)"},
		"deleteRouteVariables": {map[string]string{"template": "trunk"}, "(deleteRouteVariables names none: the PBX chooses)"},
	} {
		if got := o.SayTenant(o.form(method), c.values); got != c.want {
			t.Errorf("%s: got %q, want %q", method, got, c.want)
		}
	}
	admin := newOffice(t)
	if got := admin.SayTenant(admin.form("createExtension"), nil); got != "" {
		t.Errorf("an admin is told %q", got)
	}
}
