package pal

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The text of a schedule, as far as the guide (7.5) and the PBX's own page of
// conditions tell it:
//
//	schedule = [P date [date]] [A number] [W number] [D days] [T time time {time time}]
//	date     = yyyymmdd, or 00000000 for an open start
//	days     = ["!"] span {"," span}          "!" excludes them
//	span     = day ["-" day], both ends alike
//	day      = dd | mm "/" dd
//	time     = hhmm, up to 2400
//
// That is what is written. Read are also: parts in another order, parts that are
// empty, numbers with leading zeros, spaces about the days, 00000000 for an open
// end, a "!" before each day, and the words Include and Exclude, with or without
// the brackets of the guide, in the place of "!".

// scheduleParts are the letters that begin the parts, in the order of writing.
const scheduleParts = "PAWDT"

// ParseSchedule reads a schedule. The Schedule holds the text even when there is
// an error, and its String gives it back unchanged. The error goes on after the
// name of what was read ("schedule", "timer 1") and does not hold the text.
func ParseSchedule(text string) (Schedule, error) {
	s, err := readSchedule(text)
	s.Raw = text
	return s, err
}

// readSchedule reads the parts, without Raw; none when there is an error.
func readSchedule(text string) (Schedule, error) {
	var s Schedule
	given := ""
	for rest := strings.TrimSpace(text); rest != ""; {
		letter := rest[0]
		if strings.IndexByte(scheduleParts, letter) < 0 {
			return Schedule{}, errors.New("does not begin with one of the parts P, A, W, D and T")
		}
		if strings.IndexByte(given, letter) >= 0 {
			return Schedule{}, fmt.Errorf("has the part %c twice", letter)
		}
		given += string(letter)
		var part string
		part, rest = cutPart(rest[1:])
		if part == "" {
			continue
		}
		if err := s.readPart(letter, part); err != nil {
			return Schedule{}, err
		}
	}
	return s, nil
}

// cutPart cuts off what stands before the next part's letter.
func cutPart(text string) (part, rest string) {
	end := strings.IndexAny(text, scheduleParts)
	if end < 0 {
		end = len(text)
	}
	return strings.TrimSpace(text[:end]), text[end:]
}

func (s *Schedule) readPart(letter byte, part string) (err error) {
	switch letter {
	case 'P':
		s.Period, err = readPeriod(part)
	case 'A':
		var days int
		days, err = readFlags("days of the week (A)", part, int(allDays))
		s.Days = Weekdays(days)
	case 'W':
		var weeks int
		weeks, err = readFlags("weeks (W)", part, int(allWeeks))
		s.Weeks = MonthWeeks(weeks)
	case 'D':
		s.Dates, err = readDates(part)
	case 'T':
		s.Times, err = readTimes(part)
	}
	return err
}

// readFlags refuses 0: whether that means none or any is not known.
func readFlags(what, part string, most int) (int, error) {
	n, ok := digits(part)
	if !ok || n < 1 || n > most {
		return 0, fmt.Errorf("must give its %s as a number from 1 to %d", what, most)
	}
	return n, nil
}

// dateLength is that of yyyymmdd.
const dateLength = 8

func readPeriod(part string) (Period, error) {
	from, to := part, noDate
	if len(part) == 2*dateLength {
		from, to = part[:dateLength], part[dateLength:]
	}
	p := Period{}
	var fromOK, toOK bool
	if p.From, fromOK = readDate(from); !fromOK {
		return p, errPeriod
	}
	if p.To, toOK = readDate(to); !toOK {
		return p, errPeriod
	}
	if p.From != (Date{}) && p.To != (Date{}) && p.To.before(p.From) {
		return p, errors.New("has a period (P) that ends before it begins")
	}
	return p, nil
}

const noDate = "00000000"

var errPeriod = errors.New("must give its period (P) as one or two dates of the form yyyymmdd")

func readDate(text string) (Date, bool) {
	if text == noDate {
		return Date{}, true
	}
	day, err := time.Parse("20060102", text)
	if err != nil || day.Year() == 0 {
		return Date{}, false
	}
	return Date{day.Year(), day.Month(), day.Day()}, true
}

func (d Date) before(other Date) bool { return d.write() < other.write() }

func readDates(part string) (Dates, error) {
	var d Dates
	d.Exclude, part = cutExclude(part)
	for i, text := range strings.Split(part, ",") {
		text, marked := strings.CutPrefix(strings.TrimSpace(text), "!")
		if marked && i == 0 {
			d.Exclude = true
		}
		if marked && !d.Exclude {
			return Dates{}, errors.New("must either include or exclude its days (D): the ! stands before the first")
		}
		span, ok := readDateSpan(text)
		if !ok {
			return Dates{}, errors.New("must give its days (D) as dd, dd-dd, mm/dd or mm/dd-mm/dd, separated by commas")
		}
		d.Spans = append(d.Spans, span)
	}
	return d, nil
}

// cutExclude cuts off the word that tells whether the days are excluded.
func cutExclude(part string) (exclude bool, rest string) {
	for _, word := range []string{"Exclude", "[Exclude]"} {
		if rest, found := strings.CutPrefix(part, word); found {
			return true, rest
		}
	}
	for _, word := range []string{"Include", "[Include]"} {
		part = strings.TrimPrefix(part, word)
	}
	return false, part
}

func readDateSpan(text string) (DateSpan, bool) {
	first, last, isSpan := strings.Cut(text, "-")
	if !isSpan {
		last = first
	}
	from, fromOK := readYearDay(strings.TrimSpace(first))
	to, toOK := readYearDay(strings.TrimSpace(last))
	return DateSpan{from, to}, fromOK && toOK && (from.Month == 0) == (to.Month == 0)
}

func readYearDay(text string) (YearDay, bool) {
	month, day, hasMonth := strings.Cut(text, "/")
	if !hasMonth {
		n, ok := digits(text)
		return YearDay{Day: n}, ok && n >= 1 && n <= 31
	}
	m, monthOK := digits(month)
	d, dayOK := digits(day)
	if !monthOK || !dayOK || m < 1 || m > 12 {
		return YearDay{}, false
	}
	return YearDay{time.Month(m), d}, d >= 1 && d <= daysIn(time.Month(m))
}

// daysIn is how many days the month can have.
func daysIn(month time.Month) int {
	return time.Date(leapYear, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

const leapYear = 2000

func readTimes(part string) ([]TimeSpan, error) {
	const pair = len("hhmmhhmm")
	if len(part)%pair != 0 {
		return nil, errTimes
	}
	var times []TimeSpan
	for ; part != ""; part = part[pair:] {
		from, fromOK := readClock(part[:pair/2])
		to, toOK := readClock(part[pair/2 : pair])
		if !fromOK || !toOK || from == endOfDay {
			return nil, errTimes
		}
		if from == to {
			return nil, errors.New("has a time (T) that ends when it begins")
		}
		times = append(times, TimeSpan{from, to})
	}
	return times, nil
}

var errTimes = errors.New("must give its times (T) as pairs of the form hhmmhhmm")

func readClock(hhmm string) (Clock, bool) {
	n, ok := digits(hhmm)
	clock := Clock(n/100*60 + n%100)
	return clock, ok && n%100 < 60 && clock <= endOfDay
}

// digits reads a number that is written in digits only.
func digits(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}

func (s Schedule) write() string {
	var b strings.Builder
	if s.Period != (Period{}) {
		b.WriteString("P" + s.Period.write())
	}
	if s.Days != 0 {
		fmt.Fprintf(&b, "A%d", s.Days)
	}
	if s.Weeks != 0 {
		fmt.Fprintf(&b, "W%d", s.Weeks)
	}
	if len(s.Dates.Spans) > 0 {
		b.WriteString("D" + s.Dates.write())
	}
	if len(s.Times) > 0 {
		b.WriteByte('T')
	}
	for _, span := range s.Times {
		b.WriteString(span.From.write() + span.To.write())
	}
	return b.String()
}

func (p Period) write() string {
	if p.To == (Date{}) {
		return p.From.write()
	}
	return p.From.write() + p.To.write()
}

func (d Date) write() string { return fmt.Sprintf("%04d%02d%02d", d.Year, int(d.Month), d.Day) }

func (d Dates) write() string {
	spans := make([]string, len(d.Spans))
	for i, span := range d.Spans {
		spans[i] = span.write()
	}
	text := strings.Join(spans, ",")
	if d.Exclude {
		return "!" + text
	}
	return text
}

func (s DateSpan) write() string {
	if s.From == s.To {
		return s.From.write()
	}
	return s.From.write() + "-" + s.To.write()
}

func (d YearDay) write() string {
	if d.Month == 0 {
		return fmt.Sprintf("%02d", d.Day)
	}
	return fmt.Sprintf("%02d/%02d", int(d.Month), d.Day)
}

func (c Clock) write() string { return fmt.Sprintf("%02d%02d", int(c)/60, int(c)%60) }
