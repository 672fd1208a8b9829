package widget_test

import (
	"math"
	"testing"
	"time"

	"cordboard/tui/widget"
)

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
