package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// The sizes at which the console is used most.
var (
	wide   = tui.Size{Width: 120, Height: 36}
	narrow = tui.Size{Width: 80, Height: 24}
)

// Keys as a terminal sends them.
const (
	enter  = "\r"
	escape = "\x1b"
	tab    = "\t"
	down   = "\x1b[B"
	f2     = "\x1bOQ"
	f4     = "\x1bOS"
	f5     = "\x1b[15~"
	f6     = "\x1b[17~"
	f9     = "\x1b[20~"
	f12    = "\x1b[24~"
)

// tenant is the only one of the PBXs that consoles are shown on.
const tenant = palsim.DefaultTenant

// screen is a console that runs beside a test, with the terminal it is shown on.
type screen struct {
	*terminal
	t     *testing.T
	pbx   *palsim.PBX
	clock *leaping
	keys  *io.PipeWriter
	sizes chan tui.Size
	stop  context.CancelFunc
	// world is the machine that the console runs on.
	world environment
	// ended is closed when the console has ended with err.
	ended chan struct{}
	err   error
	// wanted are the acts that the PBX must have been asked for, and no others.
	wanted []string
}

// setup is how a console is set up; a setting changes it.
type setup struct {
	config.Config
	password string
}

type setting func(*setup)

func keyMap(name string) setting { return func(s *setup) { s.Screen.Map = name } }

func role(name string) setting { return func(s *setup) { s.Operator.Role = name } }

// openScreen shows the console on a PBX and waits until it is live. When the test ends, the console must end, and the
// PBX must not have been asked for anything that the test does not know of.
func openScreen(t *testing.T, pbx *palsim.PBX, size tui.Size, settings ...setting) *screen {
	t.Helper()
	s := startScreen(t, pbx.URL(), size, settings...)
	s.pbx = pbx
	t.Cleanup(func() {
		s.leave()
		if diff := cmp.Diff(s.wanted, actsOf(pbx)); diff != "" {
			t.Errorf("in the end the PBX was asked for (-want +got):\n%s", diff)
		}
	})
	s.shows("● live")
	// Who comes to the directory after a name was typed is not chosen by it.
	s.until("asked for the directory", func(string) bool {
		return slices.ContainsFunc(pbx.Requests(), func(r palsim.SeenRequest) bool { return r.Method == "getExtensions" })
	})
	return s
}

// startScreen shows the console on whatever answers at a URL.
func startScreen(t *testing.T, url string, size tui.Size, settings ...setting) *screen {
	t.Helper()
	c := setup{Config: config.Default(), password: palsim.Reception}
	c.PBX.URL, c.PBX.Tenant, c.PBX.User = url, tenant, palsim.Reception
	for _, set := range settings {
		set(&c)
	}
	line := palconn.Options{
		URL: url, Tenant: tenant, User: c.PBX.User, Password: pal.NewSecret(c.password), Want: palconn.WantAll(),
		Timeout: c.PBX.Timeout.Duration,
	}
	return runScreen(t, size, func(ctx context.Context, env environment) error { return env.console(ctx, c.Config, line) })
}

// runScreen runs a console in a terminal of its own.
func runScreen(t *testing.T, size tui.Size, console func(context.Context, environment) error) *screen {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	s := &screen{
		t: t, terminal: newTerminal(t, size), clock: new(leaping), keys: writer, sizes: make(chan tui.Size, 1), stop: stop,
		ended: make(chan struct{}),
	}
	s.sizes <- size
	env := world(t)
	env.stdin, env.stdout, env.sizes, env.clock = reader, s.terminal, s.sizes, s.clock
	env.guard = func() (func(), error) { return func() {}, nil }
	env.getenv = func(name string) string { return map[string]string{"TERM": "xterm-256color"}[name] }
	s.world = env
	go func() {
		s.err = console(ctx, env)
		reader.Close()
		close(s.ended)
	}()
	t.Cleanup(s.leave)
	return s
}

// leave ends the console as a signal does. Nothing foreign may have reached the terminal.
func (s *screen) leave() {
	s.stop()
	select {
	case <-s.ended:
	case <-time.After(soon):
		s.t.Fatal("the console does not end")
	}
	s.keys.Close()
	if s.err != nil {
		s.t.Errorf("the console ended with %v", s.err)
	}
	if foreign := s.foreign(); len(foreign) > 0 {
		s.t.Errorf("foreign bytes reached the terminal:\n%s", strings.Join(foreign, "\n"))
	}
}

// press types keys, each argument in one write.
func (s *screen) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		if _, err := io.WriteString(s.keys, key); err != nil {
			s.t.Fatalf("press %q: %v\n%s", key, err, s.text())
		}
	}
}

// read lets the operator read what has just opened: only then it takes a key that confirms.
func (s *screen) read() { s.clock.leap(time.Second) }

// until waits until the screen is as it should be.
func (s *screen) until(what string, holds func(text string) bool) {
	s.t.Helper()
	late := time.After(soon)
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for !holds(s.text()) {
		select {
		case <-s.drawn:
		case <-again.C:
		case <-s.ended:
			s.t.Fatalf("the console ended (%v) before it %s:\n%s", s.err, what, s.text())
		case <-late:
			s.t.Fatalf("the screen never %s:\n%s", what, s.text())
		}
	}
}

// shows waits until all these texts are on the screen at once.
func (s *screen) shows(texts ...string) {
	s.t.Helper()
	s.until(fmt.Sprintf("showed %q", texts), func(text string) bool {
		return !slices.ContainsFunc(texts, func(part string) bool { return !strings.Contains(text, part) })
	})
}

// hides waits until a text has left the screen.
func (s *screen) hides(text string) {
	s.t.Helper()
	s.until(fmt.Sprintf("lost %q", text), func(all string) bool { return !strings.Contains(all, text) })
}

// points waits until a row under a cursor has all these texts.
func (s *screen) points(texts ...string) {
	s.t.Helper()
	s.until(fmt.Sprintf("had a cursor on %q", texts), func(all string) bool {
		return slices.ContainsFunc(strings.Split(all, "\n"), func(row string) bool {
			_, row, ok := strings.Cut(row, "▸")
			return ok && !slices.ContainsFunc(texts, func(part string) bool { return !strings.Contains(row, part) })
		})
	})
}

// truth waits until the PBX is as it should be.
func (s *screen) truth(what string, holds func(palsim.Truth) bool) {
	s.t.Helper()
	s.until("saw the PBX with "+what, func(string) bool { return holds(s.pbx.Truth()) })
}

// sends waits until the PBX has been asked for one more act, and for nothing else. An act is written as its method and
// its parameters in the order of their names.
func (s *screen) sends(act string) {
	s.t.Helper()
	s.wanted = append(s.wanted, act)
	s.until("sent "+act, func(string) bool { return len(actsOf(s.pbx)) >= len(s.wanted) })
	if diff := cmp.Diff(s.wanted, actsOf(s.pbx)); diff != "" {
		s.t.Fatalf("the PBX was asked for (-want +got):\n%s", diff)
	}
}

// actsOf are the requests that change something.
func actsOf(pbx *palsim.PBX) []string {
	var acts []string
	for _, r := range pbx.Requests() {
		if method, ok := pal.FindMethod(r.Method); ok && method.Changes {
			acts = append(acts, sayRequest(r.Method, r.Params))
		}
	}
	return acts
}

func sayRequest(method, params string) string {
	var all map[string]any
	if err := json.Unmarshal([]byte(params), &all); err != nil {
		return method + " " + params
	}
	said := method
	for _, name := range slices.Sorted(maps.Keys(all)) {
		said += fmt.Sprintf(" %s=%v", name, all[name])
	}
	return said
}

// done waits until the console says that what begins with these words was seen to be done.
func (s *screen) done(act string) {
	s.t.Helper()
	s.until(fmt.Sprintf("said that %q was done", act), func(text string) bool {
		return slices.ContainsFunc(strings.Split(text, "\n"), func(row string) bool {
			_, said, ok := strings.Cut(row, act)
			return ok && (strings.Contains(said, ": done") || strings.Contains(said, "their phone rings"))
		})
	})
}

// row is where on the screen a text stands, counted from 0.
func (s *screen) row(text string) int {
	s.t.Helper()
	for y, line := range strings.Split(s.text(), "\n") {
		if strings.Contains(line, text) {
			return y
		}
	}
	s.t.Fatalf("%q is not on the screen:\n%s", text, s.text())
	return 0
}

// resize changes the size of the terminal, as its window does: the terminal first, then the console hears of it.
func (s *screen) resize(size tui.Size) {
	s.terminal.resize(size)
	s.sizes <- size
}

// terminal is an emulated one. It implements io.Writer.
type terminal struct {
	// drawn receives when something was written.
	drawn chan struct{}

	mu           sync.Mutex
	emulator     *vt.Emulator
	judge        *judge
	bytes, bells int
	// last is what was written last.
	last []byte
	// shown is what could be read when there had been shownAt bytes; -1 for never.
	shown   string
	shownAt int
}

func newTerminal(t *testing.T, size tui.Size) *terminal {
	shown := &terminal{drawn: make(chan struct{}, 1), emulator: vt.NewEmulator(size.Width, size.Height), judge: onScreen(t), shownAt: -1}
	shown.emulator.SetCallbacks(vt.Callbacks{Bell: func() { shown.bells++ }})
	return shown
}

// Write implements io.Writer.
func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes += len(p)
	t.last = append(t.last, p...)
	t.last = t.last[max(0, len(t.last)-keptBytes):]
	_, _ = t.judge.Write(p)
	select {
	case t.drawn <- struct{}{}:
	default:
	}
	return t.emulator.Write(p)
}

// keptBytes is how much of what was written is kept.
const keptBytes = 1 << 16

// wrote tells whether a text was written lately, wherever the emulator put it.
func (t *terminal) wrote(text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Contains(t.last, []byte(text))
}

// text is what can be read on the screen, a line each.
func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.shownAt != t.bytes {
		t.shown, t.shownAt = t.emulator.String(), t.bytes
	}
	return t.shown
}

// foreign is what reached the terminal and is not of this program.
func (t *terminal) foreign() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.judge.verdict()
}

// written is how many bytes have come, and bells how many of them rang.
func (t *terminal) written() (bytes, bells int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.bytes, t.bells
}

func (t *terminal) resize(size tui.Size) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.emulator.Resize(size.Width, size.Height)
	t.shownAt = -1
}

// leaping is the time of the machine, moved on by what a test leaps over.
type leaping struct{ ahead atomic.Int64 }

// Now implements tui.Clock.
func (c *leaping) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// After implements tui.Clock.
func (c *leaping) After(d time.Duration) <-chan time.Time { return time.After(d) }

func (c *leaping) leap(d time.Duration) { c.ahead.Add(int64(d)) }

// quietPBX is one where nobody does anything but the test.
func quietPBX(t *testing.T) *palsim.PBX {
	t.Helper()
	return startPBX(t, palsim.Options{Seed: 3})
}

// personOf is an extension as the console writes it: number and name.
func personOf(t *testing.T, pbx *palsim.PBX, number string) string {
	t.Helper()
	return number + " " + nameOf(t, pbx, number)
}

func nameOf(t *testing.T, pbx *palsim.PBX, number string) string {
	t.Helper()
	for _, e := range pbx.Truth().Extensions {
		if e.Number == number {
			return e.Name
		}
	}
	t.Fatalf("no extension %s", number)
	return ""
}

// lettersOf are three letters of an extension's name that nobody else's has.
func lettersOf(t *testing.T, pbx *palsim.PBX, number string) string {
	t.Helper()
	letters := threeLetters(pbx.Truth(), number)
	if letters == "" {
		t.Fatalf("no three letters find %s alone", number)
	}
	return letters
}

func threeLetters(truth palsim.Truth, number string) string {
	of := slices.IndexFunc(truth.Extensions, func(e palsim.ExtensionTruth) bool { return e.Number == number })
	name := []rune(strings.ToLower(truth.Extensions[of].Name))
	for i := range max(len(name)-2, 0) {
		letters := string(name[i : i+3])
		others := slices.ContainsFunc(truth.Extensions, func(e palsim.ExtensionTruth) bool {
			return e.Number != number && strings.Contains(strings.ToLower(e.Name), letters)
		})
		if !others && !strings.Contains(letters, " ") {
			return letters
		}
	}
	return ""
}

// stateOf is what the talker with an id does; Gone when there is none.
func stateOf(truth palsim.Truth, id string) pal.State {
	for _, talker := range truth.Talkers {
		if talker.ID == id {
			return talker.State
		}
	}
	return pal.Gone
}

// talkersIn are the numbers of those who are in a room, with their states.
func talkersIn(truth palsim.Truth, room string) map[string]string {
	in := map[string]string{}
	for _, talker := range truth.Talkers {
		if talker.Room == room {
			in[talker.User] = talker.State.String()
		}
	}
	return in
}
