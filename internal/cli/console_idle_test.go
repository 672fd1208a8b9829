package cli

import (
	"testing"
	"time"
)

// TestAStillBoardWritesNothing is what a line that is paid by the byte is glad of. It runs beside no other: a latency that
// a busy machine makes would be told.
func TestAStillBoardWritesNothing(t *testing.T) {
	// Given a board without a call, that is as it will be,
	s := openScreen(t, quietPBX(t), wide)
	s.shows("Directory 40", "idle")
	// and a clock that has just come to a minute, which is all it tells then,
	s.clock.leap(time.Until(time.Now().Truncate(time.Minute).Add(time.Minute)))
	before := s.text()
	for still := false; !still; {
		select {
		case <-s.drawn:
		case <-time.After(1200 * time.Millisecond):
			still = true
		}
	}
	// when nothing happens but that the line is proved every few seconds,
	select {
	case <-s.drawn:
		// then nothing is written.
		t.Errorf("a still board was written to; before:\n%s\nafter:\n%s", before, s.text())
	case <-time.After(5 * time.Second):
	}
}
