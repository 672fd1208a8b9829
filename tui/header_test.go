package tui

import (
	"testing"
	"time"

	"cordboard/model"
)

func TestALineThatOthersCanReadIsSaid(t *testing.T) {
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	store.Settled(1, morning)
	app := screenOn(t, store, 80, 24)
	app.Readable = true
	wantOn(t, app.read()[0], "live, not encrypted")
}

func TestAStillBoardTellsALatencyThatIsFelt(t *testing.T) {
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	store.Settled(1, morning)
	app := screenOn(t, store, 80, 24)
	for _, step := range []struct {
		now  time.Duration
		said string
	}{{3 * time.Millisecond, "live 3 ms"}, {9 * time.Millisecond, "live 3 ms"}, {2 * time.Second, "live 2000 ms"}, {9 * time.Millisecond, "live 9 ms"}} {
		app.Line = func() Line { return Line{Latency: step.now} }
		app.Update(secondMsg{})
		wantOn(t, app.read()[0], step.said)
	}
}
