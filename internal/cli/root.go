package cli

import (
	"context"

	"github.com/spf13/cobra"
)

// run carries out one command and returns the code to exit with.
func run(ctx context.Context, args []string, env environment) int {
	root := rootCommand(env)
	root.SetArgs(args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(err)
	if code != exitDone {
		say(env.stderr, err)
	}
	return code
}

// rootCommand is `cordboard`: the console, and every other command below it.
func rootCommand(env environment) *cobra.Command {
	var flags connectionFlags
	root := &cobra.Command{
		Use:   "cordboard [COMMAND]",
		Short: "A terminal operator console for a PBX that speaks PAL WebSocket",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runConsole(cmd.Context(), env, flags)
		},
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	flags.register(root.Flags())
	root.SetFlagErrorFunc(misused)
	root.AddCommand(
		demoCommand(env), simCommand(env), watchCommand(env), callCommand(env), methodsCommand(env),
		journalCommand(env), configCommand(env), keysCommand(env), completionCommand(env), versionCommand(env), guardianCommand(),
	)
	return root
}
