package dialog_test

import (
	"testing"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

func TestDialogsHaveATitleAndASizeOfTheirOwn(t *testing.T) {
	office := waiting()
	for _, c := range []struct {
		dialog        dialog.Dialog
		title         string
		width, height int
	}{
		{transfer(""), "Transfer", 76, 16},
		{forward(), "Forward", 76, 16},
		{park(), "Park", 60, 6},
		{dialog.NewParked(""), "Retrieve", 60, 4},
		{barge(), "Barge", 60, 6},
		{hangUp(), "Confirm", 52, 5},
		{acts(), "Acts", 60, 6},
		{tones(), "Tones", 50, 3},
		{dialog.NewHelp(keymap.Attendant()), "Keys: attendant", 110, 34},
		{dialog.NewForm(newExtension()), "Create an extension", 76, 15},
		{difference(true), "Change 1001", 76, 9},
		{routes(), "getRouteVariables", 72, 9},
		{commandLine(), "Command", 70, 5},
	} {
		d := open(t, c.dialog, office)
		if width, height := d.Size(); d.Title() != c.title || width != c.width || height != c.height {
			t.Errorf("%s wants %d×%d, not %s with %d×%d", d.Title(), width, height, c.title, c.width, c.height)
		}
		if d.Typed() {
			t.Errorf("%s: nothing was typed yet", d.Title())
		}
	}
}
