package desk

import (
	"fmt"
	"testing"

	"cordboard/palconn/pal"
)

// longLists is a PBX with so many notes, DIDs and routes, all of one name but the last.
func longLists(count int) map[string]func(map[string]any) (string, error) {
	names, rows := make([]string, count), make([][]string, count)
	for i := range rows {
		names[i] = "main"
		if i == count-1 {
			names[i] = "Lobby"
		}
		rows[i] = routeWith(map[int]string{0: "1", 2: names[i], 6: fmt.Sprint("v", i)})
	}
	return map[string]func(map[string]any) (string, error){
		"getRouteTemplateNames": always(`["trunk"]`), "listTenants": always(`["head","branch"]`),
		"getNoteNames": always(toJSON(names)), "getAllDids": always(toJSON(rows)), "getRouteVariables": always(toJSON(rows)),
	}
}

func TestOfALongListTheBeginningIsKeptAndAllIsSearched(t *testing.T) {
	for _, area := range []Area{Notes, DIDs, Routes} {
		t.Run(area.String(), func(t *testing.T) {
			// Given more of them than are shown, then the first are told, with how many there are;
			o, _ := scripted(t, longLists(mostItems+2), asSA)
			all, err := o.List(t.Context(), area, "")
			if err != nil || len(all.Items) != mostItems || !all.More || all.Of != mostItems+2 {
				t.Errorf("%d of %d items, more %v (%v)", len(all.Items), all.Of, all.More, err)
			}
			// a search finds the last.
			found, err := o.List(t.Context(), area, "lobby")
			if err != nil || len(found.Items) != 1 || found.Items[0].Name != "Lobby" || found.More || !found.Holds("lobby") {
				t.Errorf("found %+v (%v)", found, err)
			}
			// Where all are shown, there are no more.
			o, _ = scripted(t, longLists(mostItems), asSA)
			if all, err = o.List(t.Context(), area, ""); err != nil || len(all.Items) != mostItems || all.More {
				t.Errorf("%d items, more %v (%v)", len(all.Items), all.More, err)
			}
		})
	}
}

func TestALongListIsThatOfAllTenants(t *testing.T) {
	o, _ := scripted(t, longLists(mostItems), asSA, noTenant)
	all, err := o.List(t.Context(), Notes, "")
	if err != nil || len(all.Items) != mostItems || all.Of != 2*mostItems {
		t.Errorf("%d of %d items (%v)", len(all.Items), all.Of, err)
	}
	// A tenant is searched for as it is shown.
	found, err := o.List(t.Context(), Notes, "branch lobby")
	if err != nil || len(found.Items) != 1 || found.Items[0].Tenant != "branch" {
		t.Errorf("found %+v (%v)", found.Items, err)
	}
}

func TestADIDThatASearchFindsIsOpenedAsItself(t *testing.T) {
	o, _ := scripted(t, longLists(mostItems+2))
	found, err := o.List(t.Context(), DIDs, "v2999")
	if err != nil || len(found.Items) != 1 {
		t.Fatalf("found %+v (%v)", found.Items, err)
	}
	f, err := o.Open(t.Context(), Operations(DIDs)[0], found.Items[0])
	if err != nil || f.field(t, "v1").Value != "v2999" {
		t.Errorf("opened %+v (%v)", f.Fields, err)
	}
}

func TestWhatIsNoListIsNoEmptyOne(t *testing.T) {
	for _, result := range []string{`"none"`, `{}`, `["a",`} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getNoteNames": always(result)})
		if got, err := o.List(t.Context(), Notes, ""); err == nil {
			t.Errorf("%s: %+v", result, got)
		}
	}
	var rows []string
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getNoteNames": always(`["a","b",{"c":[]},"d"]`)})
	err := eachRow(t.Context(), o.Desk, "getNoteNames", nil, func(name pal.Text) bool {
		rows = append(rows, name.Raw())
		return name.Raw() != "b"
	})
	if err != nil || fmt.Sprint(rows) != "[a b]" {
		t.Errorf("got %q (%v)", rows, err)
	}
}
