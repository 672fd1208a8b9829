package model

import "sync"

// index finds the place of an extension's row. Rows are only ever added within an
// epoch, so all snapshots of the epoch share one index.
type index struct {
	mu      sync.RWMutex
	tenants map[string]map[string]int32
}

func newIndex() *index { return &index{tenants: map[string]map[string]int32{}} }

// find is for readers; a nil index is empty.
func (x *index) find(id Who) (place int, ok bool) {
	if x == nil {
		return 0, false
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.place(id)
}

// place is find for the writer, which needs no lock to read.
func (x *index) place(id Who) (place int, ok bool) {
	at, ok := x.tenants[id.Tenant][id.Number]
	return int(at), ok
}

// has tells the writer whether there is such an extension.
func (x *index) has(id Who) bool {
	_, ok := x.place(id)
	return ok
}

func (x *index) add(id Who, place int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	numbers := x.tenants[id.Tenant]
	if numbers == nil {
		numbers = map[string]int32{}
		x.tenants[id.Tenant] = numbers
	}
	numbers[id.Number] = int32(place)
}
