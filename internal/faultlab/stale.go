package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"

	"cordboard/internal/config"
	"cordboard/internal/faultproxy"
	"cordboard/palconn/palsim"
	"cordboard/tui"
	"cordboard/tui/pane"
	"cordboard/tui/theme"
)

const (
	screenWidth, screenHeight = 120, 36
	// noticeTime is how long it may take to notice a break, and frameTime how long a frame may be under way from the board to
	// the terminal: what was drawn before may be written so long after it.
	noticeTime = 100 * time.Millisecond
	frameTime  = 100 * time.Millisecond
)

// actKeys act on the call under the cursor, each with what closes what it opens.
func actKeys() []string {
	return []string{
		"t\x1b", "p\x1b", "b\x1b", "x\x1b", "c\x1b", "r", "h", "z", "u", "U", "xy\x1b", "p\r\x1b", "t1006\r\x1b", "\r\r\x1b", "hr",
	}
}

// marks are the words by which the top line says that what is shown is old.
func marks() []string {
	return []string{"reconnecting, as of ", "PBX inactive, as of ", "stopped, as of "}
}

// screen is the console on a terminal that looks at each frame.
type screen struct {
	*board
	keys  *io.PipeWriter
	ended chan error

	mu       sync.Mutex
	emulator *vt.Emulator
	// down is when the line was taken down, zero while it may be up.
	down time.Time
	// judged are the frames written meanwhile, unmarked those without the mark.
	judged, unmarked int
}

// measureStale draws the real screen through breaks and types keys that act while the line is down.
func measureStale(ctx context.Context, l *lab) (err error) {
	e, err := newExchange(40, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := e.talk(number(0), number(1)); err != nil {
		return err
	}
	all, closeAll, err := boards(ctx, l, 1, e.URL(), setup{atOnce: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	s, leave, err := showBoard(ctx, all[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, leave()) }()
	if err := s.actsWhenLive(ctx, e); err != nil {
		return err
	}
	before, breaks := len(e.changes()), l.many(150, 8)
	for i := range breaks {
		if err := s.breakOnce(ctx, e, i); err != nil {
			return fmt.Errorf("break %d: %w", i, err)
		}
	}
	l.progress("%d frames while the line was down", s.judged)
	l.report(unmarked.measured("", float64(s.unmarked), s.judged))
	l.report(sentWhileDown.measured("", float64(len(e.changes())-before), breaks*len(actKeys())))
	return nil
}

// showBoard shows a board on a terminal of its own; leave ends that.
func showBoard(ctx context.Context, b *board) (s *screen, leave func() error, err error) {
	c := config.Default()
	keys, err := c.KeyMap()
	if err != nil {
		return nil, nil, err
	}
	themes := func(name string) (*theme.Theme, error) {
		return theme.New(theme.Options{Name: name, Profile: theme.NoColor})
	}
	look, err := themes(c.Screen.Theme)
	if err != nil {
		return nil, nil, err
	}
	in, writer := io.Pipe()
	s = &screen{board: b, keys: writer, ended: make(chan error, 1), emulator: vt.NewEmulator(screenWidth, screenHeight)}
	sizes := make(chan tui.Size, 1)
	sizes <- tui.Size{Width: screenWidth, Height: screenHeight}
	ctx, stop := context.WithCancel(ctx)
	go func() {
		s.ended <- tui.Run(ctx, tui.Options{
			Store: b.store, Desk: b.desk, Keys: keys, Theme: look, Themes: themes, Clock: wallClock{}, Bell: func() {},
			Line: func() tui.Line { return tui.Line{} }, Counters: func() []pane.Counter { return nil },
		}, tui.Terminal{In: in, Out: s, Sizes: sizes})
	}()
	return s, func() error { stop(); defer in.Close(); return <-s.ended }, nil
}

// Write implements io.Writer: it is the terminal, and it judges each frame.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	late := s.isLate()
	n, err := s.emulator.Write(p)
	if late && s.isLate() {
		s.judged++
		if !s.isMarked() {
			s.unmarked++
		}
	}
	return n, err
}

// isLate tells that the line has been down for longer than it takes to say so. It does not ask the console. Call it with mu
// held.
func (s *screen) isLate() bool { return !s.down.IsZero() && time.Since(s.down) > noticeTime+frameTime }

// isDown notes that the line is taken down now, or that it may come back from now on.
func (s *screen) isDown(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = time.Time{}
	if down {
		s.down = time.Now()
	}
}

func (s *screen) isMarked() bool {
	text := s.emulator.String()
	for _, mark := range marks() {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// text is what can be read.
func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emulator.String()
}

// shows waits until a text is on the screen.
func (s *screen) shows(ctx context.Context, text string) error {
	if err := until(ctx, func() bool { return strings.Contains(s.text(), text) }); err != nil {
		return fmt.Errorf("await %q: %w; the screen is\n%s", text, err, s.text())
	}
	return nil
}

// press types keys one by one, as a person does.
func (s *screen) press(keys string) error {
	for _, key := range keys {
		if _, err := io.WriteString(s.keys, string(key)); err != nil {
			return err
		}
	}
	return nil
}

// actsWhenLive makes sure that keys act while the line is up, so that it means something when they do not.
func (s *screen) actsWhenLive(ctx context.Context, e *exchange) error {
	if err := s.shows(ctx, "● live"); err != nil {
		return err
	}
	if err := errors.Join(s.press("2"), s.shows(ctx, number(1)), s.press("r")); err != nil {
		return err
	}
	if err := until(ctx, func() bool { return len(e.changes()) == 1 }); err != nil {
		return fmt.Errorf("a key that records while the line is up: %w; the screen is\n%s", err, s.text())
	}
	return nil
}

// breakOnce takes the line down, types, lets calls change, and lets it come back.
func (s *screen) breakOnce(ctx context.Context, e *exchange, i int) error {
	before, err := s.awaitLive(ctx)
	if err != nil {
		return err
	}
	if err := s.shows(ctx, "● live"); err != nil {
		return err
	}
	inactive := i%4 == 3
	if inactive {
		e.GoInactive()
	} else {
		s.proxy.Break(faultproxy.Refuse)
		s.proxy.Break(faultproxy.Reset)
	}
	s.isDown(true)
	if _, err := s.awaitLoss(ctx, before); err != nil {
		return err
	}
	if err := errors.Join(s.shows(ctx, ", as of "), e.turnOver()); err != nil {
		return err
	}
	for _, keys := range actKeys() {
		if err := errors.Join(pause(ctx, frameTime/5), s.press(keys)); err != nil {
			return err
		}
	}
	// The last key has been taken when the one after it was: a view is changed and shown.
	if err := errors.Join(s.press("\x1b3"), s.shows(ctx, "Extensions"), s.press("\x1b2"), pause(ctx, 2*frameTime)); err != nil {
		return err
	}
	s.isDown(false)
	if inactive {
		e.GoActive()
	} else {
		s.proxy.Heal()
	}
	return nil
}

// turnOver ends the call that there is and begins another.
func (e *exchange) turnOver() error {
	e.clear(number(0))
	return e.talk(number(0), number(1))
}
