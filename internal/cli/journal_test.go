package cli

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/internal/journal"
)

// journalStart is when the first act of a sample was done.
var journalStart = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// tickingClock goes on by a minute each time it is asked. Nothing that waits on it ever comes.
type tickingClock struct {
	now time.Time
	// waited is told of each wait, where somebody listens.
	waited chan time.Duration
}

func (c *tickingClock) Now() time.Time {
	now := c.now
	c.now = now.Add(time.Minute)
	return now
}

func (c *tickingClock) After(d time.Duration) <-chan time.Time {
	c.waited <- d
	return nil
}

// journaled is the world with a journal of two acts and a call.
func journaled(t *testing.T) environment {
	t.Helper()
	env := world(t)
	j := journal.New(journal.Options{Path: env.journalPath, Clock: &tickingClock{now: journalStart}})
	first, err := j.Begin(journal.Act{Operator: "1000", Origin: "terminal", What: "transfer 田中 陽菜 → 1042", Target: "+81 3 5550 8468", Reason: "=cmd()"})
	must(t, err)
	must(t, j.Result(first, "done"))
	must(t, j.Confirmed(first, true))
	second, err := j.Begin(journal.Act{Operator: "1000", Origin: "terminal", What: "listen to \x1b[2JAna", Target: "Ana"})
	must(t, err)
	must(t, j.Result(second, "done"))
	must(t, j.Ended(second, ""))
	j.Seen(journal.Call{
		Room: "1", Who: "1042", With: "田中 陽菜", Began: journalStart, Ended: journalStart.Add(125 * time.Second), Ending: "hung up by 1042",
	})
	must(t, j.Close())
	return env
}

// minute is a time of the sample as a table shows it.
func minute(n int) string {
	return journalStart.Add(time.Duration(n) * time.Minute).Local().Format(time.DateTime)
}

func TestJournalShowsActs(t *testing.T) {
	want := "STEP  AT                   OPERATOR  FROM      WHAT                       TARGET           REASON  RESULT  CONFIRMATION  ENDED\n" +
		"1     " + minute(0) + "  1000      terminal  transfer 田中 陽菜 → 1042  +81 3 5550 8468  =cmd()  done    confirmed\n" +
		"4     " + minute(3) + "  1000      terminal  listen to \uFFFD[2JAna          Ana                      done                  " + minute(5) + "\n"
	wantOutcome(t, cordboard(t, journaled(t), "journal"), outcome{exitDone, want, ""})
}

// TestJournalTellsOfAnActWithoutAResult as it looks a moment after it was begun, and later.
func TestJournalTellsOfAnActWithoutAResult(t *testing.T) {
	env := world(t)
	j := journal.New(journal.Options{Path: env.journalPath, Clock: &tickingClock{now: journalStart}})
	_, err := j.Begin(journal.Act{What: "hold"})
	must(t, err)
	must(t, j.Close())
	for after, want := range map[time.Duration]string{time.Second: "no result yet", longestWait: "no result was written"} {
		for _, kind := range []string{"acts", "all"} {
			env.clock = &tickingClock{now: journalStart.Add(after)}
			if got := cordboard(t, env, "journal", "--kind", kind).stdout; !strings.HasSuffix(got, "hold  "+want+"\n") {
				t.Errorf("%s after %v:\n%s", kind, after, got)
			}
		}
	}
	// programs find nothing where nothing is
	if row := jsonLines(t, cordboard(t, env, "journal", "--format", "json").stdout)[0]; row["result"] != nil {
		t.Errorf("the result is %v", row["result"])
	}
}

func TestJournalShowsCalls(t *testing.T) {
	end := journalStart.Add(125 * time.Second).Local().Format(time.DateTime)
	want := "ENDED                WHO   WITH       BEGAN                LENGTH  ENDING\n" +
		end + "  1042  田中 陽菜  " + minute(0) + "  2:05    hung up by 1042\n"
	wantOutcome(t, cordboard(t, journaled(t), "journal", "--kind", "calls"), outcome{exitDone, want, ""})
}

func TestJournalSearchesActsAndCalls(t *testing.T) {
	env := journaled(t)
	for words, want := range map[string][]string{"陽菜": {"act", "call"}, "陽菜 1042": {"act", "call"}, "ana": {"act"}, "hung up": {"call"}, "nobody": nil} {
		args := append([]string{"journal", "search", "--format", "json"}, strings.Fields(words)...)
		var kinds []string
		for _, row := range jsonLines(t, cordboard(t, env, args...).stdout) {
			kinds = append(kinds, row["kind"].(string))
		}
		if diff := cmp.Diff(want, kinds); diff != "" {
			t.Errorf("%q (-want +got)\n%s", words, diff)
		}
	}
	if last := jsonLines(t, cordboard(t, env, "journal", "search", "-n", "1", "--format", "json", "陽菜").stdout); len(last) != 1 || last[0]["kind"] != "call" {
		t.Errorf("the last one is %v", last)
	}
}

func TestJournalAsJSONLines(t *testing.T) {
	env := journaled(t)
	want := []map[string]any{
		{
			"step": 1.0, "at": "2026-03-02T09:00:00.000Z", "operator": "1000", "from": "terminal", "what": "transfer 田中 陽菜 → 1042",
			"target": "+81 3 5550 8468", "reason": "=cmd()", "result": "done", "confirmation": "confirmed",
		},
		{
			"step": 4.0, "at": "2026-03-02T09:03:00.000Z", "operator": "1000", "from": "terminal", "what": "listen to \uFFFD[2JAna",
			"target": "Ana", "result": "done", "ended": "2026-03-02T09:05:00.000Z",
		},
	}
	if diff := cmp.Diff(want, jsonLines(t, cordboard(t, env, "journal", "--format", "json").stdout)); diff != "" {
		t.Errorf("acts (-want +got)\n%s", diff)
	}
	calls := jsonLines(t, cordboard(t, env, "journal", "--kind", "calls", "--format", "json").stdout)
	if len(calls) != 1 || calls[0]["length"] != 125.0 {
		t.Errorf("calls are %v", calls)
	}
}

func TestJournalAsCSVHoldsNoFormula(t *testing.T) {
	// given cells that a spreadsheet would reckon with
	env := world(t)
	j := journal.New(journal.Options{Path: env.journalPath, Clock: &tickingClock{now: journalStart}})
	hostile := []string{"=1+1", "+81 3 5550 8468", "-1", "@sum", "＝1", "＋1", "－1", "＠x", " =1", "\u3000=1", "=\"a\",b", "\t=1"}
	for _, text := range hostile {
		_, err := j.Begin(journal.Act{What: text})
		must(t, err)
	}
	must(t, j.Close())
	// when they are exported
	got := cordboard(t, env, "journal", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(got.stdout)).ReadAll()
	must(t, err)
	// then each is text, quoted, and otherwise what it was
	what := slices.Index(rows[0], "what")
	if len(rows) != len(hostile)+1 || got.code != exitDone {
		t.Fatalf("%d rows, %+v", len(rows), got)
	}
	for i, row := range rows[1:] {
		if want := "'" + hostile[i]; row[what] != want && hostile[i][0] != '\t' {
			t.Errorf("%q is exported as %q", hostile[i], row[what])
		}
	}
	for _, raw := range []string{"\"'=1+1\"", "\"'+81 3 5550 8468\"", "\"'=\"\"a\"\",b\"", "\"'＝1\""} {
		if !strings.Contains(got.stdout, ","+raw+",") {
			t.Errorf("%s is not in\n%s", raw, got.stdout)
		}
	}
}

func TestCSVCells(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "plain": "plain", "a,b": `"a,b"`, `say "a"`: `"say ""a"""`, "two\nlines": "\"two\nlines\"",
		"\t1": "\"'\t1\"", "\r1": "\"'\r1\"", "\n=1": "\"'\n=1\"", "1-1": "1-1", "'=1": "'=1",
	} {
		if got := csvCell(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestJournalOfATime(t *testing.T) {
	env := journaled(t)
	local := func(n int) string {
		return journalStart.Add(time.Duration(n) * time.Minute).Local().Format("2006-01-02 15:04")
	}
	today := journalStart.Local().Format(time.DateOnly)
	for _, c := range []struct {
		args []string
		want []any
	}{
		{[]string{"--since", local(1)}, []any{4.0}},
		{[]string{"--until", local(3)}, []any{1.0}},
		{[]string{"--since", local(0), "--until", local(4)}, []any{1.0, 4.0}},
		{[]string{"--since", today, "--until", today}, []any{1.0, 4.0}},
		{[]string{"--since", "2026-03-02T09:03:00Z"}, []any{4.0}},
		{[]string{"-n", "1"}, []any{4.0}},
		{[]string{"-n", "0"}, []any{1.0, 4.0}},
	} {
		var steps []any
		for _, row := range jsonLines(t, cordboard(t, env, with(c.args, "journal", "--format", "json")...).stdout) {
			steps = append(steps, row["step"])
		}
		if diff := cmp.Diff(c.want, steps); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.args, diff)
		}
	}
}

func TestATableIsShortUnlessAsked(t *testing.T) {
	env := world(t)
	j := journal.New(journal.Options{Path: env.journalPath, Clock: &tickingClock{now: journalStart}})
	const many = lastInTable + 10
	for range many {
		_, err := j.Begin(journal.Act{What: "hold"})
		must(t, err)
	}
	must(t, j.Close())
	for _, c := range []struct {
		args []string
		want int
	}{
		{nil, lastInTable + 1}, {[]string{"-n", "0"}, many + 1}, {[]string{"--since", "2026-01-01"}, many + 1}, {[]string{"--format", "csv"}, many + 1},
	} {
		if got := strings.Count(cordboard(t, env, with(c.args, "journal")...).stdout, "\n"); got != c.want {
			t.Errorf("%q gives %d lines, want %d", c.args, got, c.want)
		}
	}
}

func TestJournalMisused(t *testing.T) {
	for _, args := range [][]string{
		{"journal", "call"},
		{"journal", "search"},
		{"journal", "--format", "xml"},
		{"journal", "-n", "-1"},
		{"journal", "--since", "yesterday"},
		{"journal", "--kind", "calls", "--until", "2026-13-01"},
		{"journal", "verify", "--head", "abc"},
		{"journal", "verify", "x"},
	} {
		if got := cordboard(t, journaled(t), args...); got.code != exitMisused || got.stdout != "" || !strings.Contains(got.stderr, "usage: cordboard journal") {
			t.Errorf("%q gave %+v", args, got)
		}
	}
}

func TestJournalThatCannotBeRead(t *testing.T) {
	env := world(t)
	for _, args := range [][]string{{"journal"}, {"journal", "--kind", "calls"}, {"journal", "search", "x"}, {"journal", "verify"}} {
		wantOutcome(t, cordboard(t, env, args...), outcome{exitFailed, "", "cordboard: there is no journal yet: " + env.journalPath + "\n"})
	}
	env = journaled(t)
	must(t, os.Chmod(env.journalPath, 0o644))
	says := "cordboard: read the journal " + env.journalPath + ": others can open it; run `chmod 600 " + env.journalPath + "`\n"
	wantOutcome(t, cordboard(t, env, "journal"), outcome{exitFailed, "", says})
}

func TestJournalIsWhereTheConfigurationSays(t *testing.T) {
	env := journaled(t)
	moved := filepath.Join(t.TempDir(), "elsewhere.db")
	must(t, os.Rename(env.journalPath, moved))
	env = env.configured(t, fmt.Sprintf("[journal]\npath = %q\n", moved))
	if got := cordboard(t, env, "journal"); got.code != exitDone || strings.Count(got.stdout, "\n") != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestJournalVerify(t *testing.T) {
	env := journaled(t)
	got := cordboard(t, env, "journal", "verify")
	line := regexp.MustCompile(`^2 acts, chain whole, head ([0-9a-f]{64})\n$`).FindStringSubmatch(got.stdout)
	if got.code != exitDone || line == nil {
		t.Fatalf("got %+v", got)
	}
	// a head that was noted is known again, whatever its case
	again := cordboard(t, env, "journal", "verify", "--head", strings.ToUpper(line[1]))
	wantOutcome(t, again, outcome{exitDone, line[0] + line[1] + " is in the chain\n", ""})
	// one of another chain is not
	foreign := strings.Repeat("0123456789abcdef", 4)
	wantOutcome(t, cordboard(t, env, "journal", "verify", "--head", foreign), outcome{exitFailed, line[0], "cordboard: " + foreign +
		" is not in the chain: since it was noted the end was cut off or written anew, or retention has removed that step\n"})
}

func TestOneThingIsCountedAsOne(t *testing.T) {
	for n, want := range []string{"0 acts", "1 act", "2 acts"} {
		if got := counted(n, "act"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestJournalVerifyNamesTheFirstBreak(t *testing.T) {
	for _, c := range []struct{ change, want string }{
		{"UPDATE steps SET what = 'hang up' WHERE number = 4", "at step 4 of %s: it is not what was written there"},
		{"DELETE FROM steps WHERE number = 3", "at step 4 of %s: step 3 is missing before it"},
	} {
		env := journaled(t)
		db, err := sql.Open("sqlite", env.journalPath)
		must(t, err)
		_, err = db.Exec(c.change)
		must(t, err)
		must(t, db.Close())
		says := fmt.Sprintf(c.want, journalStart.Add(3*time.Minute).Local().Format(time.RFC3339))
		wantOutcome(t, cordboard(t, env, "journal", "verify"), outcome{exitFailed, "", "cordboard: the chain is broken " + says + "\n"})
	}
}

func TestJournalVerifyTellsOfRetention(t *testing.T) {
	env := journaled(t)
	clock := &tickingClock{now: journalStart.AddDate(0, 0, 2), waited: make(chan time.Duration, 1)}
	keeps := journal.New(journal.Options{Path: env.journalPath, Clock: clock})
	_, err := keeps.Begin(journal.Act{What: "hold"})
	must(t, err)
	must(t, keeps.Close())
	j := journal.New(journal.Options{Path: env.journalPath, Days: 1, Clock: clock})
	<-clock.waited // for the next day, when the old steps are gone
	must(t, j.Close())
	got := cordboard(t, env, "journal", "verify")
	lines := strings.Split(got.stdout, "\n")
	if got.code != exitDone || !strings.HasPrefix(lines[0], "1 act, chain whole, head ") ||
		!strings.HasPrefix(lines[1], "the first 6 steps were removed by retention, most lately 2026-03-04 ") {
		t.Fatalf("got %+v", got)
	}
	// A head that was noted does not vouch for what is there no more,
	_, head, _ := strings.Cut(lines[0], "head ")
	got = cordboard(t, env, "journal", "verify", "--head", head)
	if want := head + " is in the chain\nacts before step 7 are not vouched for\n"; got.code != exitDone || !strings.HasSuffix(got.stdout, want) {
		t.Errorf("got %+v", got)
	}
	// and where everything is kept, nothing may be removed.
	got = cordboard(t, env.configured(t, "[journal]\ndays = 0\n"), "journal", "verify")
	if got.code != exitFailed || got.stdout != "" || !strings.Contains(got.stderr, "it says that retention has removed the steps up to 6, and everything is to be kept") {
		t.Errorf("got %+v", got)
	}
}

func TestJournalHasNoEscapeCodes(t *testing.T) {
	for _, args := range [][]string{
		{"journal"}, {"journal", "--kind", "calls"}, {"journal", "search", "ana"}, {"journal", "--format", "csv"}, {"journal", "--format", "json"}, {"journal", "verify"},
	} {
		if got := cordboard(t, journaled(t), args...); got.code != exitDone || strings.ContainsRune(got.stdout+got.stderr, '\x1b') {
			t.Errorf("%q gave %+v", args, got)
		}
	}
}

func jsonLines(t *testing.T, text string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	for line := range strings.Lines(text) {
		var row map[string]any
		must(t, json.Unmarshal([]byte(line), &row))
		rows = append(rows, row)
	}
	return rows
}
