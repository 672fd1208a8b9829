package model_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// talker is the one talker of an extension.
func (b *told) talker(user string) model.Talker {
	b.t.Helper()
	e, ok := b.Snapshot().Extension(model.Who{Tenant: "main", Number: user})
	if !ok || len(e.Talkers) != 1 {
		b.t.Fatalf("%s is %+v, want one talker", user, e)
	}
	return e.Talkers[0]
}

func TestAnUnknownCodeKeepsTheCall(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, with("1002")), status("1001", "11", "7", 99, ""))
	got := b.talker("1001")
	if got.State != model.Talking || got.Code != 99 || b.Drops().UnknownCodes != 1 {
		t.Errorf("talker %+v, drops %+v", got, b.Drops())
	}
	steps := b.Snapshot().Calls[0].History
	if last := steps[len(steps)-1]; last.Known || last.Code != 99 {
		t.Errorf("the last step is %+v", last)
	}
}

func TestCode205IsTalking(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 65, with("1002")), status("1001", "11", "7", 205, ""))
	if got := b.talker("1001"); got.State != model.Talking {
		t.Errorf("talker %+v", got)
	}
}

func TestAFieldThatIsMissingKeepsWhatIsKnown(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, with("1002")+`,"user_display_name":"Ana Ruiz","other_user_display_name":"Bo Lund"`))
	b.tell(note(pal.NotifyStatus, `"user":"1001","talker_id":"11","status":35`))
	got := b.talker("1001")
	said := []string{got.Number.String(), got.Name.String(), got.Other.String(), got.OtherName.String(), got.Room.String(), got.State.String()}
	if diff := cmp.Diff([]string{"1001", "Ana Ruiz", "1002", "Bo Lund", "7", "held"}, said); diff != "" {
		t.Errorf("talker (-want +got):\n%s", diff)
	}
}

func TestTheNameOfAnotherPartyIsNotKept(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, with("1002")+`,"other_user_display_name":"Bo Lund"`), status("1001", "11", "7", 14, with("1003")))
	if got := b.talker("1001"); got.Other.String() != "1003" || !got.OtherName.Empty() {
		t.Errorf("talker %+v", got)
	}
}

func TestTheEndOfALegIsFinal(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, ""), status("1001", "11", "7", -1, ""), status("1001", "11", "7", 14, ""), status("1001", "11", "7", -1, ""))
	b.shows()
	// also when nothing was known of it
	b.tell(status("1002", "12", "8", -1, ""), status("1002", "12", "8", 2, ""))
	b.shows()
	if got := b.Drops().Late; got != 3 {
		t.Errorf("%d events counted as late, want 3", got)
	}
}

func TestEventsThatComeLateAreDropped(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 35, `"time":2000`))
	b.tell(status("1001", "11", "7", 35, `"time":2000`), status("1001", "11", "7", 14, `"time":"1000"`))
	b.tell(note(pal.NotifyPark, `"park":"801","status":"off","time":2000`), note(pal.NotifyPark, `"park":"801","status":"on","room_id":"7","time":1000`))
	if got := b.talker("1001").State; got != model.Held {
		t.Errorf("talker %s", got)
	}
	if p := b.Snapshot().Parks[0]; p.On != model.Off || b.Drops().Late != 3 {
		t.Errorf("place %+v, drops %+v", p, b.Drops())
	}
	// The end is taken however old it says it is.
	b.tell(status("1001", "11", "7", -1, `"time":500`))
	b.shows()
}

func TestTwoEventsOfOneMillisecondAreBothTaken(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 47, `"time":2000`), status("1001", "11", "8", 16, `"time":2000,`+with("1003")), status("1001", "11", "8", 16, `"time":2000,`+with("1004")))
	if got := b.talker("1001"); got.Other.String() != "1004" || got.Room.String() != "8" || b.Drops().Late != 0 {
		t.Errorf("talker %+v, drops %+v", got, b.Drops())
	}
}

func TestWhatSaysNothingIsCounted(t *testing.T) {
	b := newBoard(t)
	before := b.Snapshot().Version
	b.tell(
		note(pal.NotifyStatus, `"user":"1001","status":"14"`), note(pal.NotifyStatus, `"talker_id":"1","status":"14"`),
		note(pal.NotifyStatus, `"user":"1001","talker_id":"1"`), note(pal.NotifyPark, `"status":"on"`),
		note(pal.NotifyLine, `"line":"L1-1"`), note(pal.NotifyRegistered, `"user":"1001"`),
		note(pal.NotifyVoicemail, `"user":"1001"`), note(pal.NotifyRecording, `"status":"on"`),
		note("notify_queue", `"user":"1001"`),
	)
	want := model.Drops{Incomplete: 8, Unrecognised: 1}
	if diff := cmp.Diff(want, b.Drops()); diff != "" {
		t.Errorf("drops (-want +got):\n%s", diff)
	}
	if b.Snapshot().Version != before {
		t.Error("the board has changed")
	}
}

func TestWhatWasNotToldIsUnknown(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, ""))
	e, _ := b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"})
	if e.Registered != model.NotTold || e.Recording != model.NotTold || e.Voicemail.Known {
		t.Errorf("told nothing of 1001, shown %+v", e)
	}
	b.tell(
		note(pal.NotifyRegistered, `"user":"1001","registered":false`), note(pal.NotifyVoicemail, `"user":"1001","new":"2"`),
		note(pal.NotifyRecording, `"user":"1001","talker_id":"11","status":"on"`),
	)
	e, _ = b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"})
	if e.Registered != model.Off || e.Recording != model.On || e.Voicemail != (model.Voicemail{Known: true, New: 2}) {
		t.Errorf("shown %+v", e)
	}
}

// recordings is what a PBX tells that goes through all legs.
var recordings = []string{
	note(pal.NotifyRecording, `"user":"1003","talker_id":"3","status":"off"`), note(pal.NotifyRecording, `"user":"1004","talker_id":"4","status":"off"`),
	note(pal.NotifyRecording, `"user":"1005","talker_id":"5","status":"off"`), note(pal.NotifyRecording, `"user":"1006","talker_id":"6","status":"off"`),
}

func TestARecordingEndsWithItsLeg(t *testing.T) {
	for name, c := range map[string]struct {
		login []string
		want  model.Switch
	}{
		"of a PBX that told all legs":                   {recordings, model.Off},
		"of a PBX that may have others it did not tell": {nil, model.NotTold},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, c.login...)
			b.tell(status("1001", "11", "7", 14, ""), status("1001", "12", "8", 14, ""), note(pal.NotifyRecording, `"user":"1001","talker_id":"11","status":"on"`))
			b.tell(status("1001", "11", "7", -1, ""))
			if e, _ := b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"}); e.Recording != c.want {
				t.Errorf("recording %v though the recorded call has ended, want %v", e.Recording, c.want)
			}
		})
	}
}

func TestARecordingToldBeforeItsLegIsOfTheCall(t *testing.T) {
	for name, talker := range map[string]string{"by its talker": `"talker_id":"11",`, "by its user": ""} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, note(pal.NotifyRecording, `"user":"1001",`+talker+`"status":"on"`), status("1001", "11", "7", 14, ""))
			// A call that comes later is another one.
			b.tell(status("1001", "12", "8", 14, ""))
			calls := b.Snapshot().Calls
			if len(calls) != 2 || calls[0].Recording != model.On || calls[1].Recording != model.NotTold {
				t.Errorf("the board has %+v", calls)
			}
			if n := b.Snapshot().Counts.Recording; n != 1 {
				t.Errorf("%d calls are recorded, want 1", n)
			}
		})
	}
}

func TestARecordingThatStopsSaysNothingOfLegsThatWereNotTold(t *testing.T) {
	b := newBoard(t, status("1001", "11", "7", 14, ""))
	b.tell(note(pal.NotifyRecording, `"user":"1001","talker_id":"11","status":"off"`))
	if e, _ := b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"}); e.Recording != model.NotTold {
		t.Errorf("one leg is not recorded, and the phone is shown as %v", e.Recording)
	}
	b.tell(note(pal.NotifyRecording, `"user":"1001","status":"off"`))
	if e, _ := b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"}); e.Recording != model.Off {
		t.Errorf("none is recorded, and the phone is shown as %v", e.Recording)
	}
}

func TestSeveralTalkersOfOneUser(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 35, with("1002")), status("1001", "12", "8", 65, with("1003")), status("1001", "13", "9", 14, with("1004")))
	e, _ := b.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"})
	main, _ := e.Main()
	if len(e.Talkers) != 3 || main.ID.Talker != "13" {
		t.Errorf("talkers %+v, main %+v", e.Talkers, main)
	}
	b.shows("held: 1002 → 1001", "ringing: 1003 → 1001", "talking: 1004 → 1001")
}

func TestTheSameNumberInTwoTenants(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, `"tenant":"main",`+with("1002")), status("1001", "11", "7", 35, `"tenant":"branch",`+with("1003")))
	snap := b.Snapshot()
	for tenant, want := range map[string]model.State{"main": model.Talking, "branch": model.Held} {
		e, ok := snap.Extension(model.Who{Tenant: tenant, Number: "1001"})
		if !ok || len(e.Talkers) != 1 || e.Talkers[0].State != want {
			t.Errorf("1001 in %s is %+v, want %s", tenant, e, want)
		}
	}
	if len(snap.Calls) != 2 {
		t.Errorf("%q are one call", calls(snap))
	}
}

func TestEveryTenantHasThePlacesWhereTheLoginNamesNone(t *testing.T) {
	b := &told{Store: model.NewStore("", []string{"801"}), t: t, now: morning}
	b.begin()
	b.settle()
	places := func() (all []model.Who) {
		for _, p := range b.Snapshot().Parks {
			all = append(all, p.ID)
		}
		return all
	}
	if diff := cmp.Diff([]model.Who{{Number: "801"}}, places()); diff != "" {
		t.Errorf("before a tenant is known (-want +got):\n%s", diff)
	}
	b.tell(status("1001", "11", "7", 14, `"tenant":"main"`), note(pal.NotifyPark, `"tenant":"branch","park":"801","status":"off"`))
	if diff := cmp.Diff([]model.Who{{Tenant: "branch", Number: "801"}, {Tenant: "main", Number: "801"}}, places()); diff != "" {
		t.Errorf("after (-want +got):\n%s", diff)
	}
}

func TestTheDirectoryAddsPeopleAndNames(t *testing.T) {
	b := newBoard(t)
	b.tell(status("1001", "11", "7", 14, with("1002")))
	before := b.Snapshot()
	text := pal.NewText
	b.Directory(1, []model.Person{{Number: text("1001"), Name: text("Ana Ruiz")}, {Number: text("1002"), Name: text("Bo Lund")}, {}})
	after := b.Snapshot()
	if after.Extensions.Len() != 2 || after.Names == before.Names || after.Calls[0].To.Name.String() != "Ana Ruiz" {
		t.Errorf("%d extensions, names %d then %d, call %+v", after.Extensions.Len(), before.Names, after.Names, after.Calls[0])
	}
	b.Directory(7, []model.Person{{Number: text("1009")}})
	if b.Snapshot() != after {
		t.Error("a directory of another epoch was taken")
	}
	b.Directory(1, []model.Person{{Number: text("1002"), Name: text("Bo Lund")}})
	if again := b.Snapshot(); again.Names != after.Names {
		t.Error("the names have changed though none did")
	}
}

func TestATransferThatFailedIsSaidUntilTheCallerTalksAgain(t *testing.T) {
	s := newStage(t)
	s.call("1001", "1002")
	s.answer("1002")
	s.transfer("1002", "1003", pal.Blind)
	s.clock.Advance(20 * time.Second)
	note := func() pal.Code {
		e, _ := s.store.Snapshot().Extension(model.Who{Tenant: "main", Number: "1001"})
		return e.Talkers[0].Note
	}
	if got := note(); got != model.TransferFailed {
		t.Errorf("after nobody answered the flag is %d", got)
	}
	s.answer("1002")
	if got := note(); got != 0 {
		t.Errorf("while they talk again the flag is %d", got)
	}
}

func TestADeletedExtensionIsListedNowhereUntilItIsToldOfAgain(t *testing.T) {
	back := map[string]func(*told){
		"by a call":         func(b *told) { b.tell(status("1001", "11", "7", 14, "")) },
		"by a registration": func(b *told) { b.tell(note(pal.NotifyRegistered, `"user":"1001","registered":"true"`)) },
		"by the directory":  func(b *told) { b.Directory(b.epoch, []model.Person{{Number: pal.NewText("1001")}}) },
	}
	for name, tell := range back {
		t.Run(name, func(t *testing.T) {
			who := model.Who{Tenant: "main", Number: "1001"}
			b := newBoard(t, note(pal.NotifyVoicemail, `"user":"1001","new":3`))
			names := b.Snapshot().Names
			b.Deleted(b.epoch, who)
			b.tell(note(pal.NotifyRegistered, `"user":"1001","registered":"false"`))
			snap := b.Snapshot()
			if e, _ := snap.Extension(who); !e.Deleted || snap.Counts.NewMessages != 0 || snap.Names == names {
				t.Errorf("it is shown still: %+v, %d messages", e, snap.Counts.NewMessages)
			}
			tell(b)
			if e, _ := b.Snapshot().Extension(who); e.Deleted {
				t.Error("it is not there again")
			}
		})
	}
}

func TestAPlaceThatIsToldAloneIsCountedAsParked(t *testing.T) {
	b := newBoard(t, note(pal.NotifyPark, `"park":"801","status":"on"`))
	if n := b.Snapshot().Counts.Parked; n != 1 {
		t.Errorf("%d parked, want 1", n)
	}
	b.tell(note(pal.NotifyPark, `"park":"801","status":"off"`))
	if n := b.Snapshot().Counts.Parked; n != 0 {
		t.Errorf("%d parked, want 0", n)
	}
}
