package desk

import (
	"errors"
	"strings"
	"testing"

	"cordboard/palconn/pal"
)

// form is the empty form of a method.
func (o *office) form(method string) Form {
	o.t.Helper()
	f, ok := o.Form(method)
	if !ok {
		o.t.Fatalf("no form for %s", method)
	}
	return f
}

func asSA(o *options) { o.login = pal.BySA }

func TestValuesAreSentByTheirKind(t *testing.T) {
	for name, c := range map[string]struct {
		method string
		values map[string]string
		want   string
	}{
		"text":        {"park", map[string]string{"tid": "17", "number": "801"}, `park {"tid":"17","number":"801"}`},
		"number":      {"getExtensions", map[string]string{"limit": "-1"}, `getExtensions {"limit":-1}`},
		"truth":       {"barge", map[string]string{"user": "1001", "tid": "17", "listen": "true", "speak": "false", "reason": "training"}, `barge {"user":"1001","tid":17,"listen":true,"speak":"false"}`},
		"texts":       {"callforward", map[string]string{"rid": "5", "user": "1001, 1002"}, `callforward {"rid":"5","user":["1001","1002"]}`},
		"schedule":    {"setPlanSwitchTimer", map[string]string{"extension": "1001", "schedule": "A62"}, `setPlanSwitchTimer {"extension":"1001","schedule":"A62"}`},
		"lines":       {"setNote", map[string]string{"name": "n", "note": "a\n\"b\""}, `setNote {"name":"n","note":"a\n\"b\""}`},
		"properties":  {"setExtensionProperties", map[string]string{"extension": "1001", "desc": "Ana", "unheard.of": "x"}, `setExtensionProperties {"extension":"1001","properties":{"desc":"Ana","unheard.of":"x"}}`},
		"left out":    {"getNote", map[string]string{"name": "n", "tenant": ""}, `getNote {"name":"n"}`},
		"no argument": {"getNoteNames", nil, `getNoteNames {}`},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			if _, err := o.Submit(t.Context(), o.form(c.method), c.values); err != nil {
				t.Fatal(err)
			}
			o.sends(c.want)
		})
	}
}

func TestOnlyWhatWasChangedIsSentOfProperties(t *testing.T) {
	o := newOffice(t)
	f := o.form("setExtensionProperties")
	for _, name := range []string{"name", "desc", "email", "password"} {
		p, _ := f.Properties.Find(name)
		f.Fields = append(f.Fields, propertyField(p, name))
	}
	f.Fill("name", "Ana")
	f.Fill("desc", "Lab")
	f.Fill("email", "a@example.com")

	values := map[string]string{"extension": "1001", "name": "Ana", "desc": "Shop", "email": "", "password": ""}
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	// Then the name is asked for that the extension has now.
	o.sends(`setExtensionProperties {"extension":"1001","properties":{"desc":"Shop","email":""}}`,
		`getExtensionProperties {"extension":"1001","property_names":["type","name"]}`)
}

func TestSecretsAreNeitherInAFormNorInAnError(t *testing.T) {
	o := newOffice(t, asSA)
	for _, m := range pal.Methods() {
		f := o.form(m.Name)
		for _, field := range f.Fields {
			f.Fill(field.Name, "geheim")
		}
		for _, field := range f.Fields {
			if field.Secret && field.Value != "" {
				t.Errorf("%s: the form holds the secret %s", m.Name, field.Name)
			}
		}
	}
	values := map[string]string{"extension": "2000", "type": "robot", "password": "geheim", "login_password": "\xffgeheim"}
	_, err := o.Submit(t.Context(), o.form("createExtension"), values)
	if err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("the error is %v", err)
	}
	o.sends()
}

// begun are the values of a barge, but one.
func begun(but, value string) map[string]string {
	values := map[string]string{"user": "1001", "tid": "17", "listen": "true", "speak": "false", "reason": "training"}
	values[but] = value
	return values
}

func TestAWrongValueStandsAtItsFieldAndNothingIsSent(t *testing.T) {
	for name, c := range map[string]struct {
		method string
		values map[string]string
		want   FieldProblem
	}{
		"no number":   {"barge", map[string]string{"user": "1001", "tid": "x"}, FieldProblem{"tid", "must be a whole number"}},
		"missing":     {"park", map[string]string{"tid": "17"}, FieldProblem{"number", "is missing"}},
		"not allowed": {"transfer", map[string]string{"user": "1", "tid": "2", "mode": "up"}, FieldProblem{"mode", "must be one of: blind, attended"}},
		"no reason":   {"barge", begun("reason", " "), FieldProblem{"reason", "is missing: say why"}},
		"heard":       {"barge", begun("speak", "true"), FieldProblem{"speak", "must be false: " + beginsListening}},
		"deaf":        {"barge", begun("listen", "false"), FieldProblem{"listen", "must be true: " + beginsListening}},
		"one of two":  {"disconnect", nil, FieldProblem{"tid or rid", "is missing"}},
		"no schedule": {"setPlanSwitchTimer", map[string]string{"extension": "1001", "schedule": "T9am"}, FieldProblem{"schedule", "must give its times (T) as pairs of the form hhmmhhmm"}},
		"no property": {"setExtensionProperties", map[string]string{"extension": "1001"}, FieldProblem{"properties", "must not be empty"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			f := o.form(c.method)
			_, sent := o.Submit(t.Context(), f, c.values)
			for _, err := range []error{f.Check(c.values), sent} {
				problem, ok := errors.AsType[*FieldProblem](err)
				if !ok || *problem != c.want {
					t.Errorf("got %v, want %v", err, &c.want)
				}
			}
			o.sends()
		})
	}
}

// A number and a schedule are checked where they are typed, before anything is asked for to be sent.
func TestNumbersAndSchedulesAreCheckedAtTheirFields(t *testing.T) {
	o := newOffice(t)
	for _, c := range []struct{ method, field, value, want string }{
		{"barge", "tid", "x", "must be a whole number"},
		{"barge", "tid", "17", ""},
		{"getExtensions", "limit", "-1", ""},
		{"setPlanSwitchTimer", "schedule", "A62T09001730", ""},
		{"setPlanSwitchTimer", "schedule", "A900", "must give its days of the week (A) as a number from 1 to 127"},
	} {
		if got := o.form(c.method).field(t, c.field).Check(c.value); got != c.want {
			t.Errorf("%s %s: %q is found wrong with %q, want %q", c.method, c.field, c.value, got, c.want)
		}
	}
}

func TestAScheduleThatCannotBeReadGoesBackAsItCame(t *testing.T) {
	o := newOffice(t)
	f := o.form("setPlanSwitchTimer")
	f.Fill("schedule", "X1 of a newer PBX")
	values := map[string]string{"extension": "1001", "number": "2", "schedule": "X1 of a newer PBX"}
	if _, err := o.Submit(t.Context(), f, values); err != nil {
		t.Fatal(err)
	}
	o.sends(`setPlanSwitchTimer {"extension":"1001","number":"2","schedule":"X1 of a newer PBX"}`)
	// Another that cannot be read is not sent.
	values["schedule"] = "X2"
	if problem, ok := errors.AsType[*FieldProblem](f.Check(values)); !ok || problem.Field != "schedule" {
		t.Errorf("got %v", problem)
	}
}

func TestAFormSaysWhyItCannotBeSent(t *testing.T) {
	o := newOffice(t)
	if got, want := o.form("createTenant").Why, "the PBX lets only sa createTenant"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := o.form("createExtension"); got.Why != "" || !got.Grave || !got.Changes {
		t.Errorf("an admin's form is %+v", got)
	}
}

func TestSAFillsInTheTenantButOfOneThatIsNew(t *testing.T) {
	o := newOffice(t, asSA)
	for method, want := range map[string]string{"getNoteNames": "main", "setTenantProperties": "main", "createTenant": ""} {
		if field := o.form(method).Fields[0]; field.Name != "tenant" || field.Value != want {
			t.Errorf("%s begins with %q %q, want tenant %q", method, field.Name, field.Value, want)
		}
	}
}
