package cli

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// collect reads a list to its end.
func collect[T any](rows iter.Seq2[T, error], say func(T) string) (said []string, err error) {
	for row, err := range rows {
		if err != nil {
			return said, err
		}
		said = append(said, say(row))
	}
	return said, nil
}

// heedless is a sink that hears nothing.
type heedless struct{}

func (heedless) Notified(pal.Notification) {}

func (heedless) Spoiled(*pal.Malformed) {}

// client is the typed client of a login of tenant main, or of sa.
func client(t *testing.T, pbx *palsim.PBX, user string) palconn.Client {
	t.Helper()
	o := palconn.Options{URL: pbx.URL(), User: user, Password: pal.NewSecret(user), Timeout: soon}
	if user != systemUser {
		o.Tenant = tenant
	}
	conn, err := palconn.Dial(t.Context(), o, heedless{})
	must(t, err)
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	must(t, conn.AwaitActive(t.Context()))
	return palconn.Client{Sender: conn}
}

// pbxFor is a PBX of two tenants in which a method can be called.
func (w walked) pbxFor(t *testing.T) *palsim.PBX {
	t.Helper()
	pbx := startPBX(t, palsim.Options{Seed: 3, Tenants: []string{tenant, "branch"}, Extensions: 6})
	talking(t, pbx, "1001", "1002")
	if w.given != nil {
		w.given(t, pbx)
	}
	return pbx
}

// everyMethod runs a test for each method of the guide.
func everyMethod(t *testing.T, test func(*testing.T, pal.Method, walked)) {
	t.Helper()
	t.Parallel()
	count := 0
	for _, method := range pal.Methods() {
		if !method.InGuide() || method.Name == loginMethod {
			continue
		}
		count++
		w, there := walk[method.Name]
		if !there {
			t.Errorf("%s (%s) is not walked", method.Name, method.Section)
			continue
		}
		t.Run(method.Name, func(t *testing.T) {
			t.Parallel()
			test(t, method, w)
		})
	}
	if count != 31 || len(walk) != count {
		t.Errorf("the table has %d methods of the guide and %d are walked, want 31", count, len(walk))
	}
}

func TestEveryMethodThroughTheClient(t *testing.T) {
	everyMethod(t, func(t *testing.T, method pal.Method, w walked) {
		for _, login := range []struct{ user, tenant, want string }{
			{systemUser, tenant, w.sa},
			// The tenant is ignored for all but sa.
			{"1000", "nowhere", w.admin},
			{"1001", "nowhere", w.user},
		} {
			t.Run(login.user, func(t *testing.T) {
				got := said(w.typed(t.Context(), client(t, w.pbxFor(t), login.user), login.tenant))
				want := login.want
				if want == forbidden {
					want = method.Name + " refused: No permission. (-32000)"
				}
				if got != want {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			})
		}
	})
}

// said is what a call gave, in words.
func said(result any, err error) string {
	switch {
	case err != nil:
		return err.Error()
	case result == nil:
		return taken
	}
	return fmt.Sprint(result)
}

func TestEveryMethodThroughTheCommandLine(t *testing.T) {
	everyMethod(t, func(t *testing.T, method pal.Method, w walked) {
		args := append([]string{"call", method.Name}, strings.Fields(w.args)...)
		pbx := w.pbxFor(t)
		before := len(requests(pbx))
		env := world(t)
		env.stdin = strings.NewReader(w.stdin)
		got := cordboard(t, env.knowing(systemUser), with(at(pbx, systemUser), append(args, "--tenant", tenant)...)...)
		wantOutcome(t, got, outcome{exitDone, w.printed + "\n", ""})
		if seen := requests(pbx)[before:]; len(seen) != 1 || seen[0].Method != method.Name {
			t.Errorf("the PBX saw %+v, want one %s", seen, method.Name)
		}
		if w.user != forbidden {
			return
		}
		env.stdin = strings.NewReader(w.stdin)
		got = cordboard(t, env.knowing("1001"), with(at(pbx, "1001"), args...)...)
		wantOutcome(t, got, outcome{exitFailed, "", "cordboard: " + method.Name + " refused: No permission. (-32000)\n"})
	})
}

func TestEveryMethodThroughItsForm(t *testing.T) {
	everyMethod(t, func(t *testing.T, method pal.Method, w walked) {
		// Given the form of the method, found by its name among all of them,
		pbx := w.pbxFor(t)
		before := actsOf(pbx)
		s, seen := openRecorded(t, pbx, wide, login(systemUser))
		s.wanted = before
		s.methods()
		s.form(method)
		// when what it needs is filled in and sent,
		s.fill(fieldsOf(method), w.filled)
		s.press(ctrlS)
		if method.Changes {
			s.shows("Send " + method.Name + "?")
			s.read()
			s.press(confirming(method.Name))
		}
		// then one such request is made, and the screen shows what came of it.
		want := strings.TrimSpace(method.Name + " " + w.sent)
		if method.Changes {
			s.sends(want)
			s.done(method.Name)
		} else {
			s.shows(append(w.shown, "esc close")...)
			s.asked(want)
		}
		seen.hasNot(t, "Geheim", "4711")
	})
}

// grave are the methods that are sent by y alone.
var grave = []string{
	"createExtension", "createTenant", "deleteExtension", "deleteNote", "deleteRouteVariables", "disconnect", "insertRouteVariables",
	"setNote", // there is no such note yet
}

// confirming is the key that sends a method from the difference.
func confirming(method string) string {
	if slices.Contains(grave, method) {
		return "y"
	}
	return enter
}

// asked compares how often the PBX was asked exactly this with once.
func (s *screen) asked(want string) {
	s.t.Helper()
	var all []string
	for _, r := range s.pbx.Requests() {
		all = append(all, sayRequest(r.Method, r.Params))
	}
	found := slices.DeleteFunc(slices.Clone(all), func(one string) bool { return one != want })
	if diff := cmp.Diff([]string{want}, found); diff != "" {
		s.t.Errorf("the PBX was asked (-want +got):\n%s\nof %q", diff, all)
	}
}

// fieldsOf are the names of the fields of a method's form for sa, in their order.
func fieldsOf(method pal.Method) []string {
	var names []string
	for _, p := range method.Params {
		switch p.Kind {
		case pal.KindRoute:
			names = append(names, "enabled", "route-tenant", "route-name", "route-password")
			for _, letter := range "vwx" {
				for n := range 9 {
					names = append(names, fmt.Sprintf("%c%d", letter, n+1))
				}
			}
		case pal.KindObject:
		default:
			names = append(names, p.Name)
		}
	}
	if method.Name == "barge" {
		names = append(names, "reason")
	}
	return names
}
