package config

import (
	"fmt"
	"io"
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
// file is fs.ErrNotExist. A file with a password in it that others than its owner can read is refused, and so is one with
// a password_command that others can write. Paths written in the file are taken from the directory it stands in; "~/" is
// the home directory.
func Load(path string) (Config, error) {
	data, info, err := read(path)
	if err != nil {
		return Config{}, fmt.Errorf("read the configuration: %w", err)
	}
	c, err := Parse(path, data)
	if err != nil {
		return Config{}, err
	}
	if setting, problem := c.exposed(path, info); problem != "" {
		src := source{file: path, data: data}
		return Config{}, src.errorAt(readPlaces(data)[setting].key, setting+": "+problem, nil)
	}
	dir := filepath.Dir(path)
	for _, setting := range []*string{&c.PBX.PasswordFile, &c.PBX.CAFile, &c.Journal.Path} {
		if *setting, err = absolute(dir, *setting); err != nil {
			return Config{}, err
		}
	}
	return c, nil
}

// read gives a file and its rights, which are asked of the open file: the path could name another one a moment later.
func read(path string) ([]byte, os.FileInfo, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(file)
	return data, info, err
}

// exposed gives the setting that must not stand in a file with these rights, and why: a password that others can read, or
// a command that others can put there, to be run by this user.
func (c Config) exposed(path string, info os.FileInfo) (setting, problem string) {
	switch {
	case !c.PBX.Password.Empty() && !isPrivate(info.Mode()):
		return "pbx.password", "others can read this file; run `chmod 600 " + path + "`, or take password_file or password_command"
	case len(c.PBX.PasswordCommand) == 0:
	case othersCanWrite(info.Mode()):
		return "pbx.password_command", "others can write to this file and name any program to be run; look what stands there, then run `chmod 600 " + path + "`"
	case !isOurs(info):
		return "pbx.password_command", "this file is somebody else's, who can name any program to be run; take a copy of your own"
	}
	return "", ""
}

// isPrivate says whether the owner alone has any right to a file. Windows keeps such rights elsewhere.
func isPrivate(mode os.FileMode) bool {
	return runtime.GOOS == "windows" || mode.Perm()&0o077 == 0
}

// othersCanWrite says whether others than the owner can write to a file.
func othersCanWrite(mode os.FileMode) bool {
	return runtime.GOOS != "windows" && mode.Perm()&0o022 != 0
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
