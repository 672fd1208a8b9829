package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"cordboard/keymap"
)

// keysCommand is `cordboard keys`.
func keysCommand(env environment) *cobra.Command {
	var path string
	var markdown bool
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "List the keys of the configured map",
		Long:  "Lists every action with its keys, in the map and with the changes of the configuration.",
		Args:  arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if markdown {
				_, err := io.WriteString(env.stdout, keymap.Markdown(keymap.Classic(), keymap.Attendant()))
				return err
			}
			c, err := env.loadConfig(path)
			if err != nil {
				return err
			}
			keys, err := c.KeyMap()
			if err != nil {
				return &misuse{err: err}
			}
			return writeKeys(env.stdout, keys)
		},
	}
	registerConfig(cmd.Flags(), &path)
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print docs/keys.md: both maps as they are delivered")
	return cmd
}

func writeKeys(to io.Writer, keys keymap.Map) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "ACTION\tKEYS (%s)\tWHAT IT DOES\n", keys.Name())
	for _, entry := range keymap.Table() {
		labels := keys.Keys(entry.Action)
		for i, key := range labels {
			labels[i] = keymap.Label(key)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", entry.Action, strings.Join(labels, "  "), entry.Help)
	}
	return table.Flush()
}
