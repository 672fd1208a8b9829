package pal_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

func TestSchedulesInWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "always"},
		{"PAWDT", "always"},
		{"A127W31", "always"},
		{"A62T09001730", "weekdays 9:00–17:30"},
		{"A62D!12/24,12/25T09001730", "weekdays 9:00–17:30, except 24, 25 December"},
		{"A65", "weekends"},
		{"A1", "Sundays"},
		{"A2", "Mondays"},
		{"A64", "Saturdays"},
		{"A10", "Mondays and Wednesdays"},
		{"A35", "Mondays, Fridays and Sundays"},
		{"W1", "first week"},
		{"W5", "first and third week"},
		{"W16", "fifth week"},
		{"A2W1", "Mondays of the first week"},
		{"A62W3T08001200", "weekdays of the first and second week 8:00–12:00"},
		{"T0900120013001730", "9:00–12:00 and 13:00–17:30"},
		{"T083013301500160023300030", "8:30–13:30, 15:00–16:00 and 23:30–0:30"},
		{"T00002400", "0:00–24:00"},
		{"P2026040120260930", "from 1 April to 30 September 2026"},
		{"P2026120120270131", "from 1 December 2026 to 31 January 2027"},
		{"P20260401", "from 1 April 2026"},
		{"P2026040100000000", "from 1 April 2026"},
		{"P0000000020260930", "until 30 September 2026"},
		{"P2026040120260401", "on 1 April 2026"},
		{"D01/01", "only 1 January"},
		{"D!01/01", "always, except 1 January"},
		{"P20260401D!01/01", "from 1 April 2026, except 1 January"},
		{"D12/24-12/26,12/31,01/01", "only 24–26, 31 December, 1 January"},
		{"D!05/10-06/20,08/10-08/20", "always, except 10 May–20 June, 10–20 August"},
		{"D12/24-01/02", "only 24 December–2 January"},
		{"D05,10,22", "only the 5th, 10th, 22nd of each month"},
		{"D01-03,11-13,21-23,31", "only the 1st–3rd, 11th–13th, 21st–23rd, 31st of each month"},
		{"D12/25,05", "only 25 December, the 5th of each month"},
		{"D02/29", "only 29 February"},
		{"P2026040120260930A62W1D!05/01T09001730", "weekdays of the first week 9:00–17:30, from 1 April to 30 September 2026, except 1 May"},
		// Other spellings mean the same.
		{"T09001730 A062", "weekdays 9:00–17:30"},
		{"DExclude12/24, 12/25", "always, except 24, 25 December"},
		{"D[Exclude]12/24,12/25", "always, except 24, 25 December"},
		{"DInclude12/24", "only 24 December"},
		{"D[Include] 1/5", "only 5 January"},
		{"D!12/24,!12/25", "always, except 24, 25 December"},
	} {
		s, err := pal.ParseSchedule(test.text)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		}
		if got := s.Words(); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
		if s.String() != test.text {
			t.Errorf("%q is given back as %q", test.text, s)
		}
	}
}

func TestSchedulesThatCannotBeReadAreKept(t *testing.T) {
	for _, test := range []struct{ text, why string }{
		{"weekdays", "does not begin with one of the parts P, A, W, D and T"},
		{"X5A62", "does not begin with one of the parts P, A, W, D and T"},
		{"A62A1", "has the part A twice"},
		{"A0", "must give its days of the week (A) as a number from 1 to 127"},
		{"A128", "must give its days of the week (A) as a number from 1 to 127"},
		{"A-1", "must give its days of the week (A) as a number from 1 to 127"},
		{"A99999999999999999999", "must give its days of the week (A) as a number from 1 to 127"},
		{"W32", "must give its weeks (W) as a number from 1 to 31"},
		{"P2026", "must give its period (P) as one or two dates of the form yyyymmdd"},
		{"P20260230", "must give its period (P) as one or two dates of the form yyyymmdd"},
		{"P2026040120260431", "must give its period (P) as one or two dates of the form yyyymmdd"},
		{"P2026093020260401", "has a period (P) that ends before it begins"},
		{"D12/32", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D02/30", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D13/01", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D0", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D5-06/10", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D12/24,", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D20261224", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"DIncludeExclude05", "must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas"},
		{"D12/24,!12/25", "must either include or exclude its days (D): the ! stands before the first"},
		{"T0900", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"T09001760", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"T24000100", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"T09002500", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"T09:00-17:30", "must give its times (T) as pairs of the form hhmmhhmm"},
		{"T09000900", "has a time (T) that ends when it begins"},
		{"A62\x1b[2J", "must give its days of the week (A) as a number from 1 to 127"},
	} {
		s, err := pal.ParseSchedule(test.text)
		if err == nil || err.Error() != test.why {
			t.Errorf("%q: got error %v, want %s", test.text, err, test.why)
		}
		if s.String() != test.text || s.Words() != text(test.text).String() {
			t.Errorf("%q is given back as %q and shown as %q", test.text, s, s.Words())
		}
	}
}

func TestSchedulesAsArguments(t *testing.T) {
	set := method(t, "setPlanSwitchTimer")
	_, err := set.ParseArgs([]string{"extension=1001", "schedule=A62T0900"})
	if want := "setPlanSwitchTimer: schedule must give its times (T) as pairs of the form hhmmhhmm"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	// A form that only the PBX knows can be sent all the same.
	got, err := set.ParseArgs([]string{"extension=1001", `schedule:="A62T0900"`})
	if err != nil || string(got) != `{"extension":"1001","schedule":"A62T0900"}` {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestScheduleParts(t *testing.T) {
	got, err := pal.ParseSchedule("P2026040120260930A62W5D!12/24-12/26,01/01T0900120023300030")
	if err != nil {
		t.Fatal(err)
	}
	want := pal.Schedule{
		Raw:    "P2026040120260930A62W5D!12/24-12/26,01/01T0900120023300030",
		Period: pal.Period{From: pal.Date{Year: 2026, Month: time.April, Day: 1}, To: pal.Date{Year: 2026, Month: time.September, Day: 30}},
		Days:   pal.OnDay(time.Monday) | pal.OnDay(time.Tuesday) | pal.OnDay(time.Wednesday) | pal.OnDay(time.Thursday) | pal.OnDay(time.Friday),
		Weeks:  pal.InWeek(1) | pal.InWeek(3),
		Dates: pal.Dates{Exclude: true, Spans: []pal.DateSpan{
			{From: pal.YearDay{Month: time.December, Day: 24}, To: pal.YearDay{Month: time.December, Day: 26}},
			{From: pal.YearDay{Month: time.January, Day: 1}, To: pal.YearDay{Month: time.January, Day: 1}},
		}},
		Times: []pal.TimeSpan{{From: 9 * 60, To: 12 * 60}, {From: 23*60 + 30, To: 30}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAChangedScheduleIsWrittenAnew(t *testing.T) {
	// Given a schedule in another spelling than ours,
	s, err := pal.ParseSchedule("T09001730A062DExclude12/24")
	if err != nil {
		t.Fatal(err)
	}
	// when a part changes, then it is written as ours, and the rest means the same;
	s.Days |= pal.OnDay(time.Saturday)
	if got, want := s.String(), "A126D!12/24T09001730"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// when the change is taken back, then it is what it was.
	s.Days &^= pal.OnDay(time.Saturday)
	if got, want := s.String(), s.Raw; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnUnreadableScheduleIsReplacedByItsParts(t *testing.T) {
	s, _ := pal.ParseSchedule("D20261224")
	s.Days = pal.OnDay(time.Sunday)
	if s.String() != "A1" || s.Words() != "Sundays" {
		t.Errorf("got %q, %q", s, s.Words())
	}
}

// What is written is read as what was written, and is written the same again.
func TestSchedulesSurviveTheRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchedule(t)
		text := s.String()
		got, err := pal.ParseSchedule(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		// Without Raw, String writes the parts.
		got.Raw = ""
		if diff := cmp.Diff(s, got); diff != "" {
			t.Fatalf("%q\n%s", text, diff)
		}
		if got.String() != text {
			t.Fatalf("%q is written again as %q", text, got)
		}
	})
}

func drawSchedule(t *rapid.T) pal.Schedule {
	s := pal.Schedule{
		Days:  pal.Weekdays(rapid.IntRange(0, 127).Draw(t, "days")),
		Weeks: pal.MonthWeeks(rapid.IntRange(0, 31).Draw(t, "weeks")),
	}
	from := drawDate(t, time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC))
	if rapid.Bool().Draw(t, "has a start") {
		s.Period.From = date(from)
	}
	if rapid.Bool().Draw(t, "has an end") {
		s.Period.To = date(drawDate(t, from))
	}
	if n := rapid.IntRange(0, 4).Draw(t, "spans"); n > 0 {
		s.Dates.Exclude = rapid.Bool().Draw(t, "exclude")
		for range n {
			s.Dates.Spans = append(s.Dates.Spans, drawSpan(t))
		}
	}
	for range rapid.IntRange(0, 5).Draw(t, "times") {
		from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
		to := rapid.IntRange(0, 24*60).Filter(func(to int) bool { return to != from }).Draw(t, "to")
		s.Times = append(s.Times, pal.TimeSpan{From: pal.Clock(from), To: pal.Clock(to)})
	}
	return s
}

func drawDate(t *rapid.T, from time.Time) time.Time {
	return from.AddDate(0, 0, rapid.IntRange(0, 20_000).Draw(t, "days later"))
}

func date(day time.Time) pal.Date {
	return pal.Date{Year: day.Year(), Month: day.Month(), Day: day.Day()}
}

func drawSpan(t *rapid.T) pal.DateSpan {
	draw := func() pal.YearDay {
		day := drawDate(t, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
		return pal.YearDay{Month: day.Month(), Day: day.Day()}
	}
	span := pal.DateSpan{From: draw(), To: draw()}
	if rapid.Bool().Draw(t, "every month") {
		span.From.Month, span.To.Month = 0, 0
	}
	if rapid.Bool().Draw(t, "single") {
		span.To = span.From
	}
	return span
}

func FuzzSchedule(f *testing.F) {
	for _, seed := range []string{
		"", "PAWDT", "P2026040120260930A62W5D!12/24-12/26,01/01T0900120023300030", "P00000000", "A0", "T", "D!", "DExclude!12/24",
		"D[Include]5-1", "A62\u202e", "\xff", "P20260401é", "T0900é730", strings.Repeat("A", 100),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		s, err := pal.ParseSchedule(raw)
		if s.Raw != raw || s.String() != raw {
			t.Errorf("%q is kept as %q and given back as %q", raw, s.Raw, s)
		}
		if flaw := flawOf(s.Words()); flaw != "" {
			t.Errorf("%q shows %s: %q", raw, flaw, s.Words())
		}
		if err != nil {
			return
		}
		// What could be read can be written in our own spelling, and means the same.
		ours := s
		ours.Raw = ""
		again, err := pal.ParseSchedule(ours.String())
		if err != nil || again.Words() != s.Words() {
			t.Errorf("%q means %q, %q means %q (%v)", raw, s.Words(), ours, again.Words(), err)
		}
	})
}
