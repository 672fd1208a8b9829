package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestConfigInitWritesTheExampleOnce(t *testing.T) {
	env := world(t)
	const next = "Written. Set url and user in [pbx], then run `cordboard config check`.\n"
	wantOutcome(t, cordboard(t, env, "config", "init"), outcome{exitDone, env.configPath + "\n", next})
	if got := readFile(t, env.configPath); string(got) != string(env.example) {
		t.Errorf("the file is not the example:\n%s", got)
	}
	info, err := os.Stat(env.configPath)
	must(t, err)
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o600 {
		t.Errorf("its mode is %o; want 600", mode)
	}

	writeFile(t, env.configPath, "# mine\n", 0o600)
	got := cordboard(t, env, "config", "init")
	wantOutcome(t, got, outcome{exitMisused, "", "cordboard: " + env.configPath + " exists already and is left as it is\n"})
	if got := readFile(t, env.configPath); string(got) != "# mine\n" {
		t.Errorf("the file was changed:\n%s", got)
	}
}

func TestConfigCheckFindsEveryMistake(t *testing.T) {
	env := world(t)
	file := filepath.Join(t.TempDir(), "mine.toml")
	writeFile(t, file, "[pbx]\nurl = \"http://pbx\"\n[operator]\nrole = \"boss\"\n", 0o600)
	want := file + ":2:7: pbx.url: write the address like \"wss://pbx.example.com:8443/pbx/ws\"\n" +
		file + ":4:8: operator.role: \"boss\" is none of viewer, operator, supervisor, administrator\n"
	wantOutcome(t, cordboard(t, env, "config", "check", "--config", file), outcome{exitMisused, "", want})
}

func TestConfigCheckOfAGoodOne(t *testing.T) {
	env := world(t).configured(t, "[pbx]\nurl = \"wss://pbx/pbx/ws\"\n")
	wantOutcome(t, cordboard(t, env, "config", "check"), outcome{exitDone, env.configPath + ": no mistakes\n", ""})

	env = world(t).configured(t, string(env.example))
	wantOutcome(t, cordboard(t, env, "config", "check"),
		outcome{exitDone, env.configPath + ": no mistakes\n", "It names no PBX yet: set url in [pbx].\n"})
}

func TestConfigCheckOfNone(t *testing.T) {
	env := world(t)
	want := "cordboard: read the configuration: open " + env.configPath + ": no such file or directory\n"
	wantOutcome(t, cordboard(t, env, "config", "check"), outcome{exitMisused, "", want})
}

func TestConfigPath(t *testing.T) {
	env := world(t)
	wantOutcome(t, cordboard(t, env, "config", "path"), outcome{exitDone, env.configPath + "\n", ""})
	wantOutcome(t, cordboard(t, env, "config", "path", "--config", "other.toml"), outcome{exitDone, "other.toml\n", ""})
}
