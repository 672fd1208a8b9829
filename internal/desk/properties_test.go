package desk

import (
	"slices"
	"testing"

	"cordboard/palconn/pal"
)

// What was added to a form and left blank is not in its difference, and is not sent.
func TestAPropertyThatWasAddedAndLeftBlankIsNotSent(t *testing.T) {
	o := newOffice(t)
	values := map[string]string{"extension": "1001", "name": "Ana", "login.password": "", "unheard.of": "", "pln2_d_busyforward": Emptied}
	f := o.form("setExtensionProperties")
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	// What is emptied on purpose is.
	o.sends(`setExtensionProperties {"extension":"1001","properties":{"name":"Ana","pln2_d_busyforward":""}}`)
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
		"admin":             {true, false, "true", Emptied},
		"login.password":    {true, true, Emptied, ""},
		"unheard.of":        {false, false, Emptied, ""},
	} {
		field, known := f.Added(name)
		if known != want.known || field.Name != name || field.Secret != want.secret {
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
