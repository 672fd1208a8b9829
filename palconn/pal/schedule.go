package pal

import (
	"slices"
	"time"
)

// Schedule tells when a forwarding schedule or a timer applies: P…A…W…D…T… (PAL
// guide 7.5, also 6.15 and 6.25). All parts must hold; a part that is zero sets
// no condition, and a Schedule without parts applies always. Times are those of
// the PBX.
type Schedule struct {
	// Raw is the text that the schedule was parsed from, readable or not. It is
	// what String gives as long as the parts say what it says.
	Raw    string
	Period Period
	Days   Weekdays
	Weeks  MonthWeeks
	Dates  Dates
	Times  []TimeSpan
}

// Period is the P part: the first and the last date. Either may be zero, which
// leaves that end open.
type Period struct{ From, To Date }

// Date is a day of one year. The zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Weekdays is the A part, a set of days. The guide puts the lowest digit on the
// left of the page, where Sunday stands: Sunday is 1, Monday 2, Saturday 64.
type Weekdays uint8

// MonthWeeks is the W part, a set of weeks of the month, in the same order: the
// first week is 1, the fifth 16. With a Monday in Days, the first week means the
// first Monday of the month.
type MonthWeeks uint8

const (
	allDays  Weekdays   = 1<<7 - 1
	allWeeks MonthWeeks = 1<<5 - 1
	workdays            = allDays &^ weekend
	weekend  Weekdays   = 1<<time.Sunday | 1<<time.Saturday
)

// OnDay is the set of one weekday.
func OnDay(day time.Weekday) Weekdays { return 1 << day }

// Has reports whether the day is in the set.
func (w Weekdays) Has(day time.Weekday) bool { return w&OnDay(day) != 0 }

// InWeek is the set of one week of the month, 1 to 5.
func InWeek(n int) MonthWeeks { return 1 << (n - 1) }

// Has reports whether week n, 1 to 5, is in the set.
func (w MonthWeeks) Has(n int) bool { return w&InWeek(n) != 0 }

// Dates is the D part: only these days, or all but these. Without Spans it sets
// no condition, whatever Exclude is.
type Dates struct {
	Exclude bool
	Spans   []DateSpan
}

// DateSpan is the days from one to another, both included; From equals To for a
// single day. Either both have a month or neither has. A span may pass the end of
// the year, or of the month.
type DateSpan struct{ From, To YearDay }

// YearDay is a day of every year, or of every month where Month is zero.
type YearDay struct {
	Month time.Month
	Day   int
}

// TimeSpan is one pair of the T part. It passes midnight when To is before From.
type TimeSpan struct{ From, To Clock }

// Clock is a time of day in minutes after midnight, up to 24:00.
type Clock int

const endOfDay Clock = 24 * 60

// String is the schedule as the PBX takes it. A schedule that was parsed and not
// changed gives the text that it was parsed from, to the letter.
func (s Schedule) String() string {
	if s.unchanged() {
		return s.Raw
	}
	return s.write()
}

// unchanged tells that the parts are those of Raw. Of an unreadable Raw, that is
// no parts at all.
func (s Schedule) unchanged() bool {
	if s.Raw == "" {
		return false
	}
	was, _ := readSchedule(s.Raw)
	return was.sameParts(s)
}

func (s Schedule) sameParts(other Schedule) bool {
	return s.Period == other.Period && s.Days == other.Days && s.Weeks == other.Weeks &&
		s.Dates.Exclude == other.Dates.Exclude && slices.Equal(s.Dates.Spans, other.Dates.Spans) &&
		slices.Equal(s.Times, other.Times)
}
