package desk

import (
	"slices"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// What was added to a form and left blank is not in its difference, and is not sent.
func TestAPropertyThatWasAddedAndLeftBlankIsNotSent(t *testing.T) {
	o := newOffice(t)
	values := map[string]string{"extension": "1001", "desc": "Ana", "login.password": "", "unheard.of": "", "pln2_d_busyforward": Emptied}
	f := o.form("setExtensionProperties")
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	// What is emptied on purpose is.
	o.sends(`setExtensionProperties {"extension":"1001","properties":{"desc":"Ana","pln2_d_busyforward":""}}`)
	if !f.Empties("pln2_d_busyforward", Emptied) || f.Empties("extension", Emptied) || f.Empties("name", "") {
		t.Error("what empties a value is not told as it is sent")
	}
}

func TestAPropertyThatIsAddedSaysWhatBlankMeans(t *testing.T) {
	f := newOffice(t).form("setExtensionProperties")
	for name, want := range map[string]struct {
		known, secret bool
		// right and wrong are values; empty is neither.
		right, wrong string
	}{
		"pln2_d_ringertime": {true, false, Emptied, "soon"},
		"ex.maxretry":       {true, false, "3", "often"},
		"admin":             {true, false, "true", Emptied},
		"login.password":    {true, true, Emptied, ""},
		"unheard.of":        {false, false, Emptied, ""},
	} {
		field, warning := f.Added(name, nil)
		if known := warning == ""; known != want.known || field.Name != name || field.Secret != want.secret {
			t.Errorf("%s: %+v, known %v", name, field, known)
		}
		if wantHelp := `left blank it is not sent, "" empties it`; len(field.Help) < len(wantHelp) || field.Help[len(field.Help)-len(wantHelp):] != wantHelp {
			t.Errorf("%s: the help is %q", name, field.Help)
		}
		if field.Check == nil {
			continue
		}
		if problem := field.Check(want.right); problem != "" {
			t.Errorf("%s: %q is found wrong: %s", name, want.right, problem)
		}
		if want.wrong != "" && field.Check(want.wrong) == "" {
			t.Errorf("%s: %q is found right", name, want.wrong)
		}
	}
}

// A PBX refuses an empty value for one of a few: what is there is needed then.
func TestOneOfAFewValuesCannotBeEmptied(t *testing.T) {
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getExtensionProperties": func(params map[string]any) (string, error) {
			var told []string
			for _, name := range params["property_names"].([]any) {
				told = append(told, map[string]string{"type": "user", "admin": "true", "language": "en", "name": "Ana"}[name.(string)])
			}
			return toJSON(told), nil
		},
	})
	f, err := o.Open(t.Context(), Operations(Extensions)[0], Item{Area: Extensions, Name: "1001", Group: pal.UserExtension})
	if err != nil {
		t.Fatal(err)
	}
	if kind := f.field(t, "type"); kind.Value != "user" || !kind.Fixed {
		t.Errorf("the kind is %+v", kind)
	}
	var needed []string
	for _, field := range f.Fields {
		if field.Required && !field.Fixed {
			needed = append(needed, field.Name)
		}
	}
	slices.Sort(needed)
	if want := []string{"admin", "language"}; !slices.Equal(needed, want) {
		t.Errorf("needed are %q, want %q", needed, want)
	}
}

func TestAPropertyOfAnotherTypeIsSaidToBeOne(t *testing.T) {
	// Given an auto attendant, and the form of the method into which its number and two properties were typed,
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getExtensionProperties": always(`["ivr","aa"]`)})
	values := map[string]string{"extension": "704", "ex.maxretry": "3", "pln1_d_ringertime": "20", "login.password": "x"}
	f := o.typed("setExtensionProperties", values)
	// then it is known what is of its type and what is not, a secret stays one,
	for name, want := range map[string]string{
		"ex.maxretry":       "",
		"pln1_d_ringertime": "not of this type in the guide; it is sent all the same",
		"login.password":    "not of this type in the guide; it is sent all the same",
		"unheard.of":        "not a property of the guide's tables; it is sent all the same",
	} {
		if field, warning := f.Added(name, nil); warning != want || field.Secret != (name == "login.password") {
			t.Errorf("%s: %q, secret %v", name, warning, field.Secret)
		}
	}
	// and it is said before it is sent.
	if got, want := o.Say(f, values), "Not of this type in the guide: login.password, pln1_d_ringertime"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestMoreOrFewerValuesThanWereAskedForFillTheFormAsFarAsTheyGo(t *testing.T) {
	for told, want := range map[string]string{
		`[]`: "", `null`: "", `["1001"]`: "1001", `["1001","","","20","","","true","more","and more"]`: "1001",
	} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){
			"getExtensionProperties": always(told), "getTenantProperties": always(told),
		}, asSA)
		f, err := o.OpenForwarding(t.Context(), model.Who{Tenant: "main", Number: "1003"})
		if err != nil || f.field(t, "pln1_d_phoneforward").Value != want {
			t.Errorf("%s: %+v (%v)", told, f.Fields, err)
		}
		f, err = o.Open(t.Context(), Operations(Tenants)[0], Item{Area: Tenants, Name: "main"})
		if err != nil || f.field(t, "tenantid").Value != want {
			t.Errorf("%s: %+v (%v)", told, f.Fields, err)
		}
		if _, err = o.Open(t.Context(), Operations(Extensions)[0], Item{Area: Extensions, Name: "1003", Group: pal.UserExtension}); err != nil {
			t.Errorf("%s: %v", told, err)
		}
	}
}

// groupLine is a PBX with a group whose stype is told so.
func groupLine(stype *string) map[string]func(map[string]any) (string, error) {
	return map[string]func(map[string]any) (string, error){
		"getExtensionProperties": func(params map[string]any) (string, error) {
			var told []string
			for _, name := range params["property_names"].([]any) {
				told = append(told, map[string]string{"type": pal.GroupExtension, "stype": *stype}[name.(string)])
			}
			return toJSON(told), nil
		},
		"setExtensionProperties": always(`"OK"`),
	}
}

func TestTheStypeOfAGroupIsChosen(t *testing.T) {
	for stype, has := range map[string]struct{ required, ring, hunt bool }{
		"":                   {false, true, true}, // of a new one: the properties of both
		pal.SimultaneousRing: {true, true, false},
		pal.CallHunting:      {true, false, true},
		"of a newer PBX":     {true, true, true},
	} {
		// Given the form of a group,
		o, line := scripted(t, groupLine(&stype))
		f, err := o.Open(t.Context(), Operations(Extensions)[0], Item{Area: Extensions, Name: "600", Group: pal.GroupExtension})
		if err != nil {
			t.Fatal(err)
		}
		field := f.field(t, "stype")
		if field.Fixed || field.Value != stype || field.Required != has.required || !slices.Equal(field.Allowed, []string{"sr", "rr"}) {
			t.Errorf("%q: the stype is %+v", stype, field)
		}
		if ring, hunt := f.index("ringertime") >= 0, f.index("queuingmax") >= 0; ring != has.ring || hunt != has.hunt {
			t.Errorf("%q: ringertime %v, queuingmax %v", stype, ring, hunt)
		}
		// when call hunting is chosen, its properties are offered, and it is sent.
		values := valuesOf(f)
		values["stype"] = pal.CallHunting
		_, known := f.Added("round.tryonce", values)
		if _, other := f.Added("ringertime", values); known != "" || other == "" {
			t.Errorf("%q: of round.tryonce it is said %q, of ringertime %q", stype, known, other)
		}
		values["round.tryonce"] = "true"
		if _, err := o.Submit(t.Context(), f, values); err != nil {
			t.Fatal(err)
		}
		want := `setExtensionProperties {"extension":"600","properties":{"round.tryonce":"true","stype":"rr"}}`
		if stype == pal.CallHunting {
			want = `setExtensionProperties {"extension":"600","properties":{"round.tryonce":"true"}}`
		}
		if got := line.sentOf("setExtensionProperties"); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: sent %q", stype, got)
		}
	}
}

func TestAPropertyOfATenantIsOneOfThoseThereAre(t *testing.T) {
	o := newOffice(t, func(v *options) { v.login = pal.BySA })
	const want = "must be one of: tenantid, desc, maxrecordingsessions, maxusers, maxsessions"
	for name, refusal := range map[string]string{"foobar": want, "maxusers": ""} {
		if got := o.form("setTenantProperties").Refuses(name); got != refusal {
			t.Errorf("%s of a tenant: %q", name, got)
		}
	}
	if got := o.form("setExtensionProperties").Refuses("foobar"); got != "" {
		t.Errorf("foobar of an extension: %q", got)
	}
}
