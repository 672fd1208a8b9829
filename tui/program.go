package tui

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "github.com/charmbracelet/bubbletea"
)

// ErrPanic says that the screen failed by a fault of this program. The terminal
// is usable again when it is returned.
var ErrPanic = errors.New("the screen failed: this is a fault of cordboard")

// A terminal that counts a text as wider than x/ansi must not wrap it: what follows is
// put where it belongs (widget.Anchor).
const (
	noWrap = "\x1b[?7l"
	wrap   = "\x1b[?7h"
)

// Terminal is where a screen is shown.
type Terminal struct {
	In  io.Reader
	Out io.Writer
	// Sizes tells how big the terminal is, first and at every change. Nil asks the
	// terminal itself, which Out must then be.
	Sizes <-chan Size
}

// Size is the size of a terminal in cells.
type Size struct{ Width, Height int }

// Run shows the screen on a terminal until the operator leaves it or ctx is
// done. The terminal is as it was when Run returns.
func Run(ctx context.Context, o Options, t Terminal) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(t.In), tea.WithOutput(t.Out), tea.WithAltScreen(), tea.WithoutSignalHandler(),
	}
	if o.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	app := New(ctx, o)
	app.sizes = t.Sizes
	if _, err := io.WriteString(t.Out, noWrap); err != nil {
		return fmt.Errorf("drawing on the terminal: %w", err)
	}
	defer func() { _, _ = io.WriteString(t.Out, wrap) }()
	_, err := tea.NewProgram(app, options...).Run()
	switch {
	case errors.Is(err, tea.ErrProgramPanic):
		return ErrPanic
	case err != nil && ctx.Err() == nil:
		return fmt.Errorf("drawing on the terminal: %w", err)
	}
	return nil
}
