package tui

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/internal/desk"
	"cordboard/palconn/pal"
)

// heldClock is a time that a test moves on.
type heldClock struct{ waiting []chan time.Time }

func (*heldClock) Now() time.Time { return morning }

func (c *heldClock) After(time.Duration) <-chan time.Time {
	over := make(chan time.Time, 1)
	c.waiting = append(c.waiting, over)
	return over
}

// pass lets all that is waited for be over.
func (c *heldClock) pass() {
	for _, over := range c.waiting {
		over <- morning
	}
	c.waiting = nil
}

// listingPBX is a line that remembers what it was asked. It has many users, whose numbers all have a 1, and nothing else.
type listingPBX struct {
	asked []string
	// sent are the parameters of all methods but getExtensions.
	sent  []string
	fails error
}

func (l *listingPBX) SendOn(ctx context.Context, _ uint64, r pal.Request) (jsontext.Value, error) {
	return l.Send(ctx, r)
}

func (l *listingPBX) Send(_ context.Context, r pal.Request) (jsontext.Value, error) {
	asked := struct{ Pattern, Type string }{}
	if custom, ok := r.(pal.Custom); ok {
		_ = json.Unmarshal(custom.Params, &asked)
	}
	if l.fails != nil {
		l.asked = append(l.asked, r.Method())
		return nil, l.fails
	}
	if r.Method() != "getExtensions" {
		l.asked = append(l.asked, r.Method())
		l.sent = append(l.sent, string(r.(pal.Custom).Params))
		return jsontext.Value(`[]`), nil
	}
	if asked.Type != pal.UserExtension {
		return jsontext.Value(`[]`), nil
	}
	l.asked = append(l.asked, "users "+asked.Pattern)
	numbers := make([]string, desk.PageRows+1)
	for i := range numbers {
		numbers[i] = strconv.Itoa(10_000 + i)
	}
	result, err := json.Marshal(numbers)
	return result, err
}

func (*listingPBX) Supports(string) bool { return true }

// browsing is a screen whose commands a test carries out.
type browsing struct {
	*App
	t     *testing.T
	clock *heldClock
	line  *listingPBX
	under []tea.Cmd
}

func browse(t *testing.T) *browsing {
	b := &browsing{App: screenOn(t, bigBoard(1, 0), 120, 30), t: t, clock: &heldClock{}, line: &listingPBX{}}
	b.Clock = b.clock
	b.Desk = desk.New(desk.Options{Line: b.line, Store: b.Store, Clock: b.clock, Operator: desk.Identity{Role: desk.Administrator}, Log: &desk.Log{}, Journal: noJournal{}})
	return b
}

func (b *browsing) press(keys ...tea.KeyMsg) {
	for _, key := range keys {
		b.tell(key)
	}
}

func (b *browsing) tell(msg tea.Msg) {
	_, cmd := b.Update(msg)
	b.under = append(b.under, cmd)
}

// finish carries out the commands until none is left.
func (b *browsing) finish() {
	b.t.Helper()
	for n := 0; len(b.under) > 0; n++ {
		if n > 1000 {
			b.t.Fatalf("it never comes to rest, the PBX was asked %q", b.line.asked)
		}
		cmd := b.under[0]
		b.under = b.under[1:]
		if cmd == nil {
			continue
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			b.under = append(b.under, msg...)
		default:
			b.tell(msg)
		}
	}
}

// asks compares what the PBX was asked with these.
func (b *browsing) asks(want ...string) {
	b.t.Helper()
	if diff := cmp.Diff(want, b.line.asked); diff != "" {
		b.t.Errorf("the PBX was asked (-want +got):\n%s", diff)
	}
	b.line.asked = nil
}

var (
	viewPBX = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("6")}
	below   = tea.KeyMsg{Type: tea.KeyDown}
	above   = tea.KeyMsg{Type: tea.KeyUp}
	into    = tea.KeyMsg{Type: tea.KeyEnter}
	again   = tea.KeyMsg{Type: tea.KeyCtrlR}
	back    = tea.KeyMsg{Type: tea.KeyShiftTab}
)

func TestAreasThatTheCursorPassesAreNotAskedFor(t *testing.T) {
	b := browse(t)
	// When the cursor goes over the areas down to the tenants,
	b.press(viewPBX, below, below, below, below, below)
	for _, area := range desk.Areas() {
		if b.settings.areas[area].asking {
			t.Errorf("%s are asked for", area)
		}
	}
	// then only these are asked for, when it has rested there.
	b.clock.pass()
	b.finish()
	b.asks("listTenants")
	// Back and forth again: what was told is not asked for twice.
	b.press(above, below)
	b.clock.pass()
	b.finish()
	b.asks()
}

func TestAnAreaThatIsEnteredIsAskedForAtOnce(t *testing.T) {
	b := browse(t)
	b.press(viewPBX, below, into)
	b.clock.pass()
	b.finish()
	b.asks("getNoteNames")
	// It is asked for again on demand, also while the keys are with the areas,
	b.press(again)
	b.finish()
	b.asks("getNoteNames")
	b.press(back, again)
	b.finish()
	b.asks("getNoteNames")
	// and while a question is under way once more, when its answer has come.
	b.press(again, again, again)
	b.finish()
	b.asks("getNoteNames", "getNoteNames")
}

func TestASearchAsksThePBXOneQuestionAtATime(t *testing.T) {
	// Given a list of which the PBX has more,
	b := browse(t)
	b.press(viewPBX, into)
	b.clock.pass()
	b.finish()
	b.asks("users ")
	// when somebody types faster than the PBX answers,
	for _, key := range "/1234" {
		b.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{key}})
	}
	b.finish()
	// then it is asked for what was typed first and, when that is answered, for what stands there now.
	b.asks("users .*1.*", "users .*1234.*")
	// The end of the search brings the first of all again.
	b.press(tea.KeyMsg{Type: tea.KeyEsc})
	b.finish()
	b.asks("users ")
}

func TestAListThatCannotBeHadIsAskedForOnce(t *testing.T) {
	// Given a PBX that refuses a list while it is searched,
	b := browse(t)
	b.line.fails = pal.ErrClosed
	b.press(viewPBX, below, into, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/")}, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("r")})
	b.clock.pass()
	b.finish()
	// then it is not asked again and again, and why stands where the notes would;
	b.asks("getNoteNames", "getNoteNames")
	wantOn(t, strings.Join(b.read(), "\n"), "Notes 0: not sent: the line to the PBX is down")
	// but it is on demand.
	b.line.fails = nil
	b.press(tea.KeyMsg{Type: tea.KeyEnter}, again)
	b.finish()
	b.asks("getNoteNames")
}
