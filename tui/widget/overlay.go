package widget

import "slices"

// Overlay lays a box of painted, equally wide rows over a screen of painted rows, its upper left corner at column x
// and row y. What does not lie on the screen is cut off; the rows keep their widths. A wide rune that the box covers
// by half becomes a space. Neither slice is changed.
func Overlay(base, box []string, x, y int) []string {
	screen := slices.Clone(base)
	for i, row := range box {
		if at := y + i; at >= 0 && at < len(screen) {
			screen[at] = overlayRow(screen[at], row, x)
		}
	}
	return screen
}

func overlayRow(base, row string, x int) string {
	width := painted(base)
	row = cut(row, -x, width-x)
	if row == "" {
		return base
	}
	start := max(x, 0)
	return cut(base, 0, start) + sever + row + sever + cut(base, start+painted(row), width)
}
