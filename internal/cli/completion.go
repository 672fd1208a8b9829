package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cordboard/palconn/pal"
)

// completionCommand is `cordboard completion`.
func completionCommand(env environment) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "Print a completion script for a shell",
		Long:      "Prints a completion script. For bash, in ~/.bashrc:\n\n    source <(cordboard completion bash)",
		Args:      arguments(cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs)),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeCompletion(cmd.Root(), env, args[0])
		},
	}
}

func writeCompletion(root *cobra.Command, env environment, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(env.stdout, true)
	case "zsh":
		return root.GenZshCompletion(env.stdout)
	case "fish":
		return root.GenFishCompletion(env.stdout, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(env.stdout)
	}
	return fmt.Errorf("no completion for %q", shell)
}

// completeCall completes the method, then the parameters that are not given yet, then their allowed values.
func completeCall(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	const noFiles = cobra.ShellCompDirectiveNoFileComp
	if len(args) == 0 {
		callable := slices.DeleteFunc(pal.Methods(), func(m pal.Method) bool { return m.Name == loginMethod })
		return methodNames(callable), noFiles
	}
	method, ok := pal.FindMethod(args[0])
	if !ok {
		return nil, noFiles
	}
	if name, _, valued := strings.Cut(begun, "="); valued {
		return allowedValues(method, name), noFiles
	}
	return parametersLeft(method, args[1:]), noFiles | cobra.ShellCompDirectiveNoSpace
}

func allowedValues(method pal.Method, name string) []string {
	param, _ := method.Param(name)
	values := make([]string, len(param.Allowed))
	for i, value := range param.Allowed {
		values[i] = name + "=" + value
	}
	return values
}

func parametersLeft(method pal.Method, given []string) []string {
	var left []string
	for _, p := range method.Params {
		isThis := func(arg string) bool {
			return strings.HasPrefix(arg, p.Name+"=") || strings.HasPrefix(arg, p.Name+":=")
		}
		if !slices.ContainsFunc(given, isThis) {
			left = append(left, cobra.CompletionWithDesc(p.Name+"=", p.Help))
		}
	}
	return left
}
