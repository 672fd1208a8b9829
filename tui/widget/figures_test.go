package widget_test

import (
	"math"
	"testing"
	"time"

	"cordboard/tui/widget"
)

func TestDurationIn(t *testing.T) {
	for _, c := range []struct {
		d     time.Duration
		cells int
		want  string
	}{
		{time.Hour + time.Minute + 43*time.Second, 7, "1:01:43"},
		{time.Hour + time.Minute + 43*time.Second, 6, "1h01"},
		{59*time.Minute + 59*time.Second, 5, "59:59"},
		{10 * time.Hour, 7, "10h00"},
		{26*time.Hour + 5*time.Minute, 5, "26h05"},
		{12*24*time.Hour + time.Hour, 5, "12d"},
	} {
		if got := widget.DurationIn(c.d, c.cells); got != c.want {
			t.Errorf("DurationIn(%v, %d) = %q, want %q", c.d, c.cells, got, c.want)
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "0:00",
		7 * time.Second:         "0:07",
		7999 * time.Millisecond: "0:07",
		64 * time.Second:        "1:04",
		time.Hour - 1:           "59:59",
		time.Hour:               "1:00:00",
		time.Hour + 2*time.Minute + 3*time.Second: "1:02:03",
		100 * time.Hour: "100:00:00",
		-time.Second:    "0:00",
		math.MinInt64:   "0:00",
		math.MaxInt64:   "2562047:47:16",
	} {
		if got := widget.Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
}
