package tui

import (
	"testing"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
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

func TestAPlaceThatIsFreeIsNotOverdueInTheTopLine(t *testing.T) {
	// Given a place that is taken for too long,
	store := model.NewStore("main", []string{"801"})
	store.Began(1, morning)
	store.Settled(1, morning)
	park := func(on string) { tell(store, pal.NotifyPark, map[string]any{"park": "801", "status": on}) }
	park("on")
	app := screenOn(t, store, 120, 30)
	app.Clock = &setClock{at: morning.Add(2 * time.Minute)}
	app.tick()
	wantOn(t, app.read()[0], "parked 1 (1!)")
	// when it becomes free, then the top line does not wait for the next second to say so.
	park("off")
	wantOn(t, app.read()[0], "parked 0  vm")
}
