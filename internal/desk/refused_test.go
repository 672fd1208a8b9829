package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"cordboard/palconn/pal"
)

func refusal(words string) error { return &pal.Refused{Code: -1, Message: pal.NewText(words)} }

func TestARefusalOfThePBXStandsAtItsField(t *testing.T) {
	failed := &pal.Failed{Method: "deleteExtension", Result: pal.NewText("false")}
	for name, c := range map[string]struct {
		method string
		answer error
		field  string
	}{
		"one is there":            {"createExtension", refusal("Extension 2000 exists already"), "extension"},
		"in words of its own":     {"createExtension", refusal("-1"), "extension"},
		"none is there":           {"deleteExtension", failed, "extension"},
		"unknown extension":       {"setExtensionProperties", refusal("Invalid User Name."), "extension"},
		"unknown to a timer":      {"getPlanSwitchTimer", refusal("no extension 2000"), "extension"},
		"a tenant is there":       {"createTenant", refusal("exists already"), "tenant"},
		"unknown tenant":          {"createExtension", refusal(`no tenant "nowhere"`), "tenant"},
		"a note without access":   {"setNote", refusal("No permission."), "name"},
		"no note":                 {"getNote", refusal("Data not found"), "name"},
		"no note to delete":       {"deleteNote", refusal("Data not found"), "name"},
		"a login without rights":  {"createExtension", refusal("No permission."), ""},
		"nothing that is plain":   {"setExtensionProperties", refusal("busy"), ""},
		"a method about no field": {"park", refusal("no user"), ""},
		"no answer":               {"createExtension", pal.ErrTimedOut, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, asSA)
			o.wire.answer = c.answer
			_, err := o.Submit(t.Context(), o.form(c.method), map[string]string{
				"tenant": "main", "extension": "2000", "type": "ivr", "name": "n", "tid": "1", "number": "1",
			})
			problem, at := errors.AsType[*FieldProblem](err)
			switch {
			case c.field == "" && (at || !errors.Is(err, c.answer)):
				t.Errorf("got %v, want %v", err, c.answer)
			case c.field != "" && (!at || *problem != FieldProblem{c.field, Result(c.answer)}):
				t.Errorf("got %v, want it at %s", err, c.field)
			}
		})
	}
}

// A PBX may repeat what it was sent.
func TestASecretThatThePBXRepeatsIsHidden(t *testing.T) {
	const secret = `ge"heim`
	said := fmt.Sprintf("Invalid params: login_password %s, %q, user type", secret, secret)
	for _, answer := range []error{refusal(said), fmt.Errorf("sent: %w", refusal(said)), &pal.Failed{Method: "createExtension", Result: pal.NewText(said)}} {
		for method, values := range map[string]map[string]string{
			"createExtension": {"extension": "2000", "type": "user", "login_password": secret, "password": "user"},
			// A property that was added is no field of the form that was opened.
			"setExtensionProperties": {"extension": "2000", "login.password": secret},
		} {
			o := newOffice(t)
			o.wire.answer = answer
			_, err := o.Submit(t.Context(), o.form(method), values)
			shown := fmt.Sprint(err, Result(err), o.Log().Entries())
			if strings.Contains(shown, "heim") || !strings.Contains(shown, `login_password ***, "***"`) {
				t.Errorf("%s: shown is %s", method, shown)
			}
			// What stands in plain sight beside it is no secret.
			if method == "createExtension" && !strings.Contains(shown, "user type") {
				t.Errorf("too much is hidden: %s", shown)
			}
		}
	}
}
