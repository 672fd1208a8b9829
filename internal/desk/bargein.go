package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// bargeReason is the field of a form that says why somebody barges in. It is kept with
// the act, and not sent.
const bargeReason = "reason"

const beginsListening = "a barge begins with listening: to whisper and to speak are keys while it lasts"

// checkBarge tells as a *FieldProblem what is wrong with a barge that is asked for as any
// method is, by a form or on the command line. So it is always begun: there is a reason,
// and nobody is heard yet.
func checkBarge(r pal.Request, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return &FieldProblem{bargeReason, "is missing: say why"}
	}
	var asked struct {
		Listen, Speak any
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &asked, json.MatchCaseInsensitiveNames(true)); err != nil {
		return err
	}
	switch {
	case fmt.Sprint(asked.Listen) != "true":
		return &FieldProblem{"listen", "must be true: " + beginsListening}
	case fmt.Sprint(asked.Speak) != Listen:
		return &FieldProblem{"speak", "must be false: " + beginsListening}
	}
	return nil
}

// askAsBarge makes the form of barge one that begins as a barge must.
func (f *Form) askAsBarge() {
	f.Fields[f.index("listen")].Allowed = []string{"true"}
	f.Fields[f.index("speak")].Allowed = []string{Listen}
	f.Fields = append(f.Fields, Field{
		Name: bargeReason, Label: bargeReason, Help: "why; it is kept in the journal and not sent", Kind: pal.KindText.String(), Required: true,
	})
}

// Barge is the act that a form asks for which was filled in and looked at: the operator's
// own phone barges in. It is then to be done as one, with Do, and is shown while it lasts.
// ok is false for any other form.
func (d *Desk) Barge(f Form, values map[string]string) (i Intent, ok bool) {
	if f.intent == nil || f.intent.Act != Barge || !d.isOwn(f, values) {
		return Intent{}, false
	}
	i = *f.intent
	i.Speak, i.Reason = Listen, strings.TrimSpace(values[bargeReason])
	return i, true
}

// isOwn tells that it is the operator's own phone that a form makes barge in.
func (d *Desk) isOwn(f Form, values map[string]string) bool {
	tenant := d.tenantTyped(values)
	return f.Method == methodOf[Barge] && d.op.Extension != "" && values["user"] == d.op.Extension && slices.Contains([]string{"", d.op.Tenant}, tenant)
}
