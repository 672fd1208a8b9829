package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionCommand is `cordboard version`.
func versionCommand(env environment) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintln(env.stdout, describeBuild(info))
			return err
		},
	}
}

// describeBuild names the version and, where the build noted them, the commit and that it was changed. info may be nil.
func describeBuild(info *debug.BuildInfo) string {
	if info == nil {
		return "cordboard (built without version information)"
	}
	line := "cordboard " + info.Main.Version
	if info.Main.Version == "" {
		line = "cordboard (devel)"
	}
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			line += " " + setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			line += " changed"
		}
	}
	return line + " " + info.GoVersion
}
