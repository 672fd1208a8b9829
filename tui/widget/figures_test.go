package widget_test

import (
	"math"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"cordboard/tui/widget"
)

func TestSpark(t *testing.T) {
	for _, c := range []struct {
		about  string
		values []float64
		cells  int
		ascii  bool
		want   string
	}{
		{"each height", []float64{0, 1, 2, 3, 4, 5, 6, 7}, 8, false, "▁▂▃▄▅▆▇█"},
		{"in ASCII", []float64{0, 1, 2, 3, 4}, 5, true, "_.-=#"},
		{"few values stand at the right", []float64{0, 9}, 4, false, "  ▁█"},
		{"of many the last are shown, to their own scale", []float64{900, 0, 2}, 2, false, "▁█"},
		{"nothing happened", []float64{0, 0, 0}, 3, false, "▁▁▁"},
		{"below zero is lowest", []float64{-5, 5}, 2, false, "▁█"},
		{"no values", nil, 3, false, "   "},
		{"no cells", []float64{1}, 0, false, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			if got := widget.Spark(c.values, c.cells, c.ascii); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSparkIsAsWideAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, cells := rapid.SliceOf(rapid.Float64()).Draw(t, "values"), rapid.IntRange(0, 20).Draw(t, "cells")
		got := widget.Spark(values, cells, rapid.Bool().Draw(t, "ascii"))
		if w := ansi.StringWidth(got); w != cells {
			t.Fatalf("%q is %d cells wide, want %d", got, w, cells)
		}
	})
}

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
