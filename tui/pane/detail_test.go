package pane_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"cordboard/tui/pane"
)

func TestTheReferenceOfASettingIsReadToTheEndOfEachLine(t *testing.T) {
	page := []string{"ping  (guide 6.40)", "Asks for a sign of life, and gets one.", "", "tenant: text, optional", "    whose PBX it is about"}
	rows := func(height int) []string {
		var rows []string
		for _, row := range pane.SettingPage(frameOf(t), page, 24, height) {
			rows = append(rows, strings.TrimRight(ansi.Strip(row), " "))
		}
		return rows
	}
	want := []string{" ping  (guide 6.40)", " Asks for a sign of", " life, and gets one.", "", " tenant: text, optional", "     whose PBX it is", "     about"}
	if diff := cmp.Diff(want, rows(9)); diff != "" {
		t.Errorf("the page (-want +got):\n%s", diff)
	}
	// What there is no room for is counted.
	want = append(want[:4:4], " ↓ 3 more, in: cordboar…")
	if diff := cmp.Diff(want, rows(5)); diff != "" {
		t.Errorf("the page on five rows (-want +got):\n%s", diff)
	}
}
