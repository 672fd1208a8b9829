package widget

import (
	"strconv"
	"time"
)

// Duration writes a duration in whole seconds as people read a clock: "0:07", "1:04", "1:02:03". Less than zero, as
// clocks that disagree may give, is "0:00".
func Duration(d time.Duration) string {
	seconds := int64(max(d, 0) / time.Second)
	var buf [24]byte
	text := buf[:0]
	minutes := seconds / 60
	if hours := minutes / 60; hours > 0 {
		text = append(strconv.AppendInt(text, hours, 10), ':')
		text = appendTwo(text, minutes%60)
	} else {
		text = strconv.AppendInt(text, minutes, 10)
	}
	return string(appendTwo(append(text, ':'), seconds%60))
}

// DurationIn is Duration where that has no more than so many cells; else hours and minutes, "26h05", or else days, "12d".
func DurationIn(d time.Duration, cells int) string {
	if text := Duration(d); len(text) <= cells {
		return text
	}
	minutes := int64(d / time.Minute)
	text := string(appendTwo(append(strconv.AppendInt(nil, minutes/60, 10), 'h'), minutes%60))
	if days := minutes / (24 * 60); len(text) > cells && days > 0 {
		return strconv.FormatInt(days, 10) + "d"
	}
	return text
}

func appendTwo(text []byte, n int64) []byte {
	return append(text, byte('0'+n/10), byte('0'+n%10))
}
