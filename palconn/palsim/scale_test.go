package palsim

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

const million = 1_000_000

// heapInUse is how many bytes are in use.
func heapInUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func TestAMillionExtensions(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second and 200 MB")
	}
	before, began := heapInUse(), time.Now()
	d := &desk{PBX: New(Options{Extensions: million, Replay: ReplayNone}), t: t}
	defer d.Close()
	started := time.Since(began)
	used := heapInUse() - before
	admin := d.login("1000")

	began = time.Now()
	reply := admin.request("getExtensions", `{"pattern":".*","limit":-1,"type":"user","property_names":["name"]}`)
	answered := time.Since(began)

	t.Logf("started in %v with %d MB; getExtensions with names: %v, %d MB", started, used>>20, answered, len(reply)>>20)
	if rows := strings.Count(reply, `],[`) + 1; rows != million || !strings.HasPrefix(reply, `"result":[["1000","Reception"],["1001",`) {
		t.Errorf("%d rows: %.80s", rows, reply)
	}
	if used > 250<<20 {
		t.Errorf("a million extensions take %d MB", used>>20)
	}
}

func BenchmarkStartOfAMillionExtensions(b *testing.B) {
	for b.Loop() {
		if err := New(Options{Extensions: million, Replay: ReplayNone}).Close(); err != nil {
			b.Fatal(err)
		}
	}
}
