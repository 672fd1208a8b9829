package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

func TestTheLogHasEachActAndWhatBecameOfIt(t *testing.T) {
	unfinished := fmt.Errorf("transfer: %w", pal.ErrOutcomeUnknown)
	cases := map[string]struct {
		answer error
		want   string
	}{
		"done":            {nil, "done"},
		"refused":         {&pal.Refused{Code: -1, Message: pal.NewText("No permission.")}, "refused by the PBX: No permission."},
		"failed":          {&pal.Failed{Method: "transfer", Result: pal.NewText("failed: busy")}, "failed: busy"},
		"outcome unknown": {unfinished, "outcome unknown: the PBX did not answer; look before you try again"},
		"unsupported":     {pal.ErrUnsupported, "this PBX cannot do that"},
		"closed":          {pal.ErrClosed, "not sent: the line to the PBX is down"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hear(inside()...)
			o.wire.answer = c.answer
			_, err := o.Do(t.Context(), Intent{Act: Barge, Target: o.call("7"), Speak: Listen, Reason: "training"})
			if !errors.Is(err, c.answer) {
				t.Errorf("got %v, want %v", err, c.answer)
			}
			want := []Entry{{
				ID: 1, At: morning, Operator: "Mia", Origin: "the front desk", Tenant: "main", What: "listen to 1001",
				Target: "1002 talking with 1001 (room 7, talker 12)", Named: true, Reason: "training", Awaited: true, Result: c.want,
			}}
			if diff := cmp.Diff(want, o.Log().Entries()); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
			if len(o.wire.sent) != 1 {
				t.Errorf("sent %q, want it once, whatever came of it", o.wire.sent)
			}
			if got, want := IsUnknown(err), name == "outcome unknown"; got != want {
				t.Errorf("said to be unknown: %t", got)
			}
		})
	}
}

func TestTheLogIsWrittenBeforeTheFrameGoesOut(t *testing.T) {
	o := newOffice(t)
	o.hear(mine())
	var before []Entry
	o.wire.sending = func() { before = o.Log().Entries() }
	o.do(Intent{Act: Hold, Target: o.call("5")})
	if diff := cmp.Diff([]Entry{{
		ID: 1, At: morning, Operator: "Mia", Origin: "the front desk", Tenant: "main", What: "hold 0312345678",
		Target: "1000 talking with 0312345678 (room 5, talker 10)", Named: true, Awaited: true,
	}}, before); diff != "" {
		t.Errorf("while it was sent (-want +got):\n%s", diff)
	}
}

func TestTheLogKeepsTheLast(t *testing.T) {
	var l Log
	for range keptEntries + 5 {
		l.begin(Entry{})
	}
	l.end(3, "done")
	all := l.Entries()
	if len(all) != keptEntries || all[0].ID != 6 || all[len(all)-1].ID != keptEntries+5 {
		t.Errorf("%d entries, from %d to %d", len(all), all[0].ID, all[len(all)-1].ID)
	}
}

func TestInvokeWritesDownWhatChanges(t *testing.T) {
	o := newOffice(t)
	for _, r := range []pal.Request{pal.Hold{TID: "10"}, pal.Ping{}, pal.Custom{Name: "getNoteNames"}} {
		if _, err := o.Invoke(t.Context(), r); err != nil {
			t.Error(err)
		}
	}
	if len(o.wire.sent) != 3 {
		t.Errorf("sent %q", o.wire.sent)
	}
	if diff := cmp.Diff([]Entry{{
		ID: 1, At: morning, Operator: "Mia", Origin: "the front desk", Tenant: "main", What: "hold", Target: "tid 10", Result: "done",
	}}, o.Log().Entries()); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	_, err := o.Invoke(t.Context(), pal.Custom{Name: "explode"})
	if refusal, ok := errors.AsType[*Refusal](err); !ok || refusal.Error() != "not done: there is no method explode" {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestMethodsSayWhyNot(t *testing.T) {
	o := newOffice(t, func(v *options) { v.role, v.login = Supervisor, pal.ByUser })
	why := map[string]string{}
	for _, m := range o.Methods() {
		why[m.Name] = m.Why
		if m.Page[0] == "" || m.Help == "" || m.Permission == "" {
			t.Errorf("%s is not described: %+v", m.Name, m)
		}
	}
	for method, want := range map[string]string{
		"hold": "", "barge": "the PBX lets only admin barge", "createExtension": "the role supervisor may not createExtension",
	} {
		if why[method] != want {
			t.Errorf("%s: %q, want %q", method, why[method], want)
		}
		if page := o.Page(method); want != "" && page[1] != "no: "+want {
			t.Errorf("the reference of %s says %q", method, page)
		}
	}
	// In the list it is told in short, before what the method does.
	for _, item := range o.listMethods() {
		says := map[string]string{"hold": "Puts ", "barge": "no: needs admin. ", "createExtension": "no: role supervisor. "}[item.Name]
		if !strings.HasPrefix(item.Cells[2], says) {
			t.Errorf("%s says %q, want %q first", item.Name, item.Cells[2], says)
		}
	}
}
