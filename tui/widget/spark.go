package widget

import "strings"

// Spark draws the last values as one line of exactly cells, the newest at the right, each as high as it is to the
// greatest of those shown. Values are finite; what is not above zero is drawn lowest. ASCII has five heights, blocks have eight.
func Spark(values []float64, cells int, ascii bool) string {
	if cells <= 0 {
		return ""
	}
	heights := []rune("▁▂▃▄▅▆▇█")
	if ascii {
		heights = []rune("_.-=#")
	}
	values = values[max(len(values)-cells, 0):]
	top := 0.0
	for _, v := range values {
		if v > top {
			top = v
		}
	}
	var line strings.Builder
	line.WriteString(spaces(cells - len(values)))
	for _, v := range values {
		line.WriteRune(heights[height(v, top, len(heights))])
	}
	return line.String()
}

// height is the step, of so many, that v takes where top takes the last.
func height(v, top float64, steps int) int {
	if !(v > 0) {
		return 0
	}
	return clamp(int(v/top*float64(steps-1)+0.5), 0, steps-1)
}
