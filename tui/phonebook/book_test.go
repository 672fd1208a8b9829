package phonebook_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/tui/phonebook"
	"cordboard/tui/widget"
)

var morning = time.Date(2026, 3, 2, 9, 41, 7, 0, time.UTC)

// board is one with these people, by number and name.
func board(people ...string) *model.Store {
	store := model.NewStore("main", nil)
	store.Began(1, morning)
	add(store, people...)
	return store
}

func add(store *model.Store, people ...string) {
	var rows []model.Person
	for pair := range slices.Chunk(people, 2) {
		rows = append(rows, model.Person{Number: pal.NewText(pair[0]), Name: pal.NewText(pair[1])})
	}
	store.Directory(1, rows)
}

// crowd is a board with this many people.
func crowd(n int) *model.Store {
	store := board()
	for i := range n {
		add(store, fmt.Sprint(10_000+i), "Ana Ruiz")
	}
	return store
}

func numbers(keys widget.Keys[model.Who]) []string {
	var all []string
	for i := range keys.Len() {
		all = append(all, keys.At(i).Number)
	}
	return all
}

func TestABookIsInTheOrderOfNumbers(t *testing.T) {
	book := phonebook.New(board("1002", "Bo Lund", "99", "Ken Mori", "1001", "Ana Ruiz").Snapshot())
	if diff := cmp.Diff([]string{"99", "1001", "1002"}, numbers(book)); diff != "" {
		t.Error(diff)
	}
	if book.NumberCells() != 4 {
		t.Errorf("numbers take %d cells", book.NumberCells())
	}
}

func TestABookFindsNumbersAndNames(t *testing.T) {
	book := phonebook.New(board("1002", "Bo Lund", "99", "Ken Mori", "1001", "Ana Ruiz").Snapshot())
	for words, want := range map[string][]string{
		"mori": {"99"}, "100": {"1001", "1002"}, "": {"99", "1001", "1002"}, "nobody": nil,
	} {
		if diff := cmp.Diff(want, numbers(book.Find(words))); diff != "" {
			t.Errorf("%q: %s", words, diff)
		}
	}
}

func TestABookIsOfOneMoment(t *testing.T) {
	// Given the book of a board,
	store := board("1001", "Ana Ruiz")
	book := phonebook.New(store.Snapshot())
	// when somebody's presence changes, then it is still the book of that board;
	store.Notified(1, pal.Registration{User: pal.NewText("1001"), Registered: pal.On}, morning)
	if !book.IsOf(store.Snapshot()) {
		t.Error("presence makes a book old")
	}
	// when somebody is renamed, then it is not, and has the name of before.
	add(store, "1001", "Ana Lund")
	if book.IsOf(store.Snapshot()) || book.Find("lund").Len() != 0 || book.Equal(phonebook.New(store.Snapshot())) {
		t.Error("a book follows the board")
	}
}

func TestAShelfHasShortBooksAtOnceAndLongOnesMade(t *testing.T) {
	// Given the shelf of a board with few people,
	var shelf phonebook.Shelf
	store := crowd(10)
	shelf.Follow(store.Snapshot())
	add(store, "1001", "Ana Ruiz")
	// when one comes, then the book has them at once, and none is to be made;
	shelf.Follow(store.Snapshot())
	if shelf.Book().Len() != 11 || shelf.Lags(store.Snapshot()) {
		t.Errorf("%d in the book", shelf.Book().Len())
	}
	// when thousands come, then one is to be made, once, and the old one serves until it is put there.
	for i := range 3_000 {
		add(store, fmt.Sprint(50_000+i), "Bo Lund")
	}
	shelf.Follow(store.Snapshot())
	if shelf.Book().Len() != 11 || !shelf.Lags(store.Snapshot()) || shelf.Lags(store.Snapshot()) {
		t.Errorf("%d in the book", shelf.Book().Len())
	}
	shelf.Put(phonebook.New(store.Snapshot()))
	if shelf.Book().Len() != 3_011 || shelf.Lags(store.Snapshot()) {
		t.Errorf("%d in the book", shelf.Book().Len())
	}
}
