package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	_ "cordboard/internal/cli/background" // before Bubble Tea is initialised
	"cordboard/internal/config"
	"cordboard/palconn/pal"
	"cordboard/tui"
)

// environment is the world that a command runs in.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	// onTerminal tells that a person sits before standard input and output.
	onTerminal bool
	// guard starts what puts the terminal right when the console ends without doing so; release ends it.
	guard func() (release func(), err error)
	clock tui.Clock
	// sizes are those of a terminal that is not the process's own; nil otherwise.
	sizes <-chan tui.Size
	// askPassword asks without echo. It is nil where there is nobody to ask.
	askPassword func(ctx context.Context, prompt string) (pal.Secret, error)
	// configPath is where the configuration is when none is named.
	configPath string
	// journalPath is where the journal is when the configuration names no other place.
	journalPath string
	// example is the configuration that `config init` writes.
	example []byte
}

// Main runs the command named by the arguments of the process and returns the code to exit with. SIGINT, SIGTERM and
// SIGHUP end the command; a second SIGINT or SIGTERM ends the process. example is the text of config.example.toml.
func Main(example []byte) int {
	ctx, stop := endedBySignal()
	defer stop()
	// Asked for, SIGPIPE comes here instead of killing: the write itself then fails, and the command ends as it should.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return run(ctx, os.Args[1:], processEnvironment(example))
}

func processEnvironment(example []byte) environment {
	env := environment{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, clock: wallClock{}, guard: guardTerminal, configPath: config.Path(), journalPath: config.JournalPath(),
		example: example,
	}
	asks := term.IsTerminal(int(os.Stdin.Fd()))
	env.onTerminal = asks && term.IsTerminal(int(os.Stdout.Fd()))
	if asks {
		env.askPassword = askOnTerminal
	}
	return env
}

// askOnTerminal reads a line from standard input without echo, which is off before the prompt shows. Ctrl-C, Ctrl-D and
// the end of ctx give context.Canceled; the reading is then left to the end of the process.
func askOnTerminal(ctx context.Context, prompt string) (pal.Secret, error) {
	in := int(os.Stdin.Fd())
	before, err := term.MakeRaw(in)
	if err != nil {
		return pal.Secret{}, fmt.Errorf("ask for the password: %w", err)
	}
	defer func() { _ = term.Restore(in, before) }()
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		person := term.NewTerminal(typed{os.Stdin, os.Stderr}, "")
		text, err := person.ReadPassword(prompt)
		answered <- answer{text, err}
	}()
	select {
	case a := <-answered:
		if a.err == nil {
			return pal.NewSecret(a.text), nil
		}
	case <-ctx.Done():
	}
	fmt.Fprint(os.Stderr, "\r\n")
	return pal.Secret{}, context.Canceled
}

// typed is a terminal in raw mode, on which a line feed ends a line as the Enter key does.
type typed struct {
	in *os.File
	io.Writer
}

// Read implements io.Reader.
func (t typed) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	copy(p, bytes.ReplaceAll(p[:n], []byte("\n"), []byte("\r")))
	return n, err
}
