package cli

import (
	"testing"

	"cordboard/palconn/pal"
	"cordboard/tui"
)

func TestAnExtensionIsRenamed(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the form of an extension,
		pbx := quietPBX(t)
		was := nameOf(t, pbx, "1003")
		s, _ := openRecorded(t, pbx, size)
		s.settings("Extensions")
		s.find("1003")
		s.operation("e", "edit 1003")
		// when its name is changed, the difference shows both names, and n goes back to the form;
		s.property("name")
		s.press(ctrlU, "Ana Nova", ctrlS)
		s.shows("Send setExtensionProperties?", was, "Ana Nova")
		s.press("n")
		s.hides("Send setExtensionProperties?")
		s.shows("╭ edit 1003 ", "Ana Nova")
		// Enter sends the name and nothing else.
		s.confirm("setExtensionProperties", enter, "name", was, "Ana Nova")
		s.sends("setExtensionProperties extension=1003 properties=map[name:Ana Nova]")
		s.shows("edit 1003: done")
		s.points("1003", "Ana Nova")
		has(t, propertiesOf(t, pbx, "1003", "name"), []string{"Ana Nova"})
		// Then the board calls them so.
		s.press("3")
		s.find("1003")
		s.points("1003", "Ana Nova")
	})
}

func TestAnExtensionThatSomebodyElseRenamesIsCalledSoOnceTheSettingsShowIt(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	must(t, client(t, pbx, systemUser).SetExtensionProperties(t.Context(), pal.SetExtensionProperties{
		Tenant: tenant, Extension: "1003", Properties: map[string]string{"name": "Ana Nova"},
	}))
	s.wanted = actsOf(pbx)
	s.settings("Extensions")
	s.points("1000")
	s.press("3")
	s.find("1003")
	s.points("1003", "Ana Nova")
}

func TestAnExtensionIsCreatedAndDeleted(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s, seen := openRecorded(t, pbx, size)
		s.settings("Extensions")
		s.points("1000")
		// When one is created, y sends it and Enter does not;
		s.operation("c", "createExtension")
		s.fill([]string{"extension", "password", "login_password", "type"}, []string{
			"extension=2000", "password=4711", "login_password=Geheim", "type=user",
		})
		s.press(ctrlS)
		s.shows("Send createExtension?", "2000", "***")
		s.read()
		s.press(enter, enter)
		s.shows("Send createExtension?")
		s.press("y")
		s.sends("createExtension extension=2000 login_password=Geheim password=4711 type=user")
		s.shows("createExtension 2000: done")
		// it stands in the list and on the board, and its secrets nowhere.
		s.press("3")
		s.shows("Extensions 41")
		s.press("6")
		s.find("2000")
		seen.hasNot(t, "Geheim", "4711")
		// When it is deleted, the question says which,
		s.operation("d", "delete 2000")
		s.confirm("deleteExtension", "y", "extension", "2000")
		s.sends("deleteExtension extension=2000")
		// and it is gone, from the board too.
		s.shows("delete 2000: done", "nothing matches")
		s.press("3")
		s.shows("Extensions 40")
	})
}
