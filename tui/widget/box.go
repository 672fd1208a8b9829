package widget

// Border holds the runes of a box, each one cell wide.
type Border struct {
	TopLeft, TopRight       string
	BottomLeft, BottomRight string
	TeeLeft, TeeRight       string // where a dividing line meets the left and the right side
	Horizontal, Vertical    string
}

// Frame is how boxes are drawn: the runes and, in SGR, their styles.
type Frame struct {
	Border   Border
	SGR      string // the lines of a section
	FocusSGR string // the lines of the section that has the keys
	Reset    string
	Ellipsis string // marks a cut title, as in Line
}

// Section is one pane of a box.
type Section struct {
	Title    string // plain text, in the line above the rows
	TitleSGR string
	Rows     []string // painted, each exactly two cells narrower than the box
	Focus    bool     // drawn in FocusSGR
}

// Box stacks sections into one bordered column of exactly width × height: a title line, then the rows, for each; the
// last is filled up with empty rows, and what does not fit is cut above the bottom line. A box too small for its
// border, or without a section, is blank.
func (f Frame) Box(width, height int, sections ...Section) []string {
	if width < 2 || height < 2 || len(sections) == 0 {
		return blanks(width, height)
	}
	s := newSheet(height, f.bytes(width, height, sections))
	for i, section := range sections {
		if i > 0 && s.left() < 2 {
			sections = sections[:i]
			break
		}
		f.title(s, width, i == 0, section)
		f.body(s, section.Rows[:min(len(section.Rows), s.left()-1)], section)
	}
	last := sections[len(sections)-1]
	for s.left() > 1 {
		f.body(s, []string{spaces(width - 2)}, last)
	}
	f.bottom(s, width, last)
	return s.rows()
}

func (f Frame) title(s *sheet, width int, first bool, section Section) {
	left, right := f.Border.TeeLeft, f.Border.TeeRight
	if first {
		left, right = f.Border.TopLeft, f.Border.TopRight
	}
	rest := width - 2
	s.open(f.sgr(section))
	s.add(left)
	if title := clip(section.Title, rest-2); title.cells > 0 {
		s.add(" ")
		s.shut(f.sgr(section), f.Reset)
		s.open(section.TitleSGR)
		s.add(title.text)
		if title.cut {
			s.add(ellipsis(f.Ellipsis))
		}
		s.add(string(title.settle(nil)))
		s.shut(section.TitleSGR, f.Reset)
		s.open(f.sgr(section))
		s.add(" ")
		rest -= title.cells + 2
	}
	s.repeat(f.Border.Horizontal, rest)
	s.add(right)
	s.shut(f.sgr(section), f.Reset)
	s.end()
}

func (f Frame) body(s *sheet, rows []string, section Section) {
	for _, row := range rows {
		s.styled(f.sgr(section), f.Border.Vertical, f.Reset)
		s.add(row)
		s.styled(f.sgr(section), f.Border.Vertical, f.Reset)
		s.end()
	}
}

func (f Frame) bottom(s *sheet, width int, section Section) {
	s.open(f.sgr(section))
	s.add(f.Border.BottomLeft)
	s.repeat(f.Border.Horizontal, width-2)
	s.add(f.Border.BottomRight)
	s.shut(f.sgr(section), f.Reset)
	s.end()
}

func (f Frame) sgr(section Section) string {
	if section.Focus {
		return f.FocusSGR
	}
	return f.SGR
}

// bytes is about how much text the box will be.
func (f Frame) bytes(width, height int, sections []Section) int {
	sides := 2 * (len(f.Border.Vertical) + max(len(f.SGR), len(f.FocusSGR)) + len(f.Reset))
	n := height*sides + (len(sections)+1)*width*len(f.Border.Horizontal)
	for _, section := range sections {
		n += len(section.Title) + len(section.TitleSGR) + len(section.Rows)*sides
		for _, row := range section.Rows {
			n += len(row)
		}
	}
	return n + (height-len(sections))*width
}
