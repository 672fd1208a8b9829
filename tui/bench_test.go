package tui

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/pane"
	"cordboard/tui/theme"
)

// morning is when these tests take place.
var morning = time.Date(2026, 3, 2, 9, 41, 7, 0, time.UTC)

type stoppedClock struct{}

func (stoppedClock) Now() time.Time                       { return morning }
func (stoppedClock) After(time.Duration) <-chan time.Time { return nil }

type deafLine struct{}

func (l deafLine) SendOn(ctx context.Context, _ uint64, r pal.Request) (jsontext.Value, error) {
	return l.Send(ctx, r)
}

func (deafLine) Send(context.Context, pal.Request) (jsontext.Value, error) {
	return nil, pal.ErrClosed
}
func (deafLine) Supports(string) bool { return true }

// noJournal takes every step and keeps none.
type noJournal struct{}

func (noJournal) Begin(journal.Act) (journal.ID, error) { return 0, nil }
func (noJournal) Result(journal.ID, string) error       { return nil }
func (noJournal) Confirmed(journal.ID, bool) error      { return nil }
func (noJournal) Ended(journal.ID, string) error        { return nil }

// notified collects what a frame holds.
type notified []pal.Notification

func (n *notified) Notified(note pal.Notification) { *n = append(*n, note) }
func (*notified) Answered(pal.Response)            {}
func (*notified) Called(pal.Call)                  {}

// Spoiled takes that a text was cut, and nothing worse.
func (*notified) Spoiled(m *pal.Malformed) {
	if m.Kind != "length" {
		panic(m)
	}
}

// tell gives the store a notification as it comes over the wire of the first connection.
func tell(store *model.Store, method string, params map[string]any) { tellOn(store, 1, method, params) }

func tellOn(store *model.Store, epoch uint64, method string, params map[string]any) {
	frame, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
	if err != nil {
		panic(err)
	}
	var notes notified
	pal.Decode(frame, &notes)
	for _, note := range notes {
		store.Notified(epoch, note, morning)
	}
}

// bigBoard is a store with extensions, the first of which talk in pairs.
func bigBoard(extensions, talking int) *model.Store {
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	for n := range extensions {
		user := fmt.Sprint(10000 + n)
		tell(store, pal.NotifyRegistered, map[string]any{"user": user, "registered": true})
	}
	store.Settled(1, morning)
	for n := range talking {
		talk(store, n, morning)
	}
	return store
}

func talk(store *model.Store, n int, at time.Time) {
	tell(store, pal.NotifyStatus, map[string]any{
		"user": fmt.Sprint(10000 + n), "status": "14", "talker_id": fmt.Sprint(n), "room_id": fmt.Sprint(n / 2),
		"other_number": fmt.Sprint(10000 + n ^ 1), "user_display_name": "Ana Ruiz", "time": at.UnixMilli(),
	})
}

// screenOn is a screen of a size on a store.
func screenOn(tb testing.TB, store *model.Store, width, height int) *App {
	tb.Helper()
	look, err := theme.New(theme.Options{Name: "dark", Profile: theme.TrueColor})
	if err != nil {
		tb.Fatal(err)
	}
	app := New(tb.Context(), Options{
		Store: store, Keys: keymap.Classic(), Theme: look, Clock: stoppedClock{}, ParkLimit: time.Minute,
		Desk: desk.New(desk.Options{
			Line: deafLine{}, Store: store, Clock: stoppedClock{}, Log: &desk.Log{}, Journal: noJournal{},
			Operator: desk.Identity{Name: "1000", Tenant: "main", Extension: "10000", Role: desk.Supervisor},
		}),
		Line: func() Line { return Line{} }, Counters: func() []pane.Counter { return nil }, Bell: func() {},
	})
	app.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return app
}

// BenchmarkView draws 200×60 cells of a PBX with 10,000 extensions and 5,000 calls.
func BenchmarkView(b *testing.B) {
	store := bigBoard(10_000, 10_000)
	for _, view := range []string{"1", "2", "3"} {
		app := screenOn(b, store, 200, 60)
		app.key(view)
		app.refresh()
		b.Run("unchanged/"+view, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				app.View()
			}
		})
		n := 0
		b.Run("one row changed/"+view, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n++
				b.StopTimer()
				tell(store, pal.NotifyVoicemail, map[string]any{"user": "10005", "new": n})
				app.refresh()
				b.StartTimer()
				app.View()
			}
		})
		b.Run("a second passed/"+view, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				app.ticked = app.ticked.Add(time.Second)
				app.refresh()
				app.View()
			}
		})
	}
}
