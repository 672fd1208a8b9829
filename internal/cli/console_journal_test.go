package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/palsim"
	"cordboard/tui"
)

// journal is what `cordboard journal` prints, as objects.
func (s *screen) journal(kind string) []map[string]any {
	s.t.Helper()
	env := world(s.t)
	env.journalPath = s.world.journalPath
	return jsonLines(s.t, cordboard(s.t, env, "journal", "--kind", kind, "--format", "json").stdout)
}

// actsOver waits until so many acts are in the journal and all are over, and leaves.
func (s *screen) actsOver(acts int) (all []map[string]any) {
	s.t.Helper()
	s.until(fmt.Sprintf("wrote the end of %d acts", acts), func(string) bool {
		all = s.journal("acts")
		return len(all) == acts && !slices.ContainsFunc(all, func(act map[string]any) bool { return act["ended"] == nil })
	})
	s.leave()
	return all
}

func TestWhatIsDoneIsInTheJournal(t *testing.T) {
	bothSizes(t, func(t *testing.T, size tui.Size) {
		// Given a call,
		pbx := quietPBX(t)
		caller, _ := talking(t, pbx, "1001", "1003")
		s := openScreen(t, pbx, size)
		s.press("2")
		s.points("1001")
		// when the operator hangs it up,
		s.press("x")
		s.shows("Hang up ")
		s.read()
		s.press("y")
		s.sends("disconnect rid=" + caller.Room)
		s.done("hang up " + personOf(t, pbx, "1001"))
		s.leave()
		// then the act stands in the journal with what it was about and what became of it,
		acts := s.journal("acts")
		if len(acts) != 1 {
			t.Fatalf("%d acts: %v", len(acts), acts)
		}
		for field, want := range map[string]any{
			"operator": "1000", "from": "terminal", "tenant": tenant, "result": "done", "confirmation": "confirmed",
			"what": "hang up " + personOf(t, pbx, "1001") + " and " + personOf(t, pbx, "1003"),
		} {
			if acts[0][field] != want {
				t.Errorf("%s is %v, want %v", field, acts[0][field], want)
			}
		}
		// and the call with how it ended.
		calls := s.journal("calls")
		if len(calls) != 1 || calls[0]["who"] != personOf(t, pbx, "1001") || calls[0]["with"] != personOf(t, pbx, "1003") {
			t.Errorf("calls: %v", calls)
		}
	})
}

func TestABargeIsInTheJournalFromItsStartToItsEnd(t *testing.T) {
	t.Parallel()
	// Given a supervisor who listens to a call,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("b")
	s.shows("Listen to ")
	s.read()
	s.press("training", enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	s.shows("your phone rings")
	must(t, pbx.Answer(tenant, "1000"))
	s.shows("listening to ")
	// when their phone leaves the call, then the journal has why, and that it is over.
	must(t, pbx.HangUp(tenant, "1000"))
	s.hides("listening to ")
	s.leave()
	acts := s.journal("acts")
	if len(acts) != 1 || acts[0]["reason"] != "training" || acts[0]["ended"] == nil {
		t.Errorf("acts: %v", acts)
	}
}

func TestNothingIsDoneThatCannotBeJournaled(t *testing.T) {
	t.Parallel()
	// Given a journal whose place is taken by a directory,
	pbx := quietPBX(t)
	talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide, func(c *setup) { c.Journal.Path = t.TempDir() })
	s.press("2")
	s.points("1001")
	// when the operator acts, then it is refused with the reason and the PBX is asked for nothing;
	s.press("r")
	s.shows("not done: the journal cannot be written: it is not a file; name another path")
	// and watching goes on.
	talking(t, pbx, "1007", "1008")
	s.shows("Calls 2", nameOf(t, pbx, "1007"))
	if _, err := os.Stat(s.world.journalPath); err == nil {
		t.Error("another journal was begun")
	}
}

func TestAJournalThatCannotBeWrittenIsToldAtTheStart(t *testing.T) {
	t.Parallel()
	// Given a directory that others can write to,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o777))
	// when the console is opened, then it says so with what to do, and among what was done in this run;
	s := openScreen(t, pbx, wide, func(c *setup) { c.Journal.Path = filepath.Join(dir, "journal.db") })
	const says = "acts are refused: the journal cannot be written: others can write to its directory; run `chmod 700 "
	s.shows(says)
	s.press("7")
	s.shows("Done 1", "acts are refused")
	// and when that was put right, an act is done and it is said no more.
	must(t, os.Chmod(dir, 0o700))
	s.press("2")
	s.points("1001")
	s.press("r")
	s.sends("startRecording tid=" + called.ID)
	s.done("record")
	s.clock.leap(time.Minute)
	s.hides(": done")
	s.hides(says)
}

func TestNothingIsSaidOfAJournalThatCanBeWritten(t *testing.T) {
	t.Parallel()
	s := openScreen(t, quietPBX(t), wide)
	s.press("7")
	s.shows("Done 0", "nothing done in this run")
}

func TestLeavingWritesTheEndOfABargeAndAnActWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	// Given a supervisor who listens to a call, and hangs up another that the PBX does not answer for,
	pbx := quietPBX(t)
	_, called := talking(t, pbx, "1001", "1003")
	other, _ := talking(t, pbx, "1007", "1008")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	s.press("b")
	s.shows("Listen to ")
	s.read()
	s.press("training", enter)
	s.sends("barge listen=true speak=false tid=" + called.ID + " user=1000")
	must(t, pbx.Answer(tenant, "1000"))
	s.shows("listening to ")
	pbx.FailNext("disconnect", palsim.Swallow)
	s.press("/", "1007", enter)
	s.points("1007")
	s.press("x")
	s.shows("Hang up ")
	s.read()
	s.press("y")
	s.sends("disconnect rid=" + other.Room)
	// when the console is left, then the journal has what is known of both.
	s.leave()
	acts := s.journal("acts")
	if len(acts) != 2 || acts[0]["ended"] == nil || acts[0]["ending"] != "cordboard ended first: the phone may be in the call still" {
		t.Errorf("acts: %v", acts)
	}
	if got, _ := acts[1]["result"].(string); !strings.HasPrefix(got, "outcome unknown: ") {
		t.Errorf("the result is %q", got)
	}
}

func TestLeavingWaitsForTheAnswerOfAnAct(t *testing.T) {
	t.Parallel()
	// Given an act that the PBX answers a while later,
	pbx := quietPBX(t)
	caller, _ := talking(t, pbx, "1001", "1003")
	s := openScreen(t, pbx, wide)
	s.press("2")
	s.points("1001")
	pbx.DelayReplies(200 * time.Millisecond)
	s.press("x")
	s.shows("Hang up ")
	s.read()
	s.press("y")
	s.sends("disconnect rid=" + caller.Room)
	// when the console is left before, then the journal has the answer.
	s.leave()
	if acts := s.journal("acts"); len(acts) != 1 || acts[0]["result"] != "done" {
		t.Errorf("acts: %v", acts)
	}
}

func TestACallThatTwoConsolesSeeIsInTheirJournalOnce(t *testing.T) {
	t.Parallel()
	// Given two consoles with one journal, one of which comes when a call is up already,
	pbx := quietPBX(t)
	first := openScreen(t, pbx, wide)
	talking(t, pbx, "1001", "1003")
	first.press("2")
	first.shows("Calls 1")
	second := openScreen(t, pbx, wide, func(c *setup) { c.Journal.Path = first.world.journalPath })
	second.press("2")
	second.shows("Calls 1")
	// when that call and another end,
	talking(t, pbx, "1007", "1008")
	for _, s := range []*screen{first, second} {
		s.shows("Calls 2")
	}
	for i, user := range []string{"1001", "1007"} {
		must(t, pbx.HangUp(tenant, user))
		for _, s := range []*screen{first, second} {
			s.shows(fmt.Sprintf("Calls %d", 1-i))
		}
	}
	first.leave()
	second.leave()
	// then each is in the journal once, with who called whom.
	var who []any
	for _, c := range first.journal("calls") {
		who = append(who, c["who"], c["with"])
	}
	want := []any{personOf(t, pbx, "1001"), personOf(t, pbx, "1003"), personOf(t, pbx, "1007"), personOf(t, pbx, "1008")}
	if diff := cmp.Diff(want, who); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}
