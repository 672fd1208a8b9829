package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cordboard/internal/config"
)

// configCommand is `cordboard config`.
func configCommand(env environment) *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "config init|check|path",
		Short: "Write, check or find the configuration",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return misused(cmd, errors.New("config needs one of init, check, path"))
		},
	}
	registerConfig(cmd.PersistentFlags(), &path)
	for _, sub := range []struct {
		name, short string
		do          func(env environment, path string) error
	}{
		{"init", "Write a configuration to fill in; an existing one is left alone", initConfig},
		{"check", "Say what is wrong with the configuration", checkConfig},
		{"path", "Print where the configuration is looked for", printConfigPath},
	} {
		cmd.AddCommand(&cobra.Command{
			Use: sub.name, Short: sub.short, Args: arguments(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error {
				if path == "" {
					path = env.configPath
				}
				return sub.do(env, path)
			},
		})
	}
	return cmd
}

func initConfig(env environment, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return &misuse{err: fmt.Errorf("write the configuration: %w", err)}
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &misuse{err: fmt.Errorf("%s exists already and is left as it is", path)}
	case err != nil:
		return &misuse{err: fmt.Errorf("write the configuration: %w", err)}
	}
	_, err = file.Write(env.example)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	fmt.Fprintln(env.stderr, "Written. Set url and user in [pbx], then run `cordboard config check`.")
	return printConfigPath(env, path)
}

func checkConfig(env environment, path string) error {
	c, err := config.Load(path)
	if err != nil {
		return &misuse{err: err}
	}
	if c.PBX.URL == "" {
		fmt.Fprintln(env.stderr, "It names no PBX yet: set url in [pbx].")
	}
	_, err = fmt.Fprintf(env.stdout, "%s: no mistakes\n", path)
	return err
}

func printConfigPath(env environment, path string) error {
	_, err := fmt.Fprintln(env.stdout, path)
	return err
}
