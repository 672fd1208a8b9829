package config_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"cordboard/internal/config"
)

func TestThePathIsInTheUsersConfiguration(t *testing.T) {
	home := t.TempDir()
	t.Cleanup(xdg.Reload) // registered first, so it runs when the environment is as before
	t.Setenv("XDG_CONFIG_HOME", home)
	xdg.Reload()
	if got, want := config.Path(), filepath.Join(home, "cordboard", "config.toml"); got != want {
		t.Errorf("the path is %s, want %s", got, want)
	}
}

func TestTheJournalIsInTheUsersState(t *testing.T) {
	home := t.TempDir()
	t.Cleanup(xdg.Reload)
	t.Setenv("XDG_STATE_HOME", home)
	xdg.Reload()
	if got, want := config.JournalPath(), filepath.Join(home, "cordboard", "journal.db"); got != want {
		t.Errorf("the path is %s, want %s", got, want)
	}
}

func TestAMissingFileIsTold(t *testing.T) {
	_, err := config.Load(filepath.Join(t.TempDir(), "config.toml"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}

func TestAFileThatOthersCanReadHoldsNoPassword(t *testing.T) {
	for _, c := range []struct {
		text    string
		mode    fs.FileMode
		refused bool
	}{
		{"[pbx]\npassword = \"secret\"\n", 0o600, false},
		{"[pbx]\npassword = \"secret\"\n", 0o640, true},
		{"[pbx]\npassword = \"secret\"\n", 0o604, true},
		{"[pbx]\nuser = \"1000\"\n", 0o644, false},
		{"[pbx]\npassword = \"\"\n", 0o644, false},
	} {
		path := write(t, "config.toml", c.text, c.mode)
		_, err := config.Load(path)
		if !c.refused {
			if err != nil {
				t.Errorf("%q with mode %o: %v", c.text, c.mode, err)
			}
			continue
		}
		want := fmt.Sprintf("%s:2:1: pbx.password: others can read this file; run `chmod 600 %s`, or take password_file or password_command", path, path)
		if err == nil || err.Error() != want {
			t.Errorf("%q with mode %o: %v, want %s", c.text, c.mode, err, want)
		}
	}
}

func TestAFileThatOthersCanWriteHoldsNoCommand(t *testing.T) {
	const text = "[pbx]\npassword_command = [\"true\"]\n"
	for mode, refused := range map[fs.FileMode]bool{0o600: false, 0o644: false, 0o620: true, 0o602: true, 0o666: true} {
		path := write(t, "config.toml", text, mode)
		_, err := config.Load(path)
		want := fmt.Sprintf("%s:2:1: pbx.password_command: others can write to this file and name any program to be run; "+
			"look what stands there, then run `chmod 600 %s`", path, path)
		if refused && (err == nil || err.Error() != want) || !refused && err != nil {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
	if _, err := config.Load(write(t, "config.toml", "[pbx]\npassword_command = []\n", 0o666)); err != nil {
		t.Errorf("without a command: %v", err)
	}
}

func TestAFileOfSomebodyElseHoldsNoCommand(t *testing.T) {
	path := write(t, "config.toml", "[pbx]\npassword_command = [\"true\"]\n", 0o644)
	if err := os.Chown(path, 65534, 65534); err != nil {
		t.Skip("only root can give a file away: ", err)
	}
	const want = "this file is somebody else's, who can name any program to be run; take a copy of your own"
	if _, err := config.Load(path); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("the error is %v", err)
	}
}

func TestPathsStartAtTheFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	path := write(t, "config.toml", "[pbx]\npassword_file = \"~/pbx\"\nca_file = \"tls/ca.pem\"\n[journal]\npath = \"journal.db\"\n", 0o600)
	c, err := config.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.PBX.PasswordFile, filepath.Join(home, "pbx"); got != want {
		t.Errorf("the password file is %s, want %s", got, want)
	}
	if got, want := c.PBX.CAFile, filepath.Join(filepath.Dir(path), "tls", "ca.pem"); got != want {
		t.Errorf("the CA file is %s, want %s", got, want)
	}
	if got, want := c.Journal.Path, filepath.Join(filepath.Dir(path), "journal.db"); got != want {
		t.Errorf("the journal is %s, want %s", got, want)
	}
}

func TestThePasswordComesFromTheFirstSourceThatIsSet(t *testing.T) {
	// given every source, each with a password of its own
	c := parse(t, "[pbx]\npassword = \"configured\"\npassword_command = [\"echo\", \"commanded\"]\n")
	c.PBX.GivenPasswordFile = write(t, "given", "given\n", 0o600)
	c.PBX.PasswordFile = write(t, "file", "filed\r\n", 0o600)
	environment := map[string]string{"CORDBOARD_PASSWORD": "environment"}

	// when they are taken away one after the other, then the next one is used
	for _, step := range []struct {
		want string
		take func()
	}{
		{"given", func() { c.PBX.GivenPasswordFile = "" }},
		{"environment", func() { delete(environment, "CORDBOARD_PASSWORD") }},
		{"filed", func() { c.PBX.PasswordFile = "" }},
		{"commanded", func() { c.PBX.PasswordCommand = nil }},
		{"configured", func() { c.PBX.Password = config.Password{} }},
	} {
		secret, err := c.Secret(t.Context(), func(name string) string { return environment[name] })
		if err != nil || secret.Reveal() != step.want {
			t.Errorf("the password is %q (%v), want %q", secret.Reveal(), err, step.want)
		}
		step.take()
	}

	// and at last there is none
	if _, err := c.Secret(t.Context(), noEnvironment); !errors.Is(err, config.ErrNoPassword) {
		t.Errorf("the error is %v", err)
	}
}

func TestASourceThatFailsIsNotPassedOver(t *testing.T) {
	fallback := "[pbx]\npassword = \"fallback\"\n"
	for _, c := range []struct {
		name   string
		change func(*config.PBX)
		want   string
	}{
		{"a file that others can read", func(p *config.PBX) { p.PasswordFile = write(t, "open", "x", 0o640) }, "others can read the password file"},
		{"a given file that others can read", func(p *config.PBX) { p.GivenPasswordFile = write(t, "open", "x", 0o604) }, "others can read the password file"},
		{"a file that is missing", func(p *config.PBX) { p.PasswordFile = filepath.Join(t.TempDir(), "none") }, "read the password file"},
		{"an empty file", func(p *config.PBX) { p.PasswordFile = write(t, "empty", "\n", 0o600) }, "gives no password"},
		{"a file that is no password", func(p *config.PBX) { p.PasswordFile = write(t, "long", strings.Repeat("x", 4097), 0o600) }, "more than 4096 bytes"},
		{"a command that fails", func(p *config.PBX) { p.PasswordCommand = []string{"false"} }, `run password_command "false": exit status 1`},
		{
			"a command that says why", func(p *config.PBX) {
				p.PasswordCommand = []string{"sh", "-c", `printf 'no key:\n \033[2Jtoken\n' >&2; exit 3`}
			},
			`run password_command "sh": exit status 3: no key: ` + "\uFFFD[2Jtoken",
		},
		{
			"a command that says why and ends well", func(p *config.PBX) { p.PasswordCommand = []string{"sh", "-c", "echo locked >&2"} },
			"password_command sh gives no password: locked",
		},
		{"a command that says nothing", func(p *config.PBX) { p.PasswordCommand = []string{"true"} }, "password_command true gives no password"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg := parse(t, fallback)
			c.change(&cfg.PBX)
			secret, err := cfg.Secret(t.Context(), noEnvironment)
			if err == nil || !strings.Contains(err.Error(), c.want) || !secret.Empty() {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
}

func TestACommandEndsWithItsContext(t *testing.T) {
	c := config.Default()
	c.PBX.PasswordCommand = []string{"sleep", "600"}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.Secret(ctx, noEnvironment); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}

func TestAConfigPrintsWithoutItsPassword(t *testing.T) {
	c := parse(t, "[pbx]\npassword = \"hunter2\"\n")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		if text := fmt.Sprintf(verb, c); strings.Contains(text, "hunter2") || strings.Contains(text, fmt.Sprintf("%x", "hunter2")) {
			t.Errorf("%s prints %s", verb, text)
		}
	}
	if c.PBX.Password.Reveal() != "hunter2" {
		t.Error("the password itself is lost")
	}
}

func noEnvironment(string) string { return "" }

func parse(t *testing.T, text string) config.Config {
	t.Helper()
	c, err := config.Parse("config.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// write makes a file in a directory of its own; the mode holds whatever the umask.
func write(t *testing.T, name, text string, mode fs.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}
