package widget

import "strings"

// sheet gathers a fixed number of rows in one piece of text, so that a screen costs a few allocations and not one a
// row.
type sheet struct {
	text strings.Builder
	ends []int
}

func newSheet(rows, bytes int) *sheet {
	s := &sheet{ends: make([]int, 0, rows)}
	s.text.Grow(bytes)
	return s
}

func (s *sheet) add(text string) { s.text.WriteString(text) }

func (s *sheet) repeat(text string, times int) {
	for range times {
		s.text.WriteString(text)
	}
}

func (s *sheet) styled(sgr, text, reset string) {
	s.open(sgr)
	s.add(text)
	s.shut(sgr, reset)
}

func (s *sheet) open(sgr string) { s.add(sgr) }

// shut closes what open opened, which may be nothing.
func (s *sheet) shut(sgr, reset string) {
	if sgr != "" {
		s.add(reset)
	}
}

// end finishes a row.
func (s *sheet) end() { s.ends = append(s.ends, s.text.Len()) }

// left is the number of rows not yet finished.
func (s *sheet) left() int { return cap(s.ends) - len(s.ends) }

func (s *sheet) rows() []string {
	text, start := s.text.String(), 0
	rows := make([]string, len(s.ends))
	for i, end := range s.ends {
		rows[i], start = text[start:end], end
	}
	return rows
}

func blanks(width, height int) []string {
	rows := make([]string, max(height, 0))
	for i := range rows {
		rows[i] = spaces(width)
	}
	return rows
}
