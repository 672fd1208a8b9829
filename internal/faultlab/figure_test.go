package main

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// page is where the figures are told.
const page = "../../docs/faults.md"

// namesOnPage are the figures in the rows of the page's table of a heading, each once.
func namesOnPage(t *testing.T, heading string) []string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no heading %q", page, heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var all []string
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \|`).FindAllStringSubmatch(section, -1) {
		if row[1] != "figure" && row[1] != "---" {
			all = append(all, row[1])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestThePageTellsTheFiguresThatTheLabKnows(t *testing.T) {
	var known []string
	for _, k := range kinds() {
		known = append(known, k.name)
	}
	slices.Sort(known)
	for _, heading := range []string{"What is measured", "Last measured"} {
		if diff := cmp.Diff(known, namesOnPage(t, heading)); diff != "" {
			t.Errorf("%s, %s (-lab +page):\n%s", page, heading, diff)
		}
	}
}

func TestThePageNamesEveryExperiment(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range experiments() {
		if !bytes.Contains(text, []byte("`"+e.name+"`")) {
			t.Errorf("%s says nothing of the experiment %s", page, e.name)
		}
	}
}

func TestAFigureIsReachedOnlyWhenItWasMeasured(t *testing.T) {
	zero, most := kind{name: "z"}, kind{name: "m", most: 1.5, unit: "s"}
	cases := map[string]struct {
		f    figure
		want bool
	}{
		"nothing found":         {zero.measured("", 0, 10), true},
		"something found":       {zero.measured("", 1, 10), false},
		"nothing looked at":     {zero.measured("", 0, 0), false},
		"no slower than wanted": {most.measured("", 1.5, 1), true},
		"slower":                {most.measured("", 1.6, 1), false},
	}
	for name, c := range cases {
		if c.f.OK != c.want {
			t.Errorf("%s: ok %v", name, c.f.OK)
		}
	}
	if zero.goal() != "0" || most.goal() != "≤ 1.5 s" {
		t.Errorf("goals %q and %q", zero.goal(), most.goal())
	}
}

func TestQuantile(t *testing.T) {
	var times []time.Duration
	for n := range 100 {
		times = append(times, time.Duration(100-n)*time.Second)
	}
	for q, want := range map[float64]float64{0: 1, 0.5: 51, 0.99: 100, 1: 100} {
		if got := quantile(times, q); got != want {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
	if got := quantile(nil, 0.5); got != 0 {
		t.Errorf("of nothing it is %v", got)
	}
}

func TestTheTableHasARowForEachLine(t *testing.T) {
	var lines, table bytes.Buffer
	for _, f := range []figure{lostEvents.measured("10000/s", 0, 5), backMedian.measured("quiet", 2, 7)} {
		f.Seed, f.Seconds = 3, 10
		if err := json.NewEncoder(&lines).Encode(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeTable(&lines, &table); err != nil {
		t.Fatal(err)
	}
	want := "| figure | with | goal | measured | over | seed | seconds |\n| --- | --- | --- | --- | --- | --- | --- |\n" +
		"| lost events at 10,000/s | 10000/s | 0 | 0 | 5 | 3 | 10 |\n" +
		"| back after a break, p50 | quiet | ≤ 1 s | **2 s, not reached** | 7 | 3 | 10 |\n"
	if diff := cmp.Diff(want, table.String()); diff != "" {
		t.Errorf("the table (-want +got):\n%s", diff)
	}
}
