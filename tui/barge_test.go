package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
)

// answering is a line that takes what it is told to.
type answering struct {
	deafLine
	sent []string
	err  error
}

func (l *answering) SendOn(_ context.Context, _ uint64, r pal.Request) (jsontext.Value, error) {
	params, err := json.Marshal(r, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	l.sent = append(l.sent, r.Method()+" "+string(params))
	return jsontext.Value(`"succeeded"`), l.err
}

// endings is a journal that keeps how acts ended.
type endings struct {
	noJournal
	acts  journal.ID
	words []string
}

func (e *endings) Begin(journal.Act) (journal.ID, error) { e.acts++; return e.acts, nil }

func (e *endings) Ended(_ journal.ID, words string) error {
	e.words = append(e.words, words)
	return nil
}

// supervised is a screen whose operator, 10000, can barge into the call of 10002 (talker 2) with 10003 (3) in room 1.
type supervised struct {
	*App
	t    *testing.T
	line *answering
	kept *endings
	// epoch is the connection that the PBX tells on.
	epoch uint64
}

func supervising(t *testing.T) *supervised {
	t.Helper()
	store := model.NewStore("main", nil)
	s := &supervised{t: t, line: &answering{}, kept: &endings{}, App: screenOn(t, store, 200, 30)}
	s.Desk = desk.New(desk.Options{
		Line: s.line, Store: store, Clock: stoppedClock{}, Log: &desk.Log{}, Journal: s.kept,
		Operator: desk.Identity{Name: "1000", Tenant: "main", Extension: "10000", Role: desk.Supervisor},
	})
	s.connects(func() { s.talks(2, 3) })
	return s
}

// connects begins the next connection, on which the PBX tells something before it is quiet.
func (s *supervised) connects(told func()) {
	if s.epoch > 0 {
		s.Store.Lost(s.epoch, model.Reconnecting, "reset", morning)
	}
	s.epoch++
	s.Store.Began(s.epoch, morning)
	told()
	s.Store.Settled(s.epoch, morning)
	s.refresh()
}

// talks has the PBX tell that these talk with each other in room 1; the talker of 1000n is n.
func (s *supervised) talks(talkers ...int) {
	for _, n := range talkers {
		s.leg(n, "14")
	}
}

func (s *supervised) leg(n int, status string) {
	name := string(rune('0' + n))
	tellOn(s.Store, s.epoch, pal.NotifyStatus, map[string]any{
		"user": "1000" + name, "status": status, "talker_id": name, "room_id": "1", "other_number": map[int]string{2: "10003", 3: "10002"}[n],
	})
	s.refresh()
}

// barges asks for a way of a barge, from the call for the first; it is answered with an error, or taken.
func (s *supervised) barges(way string, err error) {
	s.t.Helper()
	s.line.err = err
	i := desk.Intent{Act: desk.Barge, Speak: way, Reason: "training"}
	if s.barge == nil {
		i.Target = s.aim().Call(s.snap.Calls[0])
		s.take(s.send(keymap.Barge, i)())
		return
	}
	action := map[string]keymap.Action{desk.Listen: keymap.BargeListen, desk.Whisper: keymap.BargeWhisper, desk.Speak: keymap.BargeSpeak}[way]
	cmd := s.changeBarge(action)
	if cmd == nil {
		s.t.Fatalf("%s: %q", way, messageOf(s.App))
	}
	s.take(cmd())
}

// take gives the screen a message.
func (s *supervised) take(msg tea.Msg) {
	s.handle(msg)
	s.refresh()
}

// says compares the line above the footer, once what was just done is read.
func (s *supervised) says(parts ...string) {
	s.t.Helper()
	s.toast, s.lost = toast{}, toast{}
	wantOn(s.t, messageOf(s.App), parts...)
}

// ends compares how acts that lasted have ended.
func (s *supervised) ends(want ...string) {
	s.t.Helper()
	if cmd := s.writeOver(); cmd != nil {
		cmd()
	}
	if diff := cmp.Diff(want, s.kept.words); diff != "" {
		s.t.Errorf("ended (-want +got):\n%s", diff)
	}
}

// listens is a barge that lasts.
func listens(t *testing.T) *supervised {
	t.Helper()
	s := supervising(t)
	s.barges(desk.Listen, nil)
	s.talks(0)
	s.says("listening to 10002")
	return s
}

func TestABreakOfTheLineHidesNoBarge(t *testing.T) {
	// Given the supervisor speaks with two who talk,
	s := listens(t)
	s.barges(desk.Speak, nil)
	s.says("speaking with 10002")
	// when the line breaks, then the screen says so beside what is known;
	s.Store.Lost(1, model.Reconnecting, "reset", morning)
	s.says("the line is down (reset): speaking with 10002")
	// and when it is back, where every call is a new one, the microphone is as open as before,
	s.connects(func() { s.talks(2, 3, 0) })
	s.says("speaking with 10002", "and 10003")
	s.ends("")
	// and can be closed.
	s.barges(desk.Listen, nil)
	s.says("listening to 10002")
	if last := s.line.sent[len(s.line.sent)-1]; last != `barge {"user":"10000","tid":3,"listen":true,"speak":"false"}` {
		t.Errorf("sent %s", last)
	}
	// The end is seen on the new connection.
	s.leg(0, "-1")
	if s.barge != nil {
		t.Errorf("%q", messageOf(s.App))
	}
	s.ends("", "", "")
}

func TestABargeThatIsNotFoundAfterABreakIsSaidToGoOnPerhaps(t *testing.T) {
	for name, c := range map[string]struct {
		joined bool
		told   func(*supervised)
		want   string
	}{
		"the PBX tells nothing":      {true, func(*supervised) {}, "the line broke while you were in the call of 10002: your phone may be in it still"},
		"the phone is not told":      {true, func(s *supervised) { s.talks(2, 3) }, "the line broke while you were in the call of 10002: your phone may be in it still"},
		"the phone had not come yet": {false, func(*supervised) {}, "the line broke before your phone was seen in the call of 10002: your phone may be in it still"},
	} {
		t.Run(name, func(t *testing.T) {
			s := supervising(t)
			s.barges(desk.Listen, nil)
			if c.joined {
				s.talks(0)
			}
			s.connects(func() { c.told(s) })
			if got := messageOf(s.App); got != c.want || s.barge != nil {
				t.Errorf("%q", got)
			}
			s.ends("the line broke: the phone may be in the call still")
		})
	}
}

func TestAPhoneThatIsInAnotherCallAfterABreakDoesNotBarge(t *testing.T) {
	s := listens(t)
	s.connects(func() {
		s.talks(2, 3)
		tellOn(s.Store, s.epoch, pal.NotifyStatus, map[string]any{"user": "10000", "status": "14", "talker_id": "0", "room_id": "9"})
	})
	if s.barge != nil {
		t.Errorf("%q", messageOf(s.App))
	}
}

func TestAPhoneThatRingsForABargeIsAwaitedOverABreak(t *testing.T) {
	s := supervising(t)
	s.barges(desk.Listen, nil)
	s.leg(0, "65")
	s.connects(func() { s.talks(2, 3) })
	s.says("your phone rings for 10002")
	s.talks(0)
	s.says("listening to 10002")
	s.ends()
}

func TestAChangeOfABargeWithoutAnAnswerIsSaidUntilOneIsAnswered(t *testing.T) {
	// Given a supervisor who listens,
	s := listens(t)
	// when the PBX does not answer whether they speak now, then the screen says that the microphone may be open,
	s.barges(desk.Speak, pal.ErrOutcomeUnknown)
	s.says("in the call of 10002 and 10003: listen or speak, outcome unknown")
	s.barges(desk.Whisper, pal.ErrOutcomeUnknown)
	s.says("listen or speak or whisper, outcome unknown")
	// also after what the PBX refuses,
	s.barges(desk.Listen, &pal.Failed{Method: "barge", Result: pal.NewText("failed")})
	s.says("listen or speak or whisper, outcome unknown")
	s.ends()
	// until it takes one.
	s.barges(desk.Listen, nil)
	s.says("listening to 10002")
	s.ends("", "", "")
}

func TestABargeWithoutAnAnswerShowsItsBanner(t *testing.T) {
	// Given the PBX does not answer whether it lets the supervisor in,
	s := supervising(t)
	s.barges(desk.Listen, pal.ErrOutcomeUnknown)
	s.says("your phone may ring for 10002 and 10003, outcome unknown")
	// when the line breaks over it and their phone is seen in that call, then it is said for as long as that lasts.
	s.connects(func() { s.talks(2, 3) })
	s.says("your phone may ring for 10002 and 10003, outcome unknown")
	s.leg(0, "65")
	s.says("your phone rings for 10002 and 10003")
	s.talks(0)
	s.says("listening to 10002 and 10003")
	s.leg(0, "-1")
	if s.barge != nil {
		t.Errorf("%q", messageOf(s.App))
	}
	s.ends("")
}

func TestABargeThatAnotherTakesThePlaceOfIsSaidToGoOnPerhaps(t *testing.T) {
	s := listens(t)
	for n, other := range map[string]string{"4": "10005", "5": "10004"} {
		tellOn(s.Store, s.epoch, pal.NotifyStatus, map[string]any{"user": "1000" + n, "status": "14", "talker_id": n, "room_id": "2", "other_number": other})
	}
	s.refresh()
	i := desk.Intent{Act: desk.Barge, Target: s.aim().Call(s.snap.Calls[1]), Speak: desk.Listen, Reason: "training"}
	s.take(s.send(keymap.Barge, i)())
	s.says("your phone rings for 1000")
	s.ends("another barge took its place: the phone may be in the call still")
}

func TestABargeWhosePhoneNeverComesEnds(t *testing.T) {
	s := supervising(t)
	s.barges(desk.Listen, pal.ErrOutcomeUnknown)
	s.ticked = s.ticked.Add(bargeJoins)
	s.says("your phone may ring")
	s.ticked = s.ticked.Add(time.Second)
	if got := messageOf(s.App); strings.Contains(got, "your phone") || s.barge != nil {
		t.Errorf("%q", got)
	}
	s.ends("the phone was not seen to come to the call")
}
