package cli

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestWrongUsageIsNamed(t *testing.T) {
	for _, c := range []struct {
		args   []string
		stderr string
	}{
		{[]string{"wach"}, "cordboard: unknown command \"wach\" for \"cordboard\"\nusage: cordboard [COMMAND] [flags]\n"},
		{[]string{"--colour"}, "cordboard: unknown flag: --colour\nusage: cordboard [COMMAND] [flags]\n"},
		{[]string{"config"}, "cordboard: config needs one of init, check, path\nusage: cordboard config init|check|path [flags]\n"},
		{[]string{"config", "edit"}, "cordboard: unknown command \"edit\" for \"cordboard config\"\nusage: cordboard config init|check|path [flags]\n"},
		{[]string{"config", "path", "x"}, "cordboard: unknown command \"x\" for \"cordboard config path\"\nusage: cordboard config path [flags]\n"},
		{
			[]string{"completion", "tcsh"},
			"cordboard: invalid argument \"tcsh\" for \"cordboard completion\"\nusage: cordboard completion bash|zsh|fish|powershell [flags]\n",
		},
		{[]string{"version", "x"}, "cordboard: unknown command \"x\" for \"cordboard version\"\nusage: cordboard version [flags]\n"},
	} {
		wantOutcome(t, cordboard(t, world(t), c.args...), outcome{exitMisused, "", c.stderr})
	}
}

// TestNothingHasEscapeCodes runs every command that ends by itself.
func TestNothingHasEscapeCodes(t *testing.T) {
	for _, args := range [][]string{
		{"--help"},
		{"call", "--help"},
		{"methods"},
		{"methods", "barge"},
		{"methods", "--markdown"},
		{"keys"},
		{"keys", "--markdown"},
		{"config", "init"},
		{"config", "check"},
		{"config", "path"},
		{"version"},
		{"wach"},
		{"call", "ping"},
		{"watch"},
		{"sim", "--listen", "0.0.0.0:0"},
	} {
		if got := cordboard(t, world(t), args...); strings.ContainsRune(got.stdout+got.stderr, '\x1b') {
			t.Errorf("%q wrote an escape code: %+v", args, got)
		}
	}
}

func TestCompletionForEachShell(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		got := cordboard(t, world(t), "completion", shell)
		if got.code != exitDone || !strings.Contains(got.stdout, "__complete") || got.stderr != "" {
			t.Errorf("%s: exit %d, %d bytes, %q", shell, got.code, len(got.stdout), got.stderr)
		}
	}
}

func TestVersionSaysWhatIsKnown(t *testing.T) {
	noted := &debug.BuildInfo{
		GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.3"},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "88e5f97"}, {Key: "vcs.modified", Value: "true"}},
	}
	for want, info := range map[string]*debug.BuildInfo{
		"cordboard v1.2.3 88e5f97 changed go1.26.0":     noted,
		"cordboard (devel) go1.26.0":                    {GoVersion: "go1.26.0"},
		"cordboard (built without version information)": nil,
	} {
		if got := describeBuild(info); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
	if got := cordboard(t, world(t), "version"); got.code != exitDone || !strings.HasPrefix(got.stdout, "cordboard ") {
		t.Errorf("got %+v", got)
	}
}
