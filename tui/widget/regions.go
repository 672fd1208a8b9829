package widget

// Regions tell which part of the screen a cell belongs to, for the mouse. The zero Regions are empty.
type Regions struct {
	areas []area
}

type area struct{ x, y, w, h, id int }

// Reset forgets every region; a screen adds its own anew each time it is laid out.
func (r *Regions) Reset() { r.areas = r.areas[:0] }

// Add gives the rectangle of w × h cells at column x and row y an id. It lies on top of those added before.
func (r *Regions) Add(x, y, w, h, id int) {
	r.areas = append(r.areas, area{x, y, w, h, id})
}

// At is the topmost region at a cell, and where in it the cell is.
func (r *Regions) At(x, y int) (id, dx, dy int, ok bool) {
	for i := len(r.areas) - 1; i >= 0; i-- {
		a := r.areas[i]
		dx, dy = x-a.x, y-a.y
		if dx >= 0 && dx < a.w && dy >= 0 && dy < a.h {
			return a.id, dx, dy, true
		}
	}
	return 0, 0, 0, false
}
