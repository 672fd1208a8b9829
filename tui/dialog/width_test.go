package dialog_test

import (
	"testing"

	"pgregory.net/rapid"

	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/dialog"
	"cordboard/tui/phonebook"
)

// callers draws names as strangers write them: safe to show, of any script, and ending or beginning in the middle of a
// character.
func callers() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom([]string{
		"Ana Ruiz", "佐藤 花子", "محمد علي", "שלום", "👩‍💻", "👍🏽", "🇯", "🇵🇯", "e\u0301", "\u0301", "क\u093f", "ᄀ", "ᆨ", "한글", "ｱｲｳ",
		"\u0600", "\u202e", "\x1b[31m", "\ufe0f", "   ",
	}), rapid.String())
	return rapid.Custom(func(t *rapid.T) string {
		name := ""
		for _, p := range rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces") {
			name += p
		}
		return name
	})
}

// everyDialog is one of each about these names.
func everyDialog(names []string) []dialog.Dialog {
	safe := func(i int) string { return pal.NewText(names[i%len(names)]).String() }
	args := func() []string { return []string{safe(0) + "a", safe(1) + "b"} }
	return []dialog.Dialog{
		dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Transfer", Subject: safe(0), Modes: []string{"blind", "attended"}, Initial: names[1]}),
		dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Forward", Subject: safe(1), Several: true}),
		dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Call"}),
		dialog.NewPlace(dialog.PlaceOptions{Subject: safe(0)}),
		dialog.NewParked(""),
		dialog.NewBarge(safe(0)),
		dialog.NewConfirm(dialog.ConfirmOptions{Question: "Hang up " + safe(0) + "?", Detail: []string{safe(1), safe(2)}}),
		dialog.NewMenu("Acts", []dialog.MenuItem{{Label: safe(0), Key: "t"}, {Label: "hold", Why: safe(1)}}),
		dialog.NewEntry(dialog.EntryOptions{Prompt: safe(0), Check: func(string) string { return safe(1) }}),
		dialog.NewHelp(keymap.Attendant()),
		dialog.NewForm(formOf(names)),
		dialog.NewDifference(dialog.DifferenceOptions{Title: safe(0), Question: safe(1), Changes: []dialog.Change{
			{Name: "name", From: names[0], To: names[1]}, {Name: safe(2), To: names[0] + "\n" + names[1]}, {Name: "pin", From: names[1], To: "1", Secret: true},
		}}),
		dialog.NewTable(dialog.TableOptions{Columns: []string{safe(0), "b"}, Rows: [][]string{names, {names[0]}, {}, names}, Foot: safe(1)}),
		dialog.NewCommand(dialog.CommandOptions{Words: []dialog.Command{{Name: "find", Help: safe(0), Args: args}}, History: names}),
	}
}

// formOf is a form with every kind of field, about these names.
func formOf(names []string) dialog.FormOptions {
	safe := func(i int) string { return pal.NewText(names[i%len(names)]).String() }
	complete := func(typed string) []dialog.Suggestion {
		return []dialog.Suggestion{{Value: safe(0), Help: safe(1)}, {Value: safe(0) + typed, Help: safe(2)}, {Value: "1"}}
	}
	return dialog.FormOptions{
		Title: safe(0), Intro: safe(1) + " " + safe(2),
		Fields: []dialog.Field{
			{Name: "name", Label: safe(0), Help: safe(1), Kind: safe(2), Value: names[0], Complete: complete, Check: func(string) string { return safe(1) }},
			{Name: "fixed", Value: names[1], Fixed: true},
			{Name: "choice", Allowed: []string{"a1", "a9", safe(2) + "x"}, Required: true},
			{Name: "note", Value: names[1] + "\n" + names[2], Multiline: true, Help: safe(0)},
			{Name: "pin", Value: names[2], Secret: true},
		},
		MoreFields: &dialog.MoreFields{
			Label: "add", Complete: complete,
			Field: func(name string) (dialog.Field, string) { return dialog.Field{Name: name}, safe(2) },
		},
	}
}

// hostile is an office whose people, parked callers and lines have these names.
func hostile(names []string) *board {
	office := newBoard([]string{"1001", "1002", "1003"}, []string{"801", "802"})
	for i, number := range []string{"1001", "1002", "1003"} {
		office.add(number + " " + names[i])
	}
	office.note(pal.CallStatus{
		User: pal.NewText("1001"), Talker: pal.NewText("t1001"), Room: pal.NewText("r1001"), Other: pal.NewText(names[0]),
		OtherName: pal.NewText(names[1]), Code: pal.Number{Value: int64(pal.CodeCallSuccess), Known: true},
	})
	office.note(pal.Registration{User: pal.NewText(names[2] + "9"), Registered: pal.On})
	office.park("801", "1001")
	return office
}

// TestRowsHaveTheirWidth presses and clicks at random in every dialog. screen checks the rows.
func TestRowsHaveTheirWidth(t *testing.T) {
	keys := []string{"down", "up", "tab", "backspace", "left", "home", "end", "pgdown", "enter", "1", "9", "a", " ", "right", "shift+tab", "delete", "ctrl+s"}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(callers(), 3, 3).Draw(t, "names")
		width, height := rapid.IntRange(1, 90).Draw(t, "width"), rapid.IntRange(0, 20).Draw(t, "height")
		office := hostile(names)
		for _, d := range everyDialog(names) {
			at := &desk{t: t, Dialog: d, keys: keymap.Attendant()}
			d.Refresh(office.snapshot())
			at.screen(width, height)
			for range rapid.IntRange(0, 6).Draw(t, "steps") {
				switch rapid.IntRange(0, 3).Draw(t, "step") {
				case 0:
					at.verdict = dialog.Stay
					at.paste(names[0])
				case 1:
					d.Click(1, rapid.IntRange(-1, 20).Draw(t, "y"))
				default:
					at.verdict = dialog.Stay
					at.press(rapid.SampledFrom(keys).Draw(t, "key"))
				}
				at.screen(width, height)
			}
		}
	})
}

// TestTheChoiceNeverMovesByItself lets an office change in any way behind a person that was chosen.
func TestTheChoiceNeverMovesByItself(t *testing.T) {
	numbers := []string{"1001", "1002", "1003", "1004", "1042", "1044"}
	codes := []pal.Code{pal.CodeCalling, pal.CodeCallSuccess, pal.CodeHold, pal.CodeEndTalking, pal.CodeDisconnect}
	rapid.Check(t, func(t *rapid.T) {
		office := reception()
		target := dialog.NewTarget(dialog.TargetOptions{Book: phonebook.New, Verb: "Call"})
		at := &desk{t: t, Dialog: target, keys: keymap.Classic()}
		target.Refresh(office.snapshot())
		at.press(rapid.SampledFrom([]string{"o", "10", "a", "down", "mo"}).Draw(t, "typed"))
		for range rapid.IntRange(0, 3).Draw(t, "down") {
			at.press("down")
		}
		before, _ := target.Choice()
		for range rapid.IntRange(1, 10).Draw(t, "changes") {
			number := rapid.SampledFrom(numbers).Draw(t, "number")
			switch rapid.IntRange(0, 2).Draw(t, "change") {
			case 0:
				office.status(number, "0355", rapid.SampledFrom(codes).Draw(t, "code"))
			case 1:
				office.add(rapid.StringMatching(`1[0-9]{2,4} [amo]{1,3}`).Draw(t, "person"))
			case 2:
				office.note(pal.Registration{User: pal.NewText(number), Registered: model.Off})
			}
			target.Refresh(office.snapshot())
			at.screen(38, 8)
		}
		at.press("enter")
		if after, _ := target.Choice(); at.verdict != dialog.Chosen || len(before) != 1 || after[0] != before[0] {
			t.Fatalf("%v was chosen, Enter gave %v (%d)", before, after, at.verdict)
		}
	})
}
