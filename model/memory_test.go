package model_test

import (
	"runtime"
	"strconv"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// Given a long directory, then an extension of which only its name is known takes
// little memory: a million of them are to fit beside all else into 400 MB.
func TestAnExtensionTakesLittleMemory(t *testing.T) {
	const extensions, most = 100_000, 260 // bytes each
	before := heapInUse()
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	for i := range extensions {
		store.Directory(1, []model.Person{{Number: numberOf(i), Name: pal.NewText("Ana Ruiz " + strconv.Itoa(i))}})
	}
	store.Settled(1, morning)
	snap := store.Snapshot()
	if each := (heapInUse() - before) / extensions; each > most {
		t.Errorf("an extension takes %d bytes, more than %d", each, most)
	}
	runtime.KeepAlive(store)
	if snap.Extensions.Len() != extensions {
		t.Errorf("%d extensions", snap.Extensions.Len())
	}
}

func heapInUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
