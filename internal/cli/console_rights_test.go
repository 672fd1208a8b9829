package cli

import (
	"testing"

	"cordboard/palconn/pal"
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
