package model

import (
	"hash/maphash"
	"runtime"
	"strconv"
	"testing"
)

func legNumber(i int) Leg { return Leg{"main", "1001", strconv.Itoa(i), 1} }

func TestTheGraveyardRemembersTheLastLegs(t *testing.T) {
	g := newGraveyard(maphash.MakeSeed())
	const buried = 5 * keptDead / 2
	for i := range buried {
		g.bury(legNumber(i))
	}
	for i := range keptDead {
		if !g.has(legNumber(buried - 1 - i)) {
			t.Fatalf("the leg that went %d legs ago is forgotten", i)
		}
	}
	if g.has(legNumber(0)) || g.has(legNumber(buried)) {
		t.Error("it remembers the first leg of all, or one that never was")
	}
}

func TestTheGraveyardStopsGrowing(t *testing.T) {
	g := newGraveyard(maphash.MakeSeed())
	at := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			g.bury(legNumber(i))
		}
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	full := at(0, 4*keptDead)
	if later := at(4*keptDead, 40*keptDead); later > full+full/20 {
		t.Errorf("%d bytes are in use when it is full, and %d after ten times as many legs", full, later)
	}
	runtime.KeepAlive(g)
}
