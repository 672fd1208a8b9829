package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// guardianName is the hidden command that a guardian is run as.
const guardianName = "guard-terminal"

// restore ends everything that the console may have set on a terminal: mouse
// reports, bracketed paste, lines that do not wrap, the alternate screen, a hidden
// cursor, colours.
const restore = "\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[0m\r"

// guardian is a small process of its own beside the console. It puts the terminal
// right when the console ends without doing so: by a panic on any goroutine, a
// fault of the runtime, or a kill that no program can catch.
type guardian struct {
	process *exec.Cmd
	leash   io.WriteCloser
}

// guardTerminal starts the guardian of the terminal on standard input. It returns
// when the guardian has seen the terminal as it was.
func guardTerminal() (release func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	g := &guardian{process: exec.Command(self, guardianName)}
	g.process.Stderr = os.Stderr
	g.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	g.process.ExtraFiles = []*os.File{os.Stdin}
	if g.leash, err = g.process.StdinPipe(); err != nil {
		return nil, fmt.Errorf("guard the terminal: %w", err)
	}
	ready, err := g.process.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("guard the terminal: %w", err)
	}
	if err := g.process.Start(); err != nil {
		return nil, fmt.Errorf("guard the terminal: %w", err)
	}
	if _, err := bufio.NewReader(ready).ReadString('\n'); err != nil {
		return nil, fmt.Errorf("guard the terminal: %w", err)
	}
	return g.release, nil
}

// release tells the guardian that the terminal was put right, and waits for its
// end.
func (g *guardian) release() {
	_, _ = io.WriteString(g.leash, "done\n")
	_ = g.leash.Close()
	_ = g.process.Wait()
}

// guardianCommand is the guardian itself.
func guardianCommand() *cobra.Command {
	return &cobra.Command{
		Use: guardianName, Hidden: true, Args: arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return guard(os.Stdin, os.Stdout, os.NewFile(3, "terminal")) },
	}
}

// guard remembers the terminal, says so, and waits for the leash to be let go.
// Let go without a word, it puts the terminal right. Signals that end the console
// do not end it, and being in the background does not stop it.
func guard(leash io.Reader, ready io.Writer, terminal *os.File) error {
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTTOU, syscall.SIGTTIN, syscall.SIGTSTP)
	before, err := term.GetState(int(terminal.Fd()))
	if err != nil {
		return fmt.Errorf("guard the terminal: %w", err)
	}
	if _, err := fmt.Fprintln(ready, "ready"); err != nil {
		return err
	}
	if word, _ := io.ReadAll(leash); len(word) > 0 {
		return nil
	}
	_, _ = io.WriteString(terminal, restore)
	return term.Restore(int(terminal.Fd()), before)
}
