package model_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// told is a store that is told notifications, frame by frame, at times of its own.
type told struct {
	*model.Store
	t     *testing.T
	epoch uint64
	now   time.Time
}

// newBoard is a board that has settled after the PBX told these frames.
func newBoard(t *testing.T, frames ...string) *told {
	t.Helper()
	b := &told{Store: model.NewStore("main", []string{"801", "802"}), t: t, now: morning}
	b.begin(frames...)
	b.settle()
	return b
}

// begin begins the next epoch, in which the PBX tells these frames at once.
func (b *told) begin(frames ...string) {
	b.t.Helper()
	b.epoch++
	b.Began(b.epoch, b.now)
	b.tell(frames...)
}

func (b *told) settle() { b.Settled(b.epoch, b.now) }

// tell decodes frames and gives the store what they hold.
func (b *told) tell(frames ...string) {
	b.t.Helper()
	for _, frame := range frames {
		pal.Decode([]byte(frame), ear{b})
	}
}

// ear gives the store what a frame holds.
type ear struct{ *told }

func (b ear) Notified(n pal.Notification) { b.Store.Notified(b.epoch, n, b.now) }
func (b ear) Answered(pal.Response)       { b.t.Error("an answer") }
func (b ear) Called(pal.Call)             { b.t.Error("a call") }
func (b ear) Spoiled(why *pal.Malformed)  { b.t.Error(why) }

func (b *told) after(d time.Duration) { b.now = b.now.Add(d) }

func note(method, params string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","method":%q,"params":{%s}}`, method, params)
}

// status is a notify_status; more are fields of it.
func status(user, talker, room string, code int, more string) string {
	if more != "" {
		more = "," + more
	}
	return note(pal.NotifyStatus, fmt.Sprintf(`"user":%q,"talker_id":%q,"room_id":%q,"status":"%d"%s`, user, talker, room, code, more))
}

func with(number string) string { return fmt.Sprintf(`"other_number":%q`, number) }

// calls says the conversations of a board, one line each.
func calls(s *model.Snapshot) (lines []string) {
	for _, c := range s.Calls {
		line := fmt.Sprintf("%s: %s → %s", c.State, c.From.Number, c.To.Number)
		for _, p := range c.Joined {
			line += ", " + p.Number.String()
		}
		if !c.Park.Empty() {
			line += " in " + c.Park.String()
		}
		lines = append(lines, line)
	}
	return lines
}

// shows compares the conversations of the board with these.
func (b *told) shows(want ...string) {
	b.t.Helper()
	if diff := cmp.Diff(want, calls(b.Snapshot())); diff != "" {
		b.t.Fatalf("conversations (-want +got):\n%s", diff)
	}
}

// stage is a simulated PBX with nobody at its phones, and a board that follows it.
type stage struct {
	*palsim.PBX
	*follower
	t *testing.T
}

func newStage(t *testing.T) *stage {
	t.Helper()
	clock := palsim.NewManualClock(morning)
	pbx := palsim.New(palsim.Options{Extensions: 8, Clock: clock})
	t.Cleanup(func() { _ = pbx.Close() })
	pbx.Persons(false)
	return &stage{PBX: pbx, follower: follow(pbx, clock, nil), t: t}
}

// did fails when an act was refused; a second passes after it.
func (s *stage) did(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	s.clock.Advance(time.Second)
}

func (s *stage) call(from, to string) {
	s.t.Helper()
	_, err := s.Call("main", from, to)
	s.did(err)
}

func (s *stage) callIn(number, to string) {
	s.t.Helper()
	_, err := s.CallFromOutside("main", number, "Lee Wong", to)
	s.did(err)
}

func (s *stage) answer(who string) { s.t.Helper(); s.did(s.Answer("main", who)) }
func (s *stage) hangUp(who string) { s.t.Helper(); s.did(s.HangUp("main", who)) }
func (s *stage) transfer(by, to, mode string) {
	s.t.Helper()
	s.did(s.Transfer("main", by, to, mode))
}

func (s *stage) shows(want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, calls(s.store.Snapshot())); diff != "" {
		s.t.Fatalf("conversations (-want +got):\n%s", diff)
	}
}

// only is the one conversation on the board.
func (s *stage) only() *model.Conversation {
	s.t.Helper()
	all := s.store.Snapshot().Calls
	if len(all) != 1 {
		s.t.Fatalf("%d conversations, want one: %q", len(all), calls(s.store.Snapshot()))
	}
	return all[0]
}

func jsonTime(ms int64) string { return fmt.Sprintf(`"time":%d`, ms) }

func TestOfHowManyVoicemailAndRecordingsAreKnown(t *testing.T) {
	boxes := []string{
		note(pal.NotifyVoicemail, `"user":"1001","new":0`), note(pal.NotifyVoicemail, `"user":"1002","new":0`),
		note(pal.NotifyVoicemail, `"user":"1003","new":0`), note(pal.NotifyVoicemail, `"user":"1004","new":0`),
	}
	cases := map[string]struct {
		login, live          []string
		messages, recordings model.Extent
	}{
		"a PBX that tells nothing":    {nil, nil, model.ToldOfNone, model.ToldOfNone},
		"a PBX that tells some live":  {nil, append(boxes[:1:1], note(pal.NotifyRecording, `"user":"1001","status":"off"`)), model.ToldOfSome, model.ToldOfSome},
		"a PBX that tells a leg live": {nil, recordings[:1], model.ToldOfNone, model.ToldOfNone},
		"a PBX that tells all boxes":  {boxes, nil, model.ToldOfAll, model.ToldOfNone},
		"a PBX that tells all legs":   {recordings, nil, model.ToldOfNone, model.ToldOfAll},
		"a PBX that tells all phones": {registrations, nil, model.ToldOfNone, model.ToldOfNone},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, c.login...)
			b.tell(c.live...)
			if s := b.Snapshot(); s.Messages != c.messages || s.Recordings != c.recordings {
				t.Errorf("voicemail %d, recordings %d, want %d and %d", s.Messages, s.Recordings, c.messages, c.recordings)
			}
		})
	}
	// An extension that is told is all there is only once the list of them was read.
	b := newBoard(t)
	b.tell(boxes[0])
	b.Directory(b.epoch, []model.Person{{Number: pal.NewText("1001")}})
	b.Listed(b.epoch)
	if got := b.Snapshot().Messages; got != model.ToldOfAll {
		t.Errorf("voicemail of the only extension is known of %d", got)
	}
}
