package palconn

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestTheQueueKeepsTheOrderOfShortAndLongFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 200, longFrame - 1, longFrame, longFrame + 1}), 0, 8).Draw(t, "sizes")
		q, used := newQueue(), batch{}
		for round := range 2 {
			if len(sizes) == 0 {
				break
			}
			var pushed [][]byte
			for i, size := range sizes {
				pushed = append(pushed, bytes.Repeat([]byte{byte(i + round)}, size))
				q.push(pushed[i])
			}
			used, _ = q.take(used)
			checkBatch(t, used, pushed)
		}
	})
}

// checkBatch wants the frames back in their order, the long ones themselves.
func checkBatch(t *rapid.T, b batch, pushed [][]byte) {
	i := 0
	b.each(func(frame []byte, keep bool) {
		want := pushed[i]
		if !bytes.Equal(frame, want) || keep != (len(want) >= longFrame) {
			t.Fatalf("frame %d has %d bytes, want %d; keep is %v", i, len(frame), len(want), keep)
		}
		if keep && &frame[0] != &want[0] {
			t.Fatalf("frame %d is a copy", i)
		}
		i++
	})
	if i != len(pushed) {
		t.Fatalf("%d frames, want %d", i, len(pushed))
	}
	for i, frame := range b.long {
		if frame != nil {
			t.Fatalf("long frame %d is still held", i)
		}
	}
}
