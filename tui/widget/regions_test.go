package widget_test

import (
	"testing"

	"cordboard/tui/widget"
)

func TestRegionsTellWhatIsHit(t *testing.T) {
	const directory, dialog = 1, 2
	type hit struct {
		id, dx, dy int
		ok         bool
	}
	// given a pane, and a dialog that lies on it
	var regions widget.Regions
	regions.Add(2, 1, 20, 10, directory)
	regions.Add(5, 4, 8, 3, dialog)
	for _, c := range []struct {
		about string
		x, y  int
		want  hit
	}{
		{"the pane's first cell", 2, 1, hit{directory, 0, 0, true}},
		{"its last", 21, 10, hit{directory, 19, 9, true}},
		{"the dialog over it", 6, 5, hit{dialog, 1, 1, true}},
		{"the pane beside the dialog", 13, 5, hit{directory, 11, 4, true}},
		{"left of all", 1, 5, hit{}},
		{"right of all", 22, 5, hit{}},
		{"above", 3, 0, hit{}},
		{"below", 3, 11, hit{}},
	} {
		var got hit
		if got.id, got.dx, got.dy, got.ok = regions.At(c.x, c.y); !got.ok {
			got = hit{}
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.about, got, c.want)
		}
	}
	// when the screen is laid out anew
	regions.Reset()
	// then nothing of the old is hit
	if id, _, _, ok := regions.At(6, 5); ok {
		t.Errorf("region %d is still there", id)
	}
}
