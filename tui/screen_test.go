package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"cordboard/internal/desk"
	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/theme"
)

// read gives the lines of a screen as they can be read.
func (a *App) read() []string {
	a.refresh()
	return strings.Split(ansi.Strip(a.View()), "\n")
}

// wantOn wants texts in a part of the screen.
func wantOn(t *testing.T, part string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(part, text) {
			t.Errorf("%q is not in\n%s", text, part)
		}
	}
}

func TestWhatNobodyToldIsADash(t *testing.T) {
	// Given a PBX that has not told everything yet,
	store := model.NewStore("main", []string{"801"})
	store.Began(1, morning)
	app := screenOn(t, store, 120, 30)
	// then no figure is claimed and no list said to be empty.
	lines := app.read()
	wantOn(t, lines[0], "ringing –  talking –  held –  parked –  vm –  rec –")
	all := strings.Join(lines, "\n")
	wantOn(t, all, "Waiting –", "My calls –", "Parked –")
	if n := strings.Count(all, "nothing told yet"); n != 3 {
		t.Errorf("%d lists say that nothing was told\n%s", n, all)
	}
	// When it turns out to tell no past, its calls are counted from now on, and the rest stays unknown;
	store.Settled(1, morning)
	wantOn(t, app.read()[0], "ringing 0  talking 0  held 0  parked –  vm –  rec –")
	// what is told is a figure, 0 too, but none of one box is not none of all.
	tell(store, pal.NotifyPark, map[string]any{"park": "801", "status": "off", "time": morning.UnixMilli()})
	tell(store, pal.NotifyVoicemail, map[string]any{"user": "1001", "new": 0})
	app.ticked = app.ticked.Add(time.Second)
	wantOn(t, app.read()[0], "parked 0  vm –  rec –")
}

func TestAFigureOfWhichOnlySomeWereToldIsTheLeastThatItCanBe(t *testing.T) {
	// Given extensions of which nothing was told but that they register,
	store := model.NewStore("main", []string{"801", "802"})
	store.Began(1, morning)
	store.Settled(1, morning)
	store.Directory(1, []model.Person{{Number: pal.NewText("1001")}, {Number: pal.NewText("1002")}})
	store.Listed(1)
	app := screenOn(t, store, 120, 30)
	says := func(figures string, panes ...string) {
		t.Helper()
		app.refresh()
		app.key("5")
		lines := app.read()
		wantOn(t, lines[0], figures)
		wantOn(t, strings.Join(lines, "\n"), panes...)
	}
	says("parked –  vm –  rec –", "Voicemail –", "Recordings –", "nothing told yet")
	// when one tells that it has nothing, then nobody knows of the others;
	tell(store, pal.NotifyRecording, map[string]any{"user": "1001", "status": "off"})
	tell(store, pal.NotifyVoicemail, map[string]any{"user": "1001", "new": 0})
	says("vm –  rec –", "Voicemail –", "Recordings –", "no more is known")
	// when it has something, then so many there are at least;
	tell(store, pal.NotifyVoicemail, map[string]any{"user": "1001", "new": 3})
	tell(store, pal.NotifyPark, map[string]any{"park": "801", "status": "on"})
	tell(store, pal.NotifyStatus, map[string]any{"user": "1001", "talker_id": "11", "room_id": "7", "status": 14})
	tell(store, pal.NotifyRecording, map[string]any{"user": "1001", "talker_id": "11", "status": "on"})
	says("parked 1+  vm 3+  rec 1+", "Voicemail 1+", "Recordings 1+")
	// and when all have told, then that is all there is.
	tell(store, pal.NotifyRecording, map[string]any{"user": "1002", "status": "off"})
	tell(store, pal.NotifyVoicemail, map[string]any{"user": "1002", "new": 0})
	tell(store, pal.NotifyPark, map[string]any{"park": "802", "status": "off"})
	says("parked 1  vm 3  rec 1", "Voicemail 1", "Recordings 1")
}

func TestADashHasItsTwinInASCII(t *testing.T) {
	app := screenOn(t, model.NewStore("main", nil), 120, 30)
	look, err := theme.New(theme.Options{Name: "plain", ASCII: true})
	if err != nil {
		t.Fatal(err)
	}
	app.Theme = look
	app.say("transfer 1001 → 1042: done", true)
	lines := app.read()
	wantOn(t, lines[0], "ringing -  talking -")
	wantOn(t, lines[len(lines)-2], "transfer 1001 -> 1042: done")
}

func TestOnlyTheListWithTheKeysHasACursor(t *testing.T) {
	store := bigBoard(10, 4)
	app := screenOn(t, store, 120, 30)
	for range app.views[app.active].lists {
		if all := strings.Join(app.read(), "\n"); strings.Count(all, "▸") > 1 {
			t.Errorf("several cursors:\n%s", all)
		}
		app.views[app.active].turn(1)
	}
}

func TestTheDirectoryKeepsNumbersWhole(t *testing.T) {
	store := bigBoard(3, 0)
	tell(store, pal.NotifyStatus, map[string]any{
		"user": "10001", "status": "14", "talker_id": "1", "room_id": "1", "other_number": "+34 91 555 0142",
		"user_display_name": "Somebody with a long name", "time": morning.UnixMilli(),
	})
	for _, width := range []int{100, 120} {
		wantOn(t, strings.Join(screenOn(t, store, width, 30).read(), "\n"), "10001 ", "talking 0:00", "↔ +34 91 555 0142")
	}
}

func TestTheSystemAdministratorHasAllTenants(t *testing.T) {
	for tenant, want := range map[string]string{"": "sa  all tenants", "main": "sa  main"} {
		app := screenOn(t, bigBoard(1, 0), 120, 30)
		app.Desk = desk.New(desk.Options{Operator: desk.Identity{Name: "sa", Tenant: tenant}})
		wantOn(t, app.drawHeader(headerKey{}), want)
	}
}

func TestThatEarlierCallsAreNotToldIsSaidWhateverElseIs(t *testing.T) {
	// Given a PBX that tells no call of before, and something else that is said for as long as it lasts,
	store := model.NewStore("main", []string{"801"})
	store.Began(1, morning)
	store.Settled(1, morning)
	for _, size := range []Size{{80, 24}, {120, 36}, {40, 20}} {
		app := screenOn(t, store, size.Width, size.Height)
		app.frozen = true
		for view, list := range map[string]string{"1": "Waiting 0", "2": "Calls 0"} {
			// when a list of calls is looked at, then it claims no more than it knows.
			app.key(view)
			all := strings.Join(app.read(), "\n")
			wantOn(t, all, "the order is frozen", list+" since 09:41", "none told since 09:41")
			for _, claim := range []string{"no calls", "nobody waits", "you are in no call"} {
				if strings.Contains(all, claim) {
					t.Errorf("%q is claimed:\n%s", claim, all)
				}
			}
		}
	}
	// The title says it of a list with rows too; and nobody is said not to wait.
	app := screenOn(t, store, 80, 24)
	app.selectWorst()
	wantOn(t, app.toast.text, "nobody is known to wait: calls are told since 09:41 only")
	tell(store, pal.NotifyStatus, map[string]any{"user": "1001", "talker_id": "11", "room_id": "7", "status": 14, "other_number": "0911"})
	app.key("2")
	wantOn(t, strings.Join(app.read(), "\n"), "Calls 1 since 09:41")
}

func TestADurationThatNobodyKnowsIsTheLeastThatItCanBe(t *testing.T) {
	// Given a PBX that is five minutes behind, and calls that were there when we came,
	store := model.NewStore("main", nil)
	call := func(user string, ago time.Duration) {
		tell(store, pal.NotifyStatus, map[string]any{
			"user": user, "status": 14, "talker_id": user, "room_id": user, "other_number": "0911",
			"time": morning.Add(-5*time.Minute - ago).UnixMilli(),
		})
	}
	store.Began(1, morning)
	call("1001", time.Minute)
	call("1002", 10*time.Second)
	store.Settled(1, morning.Add(time.Second))
	app := screenOn(t, store, 120, 30)
	app.key("2")
	// then they have lasted so long at least,
	wantOn(t, strings.Join(app.read(), "\n"), "0:50+", "0:00+")
	// until something happens that tells what time it is there.
	call("1003", 0)
	app.key("2")
	app.refresh()
	wantOn(t, strings.Join(app.read(), "\n"), " 1:00 ", " 0:10 ")
}
