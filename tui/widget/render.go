package widget

// Look is how a table's rows are styled, in SGR sequences. Rows are painted anew when it changes.
type Look struct {
	Base        string // every row but the one under the cursor
	Selected    string // the row under the cursor while the table has the keys
	SelectedDim string // the same while it has not
	Reset       string // closes every style
	Ellipsis    string // as in Line
	Focused     bool   // the table has the keys
}

// Stamp says which state of a row is shown. A row is painted again only when its stamp changed, so everything that
// Paint reads must be told in it.
type Stamp struct {
	Row    uint64 // the version of what the row is about
	Mark   uint64 // whatever else the row shows: an act under way, the letters searched for, the columns
	Second int64  // the second its durations were painted for; 0 when none of them ticks
}

// Painter paints the rows of a table.
type Painter[K comparable] interface {
	// Stamp is asked for every visible row at every Render, so it must be cheap and must not allocate.
	Stamp(key K) Stamp
	// Paint puts a row's cells. The line has been started and is finished by the table.
	Paint(line *Line, key K, selected bool)
}

// memo keeps the rows of the last Render, and no others.
type memo[K comparable] struct {
	line  Line
	look  Look
	width int

	shown   []K
	rows    []string
	painted map[K]paintedRow
	before  map[K]paintedRow
}

type paintedRow struct {
	stamp    Stamp
	selected bool
	text     string
}

// Render paints the window into rows of exactly width cells: as many as there are, at most height. It moves the
// window so that the cursor is in it and no row at the end is left empty needlessly. The slice belongs to the table
// and is valid until the next Render.
func (t *Table[K]) Render(width, height int, look Look, p Painter[K]) []string {
	t.height = max(height, 0)
	t.show()
	m := &t.memo
	m.begin(width, look)
	for i := t.top; i < min(t.top+t.height, t.Len()); i++ {
		m.add(t.Row(i), i == t.cursor, p)
	}
	clear(m.before)
	return m.rows
}

// show moves the window as little as it must.
func (t *Table[K]) show() {
	t.top = clamp(t.top, t.cursor-t.height+1, t.cursor)
	t.top = clamp(t.top, 0, t.Len()-t.height)
}

// begin turns what was painted last into what may be used again.
func (m *memo[K]) begin(width int, look Look) {
	if m.painted == nil {
		m.painted, m.before = make(map[K]paintedRow), make(map[K]paintedRow)
	}
	m.painted, m.before = m.before, m.painted
	if m.width != width || m.look != look {
		m.width, m.look, m.line.Ellipsis = width, look, look.Ellipsis
		clear(m.before)
	}
	m.shown, m.rows = m.shown[:0], m.rows[:0]
}

func (m *memo[K]) add(key K, selected bool, p Painter[K]) {
	stamp := p.Stamp(key)
	row, ok := m.before[key]
	if !ok || row.stamp != stamp || row.selected != selected {
		row = paintedRow{stamp, selected, m.paint(key, selected, p)}
	}
	m.painted[key] = row
	m.shown, m.rows = append(m.shown, key), append(m.rows, row.text)
}

func (m *memo[K]) paint(key K, selected bool, p Painter[K]) string {
	m.line.Start(m.width, m.base(selected), m.look.Reset)
	p.Paint(&m.line, key, selected)
	return m.line.Done()
}

func (m *memo[K]) base(selected bool) string {
	switch {
	case !selected:
		return m.look.Base
	case m.look.Focused:
		return m.look.Selected
	}
	return m.look.SelectedDim
}
