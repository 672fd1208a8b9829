package pal

import (
	"fmt"
	"strings"
	"time"
)

// Words says the schedule in English ("weekdays 9:00–17:30, except 24, 25
// December"), safe to show. A schedule that cannot be read is shown as it is.
func (s Schedule) Words() string {
	if s.unreadable() {
		return NewText(s.Raw).String()
	}
	var words []string
	for _, part := range []string{s.hoursWords(), s.Period.words(), s.Dates.words()} {
		if part != "" {
			words = append(words, part)
		}
	}
	onlyExceptions := len(words) == 1 && s.Dates.Exclude && s.Dates.words() != ""
	if len(words) == 0 || onlyExceptions {
		words = append([]string{"always"}, words...)
	}
	return strings.Join(words, ", ")
}

// unreadable tells that nothing but Raw is known.
func (s Schedule) unreadable() bool {
	_, err := readSchedule(s.Raw)
	return err != nil && s.unchanged()
}

// hoursWords says the days, the weeks and the times.
func (s Schedule) hoursWords() string {
	words := s.Days.words()
	if weeks := s.Weeks.words(); weeks != "" && words != "" {
		words += " of the " + weeks
	} else {
		words += weeks
	}
	times := make([]string, len(s.Times))
	for i, span := range s.Times {
		times[i] = span.From.words() + "–" + span.To.words()
	}
	return strings.TrimSpace(words + " " + enumerate(times))
}

func (w Weekdays) words() string {
	switch w {
	case 0, allDays:
		return ""
	case workdays:
		return "weekdays"
	case weekend:
		return "weekends"
	}
	var days []string
	for i := range 7 {
		// A week of work begins on Monday.
		if day := (time.Monday + time.Weekday(i)) % 7; w.Has(day) {
			days = append(days, day.String()+"s")
		}
	}
	return enumerate(days)
}

var weekWords = [...]string{"first", "second", "third", "fourth", "fifth"}

func (w MonthWeeks) words() string {
	if w == 0 || w == allWeeks {
		return ""
	}
	var weeks []string
	for i, word := range weekWords {
		if w.Has(i + 1) {
			weeks = append(weeks, word)
		}
	}
	return enumerate(weeks) + " week"
}

func (p Period) words() string {
	none := Date{}
	switch {
	case p.From == none && p.To == none:
		return ""
	case p.To == none:
		return "from " + p.From.words()
	case p.From == none:
		return "until " + p.To.words()
	case p.From == p.To:
		return "on " + p.From.words()
	case p.From.Year == p.To.Year:
		return fmt.Sprintf("from %d %s to %s", p.From.Day, p.From.Month, p.To.words())
	}
	return "from " + p.From.words() + " to " + p.To.words()
}

func (d Date) words() string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) }

func (d Dates) words() string {
	if len(d.Spans) == 0 {
		return ""
	}
	var b strings.Builder
	if d.Exclude {
		b.WriteString("except ")
	} else {
		b.WriteString("only ")
	}
	for i, span := range d.Spans {
		if i > 0 {
			b.WriteString(", ")
		}
		if span.From.Month == 0 && (i == 0 || d.Spans[i-1].From.Month != 0) {
			b.WriteString("the ")
		}
		b.WriteString(span.words(i+1 < len(d.Spans) && span.sharesMonth(d.Spans[i+1])))
	}
	return b.String()
}

// sharesMonth tells that the month of s need be said only once, after next.
func (s DateSpan) sharesMonth(next DateSpan) bool {
	return s.From.Month == s.To.Month && s.From.Month == next.From.Month && s.From.Month == next.To.Month
}

// words leaves the month to be said by the span that follows, where there is one
// of the same month.
func (s DateSpan) words(monthFollows bool) string {
	month := s.To.monthWords()
	if monthFollows {
		month = ""
	}
	switch {
	case s.From == s.To:
		return s.From.dayWords() + month
	case s.From.Month == s.To.Month:
		return s.From.dayWords() + "–" + s.To.dayWords() + month
	}
	return s.From.dayWords() + s.From.monthWords() + "–" + s.To.dayWords() + month
}

func (d YearDay) dayWords() string {
	if d.Month != 0 {
		return fmt.Sprint(d.Day)
	}
	return fmt.Sprintf("%d%s", d.Day, ordinal(d.Day))
}

func (d YearDay) monthWords() string {
	if d.Month == 0 {
		return " of each month"
	}
	return " " + d.Month.String()
}

// ordinal is the ending of the number of a day.
func ordinal(n int) string {
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

func (c Clock) words() string { return fmt.Sprintf("%d:%02d", int(c)/60, int(c)%60) }

// enumerate joins words as a sentence does: a, b and c.
func enumerate(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
