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

func TestATimerIsSaidInWords(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size)
		s.settings("Timers")
		s.find("1001")
		s.operation("1", "edit timer 1 1001")
		// What is no schedule is said to be none at its field, before it is asked whether to send it;
		s.press("T9am", ctrlS)
		s.shows("╭ edit timer 1 1001 ", "must give its times (T) as pairs")
		s.points("schedule", "T9am")
		if s.hasText("Send setPlanSwitchTimer?") {
			t.Errorf("it is about to be sent:\n%s", s.text())
		}
		// what is one stands below in words.
		s.press(ctrlU, "A62T09001730")
		s.shows("weekdays 9:00–17:30")
		s.confirm("setPlanSwitchTimer", enter, "A62T09001730")
		s.sends("setPlanSwitchTimer extension=1001 number=1 schedule=A62T09001730")
		s.shows("edit timer 1 1001: done")
	})
}

func TestForwardingOfAPerson(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size)
		for view, person := range map[string]string{"3": "1003", "1": "1005"} {
			was := slices.Clone(s.wanted)
			s.press(view)
			s.find(person)
			s.press("f")
			s.shows("╭ forwarding of "+person+" ", "busy: to")
			s.press(down, down, "1004")
			s.shows(nameOf(t, pbx, "1004"))
			s.confirm("setExtensionProperties", enter, "busy: to", "1004")
			s.wanted = was
			s.sends("setExtensionProperties extension=" + person + " properties=map[pln1_d_busyforward:1004]")
			s.shows("forwarding of " + person + ": done")
			has(t, propertiesOf(t, pbx, person, "pln1_d_busyforward"), []string{"1004"})
			s.press(escape)
		}
	})
}

func TestTheMenuOfAPersonHasTheirForwardingAndTheirNote(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		s, _ := openRecorded(t, quietPBX(t), size)
		s.press("3")
		s.find("1003")
		for key, opens := range map[string]string{"f": "╭ forwarding of 1003 ", "n": "╭ note of 1003 "} {
			s.press(enter)
			s.shows("╭ Acts ")
			for _, why := range []string{"f  no", "n  no"} {
				s.hides(why)
			}
			s.press(key)
			s.shows(opens)
			s.press(escape)
			s.hides(opens)
		}
	})
}

func TestForwardingIsThatOfThePersonsOwnTenant(t *testing.T) {
	t.Parallel()
	// Given sa, whose board has the extensions of two tenants,
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 3})
	s, _ := openRecorded(t, pbx, wide, login(systemUser), func(c *setup) { c.PBX.Tenant = "" })
	s.press("3")
	s.shows("Extensions 6")
	second := pbx.Truth().Extensions[1]
	s.find(second.Name)
	// when the forwarding of one of them is set,
	s.press("f")
	s.shows("╭ forwarding of 1001 ", "branch")
	s.press("1002")
	s.confirm("setExtensionProperties", enter, "rings also", "1002")
	// then it is that of their own tenant.
	s.sends("setExtensionProperties extension=1001 properties=map[pln1_d_phoneforward:1002] tenant=" + second.Tenant)
	s.shows("forwarding of 1001: done")
	has(t, second.Tenant, "branch")
}

func TestWhatCannotBeSentStandsInTheForm(t *testing.T) {
	create := []string{"extension", "password", "login_password", "type"}
	for name, c := range map[string]struct {
		fill    []string
		asked   string
		problem []string
		kept    string
		// at is the field with the cursor.
		at, points string
	}{
		"missing":      {[]string{"password=12", "type=user"}, "", []string{"this is needed"}, "user", "extension", ""},
		"no password":  {[]string{"extension=2000", "password=12", "type=user"}, "", []string{"is missing: type user needs it"}, "2000", "login_password", ""},
		"there is one": {[]string{"extension=1003", "type=ivr"}, "createExtension extension=1003 type=ivr", []string{"Extension 1003 exists already"}, "ivr", "extension", "1003"},
		"not allowed":  {[]string{"extension=2000", "type=robot"}, "", []string{"one of: user"}, "2000", "type", "robot"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pbx := quietPBX(t)
			s, _ := openRecorded(t, pbx, wide)
			s.settings("Extensions")
			s.points("1000")
			s.operation("c", "createExtension")
			s.fill(create, c.fill)
			if c.asked != "" {
				s.confirm("createExtension", "y")
				s.sends(c.asked)
			} else {
				s.press(ctrlS)
			}
			s.shows(append(c.problem, "╭ createExtension ", c.kept)...)
			s.points(c.at, c.points)
			if s.hasText("Send createExtension?") {
				t.Errorf("it is about to be sent:\n%s", s.text())
			}
			has(t, len(pbx.Truth().Extensions), 40)
		})
	}
}

func TestOneOfAFewValuesThatIsEmptiedStandsAtItsField(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.settings("Extensions")
	s.find("1003")
	s.operation("e", "edit 1003")
	s.property("admin")
	s.press(ctrlU, ctrlS)
	s.shows("this is needed")
	s.points("admin")
}

func TestTabMakesNobodyAnAdmin(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given the form of an extension, with the cursor on whether they are an admin,
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size)
		s.settings("Extensions")
		s.find("1003")
		s.operation("e", "edit 1003")
		s.points("admin")
		s.shows("tab next  ←→ turns")
		// when tab is pressed and the form is sent, there is nothing to send;
		s.press(tab, ctrlS)
		s.shows("nothing changed")
		// a space turns the choice.
		s.press(backTab, " ")
		s.confirm("setExtensionProperties", enter, "admin", "false", "true")
		s.sends("setExtensionProperties extension=1003 properties=map[admin:true]")
		s.shows("edit 1003: done")
	})
}

func TestAPropertyThatIsAddedAndLeftBlankIsNotSent(t *testing.T) {
	t.Parallel()
	// Given the forwarding of somebody, to whom a password was added and left blank,
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.press("3")
	s.find("1003")
	s.press("f")
	s.shows("╭ forwarding of 1003 ")
	s.property("login.password")
	s.shows(`left blank it is not sent`)
	// when something else is changed, that alone is sent.
	s.property("name")
	s.press("Ana Nova")
	s.confirm("setExtensionProperties", enter, "name", "Ana Nova")
	s.sends("setExtensionProperties extension=1003 properties=map[name:Ana Nova]")
	s.shows("forwarding of 1003: done")
}

func TestAGroupIsMadeOneThatHunts(t *testing.T) {
	t.Parallel()
	// Given a new group, of which the PBX makes one that rings at once,
	pbx := quietPBX(t)
	must(t, client(t, pbx, systemUser).CreateExtension(t.Context(), pal.CreateExtension{Tenant: tenant, Extension: "600", Type: pal.GroupExtension}))
	s, _ := openRecorded(t, pbx, wide)
	s.wanted = actsOf(pbx)
	s.settings("Extensions")
	s.find("600")
	s.operation("e", "edit 600")
	// when another stype is chosen, the properties that it has can be added, and all of it is sent.
	s.property("stype")
	s.press(ctrlU, "rr")
	s.property("queuingmax")
	s.press("5")
	s.confirm("setExtensionProperties", enter, "stype", "rr", "queuingmax", "5")
	s.sends("setExtensionProperties extension=600 properties=map[queuingmax:5 stype:rr]")
	s.shows("edit 600: done")
}

func TestATenantTakesNoPropertyThatThereIsNot(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size, login(systemUser))
		s.settings("Tenants")
		s.find(tenant)
		s.operation("e", "edit main")
		s.press(backTab, "foobar", enter)
		s.points("add a property", "foobar")
		s.shows("must be one of: tenantid, desc")
		if s.hasText("sent all the same") {
			t.Errorf("it says that it is sent:\n%s", s.text())
		}
	})
}

func TestWhatIsDeletedIsNamedWithItsTenant(t *testing.T) {
	t.Parallel()
	// Given sa whose console is that of main,
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Extensions")
	s.find("1003")
	// when an extension is deleted, nothing can be typed, and all that it is is shown, with whose it is.
	s.operation("d", "delete 1003")
	s.press(ctrlU, "branch")
	s.confirm("deleteExtension", "y", "tenant", tenant, "extension", "1003", "It deletes "+personOf(t, pbx, "1003")+" of tenant main")
	s.sends("deleteExtension extension=1003 tenant=main")
	s.shows("delete 1003: done")
}

func TestTheTenantOfWhatIsCreatedIsNamedAndWrittenDown(t *testing.T) {
	t.Parallel()
	// Given sa without a tenant, on a PBX of two,
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 6})
	s, _ := openRecorded(t, pbx, wide, login(systemUser), func(c *setup) { c.PBX.Tenant = "" })
	s.settings("Extensions")
	s.press("/", "branch 1003")
	s.points("branch", "1003")
	s.press(enter)
	s.hides("type to search")
	// when an extension is created in that of the selected one, the question names the tenant though nobody typed it;
	s.operation("c", "createExtension")
	s.fill([]string{"tenant", "extension", "password", "login_password", "type"}, []string{"extension=2000", "type=ivr"})
	s.confirm("createExtension", "y", "tenant     branch", "extension  → 2000")
	s.sends("createExtension extension=2000 tenant=branch type=ivr")
	s.shows("createExtension 2000: done")
	// the journal has it as the one in which it was done.
	s.leave()
	got := cordboard(t, s.world, "journal", "--format", "csv")
	if !strings.Contains(got.stdout, `,branch,createExtension,"extension 2000, type ivr"`) {
		t.Errorf("the journal has %+v", got)
	}
}

func TestWhatIsTypedOfADeletionOrAnActIsNoChange(t *testing.T) {
	for method, values := range map[string][]string{"deleteExtension": {"extension=1009"}, "park": {"tid=99", "number=801"}} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			s, _ := openRecorded(t, quietPBX(t), wide, login(systemUser))
			s.fill(fieldsOf(s.method(method)), values)
			name, value, _ := strings.Cut(values[0], "=")
			s.press(ctrlS)
			s.shows("Send "+method+"?", "tenant", tenant, name, value)
			if s.hasText("→") {
				t.Errorf("it looks like a change:\n%s", s.text())
			}
		})
	}
}

func TestWhoIsDeletedIsSaidWithTheirCalls(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	talking(t, pbx, "1003", "1004")
	s.wanted = actsOf(pbx)
	s.shows("talking 1")
	s.settings("Extensions")
	s.find("1003")
	s.press(enter)
	s.shows("╭ Acts on " + personOf(t, pbx, "1003") + " ")
	s.press("d")
	s.shows("╭ delete 1003 ")
	s.confirm("deleteExtension", "n", "It deletes "+personOf(t, pbx, "1003")+": 1 call is up", "y yes")
	s.hides("Send deleteExtension?")
	s.press(escape)
}

func TestABadNumberStandsAtItsField(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.settings("Extensions")
	s.find("1003")
	s.operation("e", "edit 1003")
	s.property("pln1_d_ringertime")
	s.press(ctrlU, "soon", ctrlS)
	s.points("pln1_d_ringertime", "soon")
	s.shows("must be a whole number")
	has(t, propertiesOf(t, pbx, "1003", "pln1_d_ringertime"), []string{"20"})
}

func TestANumberIsCheckedBeforeItIsAskedWhetherToSend(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, narrow)
	barge, _ := pal.FindMethod("barge")
	s.methods()
	s.form(barge)
	s.press("1003", enter, "twenty", enter)
	s.shows("must be a whole number")
	s.press(ctrlS)
	s.points("tid", "twenty")
	if s.hasText("Send barge?") {
		t.Errorf("it is about to be sent:\n%s", s.text())
	}
}

// TestKeysAreTakenWhileALongListLoads has the machine to itself: its list is long.
func TestKeysAreTakenWhileALongListLoads(t *testing.T) {
	// Given a PBX of 200,000 extensions,
	pbx := startPBX(t, palsim.Options{Seed: 3, Extensions: 200_000, Replay: palsim.ReplayNone})
	s, _ := openRecorded(t, pbx, wide)
	// when the extensions are asked for, and the PBX takes its time,
	pbx.DelayReplies(2 * time.Second)
	s.press("6", enter)
	s.shows("asking the PBX…")
	// then keys have their effect before they are there,
	s.press("?")
	s.shows("Keys: classic")
	s.press(escape)
	s.hides("Keys: classic")
	s.shows("asking the PBX…")
	pbx.DelayReplies(0)
	// and the first of them come; the last is found.
	s.shows("Extensions 500: first 500 of each kind")
	s.find("200999")
	s.shows("Extensions 1  /200999")
}

func TestAnExtensionBeyondTheFirstIsFound(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a PBX of more extensions than are listed,
		pbx := startPBX(t, palsim.Options{Seed: 3, Extensions: 3000, Replay: palsim.ReplayNone})
		must(t, client(t, pbx, systemUser).CreateExtension(t.Context(), pal.CreateExtension{Tenant: tenant, Extension: "8.5", Type: pal.IVRExtension}))
		s, _ := openRecorded(t, pbx, size)
		s.wanted = actsOf(pbx)
		// when they are listed, it is said that there are more;
		s.settings("Extensions")
		s.shows("Extensions 501: first 500 of each kind, / asks the PBX")
		// a number that is not among them is found,
		s.find("3987")
		s.shows("Extensions 1  /3987")
		// one whose number is written like a pattern too,
		s.press(escape)
		s.find("8.5")
		s.shows("Extensions 1  /8.5")
		// somebody by their name,
		name := nameOf(t, pbx, "3456")
		s.press(escape, "/", name)
		s.shows("3456")
		s.press(enter)
		// and nobody by what nobody has.
		s.press(escape, "/", "99999")
		s.shows("nothing matches")
		// Then the search ends where it began.
		s.press(escape)
		s.shows("first 500 of each kind")
	})
}

func TestTheSettingsAreAskedForAgain(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a list of notes,
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size)
		s.settings("Notes")
		s.shows("nothing here yet")
		// when another client writes one, the list shows it when it is asked for again.
		must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota"}))
		s.wanted = actsOf(pbx)
		s.press(ctrlR)
		s.points("rota")
		// In another view it says what it is for.
		s.press("2", ctrlR)
		s.shows("only the settings of the PBX are asked for")
	})
}

func TestAListThatIsComeToAgainAfterAWhileIsAskedForAnew(t *testing.T) {
	t.Parallel()
	// Given a list of notes that was looked at and left,
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.settings("Notes")
	s.shows("nothing here yet")
	must(t, client(t, pbx, systemUser).SetNote(t.Context(), pal.SetNote{Tenant: tenant, Name: "rota"}))
	s.wanted = actsOf(pbx)
	// when it is come to within moments, it is as it was;
	s.press("2", "6")
	s.shows("nothing here yet")
	// when it is come to after a while, it has what somebody else has written.
	s.press("2")
	s.hides("Settings")
	s.clock.leap(time.Minute)
	s.press("6")
	s.points("rota")
}
