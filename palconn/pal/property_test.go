package pal_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

// guideProperties is every property name of the guide's section 7 with the kind of
// its value, by the type and the specific type of the extension.
var guideProperties = []struct {
	extensionType, stype string
	names                string
}{
	{"callback", "", `
		type                       one of callback
		callback.callee            extension
		desc                       text
		noanswerforward            extension
		ringertime                 number`},
	{"conference", "", `
		type                       one of conference
		callback.callee            extension
		conf.accept                wildcard pattern
		desc                       text
		exit.on.host.disconnected  true or false
		phoneforward               extensions, separated by commas`},
	{"ringgroup", "sr", `
		type                       one of ringgroup
		stype                      one of sr
		desc                       text
		noanswerforward            extension
		phoneforward               extensions, separated by commas
		ringertime                 number`},
	{"ringgroup", "rr", `
		type                       one of ringgroup
		stype                      one of rr
		desc                       text
		noanswerforward            extension
		switchmode                 one of cyclic ascending
		phoneforward               extensions, separated by commas
		queuingcallinterval        number
		queuingmax                 number
		queuingtime                number
		ringertimes                numbers, separated by commas
		round.tryonce              true or false`},
	{"ivr", "aa", `
		type                       one of ivr
		stype                      one of aa
		desc                       text
		ex.autotransfer            extension
		ex.calltimesec             number
		ex.digitmaxlength          number
		ex.dtmfwaittimesec         number
		ex.maxretry                number
		ex.speeddial               text
		ex.useronly                true or false
		language                   one of en ja`},
	{"ivr", "fm", `
		type                       one of ivr
		stype                      one of fm
		desc                       text
		language                   one of en ja
		fm.targetusers             extensions, separated by commas`},
	{"ivr", "ptn", `
		type                       one of ivr
		stype                      one of ptn
		desc                       text
		language                   one of en ja
		ptn.index                  number
		ptn.toggle                 true or false`},
	{"ivr", "scr", `
		type                       one of ivr
		stype                      one of scr
		desc                       text
		ivr.script.autoanswer      true or false
		ivr.script.function        text
		ivr.script.note            text
		ivr.script.parameter       text
		language                   one of en ja`},
	{"ivr", "fl", `
		type                       one of ivr
		stype                      one of fl
		desc                       text
		ivr.flow.autoanswer        true or false
		ivr.flow.name              text
		ivr.flow.parameter         text
		language                   one of en ja`},
	{"conditional", "", `
		type                              one of conditional
		desc                              text
		pln[n]_d_noanswerforward          extension
		pln[n]_d_p[n]_paging              true or false
		pln[n]_ptn[n]_calleroute          one of any external internal
		pln[n]_ptn[n]_filtertext          regular expression
		pln[n]_ptn[n]_filtertype          one of match unmatched
		pln[n]_ptn[n]_timeschedule        schedule
		pln[n]_ptn[n]_noanswerforward     extension
		pln[n]_ptn[n]_p[n]_paging         true or false`},
	{"user", "", `
		admin                             true or false
		allowjoin                         true or false
		automonitor                       extensions, separated by commas
		busyforward.voicemail             true or false
		canjoin                           true or false
		defaultpickup                     extension
		desc                              text
		email                             e-mail addresses, separated by commas
		emailattachment                   true or false
		emailnotification                 true or false
		greetingtype                      one of 1 2 3
		language                          one of en ja
		login.password                    password
		maxsessioncount                   one of -1 0 1 2 3 4 5 6
		messageforward                    extensions, separated by commas
		name                              text
		noanswerforward.voicemail         true or false
		password                          password
		pln[n]_d_anothercall.beep         true or false
		pln[n]_d_busyforward              text
		pln[n]_d_callnext                 true or false
		pln[n]_d_knockknock               number
		pln[n]_d_knockknock_onlyinternal  true or false
		pln[n]_d_noanswerforward          text
		pln[n]_d_phoneforward             phone numbers, separated by commas
		pln[n]_d_ringertime               number
		pln[n]_d_p[n]_delay               number
		pln[n]_d_p[n]_enabled             true or false
		pln[n]_d_p[n]_paging              true or false
		pln[n]_d_p[n]_ringertime          number
		pnumber[n]                        text
		p[n]_ptype                        phone type of the PBX
		recording                         true or false
		recording.pattern                 patterns, separated by commas
		recordlength                      number
		resourcemap                       text
		type                              one of user
		userclass                         user class of the PBX
		voicemail.readcallerid            true or false
		voicemail.password.enter.type     one of 0 1`},
	// The notes at the end of the section: a user's other schedules have the names
	// of the default one and the conditions of the schedule extension.
	{"user", "", `
		pln[n]_ptn[n]_anothercall.beep         true or false
		pln[n]_ptn[n]_busyforward              text
		pln[n]_ptn[n]_callnext                 true or false
		pln[n]_ptn[n]_knockknock               number
		pln[n]_ptn[n]_knockknock_onlyinternal  true or false
		pln[n]_ptn[n]_noanswerforward          text
		pln[n]_ptn[n]_phoneforward             phone numbers, separated by commas
		pln[n]_ptn[n]_ringertime               number
		pln[n]_ptn[n]_p[n]_delay               number
		pln[n]_ptn[n]_p[n]_enabled             true or false
		pln[n]_ptn[n]_p[n]_paging              true or false
		pln[n]_ptn[n]_p[n]_ringertime          number
		pln[n]_ptn[n]_calleroute               one of any external internal
		pln[n]_ptn[n]_filtertext               regular expression
		pln[n]_ptn[n]_filtertype               one of match unmatched
		pln[n]_ptn[n]_timeschedule             schedule`},
}

func TestTheTableHasThePropertiesOfTheGuide(t *testing.T) {
	for _, table := range guideProperties {
		for line := range strings.Lines(strings.TrimSpace(table.names)) {
			name, want, _ := strings.Cut(strings.TrimSpace(line), " ")
			concrete := strings.ReplaceAll(name, "[n]", "12")
			p, ok := pal.FindProperty(table.extensionType, table.stype, concrete)
			if !ok {
				t.Errorf("%s %s has no property %s", table.extensionType, table.stype, concrete)
				continue
			}
			got := strings.Join(append([]string{p.Kind.String()}, p.Allowed...), " ")
			if p.Name != name || got != strings.TrimSpace(want) {
				t.Errorf("%s %s: %s is %s, %s, want %s", table.extensionType, table.stype, concrete, p.Name, got, strings.TrimSpace(want))
			}
		}
	}
}

func TestTheTableHasNothingBeyondTheGuide(t *testing.T) {
	inGuide := map[[3]string]bool{}
	for _, table := range guideProperties {
		for line := range strings.Lines(strings.TrimSpace(table.names)) {
			inGuide[[3]string{table.extensionType, table.stype, strings.Fields(line)[0]}] = true
		}
	}
	for _, table := range guideProperties {
		names := map[string]bool{}
		for _, p := range pal.Properties(table.extensionType, table.stype) {
			if !inGuide[[3]string{table.extensionType, table.stype, p.Name}] {
				t.Errorf("%s %s has %s, which the guide does not list", table.extensionType, table.stype, p.Name)
			}
			if names[p.Name] || p.Help == "" {
				t.Errorf("%s %s: %s stands there twice, or has no description", table.extensionType, table.stype, p.Name)
			}
			names[p.Name] = true
		}
	}
}

func TestTenantPropertiesAreThoseThatTheMethodsTake(t *testing.T) {
	for _, call := range []string{"setTenantProperties properties", "getTenantProperties property_names"} {
		name, param, _ := strings.Cut(call, " ")
		p, _ := method(t, name).Param(param)
		var got []string
		for _, property := range pal.TenantProperties() {
			got = append(got, property.Name)
		}
		if diff := cmp.Diff(p.Allowed, got); diff != "" {
			t.Errorf("%s: %s", call, diff)
		}
	}
}

func TestSecretsAreFlaggedInTheTable(t *testing.T) {
	var secret []string
	for _, p := range pal.Properties("", "") {
		if p.Secret() {
			secret = append(secret, p.Name)
		}
	}
	if diff := cmp.Diff([]string{"login.password", "password"}, secret); diff != "" {
		t.Error(diff)
	}
}

func TestUnitsOfNumbers(t *testing.T) {
	for _, test := range []struct{ extensionType, stype, name, want string }{
		{"ringgroup", "rr", "queuingcallinterval", "ms"},
		{"ivr", "aa", "ex.calltimesec", "s"},
		{"ivr", "aa", "ex.dtmfwaittimesec", "s"},
		{"ivr", "aa", "ex.maxretry", ""},
		{"user", "", "pln1_d_ringertime", "s"},
		{"user", "", "pln1_d_p1_delay", "s"},
		{"user", "", "pln1_ptn2_p3_delay", "s"},
	} {
		if p, ok := pal.FindProperty(test.extensionType, test.stype, test.name); !ok || p.Unit != test.want {
			t.Errorf("%s: found %v, unit %q, want %q", test.name, ok, p.Unit, test.want)
		}
	}
}

func TestNamesThatAreNotInTheTable(t *testing.T) {
	names := []string{
		"name", "colour", "pln_d_busyforward", "pln1_d_busyforward", "pln0_d_busyforward", "plnx_d_busyforward",
		"pln1_d_busyforward2", "pln1_d_p2_delay", "pln1_d_p_delay", "PLN1_d_p2_delay", "p1_ptype", "p01_ptype", "pnumber", "pnumber4", "p[n]_ptype", "",
	}
	want := []string{
		"colour", "pln_d_busyforward", "pln0_d_busyforward", "plnx_d_busyforward",
		"pln1_d_busyforward2", "pln1_d_p_delay", "PLN1_d_p2_delay", "p01_ptype", "pnumber", "p[n]_ptype", "",
	}
	if diff := cmp.Diff(want, unknown(pal.Properties("user", ""), names...)); diff != "" {
		t.Error(diff)
	}
	if got := unknown(pal.Properties("callback", ""), "desc", "email"); !slices.Equal(got, []string{"email"}) {
		t.Errorf("a callback does not know %v, want email", got)
	}
	if got := pal.Properties("user", "sr"); len(got) != 0 {
		t.Errorf("there is no user of type sr, yet it has %v", got)
	}
}

// unknown are the names that a table does not have.
func unknown(table pal.PropertyTable, names ...string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, known := table.Find(name)
		return known
	})
}

func TestTypesThatAreNotKnownTakeWhatAnyTakes(t *testing.T) {
	stype, _ := pal.FindProperty("ivr", "", "stype")
	if diff := cmp.Diff([]string{"aa", "fm", "ptn", "scr", "fl"}, stype.Allowed); diff != "" {
		t.Error(diff)
	}
	kind, _ := pal.FindProperty("", "", "type")
	if diff := cmp.Diff([]string{"callback", "conference", "ringgroup", "ivr", "conditional", "user"}, kind.Allowed); diff != "" {
		t.Error(diff)
	}
	if p, _ := pal.FindProperty("ivr", "fm", "stype"); !slices.Equal(p.Allowed, []string{"fm"}) {
		t.Errorf("looking at all types has changed the table: %v", p.Allowed)
	}
	// A user's destination may be any text, a schedule's must be an extension.
	if p, _ := pal.FindProperty("", "", "pln1_d_noanswerforward"); p.Check("0 44, 20") != nil {
		t.Error("a text that is right for a user is refused while the type is not known")
	}
	if p, _ := pal.FindProperty("conditional", "", "pln1_d_noanswerforward"); p.Check("0 44, 20") == nil {
		t.Error("a schedule extension takes a text with spaces for an extension")
	}
}

func TestNamesAreCompleted(t *testing.T) {
	for _, test := range []struct{ name, typed, want string }{
		{"email", "", "email"},
		{"email", "em", "email"},
		{"email", "email", "email"},
		{"email", "emails", ""},
		{"email", "E", ""},
		{"p[n]_ptype", "", "p1_ptype"},
		{"p[n]_ptype", "p", "p1_ptype"},
		{"p[n]_ptype", "p3", "p3_ptype"},
		{"p[n]_ptype", "p3_pt", "p3_ptype"},
		{"p[n]_ptype", "p0", ""},
		{"p[n]_ptype", "p_", ""},
		{"pnumber[n]", "pnumber", "pnumber1"},
		{"pnumber[n]", "pnumber4", "pnumber4"},
		{"pnumber[n]", "pnumber4_", ""},
		{"pln[n]_ptn[n]_p[n]_delay", "pln2_", "pln2_ptn1_p1_delay"},
		{"pln[n]_ptn[n]_p[n]_delay", "pln2_ptn13_p", "pln2_ptn13_p1_delay"},
		{"pln[n]_ptn[n]_p[n]_delay", "pln2_ptn13_p4_delay", "pln2_ptn13_p4_delay"},
		{"pln[n]_ptn[n]_p[n]_delay", "pln2_d_", ""},
	} {
		got, ok := pal.Property{Name: test.name}.Example(test.typed)
		if ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s typed as %q: got %q, %v, want %q", test.name, test.typed, got, ok, test.want)
		}
	}
}

// Whatever is typed, a completion begins with it and is a name of the property.
func TestCompletionsBeginWithWhatWasTyped(t *testing.T) {
	table := pal.Properties("", "")
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(table).Draw(t, "property")
		name := strings.ReplaceAll(p.Name, "[n]", rapid.StringMatching(`[1-9][0-9]?`).Draw(t, "index"))
		typed := name[:rapid.IntRange(0, len(name)).Draw(t, "typed")]
		example, ok := p.Example(typed)
		if !ok || !strings.HasPrefix(example, typed) || !p.Match(example) || !p.Match(name) {
			t.Fatalf("%s typed as %q gives %q, %v", p.Name, typed, example, ok)
		}
	})
}

func TestValuesAreChecked(t *testing.T) {
	for _, test := range []struct{ extensionType, stype, name, right, wrong, why string }{
		{"user", "", "admin", "true|false|True", "|yes|1|truely", "must be true or false"},
		{"user", "", "name", "|Ana Ruiz|佐藤|two\nlines", "\xff", "is not valid UTF-8"},
		{"user", "", "type", "user", "|User|ivr", "must be one of: user"},
		{"user", "", "greetingtype", "1|2|3", "|0|personal", "must be one of: 1, 2, 3"},
		{"user", "", "maxsessioncount", "-1|0|6", "7|-2|many", "must be one of: -1, 0, 1, 2, 3, 4, 5, 6"},
		{"user", "", "pln1_d_ringertime", "|0|90", "ninety|1.5| 9|90 s", "must be a whole number"},
		{"user", "", "pln1_d_p2_delay", "5", "-5", "must be 0 or more"},
		{"ivr", "ptn", "ptn.index", "1", "0", "must be 1 or more"},
		{"ringgroup", "rr", "ringertimes", "|20|20, 30", "20,x", "is wrong at entry 2, which must be a whole number"},
		{"ringgroup", "rr", "ringertimes", "20,30", "20,,30|,|20,", "has an empty entry"},
		{"ringgroup", "rr", "switchmode", "cyclic|ascending", "Cyclic|", "must be one of: cyclic, ascending"},
		{"callback", "", "noanswerforward", "|1001|acme_1001|vm1001", "10 01|1001,1002", "must be an extension, without spaces and commas"},
		{"callback", "", "noanswerforward", "", "1001\n|\x1b[2J", "must not hold line breaks or other control characters"},
		{"ringgroup", "sr", "phoneforward", "|1001|1001, 1002", "1001 1002", "must be an extension, without spaces and commas"},
		{"ringgroup", "sr", "phoneforward", "1001,1002", "1001,10 02", "is wrong at entry 2, which must be an extension, without spaces and commas"},
		{"user", "", "pln1_d_phoneforward", "|1001,+44 20 7946 0018", "1001,,1002", "has an empty entry"},
		{"user", "", "email", "|ana@example.com|ana@example.com, bo@example.com", "ana|Ana <ana@example.com>", "must be an e-mail address like ana@example.com"},
		{"user", "", "recording.pattern", "|10*,20*", ",", "has an empty entry"},
		{"conference", "", "conf.accept", "|*|10??", "  ", "must not be blank"},
		{"conditional", "", "pln1_ptn1_filtertext", "|^0[0-9]+$|3*|(?!10)a++|\\Qa\\E", "(1", "is not a regular expression: it has a ( without its )"},
		{"conditional", "", "pln1_ptn1_filtertext", "a{2000}", "*1", "is not a regular expression: it has nothing to repeat before *, + or ?"},
		{"conditional", "", "pln1_ptn1_filtertext", "[a-z]", "[1", "is not a regular expression: it has a [ without its ]"},
		{"conditional", "", "pln1_ptn1_calleroute", "any|external|internal", "", "must be one of: any, external, internal"},
		{"conditional", "", "pln1_ptn1_timeschedule", "|A62T09001730", "T0900", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"user", "", "pln1_ptn1_timeschedule", "D!12/24", "weekdays", "does not begin with one of the parts P, A, W, D and T"},
		{"user", "", "userclass", "|Operators", " ", "must not be blank"},
		{"user", "", "p1_ptype", "Softphone", "a\tb", "must not hold line breaks or other control characters"},
	} {
		p, ok := pal.FindProperty(test.extensionType, test.stype, test.name)
		if !ok {
			t.Errorf("no property %s", test.name)
			continue
		}
		for right := range strings.SplitSeq(test.right, "|") {
			if err := p.Check(right); err != nil {
				t.Errorf("%s refuses %q: %v", test.name, right, err)
			}
		}
		for wrong := range strings.SplitSeq(test.wrong, "|") {
			if err := p.Check(wrong); err == nil || err.Error() != test.why {
				t.Errorf("%s with %q: got %v, want %s", test.name, wrong, err, test.why)
			}
		}
	}
}

func TestValuesOfTenants(t *testing.T) {
	users, _ := pal.TenantProperties().Find("maxusers")
	if err := errors.Join(users.Check("25"), users.Check("-1")); err != nil {
		t.Error(err)
	}
	if err := users.Check("-2"); err == nil || err.Error() != "must be -1 or more" {
		t.Errorf("got %v", err)
	}
}

// No error repeats the value: it may be a password under a wrong name.
func TestErrorsDoNotRepeatValues(t *testing.T) {
	table := pal.Properties("", "")
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(table).Draw(t, "property")
		value := "hunter2" + rapid.String().Draw(t, "rest")
		if err := p.Check(value); err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Fatalf("%s: %v", p.Name, err)
		}
	})
}

func TestPropertiesAreCheckedAsArguments(t *testing.T) {
	set := method(t, "setExtensionProperties")
	for _, test := range []struct{ properties, want string }{
		{`{"name":"Ana","colour":"red"}`, ""},
		{`{"admin":true,"pln1_d_ringertime":90}`, ""},
		{`{"pln1_d_noanswerforward":"0 44"}`, ""},
		{`{"type":"user","pln1_d_noanswerforward":"0 44"}`, ""},
		{`{"type":"conditional","pln1_d_noanswerforward":"0 44"}`, "has a wrong pln1_d_noanswerforward, which must be an extension, without spaces and commas"},
		{`{"stype":"rr","ringertimes":"20,x"}`, "has a wrong ringertimes, which is wrong at entry 2, which must be a whole number"},
		{`{"type":"elephant"}`, "has a wrong type, which must be one of: callback, conference, ringgroup, ivr, conditional, user"},
		{`{"admin":"perhaps"}`, "has a wrong admin, which must be true or false"},
		{`{"pln1_ptn1_timeschedule":"A200"}`, "has a wrong pln1_ptn1_timeschedule, which must give its days of the week (A) as a number from 1 to 127"},
	} {
		_, err := set.ParseArgs([]string{"extension=1001", "properties:=" + test.properties})
		if test.want == "" && err != nil {
			t.Errorf("%s is refused: %v", test.properties, err)
		}
		if want := "setExtensionProperties: properties " + test.want; test.want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%s: got %v, want %s", test.properties, err, want)
		}
	}
	_, err := method(t, "setTenantProperties").ParseArgs([]string{"tenant=acme", `properties:={"maxusers":"lots"}`})
	if want := "setTenantProperties: properties has a wrong maxusers, which must be a whole number"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
