package widget

// Columns puts painted columns side by side. Rows of a column are equally wide; a column that ends early is
// continued blank.
func Columns(columns ...[]string) []string {
	height, bytes := 0, 0
	for _, column := range columns {
		height = max(height, len(column))
		for _, row := range column {
			bytes += len(row)
		}
	}
	s := newSheet(height, bytes)
	for y := range height {
		for _, column := range columns {
			s.add(cellsAt(column, y))
		}
		s.end()
	}
	return s.rows()
}

func cellsAt(column []string, y int) string {
	switch {
	case y < len(column):
		return column[y]
	case len(column) > 0:
		return spaces(painted(column[0]))
	}
	return ""
}
