package cli

import (
	"testing"
	"time"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// method opens the form of a method for sa.
func (s *screen) method(name string) pal.Method {
	s.t.Helper()
	method, _ := pal.FindMethod(name)
	s.methods()
	s.form(method)
	return method
}

func TestAMethodOnACallIsForTheCallThatWasMeant(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the form that ends a call, into which a talker was typed,
		pbx := quietPBX(t)
		caller, _ := talking(t, pbx, "1001", "1003")
		s, _ := openRecorded(t, pbx, size, login(systemUser))
		s.wanted = actsOf(pbx)
		s.fill(fieldsOf(s.method("disconnect")), []string{"tid=" + caller.ID})
		// when the connection breaks before it is sent, it is not: the same id may be another call's;
		pbx.DropConnections()
		s.shows("reconnecting, as of ")
		s.shows("● live")
		s.press(ctrlS)
		s.shows("╭ disconnect ", "the PBX was connected to again since", caller.ID)
		// when it is looked at once more, the question says whose it is, and Enter does not answer it.
		s.confirm("disconnect", enter, "1001 talking with "+personOf(t, pbx, "1003"), "y yes")
		s.shows("Send disconnect?")
		// When it is held before the y, nothing is sent, and it is told how it is now.
		must(t, pbx.Hold(tenant, "1001"))
		s.shows("held 1")
		s.press("y")
		s.shows("╭ disconnect ", "changed meanwhile: now 1001 held with")
		s.confirm("disconnect", "y", "1001 held with")
		s.sends("disconnect tenant=main tid=" + caller.ID)
		s.shows("disconnect: done")
	})
}

func TestATalkerThatIsNotOnTheBoardIsSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	s, _ := openRecorded(t, quietPBX(t), wide, login(systemUser))
	s.fill(fieldsOf(s.method("park")), []string{"tid=99", "number=801"})
	s.confirm("park", "n", "What has tid 99 is not known")
	// The form is there again with what was typed.
	s.hides("Send park?")
	s.shows("╭ park ", "99")
	s.press(escape, escape)
}

func TestAMethodIsComparedWithWhatThePBXHas(t *testing.T) {
	t.Parallel()
	// Given a note, and the form of the method into which its name and another text are typed,
	pbx := quietPBX(t)
	sa := client(t, pbx, systemUser)
	write := func(text string) {
		must(t, sa.SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota", Description: "who is in", Note: text}))
	}
	write("Mon: Mia")
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.wanted = actsOf(pbx)
	s.fill(fieldsOf(s.method("setNote")), []string{"name=rota", "note=Mon: Bo"})
	// then the difference has what is there now.
	s.confirm("setNote", "n", "Mon: Mia", "Mon: Bo")
	s.hides("Send setNote?")
	s.confirm("setNote", "x", "Mon: Mia", "Mon: Bo")
	// When somebody else writes it meanwhile, nothing is sent;
	write("Mon: Ana")
	s.wanted = actsOf(pbx)
	s.press(enter)
	s.shows("not sent, it was changed meanwhile", "now Mon: Ana", "Mon: Bo")
	// the whole goes back but for what was typed.
	s.confirm("setNote", enter, "Mon: Ana", "Mon: Bo")
	s.sends("setNote description=who is in name=rota note=Mon: Bo tenant=main useraccess=0")
	s.shows("note of rota: done")
}

func TestWhatWasTypedIntoAMethodIsKeptWhenSomethingElseIsOpened(t *testing.T) {
	t.Parallel()
	// Given a PBX that takes its time to tell what there is,
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.fill(fieldsOf(s.method("setNote")), []string{"name=rota", "note=Mon: Bo"})
	pbx.DelayReplies(400 * time.Millisecond)
	s.press(ctrlS)
	// when the operator opens something else meanwhile, it stays open,
	s.press(":", "vie")
	s.shows("setNote: not sent, you were at something else", ":vie", "what you typed is kept")
	pbx.DelayReplies(0)
	// and the form has it when it is opened again.
	s.press(escape)
	s.hides(":vie")
	s.press(enter)
	s.shows("╭ setNote ", "rota", "Mon: Bo")
	s.press(escape, escape)
}

func TestARefusalStandsAtTheFieldThatItNames(t *testing.T) {
	t.Parallel()
	s, _ := openRecorded(t, quietPBX(t), wide, login(systemUser))
	s.fill(fieldsOf(s.method("getExtensions")), []string{"pattern=("})
	s.press(ctrlS)
	s.shows("error parsing regexp")
	s.points("pattern", "(")
	s.press(escape, escape)
}

func TestTheTenantIsNeededForSA(t *testing.T) {
	t.Parallel()
	// Given sa without a tenant on a PBX of two,
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 3})
	s, _ := openRecorded(t, pbx, wide, login(systemUser), func(c *setup) { c.PBX.Tenant = "" })
	fields := fieldsOf(s.method("getRouteVariables"))
	// when none is typed, it is said at the field, and nothing is asked;
	s.fill(fields, []string{"template=trunk"})
	s.press(ctrlS)
	s.shows("this is needed for sa")
	s.points("tenant")
	// when one is, the PBX is asked about it.
	s.press("branch", ctrlS)
	s.shows("branch-national", "esc close")
	s.press(escape, escape)
}
