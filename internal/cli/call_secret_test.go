package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cordboard/palconn/palsim"
)

const exposedWarning = "cordboard: others on this machine can see a password in an argument; write name=@FILE or name=@-\n"

func TestCallTakesSecretsFromElsewhere(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		writeFile(t, path, text, 0o600)
		return path
	}
	password, properties := file("password", "geheim\n"), file("properties", `{"login.password":"geheim"}`)
	create := []string{"createExtension", "extension=2000", "type=user"}
	for name, c := range map[string]struct {
		args          []string
		stdin, stderr string
		seen          string
	}{
		"a file": {
			append(create, "password=@"+password, "login_password=@"+password), "", "",
			`{"extension":"2000","type":"user","password":"geheim","login_password":"geheim"}`,
		},
		"lines of standard input": {
			append(create, "password=@-", "login_password=@-"), "@1\r\n2", "",
			`{"extension":"2000","type":"user","password":"@1","login_password":"2"}`,
		},
		"JSON in a file": {
			[]string{"setExtensionProperties", "extension=1001", "properties:=@" + properties},
			"", "",
			`{"extension":"1001","properties":{"login.password":"geheim"}}`,
		},
		"JSON on standard input": {
			[]string{"setExtensionProperties", "extension=1001", "properties:=@-"},
			`{"login.password":"x"}` + "\n", "",
			`{"extension":"1001","properties":{"login.password":"x"}}`,
		},
		"no secret is not read": {
			[]string{"setNote", "name=n", "description=@-", "note=@" + password}, "", "", `{"name":"n","description":"@-","note":"@` + password + `"}`,
		},
		"in an argument": {
			append(create, "password=1", `login_password:="@2"`), "", exposedWarning,
			`{"extension":"2000","type":"user","password":"1","login_password":"@2"}`,
		},
		"one of two in an argument": {
			append(create, "password=@-", "login_password=2"), "1\n", exposedWarning,
			`{"extension":"2000","type":"user","password":"1","login_password":"2"}`,
		},
		"a property in an argument": {
			[]string{"setExtensionProperties", "extension=1001", `properties:={"name":"Ana","password":"1"}`},
			"", exposedWarning,
			`{"extension":"1001","properties":{"name":"Ana","password":"1"}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{})
			env := world(t)
			env.stdin = strings.NewReader(c.stdin)
			got := cordboard(t, env.knowing("1000"), with(at(pbx, "1000"), append([]string{"call"}, c.args...)...)...)
			if got.code != exitDone || got.stderr != c.stderr {
				t.Errorf("got %+v", got)
			}
			if seen := requests(pbx); len(seen) != 1 || seen[0].Params != c.seen {
				t.Errorf("the PBX saw %+v, want %s", seen, c.seen)
			}
		})
	}
}

func TestCallSendsNothingWithoutASecretThatStandsElsewhere(t *testing.T) {
	open := filepath.Join(t.TempDir(), "open")
	writeFile(t, open, "geheim", 0o600)
	must(t, os.Chmod(open, 0o644))
	for value, says := range map[string]string{
		"@-":             "cordboard: password: standard input has no line for it\n",
		"@" + open:       "cordboard: password: others can read the password file " + open + "; run `chmod 600 " + open + "`\n",
		"@/nowhere/else": "cordboard: password: read the password file: open /nowhere/else: no such file or directory\n",
	} {
		pbx := startPBX(t, palsim.Options{})
		got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), "call", "createExtension", "extension=2000", "type=user", "login_password=1", "password="+value)...)
		if got.code != exitMisused || got.stdout != "" || !strings.HasPrefix(got.stderr, says+"usage: cordboard call createExtension ") {
			t.Errorf("%s: got %+v", value, got)
		}
		if seen := pbx.Requests(); len(seen) > 0 {
			t.Errorf("%s: the PBX saw %+v", value, seen)
		}
	}
}
