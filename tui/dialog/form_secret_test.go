package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"cordboard/keymap"
	"cordboard/tui/dialog"
)

// TestFormNeverShowsASecret presses at random in a form with secrets, of which every check complains aloud.
func TestFormNeverShowsASecret(t *testing.T) {
	const old, typed = "correct-horse", "batterY\"staple"
	keys := []string{"enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete", "ctrl+s", "pgup", "pgdown", "a", "1"}
	office := reception().snapshot()
	rapid.Check(t, func(t *rapid.T) {
		aloud := func(text string) string { return "bad: " + text + " of " + old }
		o := newExtension()
		o.Fields = append(o.Fields, dialog.Field{
			Name: "pin", Value: old, Secret: true, Check: aloud, Allowed: []string{typed}, Multiline: true,
			Complete: func(typed string) []dialog.Suggestion { return []dialog.Suggestion{{Value: typed + "!", Help: old}} },
		})
		o.Check = func(values map[string]string) (string, string) { return "", aloud(values["login_password"]) }
		form := dialog.NewForm(o)
		at := &desk{t: t, Dialog: form, keys: keymap.Classic()}
		form.Refresh(office)
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			at.verdict = dialog.Stay
			if rapid.IntRange(0, 4).Draw(t, "paste") == 0 && inSecret(at) {
				at.paste(typed)
			} else {
				at.press(rapid.SampledFrom(keys).Draw(t, "key"))
			}
			if rapid.IntRange(0, 4).Draw(t, "refused") == 0 {
				values := form.Values()
				field := rapid.SampledFrom([]string{"", "pin", "extension"}).Draw(t, "field")
				form.SetProblem(field, aloud(fmt.Sprintf("%q, %s", values["pin"], values["login_password"])))
			}
			for _, row := range at.screen(rapid.IntRange(20, 90).Draw(t, "width"), rapid.IntRange(1, 24).Draw(t, "height")) {
				if strings.Contains(row, "horse") || strings.Contains(row, "batterY") {
					t.Fatalf("shown: %q", row)
				}
			}
		}
	})
}

// inSecret reports whether the cursor is on a secret field.
func inSecret(d *desk) bool {
	for _, row := range d.screen(76, 24) {
		if strings.HasPrefix(row, "▸ pin") || strings.HasPrefix(row, "▸ password") {
			return true
		}
	}
	return false
}

func TestASecretIsNotHiddenWithinAnotherWord(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "extension", Value: "3001"}, {Name: "pin", Secret: true}}})
	d := open(t, form, reception()).press("down", "1")
	form.SetProblem("extension", "Extension 3001 exists already, pin 1")
	d.says("    Extension 3001 exists already, pin ***")
}

func TestFormStarsWhatIsTypedIntoASecret(t *testing.T) {
	form := dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "pin", Value: "8765", Secret: true}}})
	open(t, form, reception()).says("▸ pin ***  type to replace it").press("12").says("▸ pin **")
	if got := form.Values()["pin"]; got != "12" {
		t.Errorf("got %q", got)
	}
	// nobody sees what is deleted, so all of it is
	form = dialog.NewForm(dialog.FormOptions{Fields: []dialog.Field{{Name: "pin", Value: "8765", Secret: true}}})
	open(t, form, reception()).press("left", "home").says("▸ pin ***  type to replace it").press("backspace").says("▸ pin")
	if got := form.Changed(); len(got) != 1 || got[0].To != "" {
		t.Errorf("changed %v", got)
	}
}
