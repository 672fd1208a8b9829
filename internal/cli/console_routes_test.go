package cli

import (
	"fmt"
	"strings"
	"testing"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestARouteIsInsertedChangedAndDeleted(t *testing.T) {
	t.Parallel()
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 6})
	s, seen := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Routes")
	s.points("main-reception")
	insert, _ := pal.FindMethod("insertRouteVariables")
	s.operation("c", "insertRouteVariables")
	s.fill(fieldsOf(insert), []string{
		"template=trunk", "enabled=1", "route-name=mobile", "route-password=Geheim", "v1=a", "x9=z",
	})
	// The difference calls them as the form does.
	s.press(ctrlS)
	s.shows("Send insertRouteVariables?")
	if s.hasText("route-name") || s.hasText("route-password") {
		t.Errorf("the fields have other names:\n%s", s.text())
	}
	s.press("n")
	s.hides("Send insertRouteVariables?")
	s.confirm("insertRouteVariables", "y", "mobile", "***")
	s.sends("insertRouteVariables template=trunk values=" + valuesOf("1", "main", "mobile", "Geheim", "a", "z"))
	s.shows("insertRouteVariables mobile: done")
	s.points("mobile", "trunk", "on")
	// Its password is not shown, and stays when something else is changed.
	s.find("mobile")
	s.operation("e", "edit mobile")
	s.press(strings.Repeat(down, 5), ctrlU, "b")
	s.confirm("updateRouteVariables", enter, "v1", "a", "b")
	s.sends("updateRouteVariables template=trunk update_password=false values=" + valuesOf("1", "main", "mobile", "", "b", "z"))
	s.shows("edit mobile: done")
	s.points("mobile", "b")
	routes, err := collect(client(t, pbx, systemUser).RouteVariables(t.Context(), pal.GetRouteVariables{Tenant: tenant, Template: "trunk"}),
		func(r pal.Route) string { return r.Name.Raw() + " " + r.V[0].Raw() + " " + r.X[8].Raw() })
	must(t, err)
	has(t, routes, []string{"main-national sip.example.net ", "main-international sip.example.net ", "mobile b z"})
	// What lists the routes does not tell it either.
	get, _ := pal.FindMethod("getRouteVariables")
	s.press(escape, tab)
	s.methods()
	s.form(get)
	s.fill(fieldsOf(get), []string{"template=trunk"})
	s.press(ctrlS)
	s.shows("mobile", "***", "esc close")
	s.press(escape, escape)
	seen.hasNot(t, "Geheim")
}

func TestARouteIsDeleted(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Routes")
	s.find("main-national")
	s.operation("d", "delete main-national")
	s.confirm("deleteRouteVariables", "y", "template", "trunk", "name", "main-national")
	s.sends("deleteRouteVariables name=main-national template=trunk")
	s.shows("delete main-national: done", "nothing matches")
}

func TestADIDIsEmptied(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.settings("DIDs")
	s.find("main-support")
	s.points("did", "main-support", "on", "+34915551001")
	s.operation("e", "edit main-support")
	s.press(down, ctrlU)
	s.confirm("setDid", enter, "v1", "+34915551001", "(empty)")
	s.sends("setDid name=main-support template=did v1=")
	s.shows("edit main-support: done")
}

func TestATenantIsMadeAndChanged(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Tenants")
	s.points(tenant)
	s.operation("c", "createTenant")
	s.press("moon")
	s.confirm("createTenant", "y", "moon")
	s.sends("createTenant tenant=moon")
	s.shows("createTenant moon: done")
	s.find("moon")
	s.operation("e", "edit moon")
	s.property("maxusers")
	s.press(ctrlU, "many", ctrlS)
	s.points("maxusers", "many")
	s.press(ctrlU, "12")
	s.confirm("setTenantProperties", enter, "maxusers", "-1", "12")
	s.sends("setTenantProperties properties=map[maxusers:12] tenant=moon")
}

func TestATenantThatIsNotThereIsRefused(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	set, _ := pal.FindMethod("setTenantProperties")
	s.methods()
	s.form(set)
	s.press(ctrlU, "nowhere", strings.Repeat(down, 3), "desc", enter, "Moon")
	s.confirm("setTenantProperties", enter, "nowhere", "Moon")
	s.sends("setTenantProperties properties=map[desc:Moon] tenant=nowhere")
	s.shows("╭ setTenantProperties ", `refused by the PBX: no tenant "nowhere"`, "Moon", "nowhere")
}

func TestWhatIsLeftBlankOfARouteStays(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the form of the method, which says so,
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size, login(systemUser))
		update, _ := pal.FindMethod("updateRouteVariables")
		s.methods()
		s.form(update)
		s.shows("left blank stays as it is", `"" empties`)
		// when one variable is typed and another emptied,
		s.fill(fieldsOf(update), []string{"template=trunk", "route-name=main-national", `v1=""`, "v3=new"})
		s.confirm("updateRouteVariables", enter, "v1", "(empty)", "v3", "new")
		// then all others are sent as they are.
		values := make([]any, 33)
		for i := range values {
			values[i] = ""
		}
		values[0], values[1], values[2], values[7], values[8] = "1", "main", "main-national", "0", "new"
		s.sends("updateRouteVariables template=trunk update_password=false values=" + fmt.Sprint(values))
		s.shows("updateRouteVariables: done")
	})
}

func TestARouteThatIsNotThereStandsAtItsField(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	update, _ := pal.FindMethod("updateRouteVariables")
	s.methods()
	s.form(update)
	s.fill(fieldsOf(update), []string{"template=trunk", "route-name=main-nationl", "v3=new"})
	s.press(ctrlS)
	s.shows("template trunk has no such route", "╭ updateRouteVariables ", "new")
	s.points("name", "main-nationl")
	if s.hasText("Send updateRouteVariables?") {
		t.Errorf("it is about to be sent:\n%s", s.text())
	}
}

func TestSAWithoutATenantHasAllOfThem(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given sa without a tenant, on a PBX of two,
		pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 3})
		must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: "branch", Name: "rota", Note: "Mon: Mia"}))
		s, _ := openRecorded(t, pbx, size, login(systemUser), func(c *setup) { c.PBX.Tenant = "" })
		s.wanted = actsOf(pbx)
		// then the areas have what is in each,
		s.settings("Extensions")
		s.shows("Extensions 6", "main    1001", "branch  1001")
		s.press(tab, down)
		s.points("Notes")
		s.press(enter)
		s.points("branch", "rota")
		// and what is changed is changed in its tenant.
		s.operation("e", "edit rota")
		s.press("who is in")
		s.confirm("setNote", enter, "who is in")
		s.sends("setNote description=who is in name=rota note=Mon: Mia tenant=branch useraccess=0")
		s.shows("edit rota: done")
	})
}
