package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"cordboard/palconn/pal"
)

// PasswordVariable is the environment variable with the login password.
const PasswordVariable = "CORDBOARD_PASSWORD"

// longestPassword, in bytes, is what a password file or command may give; more is a mistake in the path.
const longestPassword = 4096

// ErrNoPassword says that no source of a password is configured: the caller may ask for one at a prompt.
var ErrNoPassword = errors.New("no password is configured")

// Secret finds the login password: in the file named on the command line, else in the environment, else in
// password_file, else from password_command, else in the configuration itself. A source that is configured and fails is
// an error, never skipped for the next one. A password file that others than its owner can read is refused. One newline
// at the end is cut. With no source the error is ErrNoPassword. It blocks until the command ends or ctx does; what the
// command says on its standard error is in the error when it gives no password, and is nowhere else.
func (c Config) Secret(ctx context.Context, getenv func(string) string) (pal.Secret, error) {
	switch environment := getenv(PasswordVariable); {
	case c.PBX.GivenPasswordFile != "":
		return SecretFile(c.PBX.GivenPasswordFile)
	case environment != "":
		return pal.NewSecret(environment), nil
	case c.PBX.PasswordFile != "":
		return SecretFile(c.PBX.PasswordFile)
	case len(c.PBX.PasswordCommand) > 0:
		return fromCommand(ctx, c.PBX.PasswordCommand)
	case !c.PBX.Password.Empty():
		return c.PBX.Password.Secret, nil
	}
	return pal.Secret{}, ErrNoPassword
}

// SecretFile reads a file with a password alone, of which one newline at the end is cut. One that others than its owner
// can read is refused.
func SecretFile(path string) (pal.Secret, error) {
	file, err := os.Open(path)
	if err != nil {
		return pal.Secret{}, fmt.Errorf("read the password file: %w", err)
	}
	defer file.Close()
	// The rights are asked of the open file: the path could name another one a moment later.
	info, err := file.Stat()
	if err != nil {
		return pal.Secret{}, fmt.Errorf("read the password file: %w", err)
	}
	if !isPrivate(info.Mode()) {
		return pal.Secret{}, fmt.Errorf("others can read the password file %s; run `chmod 600 %s`", path, path)
	}
	text, err := io.ReadAll(io.LimitReader(file, longestPassword+1))
	if err != nil {
		return pal.Secret{}, fmt.Errorf("read the password file: %w", err)
	}
	return wrap(text, "the password file "+path)
}

func fromCommand(ctx context.Context, command []string) (pal.Secret, error) {
	var said bytes.Buffer
	run := exec.CommandContext(ctx, command[0], command[1:]...)
	run.Stderr = &said
	// A grandchild that keeps our pipe open must not hold us after the end of the command.
	run.WaitDelay = time.Second
	text, err := run.Output()
	if stopped := ctx.Err(); stopped != nil {
		return pal.Secret{}, fmt.Errorf("run password_command %q: %w", command[0], stopped)
	}
	if err != nil {
		return pal.Secret{}, saying(fmt.Errorf("run password_command %q: %w", command[0], err), said.String())
	}
	password, err := wrap(text, "password_command "+command[0])
	return password, saying(err, said.String())
}

// saying is an error with what a command said of it, in one line that may be shown.
func saying(err error, said string) error {
	words := pal.NewText(strings.Join(strings.Fields(said), " ")).String()
	if err == nil || words == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, words)
}

func wrap(text []byte, origin string) (pal.Secret, error) {
	password := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	switch {
	case password == "":
		return pal.Secret{}, fmt.Errorf("%s gives no password", origin)
	case len(password) > longestPassword:
		return pal.Secret{}, fmt.Errorf("%s gives more than %d bytes; is that a password?", origin, longestPassword)
	}
	return pal.NewSecret(password), nil
}
