package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/spf13/cobra"

	"cordboard/internal/config"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// The codes that a command exits with.
const (
	exitDone = iota
	// exitFailed is that the PBX, the desk or the machine refused or failed.
	exitFailed
	// exitMisused is wrong usage or a wrong configuration.
	exitMisused
	// exitOffline is that there was no connection or no login.
	exitOffline
	// exitUnknown is a request that was sent and not answered: it may have been carried out.
	exitUnknown
)

// misuse is a command that was asked for wrongly, or a configuration that cannot be used.
type misuse struct {
	err error
	// usage is how to ask; empty for a configuration.
	usage string
}

// Error implements error.
func (m *misuse) Error() string {
	if m.usage == "" {
		return m.err.Error()
	}
	return m.err.Error() + "\nusage: " + m.usage
}

// Unwrap gives the cause.
func (m *misuse) Unwrap() error { return m.err }

// misused is err as a wrong usage of cmd.
func misused(cmd *cobra.Command, err error) error {
	return &misuse{err: err, usage: cmd.UseLine()}
}

// arguments makes what cobra says of arguments a wrong usage.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return misused(cmd, err)
		}
		return nil
	}
}

// exitCode is the code that a command with this error ends with.
func exitCode(err error) int {
	_, isMisuse := errors.AsType[*misuse](err)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		// A reader that has seen enough, `| head`, is no failure.
		return exitDone
	case isMisuse:
		return exitMisused
	case errors.Is(err, pal.ErrOutcomeUnknown):
		return exitUnknown
	}
	return lineCode(err)
}

// lineCode sorts the errors of the line to the PBX.
func lineCode(err error) int {
	if failed, ok := errors.AsType[*palconn.DialError](err); ok && failed.Kind == palconn.Misconfigured {
		return exitMisused
	} else if ok {
		return exitOffline
	}
	if _, refused := errors.AsType[*palconn.LoginRefused](err); refused {
		return exitOffline
	}
	for _, offline := range []error{
		palconn.ErrAnotherLogin, palconn.ErrRestricted, palconn.ErrInactive,
		palconn.ErrHungUp, palconn.ErrSilent, palconn.ErrOversize, pal.ErrClosed,
	} {
		if errors.Is(err, offline) {
			return exitOffline
		}
	}
	return exitFailed
}

// say tells a person what went wrong. Problems at a place in a file begin with the place, for editors to jump to. An
// error may quote what was typed, read from a file or sent by a PBX: only what may be shown of it is.
func say(to io.Writer, err error) {
	for _, problem := range unjoined(err) {
		if _, placed := errors.AsType[*config.Error](problem); placed {
			fmt.Fprintln(to, pal.NewLongText(problem.Error()))
			continue
		}
		if errors.Is(problem, context.Canceled) {
			problem = fmt.Errorf("interrupted: %w", problem)
		}
		fmt.Fprintf(to, "cordboard: %v\n", pal.NewLongText(problem.Error()))
	}
}

// unjoined are the errors that errors.Join put together.
func unjoined(err error) []error {
	if m, ok := err.(*misuse); ok && m.usage == "" {
		err = m.err
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, unjoined(e)...)
	}
	return all
}
