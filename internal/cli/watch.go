package cli

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cordboard/internal/config"
	"cordboard/palconn"
)

// watchCommand is `cordboard watch`.
func watchCommand(env environment) *cobra.Command {
	var flags connectionFlags
	var kinds []string
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Print what the PBX tells, one JSON object a line, until it is interrupted",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkKinds(kinds); err != nil {
				return misused(cmd, err)
			}
			c, err := flags.settings(env)
			if err != nil {
				return err
			}
			return env.watch(cmd.Context(), c, kinds)
		},
	}
	flags.register(cmd.Flags())
	cmd.Flags().StringSliceVar(&kinds, "kind", allKinds(), "`KINDS` to print, comma-separated")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(allKinds(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// The kinds of events. kindServer is what is said of the line to the PBX and of the PBX itself.
const (
	kindStatus     = "status"
	kindPark       = "park"
	kindLine       = "line"
	kindRegistered = "registered"
	kindVoicemail  = "voicemail"
	kindRecording  = "callrecording"
	kindServer     = "server"
)

func allKinds() []string {
	return []string{kindStatus, kindPark, kindLine, kindRegistered, kindVoicemail, kindRecording, kindServer}
}

func checkKinds(kinds []string) error {
	if len(kinds) == 0 {
		return errors.New("--kind names no kind")
	}
	for _, kind := range kinds {
		if !slices.Contains(allKinds(), kind) {
			return fmt.Errorf("--kind %q is none of %s", kind, strings.Join(allKinds(), ", "))
		}
	}
	return nil
}

// want asks for no more than what will be printed.
func want(kinds []string) palconn.Want {
	all := palconn.WantAll()
	has := func(kind string) bool { return slices.Contains(kinds, kind) }
	w := palconn.Want{
		Users: all.Users, Status: has(kindStatus), Registered: has(kindRegistered),
		Voicemail: has(kindVoicemail), Recording: has(kindRecording),
	}
	if has(kindPark) {
		w.Parks = all.Parks
	}
	if has(kindLine) {
		w.Lines = all.Lines
	}
	return w
}

// watch prints until ctx ends, the output is closed or the PBX is lost for good. A PBX that cannot be reached at the
// start is not waited for: the URL is wrong more often than the PBX is down.
func (env environment) watch(ctx context.Context, c config.Config, kinds []string) error {
	options, err := env.dialOptions(ctx, c, want(kinds))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	w := newWatcher(ctx, env, kinds, options.Timeout, cancel)
	defer w.stopWaiting()
	var session *palconn.Session
	session = palconn.NewSession(palconn.SessionOptions{
		Options: options, Watcher: w,
		// The wait is drawn after each failure: the moment to give up when nothing has ever come.
		Jitter: func(limit time.Duration) time.Duration {
			if !w.begun {
				cancel(session.Status().LastError)
			}
			return rand.N(limit)
		},
	})
	if err := session.Run(ctx); err != nil {
		return err
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}
