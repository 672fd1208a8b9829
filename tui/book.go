package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"cordboard/model"
	"cordboard/tui/phonebook"
)

// bookMsg brings a phone book that was made beside the screen, and how long that
// took.
type bookMsg struct {
	book *phonebook.Book
	took time.Duration
}

// makeBook has the phone book made again when it is a long one that lags. While the
// board grows this takes half of the time at the most: it rests as long as it worked.
func (a *App) makeBook() tea.Cmd {
	if !a.shelf.Lags(a.snap) {
		return nil
	}
	rested := a.Clock.After(a.bookTook)
	return func() tea.Msg {
		select {
		case <-rested:
		case <-a.ctx.Done():
			return nil
		}
		began := a.Clock.Now()
		book := phonebook.New(a.Store.Snapshot())
		return bookMsg{book, a.Clock.Now().Sub(began)}
	}
}

// putBook takes a book that was made.
func (a *App) putBook(msg bookMsg) {
	a.shelf.Put(msg.book)
	a.bookTook = msg.took
}

// book is the newest phone book, for a dialog that is shown the board.
func (a *App) book(*model.Snapshot) *phonebook.Book { return a.shelf.Book() }
