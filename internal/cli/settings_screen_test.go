package cli

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// More keys as a terminal sends them.
const (
	ctrlR = "\x12"
	ctrlS = "\x13"
	ctrlU = "\x15"
	end   = "\x1b[F"

	backTab = "\x1b[Z"
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
		return strings.Contains(text, area+" ") && !strings.Contains(text, area+" –") && !strings.Contains(text, "asking the PBX")
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

// hasText tells what the screen shows now.
func (s *screen) hasText(text string) bool { return strings.Contains(s.text(), text) }
