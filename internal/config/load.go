package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"
)

// Path is where the configuration file is looked for when none is named: cordboard/config.toml in the user's
// configuration directory. The file need not exist.
func Path() string {
	return filepath.Join(xdg.ConfigHome, "cordboard", "config.toml")
}

// JournalPath is where the journal is when the configuration names no other place: cordboard/journal.db in the user's
// state directory. The file need not exist.
func JournalPath() string {
	return filepath.Join(xdg.StateHome, "cordboard", "journal.db")
}

// Load reads and parses the file at path. Its errors are those of Parse, or wrap the one of the file system: a missing
// file is fs.ErrNotExist. A file with a password in it that others than its owner can read is refused. Paths written in
// the file are taken from the directory it stands in; "~/" is the home directory.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("read the configuration: %w", err)
	}
	c, err := Parse(path, data)
	if err != nil {
		return Config{}, err
	}
	if err := c.checkPrivate(path, data); err != nil {
		return Config{}, err
	}
	dir := filepath.Dir(path)
	for _, setting := range []*string{&c.PBX.PasswordFile, &c.PBX.CAFile, &c.Journal.Path} {
		if *setting, err = absolute(dir, *setting); err != nil {
			return Config{}, err
		}
	}
	return c, nil
}

// checkPrivate refuses a password in a file that is open to others.
func (c Config) checkPrivate(path string, data []byte) error {
	if c.PBX.Password.Empty() {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("read the configuration: %w", err)
	}
	if isPrivate(info.Mode()) {
		return nil
	}
	src := source{file: path, data: data}
	problem := "pbx.password: others can read this file; run `chmod 600 " + path + "`, or take password_file or password_command"
	return src.errorAt(readPlaces(data)["pbx.password"].key, problem, nil)
}

// isPrivate says whether the owner alone has any right to a file. Windows keeps such rights elsewhere.
func isPrivate(mode os.FileMode) bool {
	return runtime.GOOS == "windows" || mode.Perm()&0o077 == 0
}

func absolute(dir, path string) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("find the home directory for %q: %w", path, err)
		}
		return filepath.Join(home, rest), nil
	}
	if path == "" || filepath.IsAbs(path) {
		return path, nil
	}
	full, err := filepath.Abs(filepath.Join(dir, path))
	if err != nil {
		return "", fmt.Errorf("make %q absolute: %w", path, err)
	}
	return full, nil
}
