package cli

import (
	"context"
	"strings"
	"testing"

	"cordboard/internal/desk"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

func TestWhatALoginMayNotDoIsNotDone(t *testing.T) {
	t.Parallel()
	// Given a user,
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login("1001"))
	s.settings("All methods")
	for _, method := range pal.Methods() {
		if walk[method.Name].user != forbidden {
			continue
		}
		// when they would open what they may not call, it says why, and no form opens.
		s.press("/", method.Section+" "+method.Name)
		s.points(method.Section, method.Name+"  ", " no: needs "+method.Permit.String()+". ")
		s.press(enter, enter)
		s.shows("cannot " + method.Name + ": the PBX lets only " + method.Permit.String())
		s.press(escape)
		s.hides("cannot " + method.Name)
	}
}

func TestWhatARoleMayNotDoIsGreyed(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, role("operator"))
	s.settings("Extensions")
	s.points("1000")
	s.press(enter)
	s.shows("╭ Acts ", "the role operator may not setExtensionPro", "the role operator may not deleteExtension")
	s.press("d", "c", "e")
	s.shows("╭ Acts ")
}

func TestWhatMayNotBeDoneInAnAreaSaysSoWithoutColour(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login("1001"))
	s.press("6")
	s.shows("create: no, the PBX lets only admin", "edit: setExtensionProperties")
	s.press("G")
	s.points("All methods")
	s.shows("open: its form")
}

func TestAUserHasTheirOwnExtension(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login("1001"))
	s.settings("Extensions")
	s.points("1001", "user")
	// What they may not do has its reason,
	s.press(enter)
	s.shows("╭ Acts on 1001 ", "the PBX lets only admin")
	if s.hasText("nothing is selected") {
		t.Errorf("it says that nothing is selected:\n%s", s.text())
	}
	// and what they may do is done.
	s.press("e")
	s.shows("╭ edit 1001 ")
	s.property("name")
	s.press(ctrlU, "Ana Nova")
	s.confirm("setExtensionProperties", enter, "name", "Ana Nova")
	s.sends("setExtensionProperties extension=1001 properties=map[name:Ana Nova]")
	s.shows("edit 1001: done")
}

// TestWhatAUserMayNotSetIsWhatThePBXRefuses holds the fields that are fixed for a user against the simulator.
func TestWhatAUserMayNotSetIsWhatThePBXRefuses(t *testing.T) {
	t.Parallel()
	pbx := startPBX(t, palsim.Options{Seed: 3, Extensions: 3})
	user := client(t, pbx, "1001")
	line := &lateLine{dial: func(ctx context.Context) (*palconn.Conn, error) { return user.Sender.(*palconn.Conn), nil }}
	d := desk.New(desk.Options{
		Line: line, Store: model.NewStore(tenant, nil), Clock: wallClock{}, Log: &desk.Log{},
		Operator: desk.Identity{Tenant: tenant, Extension: "1001", Role: desk.Administrator},
	})
	d.SetLogin(pal.ByUser)
	f, err := d.Open(t.Context(), desk.Operations(desk.Extensions)[0], desk.Item{Area: desk.Extensions, Name: "1001", Group: pal.UserExtension})
	must(t, err)
	for _, field := range f.Fields {
		if field.Name == "extension" || field.Name == "type" {
			continue
		}
		err := user.SetExtensionProperties(t.Context(), pal.SetExtensionProperties{
			Extension: "1001", Properties: map[string]string{field.Name: field.Value},
		})
		if refused := err != nil && strings.Contains(err.Error(), "No permission"); refused != field.Fixed {
			t.Errorf("%s: fixed %v, and setting it gave %v", field.Name, field.Fixed, err)
		}
	}
}
