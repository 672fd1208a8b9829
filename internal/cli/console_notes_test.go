package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

func TestANoteIsWrittenAndReadByItsAccess(t *testing.T) {
	for access, see := range map[string]struct {
		listed, writable bool
	}{"0": {false, false}, "1": {true, false}, "2": {true, true}} {
		t.Run(access, func(t *testing.T) {
			t.Parallel()
			// Given an admin has written a note of two lines,
			pbx := quietPBX(t)
			s, _ := openRecorded(t, pbx, wide)
			s.settings("Notes")
			s.shows("nothing here yet")
			s.operation("c", "create note")
			s.fill([]string{"name", "description", "useraccess", "note"}, []string{"name=rota", "useraccess=" + access, "note=Mon: Mia"})
			s.press(enter, "Tue: Bo")
			s.confirm("setNote", "y", "rota", "Tue: Bo")
			s.sends("setNote name=rota note=Mon: Mia\nTue: Bo useraccess=" + access)
			s.points("rota")
			// when a user looks at the notes,
			u, _ := openRecorded(t, pbx, wide, login("1001"))
			u.wanted = slices.Clone(s.wanted)
			u.settings("Notes")
			// then they see it unless it is hidden from them,
			if !see.listed {
				u.shows("nothing here yet")
				return
			}
			u.points("rota")
			u.operation("e", "edit rota")
			u.shows("Mon: Mia", "Tue: Bo")
			// and change it if they may; if not, they are told before they type.
			kept := "Mon: Mia\nTue: Bo"
			if see.writable {
				u.press(down, down, down, end, "!")
				u.confirm("setNote", enter)
				u.sends("setNote name=rota note=Mon: Mia\nTue: Bo! useraccess=" + access)
				u.shows("edit rota: done")
				kept += "!"
			} else {
				u.shows("users may only read this note")
				u.press(down, down, down, end, "!")
				u.shows("this cannot be changed here")
				u.press(ctrlS)
				u.hides("this cannot be changed here")
				u.shows("╭ edit rota ")
				u.press(escape)
				u.operation("d", "delete rota")
				u.shows("users may only read this note")
			}
			s.wanted = u.wanted
			note, err := client(t, pbx, systemUser).Note(t.Context(), pal.GetNote{Tenant: tenant, Name: "rota"})
			must(t, err)
			has(t, note.Note.Raw(), kept)
		})
	}
}

func TestANoteThatIsThereIsNotWrittenOver(t *testing.T) {
	t.Parallel()
	// Given a note,
	pbx := quietPBX(t)
	must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Note: "Mon: Mia"}))
	s, _ := openRecorded(t, pbx, wide)
	s.wanted = actsOf(pbx)
	s.settings("Notes")
	s.points("rota")
	// when another of its name is created, it is said at the name, what was typed stays, and nothing is sent.
	s.operation("c", "create note")
	s.press("rota", down, "mine")
	s.confirm("setNote", "y", "rota", "mine")
	s.shows("╭ create note ", "there is such a note already", "mine")
	s.points("name", "rota")
	// Under another name it is created.
	s.press("2")
	s.confirm("setNote", "y", "rota2", "mine")
	s.sends("setNote description=mine name=rota2")
	s.shows("create note rota2: done")
}

func TestANoteThatSomebodyElseChangesIsNotUndone(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the form of a note, into which something is typed,
		pbx := quietPBX(t)
		other := client(t, pbx, systemUser)
		must(t, other.SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Note: "Mon: Mia"}))
		s, _ := openRecorded(t, pbx, size)
		s.settings("Notes")
		s.operation("e", "edit rota")
		s.press("who is in")
		// when somebody else changes the note before it is sent,
		must(t, other.SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Note: "Mon: Bo"}))
		s.wanted = actsOf(pbx)
		s.confirm("setNote", enter, "who is in")
		// then nothing is sent, what it is now is said, and what was typed stays;
		s.shows("╭ edit rota ", "who is in", "changed meanwhile: now Mon: Bo", "not sent, it was changed meanwhile")
		// sent again, it has both.
		s.confirm("setNote", enter, "who is in")
		s.sends("setNote description=who is in name=rota note=Mon: Bo useraccess=0")
		s.shows("edit rota: done")
	})
}

func TestALongNoteIsNotCutWhenItIsEdited(t *testing.T) {
	t.Parallel()
	// Given a note longer than what is kept of other texts,
	pbx := quietPBX(t)
	long := strings.Repeat("who is in on which day\n", 300) + "the end"
	must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Note: long}))
	s, _ := openRecorded(t, pbx, wide)
	s.wanted = actsOf(pbx)
	s.settings("Notes")
	// when its description is changed,
	s.operation("e", "edit rota")
	s.press("rota of all")
	s.confirm("setNote", enter, "rota of all")
	// then it is sent back whole.
	s.sends("setNote description=rota of all name=rota note=" + long + " useraccess=0")
}

func TestWhatIsEmptiedIsSent(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Description: "old", Note: "text"}))
	s, _ := openRecorded(t, pbx, wide)
	s.wanted = actsOf(pbx)
	s.settings("Notes")
	s.operation("e", "edit rota")
	s.press(ctrlU)
	s.confirm("setNote", enter, "old", "(empty)")
	s.sends("setNote description= name=rota note=text useraccess=0")
	s.shows("edit rota: done")
}

func TestTheNoteOfAPerson(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.press("3")
	s.find("1003")
	s.press("n")
	s.shows("╭ note of 1003 ")
	s.press("in Madrid", down, down, "back on Monday")
	s.confirm("setNote", "y", "name", "1003", "back on Monday")
	s.sends("setNote description=in Madrid name=1003 note=back on Monday")
	s.shows("note of 1003: done")
	s.press("n")
	s.shows("╭ note of 1003 ", "back on Monday")
	s.press(escape)
	// One that may not be read is no empty one.
	u, _ := openRecorded(t, pbx, wide, login("1003"))
	u.wanted = s.wanted
	u.press("3")
	u.points("1003")
	u.press("n")
	u.shows("note of 1003: refused by the PBX: No permission.")
}

func TestAFailureIsToldWhenSomethingElseIsOpen(t *testing.T) {
	t.Parallel()
	// Given a note that the PBX takes its time to refuse,
	pbx := quietPBX(t)
	pbx.FailNext("setNote", palsim.Refuse)
	s, _ := openRecorded(t, pbx, wide)
	s.press("3")
	s.find("1003")
	s.press("n")
	s.shows("╭ note of 1003 ")
	s.press("in Madrid")
	pbx.DelayReplies(400 * time.Millisecond)
	s.confirm("setNote", "y")
	s.sends("setNote description=in Madrid name=1003")
	// when the operator has opened something else meanwhile, it stays open, and the failure is told.
	s.press(":", "vie")
	s.shows(":vie")
	s.shows("note of 1003: refused by the PBX", ":vie", "what you typed is kept")
	// Then the note opens again with what was typed and what was wrong, and can be sent.
	pbx.DelayReplies(0)
	s.press(escape)
	s.hides(":vie")
	s.press("n")
	s.shows("╭ note of 1003 ", "in Madrid", "refused by the PBX")
	s.confirm("setNote", "y", "in Madrid")
	s.sends("setNote description=in Madrid name=1003")
	s.shows("note of 1003: done")
	// It is kept no longer.
	s.press("n")
	s.shows("╭ note of 1003 ", "in Madrid")
	if s.hasText("refused by the PBX") {
		t.Errorf("the refused one is shown again:\n%s", s.text())
	}
}
