package desk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

func TestWhatAFormCreatesIsFoundInTheList(t *testing.T) {
	o := newOffice(t, asSA)
	note, err := o.Open(t.Context(), Operations(Notes)[1], Item{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		form   Form
		values map[string]string
		want   Item
	}{
		{o.form("createExtension"), map[string]string{"tenant": "main", "extension": "2000", "type": "user"}, Item{Area: Extensions, Tenant: "main", Name: "2000", Group: "user"}},
		{o.form("createTenant"), map[string]string{"tenant": "moon"}, Item{Area: Tenants, Name: "moon"}},
		{o.form("insertRouteVariables"), map[string]string{"template": "trunk", "route-tenant": "main", "route-name": "n"}, Item{Area: Routes, Tenant: "main", Name: "n", Group: "trunk"}},
		{note, map[string]string{"tenant": "main", "name": "rota"}, Item{Area: Notes, Tenant: "main", Name: "rota"}},
	} {
		made, ok := c.form.Made(c.values)
		if diff := cmp.Diff(c.want, made); diff != "" || !ok {
			t.Errorf("%s makes (-want +got):\n%s", c.form.Method, diff)
		}
		other := c.want
		other.Name = "other"
		// One whose tenant the list does not tell is it too.
		if alike := (Item{Area: c.want.Area, Name: c.want.Name}); !alike.Is(made) || other.Is(made) {
			t.Errorf("%+v is taken for another", made)
		}
	}
	if (Item{Name: "n", Tenant: "branch"}).Is(Item{Name: "n", Tenant: "main"}) {
		t.Error("one of another tenant is taken for it")
	}
	if made, ok := o.form("setNote").Made(nil); ok {
		t.Errorf("a change makes %+v", made)
	}
}

func TestSAFillsInTheTenantOfTheSelectedRowWhereSomethingIsCreated(t *testing.T) {
	for name, c := range map[string]struct {
		item    Item
		tenant  string
		tenants string
		want    string
		needed  bool
	}{
		"of the row":          {Item{Tenant: "branch"}, "", `["main","branch"]`, "branch", true},
		"of the console":      {Item{}, "main", `["main"]`, "main", true},
		"nothing is selected": {Item{}, "", `["main","branch"]`, "", true},
		"there is only one":   {Item{}, "", `["main"]`, "main", true},
		"a PBX without any":   {Item{}, "", `[]`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := scripted(t, map[string]func(map[string]any) (string, error){"listTenants": always(c.tenants)}, asSA,
				func(o *options) { o.tenant = c.tenant })
			for area, field := range map[Area]string{Extensions: "tenant", Notes: "tenant", Routes: "route-tenant"} {
				f, err := o.Open(t.Context(), Operations(area)[1], c.item)
				if err != nil {
					t.Fatal(err)
				}
				if got := f.field(t, field); got.Value != c.want || got.Required != c.needed || got.Fixed {
					t.Errorf("%s: %s is %q, needed %v", f.Title, field, got.Value, got.Required)
				}
			}
		})
	}
}

func TestTheNumberOfANewExtensionIsNoneThatIsThere(t *testing.T) {
	o := newOffice(t)
	for method, offers := range map[string]bool{"createExtension": false, "deleteExtension": true} {
		if got := o.form(method).field(t, "extension").Extension; got != offers {
			t.Errorf("%s offers those that are there: %v", method, got)
		}
	}
}

func TestWhatIsDeletedIsSaidWithItsCalls(t *testing.T) {
	o, _ := scripted(t, nil)
	item := Item{Area: Extensions, Name: "1002", Person: "Bo Lund"}
	f, err := o.Open(t.Context(), Operations(Extensions)[2], item)
	if err != nil {
		t.Fatal(err)
	}
	values := valuesOf(f)
	says := func(want string) {
		t.Helper()
		if got := o.Say(f, values); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	// By the list, where the board does not have them,
	says("It deletes 1002 Bo Lund")
	// by the board, with the calls they have now.
	o.hear(inside()...)
	says("It deletes 1002 Bo Lund: 1 call is up")
	o.hear(named(leg("1002", "22", "8", pal.CodeCallSuccess, "1005"), "Bo Lindt"))
	says("It deletes 1002 Bo Lindt: 2 calls are up")
}

func TestAUserHasTheirOwnExtension(t *testing.T) {
	o, line := scripted(t, nil, func(o *options) { o.login = pal.ByUser })
	o.hear(named(leg("1000", "10", "5", pal.CodeCallSuccess, "0312345678"), "Mia"))
	want := []Item{{Area: Extensions, Name: "1000", Group: pal.UserExtension, Cells: []string{"1000", pal.UserExtension, "Mia"}, Person: "Mia"}}
	for _, area := range []Area{Extensions, Timers} {
		got, err := o.List(t.Context(), area, "")
		if diff := cmp.Diff(want, got.Items); diff != "" || err != nil {
			t.Errorf("%v (-want +got, %v):\n%s", area, err, diff)
		}
	}
	if len(line.asked) > 0 {
		t.Errorf("asked %q", line.asked)
	}
	// A login without an extension has none.
	none, _ := scripted(t, nil, func(o *options) { o.login, o.extension = pal.ByUser, "" })
	if got, err := none.List(t.Context(), Extensions, ""); err != nil || len(got.Items) > 0 {
		t.Errorf("%+v (%v)", got, err)
	}
}
