package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// kind is a row of the table of figures: what is measured, and the most that it may be.
type kind struct {
	name, unit string
	most       float64
}

// The figures, in the order of the table.
var (
	falseCalls    = kind{name: "calls shown that do not exist, after breaks", unit: "calls"}
	missingCalls  = kind{name: "calls that exist and are not shown, after breaks", unit: "calls"}
	falseRows     = kind{name: "false \"offline\", \"free\", \"0\" after a break", unit: "rows"}
	unmarked      = kind{name: "frames drawn without the stale mark while the line is down", unit: "frames"}
	sentWhileDown = kind{name: "control frames sent while the line is down", unit: "requests"}
	backMedian    = kind{name: "back after a break, p50", unit: "s", most: 1}
	backSlowest   = kind{name: "back after a break, p99", unit: "s", most: 5.5}
	blipSlowest   = kind{name: "back after a blip under 200 ms, p99", unit: "s", most: 0.5}
	resetNoticed  = kind{name: "reset noticed, p99", unit: "s", most: 0.1}
	deadNoticed   = kind{name: "half-open or stopped peer noticed, slowest", unit: "s", most: 10}
	lostEvents    = kind{name: "lost events at 10,000/s", unit: "events"}
	doneTwice     = kind{name: "executed twice, over kill and cut points", unit: "acts"}
	falseOutcomes = kind{name: "outcomes told that contradict the PBX", unit: "acts"}
	wrongCalls    = kind{name: "acted on a call that changed, over races", unit: "acts"}
	foreignBytes  = kind{name: "hostile texts × fields × views that put a foreign byte on the terminal", unit: "consoles"}
	leftOver      = kind{name: "goroutines and descriptors left after reconnects", unit: "left"}
	heapGrowth    = kind{name: "memory that grows with the events", unit: "%", most: 5}
	secretsFound  = kind{name: "secrets found in what was written", unit: "places"}
)

// kinds are all of them.
func kinds() []kind {
	return []kind{
		falseCalls, missingCalls, falseRows, unmarked, sentWhileDown, backMedian, backSlowest, blipSlowest, resetNoticed,
		deadNoticed, lostEvents, doneTwice, falseOutcomes, wrongCalls, foreignBytes, leftOver, heapGrowth, secretsFound,
	}
}

// goal is what must be reached, in words.
func (k kind) goal() string {
	if k.most == 0 {
		return "0"
	}
	return "≤ " + strconv.FormatFloat(k.most, 'g', -1, 64) + " " + k.unit
}

// figure is one number as it was measured: a line of the lab's output.
type figure struct {
	Name string `json:"figure"`
	// Mode is what it was measured with, where there is a choice.
	Mode    string  `json:"mode,omitempty"`
	Value   float64 `json:"value"`
	Goal    string  `json:"goal"`
	Unit    string  `json:"unit"`
	N       int     `json:"n"`
	OK      bool    `json:"ok"`
	Seed    uint64  `json:"seed"`
	Seconds float64 `json:"seconds"`
}

// measured makes the figure of a kind; n is over how many cases it was measured.
func (k kind) measured(mode string, value float64, n int) figure {
	return figure{Name: k.name, Mode: mode, Value: round(value), Goal: k.goal(), Unit: k.unit, N: n, OK: n > 0 && value <= k.most}
}

// round keeps what a reader can use.
func round(value float64) float64 {
	rounded, _ := strconv.ParseFloat(fmt.Sprintf("%.4g", value), 64)
	return rounded
}

// quantile is the value that the share q of all times do not exceed, in seconds; 0 of none.
func quantile(times []time.Duration, q float64) float64 {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.SortedFunc(slices.Values(times), cmp.Compare[time.Duration])
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)].Seconds()
}
