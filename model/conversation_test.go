package model_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
)

func TestInsideCall(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.shows("ringing: 1001 → 1002")
	s.answer("1002")
	s.shows("talking: 1001 → 1002")
	s.did(s.Hold("main", "1002"))
	s.shows("held: 1001 → 1002")
	s.did(s.Unhold("main", "1002"))
	s.shows("talking: 1001 → 1002")
	s.hangUp("1002")
	s.shows()
}

func TestCallFromOutside(t *testing.T) {
	s := newStage(t)
	s.callIn("0312345678", "1002")
	s.shows("ringing: 0312345678 → 1002")
	s.answer("1002")
	s.shows("talking: 0312345678 → 1002")
	c := s.only()
	if !c.From.Outside() || c.To.Outside() || c.From.Label() != "0312345678 Lee Wong" {
		t.Errorf("from %+v to %+v", c.From, c.To)
	}
	if want := "L1-1"; c.Line.String() != want {
		t.Errorf("came by line %q, want %q", c.Line, want)
	}
}

func TestCallToOutside(t *testing.T) {
	s := newStage(t)
	s.call("1001", "0312345678")
	s.shows("calling: 1001 → 0312345678")
	s.answer("0312345678")
	s.shows("talking: 1001 → 0312345678")
	// A supervisor who comes in is not the one who was called.
	room := s.only().Room
	s.store.Notified(1, supervisor(room, pal.CodeStartRinging), s.clock.Now())
	s.shows("talking: 1001 → 0312345678, 1005")
	s.store.Notified(1, supervisor(room, pal.CodeCallSuccess), s.clock.Now())
	s.shows("talking: 1001 → 0312345678, 1005")
}

// supervisor is a status of a leg of 1005 that is with 1001.
func supervisor(room pal.Text, code pal.Code) pal.CallStatus {
	return pal.CallStatus{
		Tenant: pal.NewText("main"), User: pal.NewText("1005"), Talker: pal.NewText("90001"), Room: room,
		Code: pal.Number{Value: int64(code), Known: true}, Other: pal.NewText("1001"), Role: pal.NewText("s"),
	}
}

func TestCallToOneWhoIsBusy(t *testing.T) {
	s := newStage(t)
	s.callIn("0312345678", "1002")
	s.callIn("0698765432", "1002")
	s.call("1001", "1002")
	s.shows("ringing: 0312345678 → 1002", "ringing: 0698765432 → 1002")
	ended := s.store.Snapshot().Ended
	if len(ended) != 1 || ended[0].Answered || ended[0].ResCode.String() != "486" || ended[0].From.Number.String() != "1001" {
		t.Errorf("ended %+v", ended)
	}
}

func TestAttendedTransferMovesTheCallerToAnotherRoom(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.answer("1002")
	s.transfer("1002", "1003", pal.Attended)
	s.shows("held: 1001 → 1002", "ringing: 1002 → 1003")
	s.answer("1003")
	s.shows("held: 1001 → 1002", "talking: 1002 → 1003")
	consult := s.store.Snapshot().Calls[1].ID
	s.hangUp("1002")
	s.shows("talking: 1001 → 1003")
	if c := s.only(); c.ID != consult {
		t.Errorf("the call goes on as %d, want %d: the one in the room of the target", c.ID, consult)
	}
}

func TestBlindTransferOfAPartyOutsideIsOneConversation(t *testing.T) {
	// given a caller from outside who talks
	s := newStage(t)
	s.callIn("0312345678", "1002")
	s.answer("1002")
	before := s.only()
	// when they are transferred, which leaves nobody of ours in the room for a moment
	s.transfer("1002", "1003", pal.Blind)
	// then it is the same conversation still, ringing at another phone
	s.shows("ringing: 0312345678 → 1003")
	if c := s.only(); c.ID != before.ID || c.Began != before.Began || len(c.History) <= len(before.History) {
		t.Errorf("it was %+v, it is %+v", before, c)
	}
	if ended := s.store.Snapshot().Ended; len(ended) != 0 {
		t.Errorf("said to have ended: %+v", ended[0])
	}
	// and when the other has answered, they talk
	s.answer("1003")
	s.shows("talking: 0312345678 → 1003")
}

func TestBlindTransferOfOurOwnRingsThoughThePartyHoldsTheLine(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.answer("1002")
	s.transfer("1002", "1003", pal.Blind)
	s.shows("ringing: 1001 → 1003")
	s.answer("1003")
	s.shows("talking: 1001 → 1003")
}

func TestACallerFromOutsideWhoIsParkedStays(t *testing.T) {
	// given a caller from outside
	s := newStage(t)
	s.callIn("0312345678", "1002")
	s.answer("1002")
	call := s.only().ID
	// when they are parked, and no leg of ours is left
	s.did(s.Park("main", "1002", "801"))
	// then they stay on the board, with who they are and who put them there
	s.shows("parked: 0312345678 → 1002 in 801")
	c := s.only()
	place, _ := s.store.Snapshot().Park(model.Who{Tenant: "main", Number: "801"})
	if c.ID != call || place.Call != call || place.Parked.Label() != "0312345678 Lee Wong" || place.By.Number.String() != "1002" {
		t.Errorf("conversation %+v, place %+v", c, place)
	}
	if got := numbers(c.Parties()); !cmp.Equal(got, []string{"0312345678"}) {
		t.Errorf("in the call are %q, want the caller alone", got)
	}
	// when a phone rings to retrieve them, it has joined; when it answers, they talk
	s.did(s.Unpark("main", "1003", "801"))
	s.shows("parked: 0312345678 → 1002, 1003 in 801")
	s.answer("1003")
	s.shows("talking: 0312345678 → 1003")
	if c := s.only(); c.ID != call {
		t.Errorf("retrieved as call %d, want %d", c.ID, call)
	}
}

func TestAParkThatIsForgottenRingsBackAtTheParker(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.answer("1002")
	s.did(s.Park("main", "1002", "801"))
	s.shows("parked: 1001 → 1002 in 801")
	s.clock.Advance(2 * time.Minute)
	s.shows("parked: 1001 → 1002, 1002 in 801")
	s.answer("1002")
	s.shows("talking: 1001 → 1002")
	if p, _ := s.store.Snapshot().Park(model.Who{Tenant: "main", Number: "801"}); p.On != model.Off || p.Call != 0 {
		t.Errorf("the place is %+v", p)
	}
}

func TestAParkedPartyWhoHangsUpLeavesThePlaceFree(t *testing.T) {
	s := newStage(t)
	s.callIn("0312345678", "1002")
	s.answer("1002")
	s.did(s.Park("main", "1002", "801"))
	s.hangUp("0312345678")
	s.shows()
	if ended := s.store.Snapshot().Ended; len(ended) != 1 || ended[0].From.Number.String() != "0312345678" || ended[0].To.Number.String() != "1002" {
		t.Errorf("ended %+v", ended)
	}
}

func TestAPlaceToldTwiceIsStillTheSameCall(t *testing.T) {
	b := newBoard(t, note(pal.NotifyPark, `"park":"801","status":"on","room_id":"7","talker_id":"99"`))
	before := b.Snapshot().Calls[0].ID
	b.after(time.Minute)
	b.tell(note(pal.NotifyPark, `"park":"801","status":"on","room_id":"7","talker_id":"99"`))
	snap := b.Snapshot()
	if len(snap.Calls) != 1 || snap.Calls[0].ID != before || len(snap.Ended) != 0 || snap.Parks[0].Since != morning {
		t.Errorf("calls %+v, ended %v, place %+v", snap.Calls, snap.Ended, snap.Parks[0])
	}
}

func TestWhoIsParkedIsTakenFromTheTalkerWhereTheRoomIsNotTold(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 30, with("1002")), note(pal.NotifyPark, `"park":"801","status":"on","talker_id":"11"`))
	b.shows("parked: 1001 → 1002 in 801")
}

func TestHistoryTellsEachStep(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.answer("1002")
	s.did(s.Hold("main", "1001"))
	var steps []string
	for _, step := range s.only().History {
		steps = append(steps, fmt.Sprintf("%s %s %d %s", step.At.Format("05"), step.Number, step.Code, step.State))
	}
	want := []string{
		"00 1001 1 calling", "00 1002 0 ringing", "00 1002 65 ringing",
		"01 1002 2 talking", "01 1001 14 talking", "02 1001 35 held",
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestEndedCallsSayWhoAndHowLong(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.clock.Advance(9 * time.Second)
	s.answer("1002")
	s.clock.Advance(59 * time.Second)
	s.hangUp("1001")
	ended := s.store.Snapshot().Ended
	if len(ended) != 1 {
		t.Fatalf("%d calls have ended, want 1", len(ended))
	}
	got := *ended[0]
	if got.From.Number.String() != "1001" || got.To.Number.String() != "1002" || !got.Answered ||
		got.Talked != time.Minute || got.End.Sub(got.Began) != 70*time.Second || got.Q850.String() != "16" {
		t.Errorf("ended %+v", got)
	}
}

func TestALegThatChangesItsRoomAloneTakesTheCallAlong(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, with("0312345678")), note(pal.NotifyLine, `"line":"L1-1","status":"on","room_id":"7"`))
	before := b.Snapshot().Calls[0].ID
	b.tell(status("1001", "11", "8", 16, ""))
	snap := b.Snapshot()
	if len(snap.Calls) != 1 || snap.Calls[0].Line.String() != "L1-1" || snap.Calls[0].ID != before || snap.Calls[0].Room.String() != "8" || len(snap.Ended) != 0 {
		t.Errorf("calls %+v, ended %v", snap.Calls, snap.Ended)
	}
}

func TestARoomThatIsToldLateIsTheSameCall(t *testing.T) {
	b := newBoard(t)
	b.tell(note(pal.NotifyStatus, `"user":"1001","talker_id":"11","status":1`))
	before := b.Snapshot().Calls[0].ID
	b.tell(status("1001", "11", "7", 14, with("1002")))
	snap := b.Snapshot()
	if len(snap.Calls) != 1 || snap.Calls[0].ID != before || len(snap.Ended) != 0 {
		t.Errorf("calls %+v, ended %v", snap.Calls, snap.Ended)
	}
}

func TestALineThatIsToldBeforeItsRoomFindsIt(t *testing.T) {
	b := newBoard(t)
	b.tell(note(pal.NotifyLine, `"line":"L1-1","status":"on","line_talker":"1001","room_id":"7"`))
	b.tell(status("1001", "11", "7", 65, with("0312345678")))
	snap := b.Snapshot()
	if snap.Calls[0].Line.String() != "L1-1" || snap.Lines[0].Call != snap.Calls[0].ID || snap.Lines[0].Outside.Number.String() != "0312345678" {
		t.Errorf("call %+v, line %+v", snap.Calls[0], snap.Lines[0])
	}
}

func TestALineWithoutARoomIsFoundByItsTalker(t *testing.T) {
	// The guide's own fields (5.2) name no room.
	b := newBoard(t)
	b.tell(status("1004", "1502", "240", 2, with("0312345678")))
	b.tell(note(pal.NotifyLine, `"line":"L1-1","status":"on","line_talker_id":"1501","line_talker":"1004","assigned_talker_id":"1502"`))
	if c := b.Snapshot().Calls[0]; c.Line.String() != "L1-1" {
		t.Errorf("the call is on line %q", c.Line)
	}
}
