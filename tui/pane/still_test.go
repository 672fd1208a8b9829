package pane_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/pane"
	"cordboard/tui/phonebook"
)

// numbersIn are the callers of a list, from the top.
func numbersIn(t *testing.T, list pane.List, f *pane.Frame, callers ...string) string {
	t.Helper()
	var order []string
	for _, row := range rowsOf(list, f, 80) {
		i := slices.IndexFunc(callers, func(c string) bool { return strings.Contains(row, c) })
		if i < 0 {
			t.Fatalf("nobody of %q is in %q", callers, row)
		}
		order = append(order, callers[i])
	}
	return strings.Join(order, " ")
}

func TestRowsDoNotMoveUnderAHand(t *testing.T) {
	callers := []string{"+34 91 555 0001", "+34 91 555 0002", "+34 91 555 0003"}
	rings := func(i int) *model.Conversation {
		return call(model.CallID(i), model.Ringing, outside(callers[i-1], ""), inside("1001", "", model.Ringing))
	}
	// Given two calls that wait, in sight,
	list := pane.NewWaiting()
	first := frameOf(t, rings(1), rings(2))
	first.Number = 1
	numbersIn(t, list, first, callers...)
	// when the first is gone and another comes just after a key,
	second := frameOf(t, rings(2), rings(3))
	second.Number, second.Still = 2, true
	// then the two stay in their rows, and the new one is below them;
	list.Refresh(second)
	if rows := list.Render(80, 10, false); len(rows) != 3 || !strings.Contains(rows[1], callers[1]) || !strings.Contains(rows[2], callers[2]) {
		t.Errorf("rows have moved:\n%s", strings.Join(rows, "\n"))
	}
	// and when the hand is off the keys, the list is as it is.
	third := frameOf(t, rings(2), rings(3))
	third.Number = 3
	if got := numbersIn(t, list, third, callers...); got != callers[1]+" "+callers[2] {
		t.Errorf("the list has %s", got)
	}
}

func TestADirectoryGrowsBelowAHandAndNotAbove(t *testing.T) {
	// Given the directory of two people, in sight,
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	people := func(numbers ...string) *pane.Frame {
		for _, number := range numbers {
			store.Directory(1, []model.Person{{Number: pal.NewText(number)}})
		}
		f := frameOf(t)
		f.Snap = store.Snapshot()
		f.Book = phonebook.New(f.Snap)
		f.Still = true
		return f
	}
	list := pane.NewDirectory()
	first := people("1002", "1003")
	first.Number = 1
	rowsOf(list, first, 60)
	// when one comes below them just after a key, then it is there;
	second := people("1004")
	second.Number = 2
	if rows := rowsOf(list, second, 60); len(rows) != 3 || !strings.Contains(rows[0], "1002") {
		t.Errorf("rows: %q", rows)
	}
	// when one comes above them, then it waits until the hand is off the keys.
	third := people("1001")
	third.Number = 3
	if rows := rowsOf(list, third, 60); len(rows) != 3 || !strings.Contains(rows[0], "1002") {
		t.Errorf("rows: %q", rows)
	}
	third.Number, third.Still = 4, false
	if rows := rowsOf(list, third, 60); len(rows) != 4 || !strings.Contains(rows[0], "1001") {
		t.Errorf("rows: %q", rows)
	}
}

func TestAHandThatNeverRestsDoesNotKeepTheDirectoryFromGrowing(t *testing.T) {
	// Given a directory that fills the screen, and a hand that is always on the keys,
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	list := pane.NewDirectory()
	number := uint64(0)
	shows := func(numbers ...int) []string {
		for _, n := range numbers {
			store.Directory(1, []model.Person{{Number: pal.NewText(fmt.Sprint(n))}})
		}
		f := frameOf(t)
		number++
		f.Snap, f.Number, f.Still = store.Snapshot(), number, true
		f.Book = phonebook.New(f.Snap)
		list.Refresh(f)
		return list.Render(60, 5, true)
	}
	under := func(rows []string) int {
		return slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "▸") })
	}
	shows(10, 20, 30, 40, 50, 60, 70, 80)
	for n := range 40 {
		// when the cursor goes down and people come above it, about it and below it,
		list.Move(1)
		pick, _ := list.Pick()
		before := under(shows())
		rows := shows(1000+n, 100+n, 11+n%9)
		// then all are there, and the row under the cursor has not moved.
		if want := 8 + 2*(n+1) + min(n+1, 9); list.Len() != want {
			t.Fatalf("%d rows, want %d", list.Len(), want)
		}
		if at := under(rows); at != before || !strings.Contains(rows[at], pick.Extension.Number) {
			t.Fatalf("the row under the cursor has moved from %d to %d: %q", before, at, rows)
		}
	}
}

func TestATitleCountsTheRowsThatAreThere(t *testing.T) {
	one := call(1, model.Ringing, outside("+34 91 555 0001", ""), inside("1001", "", model.Ringing))
	two := call(2, model.Ringing, outside("+34 91 555 0002", ""), inside("1001", "", model.Ringing))
	for _, frozen := range []bool{true, false} {
		// Given two calls that wait, when one of them goes and the rows are kept where they are,
		list := pane.NewWaiting()
		before := frameOf(t, one, two)
		before.Number = 1
		list.Refresh(before)
		after := frameOf(t, two)
		after.Number, after.Frozen, after.Still = 2, frozen, !frozen
		list.Refresh(after)
		// then both rows are there, and one is counted.
		if list.Len() != 2 || list.Title() != "Waiting 1" {
			t.Errorf("frozen %v: %d rows, %q", frozen, list.Len(), list.Title())
		}
	}
}

func TestAListThatWasOutOfSightIsNotKept(t *testing.T) {
	gone := call(1, model.Ringing, outside("+34 91 555 0001", ""), inside("1001", "", model.Ringing))
	list := pane.NewWaiting()
	before := frameOf(t, gone)
	before.Number = 1
	list.Refresh(before)
	// When the list comes in sight again by a key, it has nothing of before.
	again := frameOf(t)
	again.Number, again.Still = 7, true
	list.Refresh(again)
	if list.Len() != 0 {
		t.Errorf("%d rows", list.Len())
	}
}

func TestASearchIsNotHeldBack(t *testing.T) {
	list := pane.NewWaiting()
	f := frameOf(t,
		call(1, model.Ringing, outside("+34 91 555 0001", "Ana"), inside("1001", "", model.Ringing)),
		call(2, model.Ringing, outside("+34 91 555 0002", "Bo"), inside("1001", "", model.Ringing)))
	f.Number, f.Still, f.Frozen = 1, true, true
	list.Refresh(f)
	list.Find("bo")
	if list.Len() != 1 {
		t.Errorf("%d rows match", list.Len())
	}
}

func TestAPlaceThatHasAnotherCallIsNotActedOn(t *testing.T) {
	at := morning
	parked := func(call model.CallID) *pane.Frame {
		f := frameOf(t)
		f.Snap.Parks = []*model.Park{
			{ID: model.Who{Tenant: "main", Number: "801"}, Number: pal.NewText("801"), On: model.On, Call: call},
			{ID: model.Who{Tenant: "main", Number: "802"}, Number: pal.NewText("802"), On: model.On, Call: 9},
		}
		f.At = at
		return f
	}
	// Given the cursor on a place with a call,
	list := pane.NewParked()
	list.Refresh(parked(5))
	if pick, lost := list.Pick(); pick.Call != 5 || lost {
		t.Fatalf("%+v, lost %v", pick, lost)
	}
	// when another is parked there, then a key may have been meant for the one before,
	list.Refresh(parked(6))
	if _, lost := list.Pick(); !lost {
		t.Error("a key reaches a call that was not seen")
	}
	// but not where the cursor has been put elsewhere, nor when there was time to look.
	list.Move(1)
	if pick, lost := list.Pick(); pick.Call != 9 || lost {
		t.Errorf("%+v, lost %v", pick, lost)
	}
	list.Move(-1)
	at = at.Add(2 * time.Second)
	list.Refresh(parked(6))
	if pick, lost := list.Pick(); pick.Call != 6 || lost {
		t.Errorf("%+v, lost %v", pick, lost)
	}
}

func TestAFrozenOrderDoesNotGrowWithoutEnd(t *testing.T) {
	// Given an order that was frozen and forgotten, when call after call comes and goes,
	list := pane.NewWaiting()
	most := 0
	for i := range 3000 {
		f := frameOf(t, call(model.CallID(i+1), model.Ringing, outside("+34 91 555 0001", ""), inside("1001", "", model.Ringing)))
		f.Number, f.Frozen = uint64(i+1), true
		list.Refresh(f)
		most = max(most, list.Len())
	}
	// then those that are gone are kept for a while, but not all of them.
	if most < 100 || most > 1500 {
		t.Errorf("up to %d rows", most)
	}
}

func TestTheCursorFindsItsCallAgainOnANewConnection(t *testing.T) {
	ring := func(id model.CallID, room, from string) *model.Conversation {
		c := call(id, model.Ringing, outside(from, ""), inside("1001", "", model.Ringing))
		c.Room = pal.NewText(room)
		return c
	}
	for name, c := range map[string]struct {
		back []*model.Conversation
		call model.CallID
		lost bool
	}{
		"the call is there still":      {[]*model.Conversation{ring(11, "8", "0002"), ring(12, "7", "0001")}, 12, false},
		"it is gone":                   {[]*model.Conversation{ring(11, "8", "0002")}, 11, true},
		"its room has somebody else":   {[]*model.Conversation{ring(11, "7", "0002")}, 11, true},
		"the PBX does not tell a room": {[]*model.Conversation{ring(11, "", "0001")}, 11, true},
	} {
		t.Run(name, func(t *testing.T) {
			// Given the cursor on a call,
			list := pane.NewWaiting()
			before := frameOf(t, ring(1, "7", "0001"), ring(2, "8", "0002"))
			before.Snap.Epoch = 1
			list.Refresh(before)
			list.Seek(pane.Pick{Call: 1})
			// when the line breaks and comes back, and much time passes,
			after := frameOf(t, c.back...)
			after.Snap.Epoch, after.At = 2, morning.Add(time.Hour)
			list.Refresh(after)
			// then it is on the same call, or on none until it is put on one.
			if pick, lost := list.Pick(); pick.Call != c.call || lost != c.lost {
				t.Errorf("the cursor is on call %d, lost %v", pick.Call, lost)
			}
			list.Top()
			if _, lost := list.Pick(); lost {
				t.Error("a call that was chosen is not acted on")
			}
		})
	}
}
