package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/keymap"
	"cordboard/palconn/pal"
)

// TestPagesAreNotStale holds the generated pages against what generates them.
func TestPagesAreNotStale(t *testing.T) {
	for _, command := range []string{"methods", "keys"} {
		page := filepath.Join(repository, "docs", command+".md")
		got := cordboard(t, world(t), command, "--markdown")
		if diff := cmp.Diff(string(readFile(t, page)), got.stdout); got.code != exitDone || diff != "" {
			t.Errorf("%s is not what `go run . %s --markdown` prints (-page +printed)\n%s", page, command, diff)
		}
	}
}

func TestMethodsShowTheTable(t *testing.T) {
	lines := strings.Split(cordboard(t, world(t), "methods").stdout, "\n")
	all := pal.Methods()
	if want := len(all) + len("H") + len("\n"); len(lines) != want {
		t.Fatalf("%d lines; want %d", len(lines), want)
	}
	for i, m := range all {
		if fields := strings.Fields(lines[i+1]); fields[0] != m.Name || !strings.Contains(lines[i+1], m.Permit.String()) {
			t.Errorf("the line of %s is %q", m.Name, lines[i+1])
		}
	}
}

func TestMethodHasItsPage(t *testing.T) {
	got := cordboard(t, world(t), "methods", "getAlldids")
	wantOutcome(t, got, outcome{exitDone, `getAllDids [tenant=TEXT]

Lists the tenant's DIDs with their route variables.

Permission    admin
Returns       a list of lists
Changes       nothing
Guide         6.10
Also spelled  getAlldids

PARAMETER  TYPE  REQUIRED  WHAT IT IS
tenant     text  no        tenant name; only sa needs it
`, ""})
	for _, m := range pal.Methods() {
		page := cordboard(t, world(t), "methods", m.Name).stdout
		for _, p := range m.Params {
			if !strings.Contains(page, "\n"+p.Name+" ") || !strings.Contains(page, p.Help) {
				t.Errorf("the page of %s lacks %s", m.Name, p.Name)
			}
		}
	}
}

func TestMethodsMisused(t *testing.T) {
	for _, args := range [][]string{{"methods", "teleport"}, {"methods", "park", "unpark"}, {"methods", "park", "--markdown"}} {
		if got := cordboard(t, world(t), args...); got.code != exitMisused || got.stdout != "" {
			t.Errorf("%q gave %+v", args, got)
		}
	}
}

func TestKeysFollowTheConfiguration(t *testing.T) {
	env := world(t).configured(t, "[screen]\nmap = \"attendant\"\n[keys]\npark = [\"alt+j\"]\n")
	lines := strings.Split(cordboard(t, env, "keys").stdout, "\n")
	if want := "KEYS (attendant)"; !strings.Contains(lines[0], want) {
		t.Errorf("the head is %q; want %q", lines[0], want)
	}
	for i, entry := range keymap.Table() {
		line := lines[i+1]
		if !strings.HasPrefix(line, string(entry.Action)+" ") || !strings.HasSuffix(line, entry.Help) {
			t.Errorf("the line of %s is %q", entry.Action, line)
		}
		if entry.Action == keymap.Park && !strings.Contains(line, "  Alt-j  ") {
			t.Errorf("the key of park is not the configured one: %q", line)
		}
	}
}

func TestKeysOfAWrongConfiguration(t *testing.T) {
	env := world(t).configured(t, "[keys]\npark = [\"t\"]\n")
	got := cordboard(t, env, "keys")
	if got.code != exitMisused || got.stdout != "" || !strings.HasPrefix(got.stderr, env.configPath+":2:") {
		t.Errorf("got %+v", got)
	}
}
