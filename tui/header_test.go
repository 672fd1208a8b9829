package tui

import (
	"testing"

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
