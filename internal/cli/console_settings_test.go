package cli

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// More keys as a terminal sends them.
const (
	ctrlS = "\x13"
	ctrlU = "\x15"
	end   = "\x1b[F"
)

func login(user string) setting {
	return func(s *setup) { s.PBX.User, s.password = user, user }
}

// recorded keeps every byte that goes to a terminal. It implements io.Writer.
type recorded struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write implements io.Writer.
func (r *recorded) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all.Write(p)
}

// hasNot fails when one of the texts has ever been written.
func (r *recorded) hasNot(t *testing.T, secrets ...string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, secret := range secrets {
		if bytes.Contains(r.all.Bytes(), []byte(secret)) {
			t.Errorf("%q was written to the terminal", secret)
		}
	}
}

// openRecorded is openScreen with all that goes to the terminal kept.
func openRecorded(t *testing.T, pbx *palsim.PBX, size tui.Size, settings ...setting) (*screen, *recorded) {
	t.Helper()
	c := setup{Config: config.Default(), password: palsim.Reception}
	c.PBX.URL, c.PBX.Tenant, c.PBX.User = pbx.URL(), tenant, palsim.Reception
	c.Operator.Role = "administrator"
	for _, set := range settings {
		set(&c)
	}
	line := palconn.Options{
		URL: c.PBX.URL, User: c.PBX.User, Password: pal.NewSecret(c.password), Want: palconn.WantAll(), Timeout: c.PBX.Timeout.Duration,
	}
	if c.PBX.User != systemUser {
		line.Tenant = tenant
	}
	kept := new(recorded)
	s := runScreen(t, size, func(ctx context.Context, env environment) error {
		env.stdout = io.MultiWriter(kept, env.stdout)
		return env.console(ctx, c.Config, line)
	})
	s.pbx = pbx
	t.Cleanup(func() {
		s.leave()
		if extra := len(actsOf(pbx)) - len(s.wanted); extra != 0 {
			t.Errorf("in the end the PBX was asked for %d more acts: %q", extra, actsOf(pbx))
		}
	})
	s.shows("● live")
	return s, kept
}

// settings opens an area of the view PBX, with the keys in its list.
func (s *screen) settings(area string) {
	s.t.Helper()
	s.press("6")
	s.shows("Settings")
	if area == "All methods" {
		s.press("G")
	} else {
		s.press(strings.Repeat(down, slices.Index([]string{"Extensions", "Notes", "Timers", "DIDs", "Routes", "Tenants"}, area)))
	}
	s.points(area)
	s.until("listed "+area, func(text string) bool {
		return strings.Contains(text, area+" ") && !strings.Contains(text, "asking the PBX")
	})
	s.press(enter)
}

// methods opens the list of all methods.
func (s *screen) methods() {
	s.t.Helper()
	s.settings("All methods")
}

// form opens the form of a method from the list of all.
func (s *screen) form(method pal.Method) {
	s.t.Helper()
	s.press("/", method.Section+" "+method.Name)
	s.points(method.Section, method.Name)
	s.press(enter)
	s.hides("type to search")
	s.press(enter)
	s.shows("╭ " + method.Name + " ─")
}

// fill types values, as name=value, into a form whose first editable field has the cursor; +name adds a property.
func (s *screen) fill(fields, values []string) {
	s.t.Helper()
	at := 0
	fields = slices.Clone(fields)
	for _, value := range values {
		name, text, _ := strings.Cut(value, "=")
		added, adds := strings.CutPrefix(name, "+")
		if adds {
			fields = append(fields, added)
		}
		to := slices.Index(fields, strings.TrimPrefix(name, "+"))
		if to < at {
			s.t.Fatalf("%s does not stand behind the %d fields that are filled", name, at)
		}
		s.press(strings.Repeat(down, to-at))
		at = to
		if adds {
			s.press(added, enter)
		}
		s.press(text)
	}
}

// find puts the cursor of the list that has the keys on the one row that a search finds.
func (s *screen) find(words string) {
	s.t.Helper()
	s.press("/", words)
	s.points(words)
	s.press(enter)
	s.hides("type to search")
}

// operation opens the form of what can be done with the selected item.
func (s *screen) operation(key, title string) {
	s.t.Helper()
	s.press(enter)
	s.shows("╭ Acts ")
	s.press(key)
	s.shows("╭ " + title + " ")
}

// property goes to the field of a property, which is added where the form has none.
func (s *screen) property(name string) {
	s.t.Helper()
	s.press(strings.Repeat(down, 60), name)
	s.points("add a property", name)
	s.press(enter)
	s.points(name)
}

// confirm sends what the difference shows: it stands until the key that confirms it.
func (s *screen) confirm(method, key string, difference ...string) {
	s.t.Helper()
	s.press(ctrlS)
	s.shows(append(difference, "Send "+method+"?")...)
	s.read()
	s.press(key)
}

// propertiesOf reads properties of an extension from the PBX.
func propertiesOf(t *testing.T, pbx *palsim.PBX, number string, names ...string) []string {
	t.Helper()
	rows, err := client(t, pbx, systemUser).ExtensionProperties(t.Context(), pal.GetExtensionProperties{
		Tenant: tenant, Extensions: []string{number}, Properties: names,
	})
	must(t, err)
	must(t, rows[0].Err)
	var values []string
	for _, value := range rows[0].Values {
		values = append(values, value.Raw())
	}
	return values
}

// has compares what the PBX has with what it should have.
func has[T any](t *testing.T, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the PBX has (-want +got):\n%s", diff)
	}
}

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
		// Then the board calls them so at the next call.
		talking(t, pbx, "1003", "1004")
		s.press("2")
		s.points("Ana Nova")
	})
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
		s.shows("createExtension: done")
		// it stands in the list, and its secrets nowhere.
		s.find("2000")
		seen.hasNot(t, "Geheim", "4711")
		// When it is deleted, the question says which,
		s.operation("d", "delete 2000")
		s.confirm("deleteExtension", "y", "extension", "2000")
		s.sends("deleteExtension extension=2000")
		// and it is gone.
		s.shows("delete 2000: done", "nothing matches")
	})
}

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
			s.operation("c", "setNote")
			s.fill([]string{"name", "description", "useraccess", "note"}, []string{"name=rota", "useraccess=" + access, "note=Mon: Mia"})
			s.press(enter, "Tue: Bo")
			s.confirm("setNote", enter, "rota", "Tue: Bo")
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
			// and change it if they may; what they typed is not lost if not.
			u.press(down, down, down, end, "!")
			u.confirm("setNote", enter)
			u.sends("setNote name=rota note=Mon: Mia\nTue: Bo! useraccess=" + access)
			s.wanted = u.wanted
			kept := "Mon: Mia\nTue: Bo"
			if see.writable {
				kept += "!"
				u.shows("edit rota: done")
			} else {
				u.shows("refused by the PBX: No permission.", "Tue: Bo!")
			}
			note, err := client(t, pbx, systemUser).Note(t.Context(), pal.GetNote{Tenant: tenant, Name: "rota"})
			must(t, err)
			has(t, note.Note.Raw(), kept)
		})
	}
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

func TestATimerIsSaidInWords(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		pbx := quietPBX(t)
		s, _ := openRecorded(t, pbx, size)
		s.settings("Timers")
		s.find("1001")
		s.operation("1", "edit timer 1 1001")
		// What is no schedule is said to be none, and not sent;
		s.press("T9am", ctrlS)
		s.shows("Send setPlanSwitchTimer?")
		s.read()
		s.press(enter)
		s.shows("╭ edit timer 1 1001 ", "T9am")
		s.points("schedule", "T9am")
		// what is one stands below in words.
		s.press(ctrlU, "A62T09001730")
		s.shows("weekdays 9:00–17:30")
		s.confirm("setPlanSwitchTimer", enter, "A62T09001730")
		s.sends("setPlanSwitchTimer extension=1001 number=1 schedule=A62T09001730")
		s.shows("edit timer 1 1001: done")
	})
}

func TestARouteIsInsertedChangedAndDeleted(t *testing.T) {
	t.Parallel()
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 6})
	s, seen := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Routes")
	s.points("main-reception")
	insert, _ := pal.FindMethod("insertRouteVariables")
	s.operation("c", "insertRouteVariables")
	s.fill(fieldsOf(insert), []string{
		"template=trunk", "enabled=1", "route-tenant=main", "route-name=mobile", "route-password=Geheim", "v1=a", "x9=z",
	})
	s.confirm("insertRouteVariables", "y", "mobile", "***")
	s.sends("insertRouteVariables template=trunk values=" + valuesOf("1", "main", "mobile", "Geheim", "a", "z"))
	s.shows("insertRouteVariables: done")
	// Its password is not shown, and stays when something else is changed.
	s.find("mobile")
	s.operation("e", "edit mobile")
	s.press(strings.Repeat(down, 5), ctrlU, "b")
	s.confirm("updateRouteVariables", enter, "v1", "a", "b")
	s.sends("updateRouteVariables template=trunk values=" + valuesOf("1", "main", "mobile", "", "b", "z"))
	s.shows("edit mobile: done")
	s.points("mobile", "b")
	routes, err := collect(client(t, pbx, systemUser).RouteVariables(t.Context(), pal.GetRouteVariables{Tenant: tenant, Template: "trunk"}),
		func(r pal.Route) string { return r.Name.Raw() + " " + r.V[0].Raw() + " " + r.X[8].Raw() })
	must(t, err)
	has(t, routes, []string{"main-national sip.example.net ", "main-international sip.example.net ", "mobile b z"})
	// What lists the routes does not tell it either.
	get, _ := pal.FindMethod("getRouteVariables")
	s.press(escape, tab)
	s.methods()
	s.form(get)
	s.fill(fieldsOf(get), []string{"template=trunk"})
	s.press(ctrlS)
	s.shows("mobile", "***", "esc close")
	s.press(escape, escape)
	seen.hasNot(t, "Geheim")
}

func TestARouteIsDeleted(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Routes")
	s.find("main-national")
	s.operation("d", "delete main-national")
	s.confirm("deleteRouteVariables", "y", "trunk", "main-national")
	s.sends("deleteRouteVariables name=main-national template=trunk")
	s.shows("delete main-national: done", "nothing matches")
}

func TestADIDIsEmptied(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide)
	s.settings("DIDs")
	s.find("main-support")
	s.operation("e", "edit main-support")
	s.press(down, ctrlU)
	s.confirm("setDid", enter, "v1", "+34915551001", "(empty)")
	s.sends("setDid enabled=1 name=main-support template=did v1= v2=1001")
	s.shows("edit main-support: done")
}

func TestATenantIsMadeAndChanged(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	s.settings("Tenants")
	s.points(tenant)
	s.operation("c", "createTenant")
	s.press("moon")
	s.confirm("createTenant", "y", "moon")
	s.sends("createTenant tenant=moon")
	s.shows("createTenant: done")
	s.find("moon")
	s.operation("e", "edit moon")
	s.property("maxusers")
	s.press(ctrlU, "many", ctrlS)
	s.points("maxusers", "many")
	s.press(ctrlU, "12")
	s.confirm("setTenantProperties", enter, "maxusers", "-1", "12")
	s.sends("setTenantProperties properties=map[maxusers:12] tenant=moon")
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
			s.shows("╭ forwarding of "+person+" ", "pln1_d_busyforward")
			s.press(down, down, "1004")
			s.shows(nameOf(t, pbx, "1004"))
			s.confirm("setExtensionProperties", enter, "pln1_d_busyforward", "1004")
			s.wanted = was
			s.sends("setExtensionProperties extension=" + person + " properties=map[pln1_d_busyforward:1004]")
			s.shows("forwarding of " + person + ": done")
			has(t, propertiesOf(t, pbx, person, "pln1_d_busyforward"), []string{"1004"})
			s.press(escape)
		}
	})
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
	s.confirm("setNote", enter, "back on Monday")
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
	s.confirm("setExtensionProperties", enter, "pln1_d_phoneforward", "1002")
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
	}{
		"missing":      {[]string{"password=12", "type=user"}, "", []string{"extension"}, "user"},
		"there is one": {[]string{"extension=1003", "type=user"}, "createExtension extension=1003 type=user", []string{"Extension 1003 exists already"}, "1003"},
		"not allowed":  {[]string{"extension=2000", "type=robot"}, "", []string{"type", "robot"}, "2000"},
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
			if s.hasText("Send createExtension?") {
				t.Errorf("it is about to be sent:\n%s", s.text())
			}
			has(t, len(pbx.Truth().Extensions), 40)
		})
	}
}

// hasText tells what the screen shows now.
func (s *screen) hasText(text string) bool { return strings.Contains(s.text(), text) }

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

func TestATenantThatIsNotThereIsRefused(t *testing.T) {
	t.Parallel()
	pbx := quietPBX(t)
	s, _ := openRecorded(t, pbx, wide, login(systemUser))
	set, _ := pal.FindMethod("setTenantProperties")
	s.methods()
	s.form(set)
	s.press(ctrlU, "nowhere", strings.Repeat(down, 3), "desc", enter, "Moon")
	s.confirm("setTenantProperties", enter, "nowhere", "Moon")
	s.sends("setTenantProperties properties=map[desc:Moon] tenant=nowhere")
	s.shows("╭ setTenantProperties ", `refused by the PBX: no tenant "nowhere"`, "Moon", "nowhere")
}

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
		s.points(method.Section, method.Name)
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
	s.confirm("setNote", enter)
	s.sends("setNote description=in Madrid name=1003")
	// when the operator has opened something else meanwhile, it stays open, and the failure is told.
	s.press(":", "vie")
	s.shows(":vie")
	s.shows("note of 1003: refused by the PBX", ":vie")
}

// TestKeysAreTakenWhileALongListLoads has the machine to itself: its list is long.
func TestKeysAreTakenWhileALongListLoads(t *testing.T) {
	// Given a PBX of 200,000 extensions,
	pbx := startPBX(t, palsim.Options{Seed: 3, Extensions: 200_000, Replay: palsim.ReplayNone})
	s, _ := openRecorded(t, pbx, wide)
	// when the extensions are asked for, and the PBX takes its time,
	pbx.DelayReplies(2 * time.Second)
	s.press("6")
	s.shows("asking the PBX…")
	// then keys have their effect before they are there,
	s.press("?")
	s.shows("Keys: classic")
	s.press(escape)
	s.hides("Keys: classic")
	s.press("/", "9", escape)
	s.shows("asking the PBX…")
	pbx.DelayReplies(0)
	// and they come.
	s.shows("Extensions 200000")
	s.press(enter, "G")
	s.points("200999")
}
