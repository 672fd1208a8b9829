package config_test

import (
	"crypto/sha256"
	"errors"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/internal/config"
	"cordboard/keymap"
)

const example = "../../config.example.toml"

func TestTheExampleSaysWhatHoldsWithoutIt(t *testing.T) {
	c, err := config.Parse("config.example.toml", read(t, example))
	if err != nil {
		t.Fatal(err)
	}
	if want := config.Default(); !reflect.DeepEqual(c, want) {
		t.Errorf("the example gives\n%+v, the defaults are\n%+v", c, want)
	}
}

func TestAnEmptyFileIsTheDefault(t *testing.T) {
	c, err := config.Parse("config.toml", nil)
	if err != nil || !reflect.DeepEqual(c, config.Default()) {
		t.Errorf("%+v, %v", c, err)
	}
}

// A setting is explained on its own line: `name = value # why`, itself behind a "#" where the default is to leave it out.
func TestTheExampleExplainsEverySetting(t *testing.T) {
	lines := strings.Split(string(read(t, example)), "\n")
	for section := range reflect.TypeFor[config.Config]().Fields() {
		header := "[" + section.Tag.Get("toml") + "]"
		from := slices.Index(lines, header)
		if from < 0 {
			t.Errorf("no section %s", header)
			continue
		}
		if section.Type.Kind() != reflect.Struct {
			continue
		}
		for field := range section.Type.Fields() {
			name := field.Tag.Get("toml")
			if name == "-" {
				continue
			}
			explained := regexp.MustCompile(`^(# )?` + name + ` = .* # \S`)
			if !slices.ContainsFunc(lines[from:], explained.MatchString) {
				t.Errorf("%s %s is not explained", header, name)
			}
		}
	}
}

func TestWhatTheExampleLeavesOutIsRightWhenTakenIn(t *testing.T) {
	// given the example with its commented settings taken in
	commented := regexp.MustCompile(`(?m)^# ([a-z-]+ = )`)
	text := commented.ReplaceAll(read(t, example), []byte("$1"))
	// then it parses, and the keys are changed
	c, err := config.Parse("config.example.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"park": {"p", "f6"}, "hang-up": {"alt+x"}, "freeze": {}}
	if diff := cmp.Diff(want, c.Keys); diff != "" {
		t.Error(diff)
	}
}

func TestEverySettingIsRead(t *testing.T) {
	c, err := config.Parse("config.toml", []byte(`
[pbx]
url = "wss://pbx.example.com:8443/pbx/ws"
tenant = "main"
user = "1000"
password = "secret"
password_file = "pbx.password"
password_command = ["pass", "show", "pbx"]
ca_file = "ca.pem"
allow_plaintext = true
everyone = false
timeout = "1m30s"
voicemail_prefix = "*98"
[operator]
extension = "1001"
role = "viewer"
[screen]
map = "attendant"
theme = "contrast"
mouse = false
ascii = true
[parks]
numbers = ["701", "702"]
limit = "2m"
again = "10s"
[journal]
path = "journal.db"
days = 90
[keys]
hold = ["f11"]
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.PBX.Password.Reveal(); got != "secret" {
		t.Errorf("the password is %q", got)
	}
	want := config.Config{
		PBX: config.PBX{
			URL: "wss://pbx.example.com:8443/pbx/ws", Tenant: "main", User: "1000", Password: c.PBX.Password,
			PasswordFile: "pbx.password", PasswordCommand: []string{"pass", "show", "pbx"},
			CAFile: "ca.pem", AllowPlaintext: true, Timeout: config.Duration{Duration: 90 * time.Second}, VoicemailPrefix: "*98",
		},
		Operator: config.Operator{Extension: "1001", Role: "viewer"},
		Screen:   config.Screen{Map: "attendant", Theme: "contrast", ASCII: true},
		Parks: config.Parks{
			Numbers: []string{"701", "702"},
			Limit:   config.Duration{Duration: 2 * time.Minute},
			Again:   config.Duration{Duration: 10 * time.Second},
		},
		Journal: config.Journal{Path: "journal.db", Days: 90},
		Keys:    map[string][]string{"hold": {"f11"}},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got\n%+v, want\n%+v", c, want)
	}
}

// pin is the SHA-256 of the empty text.
const pin = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

func TestAPinIsTheHashOfAKey(t *testing.T) {
	c, err := config.Parse("config.toml", []byte("[pbx]\nurl = \"wss://pbx.example.com/pbx/ws\"\npin = \""+pin+"\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if key, err := c.PBX.PinnedKey(); err != nil || key != sha256.Sum256(nil) {
		t.Errorf("%x, %v", key, err)
	}
	if key, err := config.Default().PBX.PinnedKey(); err != nil || key != [sha256.Size]byte{} {
		t.Errorf("without a pin: %x, %v", key, err)
	}
}

func TestTheKeysOfTheFileAreThoseOfTheMap(t *testing.T) {
	c, err := config.Parse("config.toml", []byte("[screen]\nmap = \"attendant\"\n[keys]\nhold = [\"f11\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := c.KeyMap()
	if err != nil {
		t.Fatal(err)
	}
	if action, _ := m.Lookup("f11", keymap.ScopeList); m.Name() != "attendant" || action != keymap.Hold {
		t.Errorf("f11 in the %s map is %q", m.Name(), action)
	}
}

func TestAMapNamedByAFlagIsCheckedToo(t *testing.T) {
	c := config.Default()
	c.Screen.Map = "vi"
	_, err := c.KeyMap()
	if invalid, ok := errors.AsType[*config.Invalid](err); !ok || invalid.Setting != "screen.map" {
		t.Errorf("the error is %v", err)
	}
}

func TestProblemsPointAtTheirPlaceAndSayWhatToDo(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{
			"broken text",
			"[pbx]\nurl = \"ws://localhost\n",
			`config.toml:2:22: basic strings cannot have new lines`,
		},
		{
			"a setting that does not exist",
			"[screen]\n\ntheme = \"dark\"\ncolour = true\n",
			`config.toml:4:1: there is no setting "screen.colour"; [screen] has map, theme, mouse, ascii`,
		},
		{
			"a section that does not exist",
			"[pbx]\n[display]\n",
			`config.toml:2:2: there is no setting "display"; the file has pbx, operator, screen, parks, journal, keys`,
		},
		{
			"a setting twice",
			"[pbx]\nuser = \"1000\"\nuser = \"1001\"\n",
			`config.toml:3:1: key user is already defined`,
		},
		{
			"a number for a text",
			"[pbx]\nuser = 1000\n",
			`config.toml:2:8: pbx.user: must be text in quotes`,
		},
		{
			"a number for a password",
			"[pbx]\npassword = 1000\n",
			`config.toml:2:12: pbx.password: must be text in quotes`,
		},
		{
			"a number for a duration",
			"[pbx]\ntimeout = 10\n",
			`config.toml:2:11: pbx.timeout: must be a duration in quotes, like "10s"`,
		},
		{
			"a text for yes or no",
			"[screen]\nmouse = \"off\"\n",
			`config.toml:2:9: screen.mouse: must be true or false`,
		},
		{
			"a text for a number",
			"[journal]\ndays = \"365\"\n",
			`config.toml:2:8: journal.days: must be a whole number, like 365`,
		},
		{
			"less than no days",
			"[journal]\ndays = -1\n",
			`config.toml:2:8: journal.days: days are 1 to 36500; 0 keeps all`,
		},
		{
			"more days than there are",
			"[journal]\ndays = 36501\n",
			`config.toml:2:8: journal.days: days are 1 to 36500; 0 keeps all`,
		},
		{
			"numbers in a list",
			"[parks]\nnumbers = [\"801\", 802]\n",
			`config.toml:2:19: parks.numbers: must be a list of texts in quotes, like ["a", "b"]`,
		},
		{
			"one text for a list",
			"[keys]\npark = \"p\"\n",
			`config.toml:2:8: keys.park: must be a list of texts in quotes, like ["a", "b"]`,
		},
		{
			"a section for a list",
			"[keys]\npark.first = [\"p\"]\n",
			`config.toml:2:1: keys.park: must be a list of texts in quotes, like ["a", "b"]`,
		},
		{
			"a text for a section",
			"pbx = \"ws://localhost\"\n",
			`config.toml:1:7: pbx: must be a section, like [pbx]`,
		},
		{
			"a list of sections",
			"[[pbx]]\n",
			`config.toml:1:3: pbx: must be a section, like [pbx]`,
		},
		{
			"a duration that is none",
			"[parks]\nlimit = \"one minute\"\n",
			`config.toml:2:9: parks.limit: a duration is written like "10s" or "1m30s"`,
		},
		{
			"no time at all",
			"[parks]\nlimit = \"0s\"\nagain = \"-1s\"\n",
			"config.toml:2:9: parks.limit: the time must be more than nothing\n" +
				"config.toml:3:9: parks.again: the time must be more than nothing",
		},
		{
			"a park twice",
			"[parks]\nnumbers = [\"801\", \"801\"]\n",
			`config.toml:2:1: parks.numbers: "801" is named twice`,
		},
		{
			"a park without a number",
			"[parks]\nnumbers = [\"\"]\n",
			`config.toml:2:1: parks.numbers: a place cannot be empty`,
		},
		{
			"words that are not on offer",
			"[operator]\nrole = \"boss\"\n[screen]\nmap = \"vi\"\ntheme = \"pink\"\n",
			"config.toml:2:8: operator.role: \"boss\" is none of viewer, operator, supervisor, administrator\n" +
				"config.toml:4:7: screen.map: \"vi\" is none of classic, attendant\n" +
				"config.toml:5:9: screen.theme: \"pink\" is none of dark, light, contrast, plain",
		},
		{
			"an address of another kind",
			"[pbx]\nurl = \"https://pbx.example.com/\"\n",
			`config.toml:2:7: pbx.url: write the address like "wss://pbx.example.com:8443/pbx/ws"`,
		},
		{
			"an address without a host",
			"[pbx]\nurl = \"wss:///pbx/ws\"\n",
			`config.toml:2:7: pbx.url: the host is missing; write the address like "wss://pbx.example.com:8443/pbx/ws"`,
		},
		{
			"no encryption to another host",
			"pbx.url = \"ws://192.0.2.10:18080/pbx/ws\"\n",
			`config.toml:1:11: pbx.url: ws:// to another host can be read on the way; use wss://, or set allow_plaintext = true in [pbx]`,
		},
		{
			"a password in the address",
			"[pbx]\nurl = \"wss://pbx.example.com/pbx/ws?login_user=1000&login_password=hunter2\"\n",
			`config.toml:2:7: pbx.url: a password must not stand in the address; take password_file or password_command`,
		},
		{
			"a pin that is none",
			"[pbx]\npin = \"sha256/abc\"\n",
			`config.toml:2:7: pbx.pin: write the pin as "sha256/" and the 44 characters of base64 of the key's SHA-256`,
		},
		{
			"a pin of another kind",
			"[pbx]\npin = \"sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=\"\n",
			`config.toml:2:7: pbx.pin: write the pin as "sha256/" and the 44 characters of base64 of the key's SHA-256`,
		},
		{
			"a pin where there is no key",
			"[pbx]\nurl = \"ws://localhost/pbx/ws\"\npin = \"" + pin + "\"\n",
			`config.toml:3:7: pbx.pin: ws:// has no key to pin; use wss://`,
		},
		{
			"a pin beside an authority",
			"[pbx]\npin = \"" + pin + "\"\nca_file = \"ca.pem\"\n",
			`config.toml:2:7: pbx.pin: with a pin no authority is asked; take either pin or ca_file`,
		},
		{
			"an action that does not exist",
			"[keys]\n# for the left hand\nteleport = [\"f5\"]\n",
			"config.toml:3:1: there is no action \"teleport\"; `cordboard keys` lists them",
		},
		{
			"a clash with a key of the map",
			"[keys]\npark = [\"f6\", \"t\"]\n",
			`config.toml:2:15: "t" is on both transfer and park: give one of them another key`,
		},
		{
			"a clash of two changes stands at the later one",
			"[keys]\nworst = [\"f6\"]\npark = [\"f6\"]\n",
			`config.toml:3:9: "f6" is on both park and worst: give one of them another key`,
		},
		{
			"a key that terminals do not send",
			"[keys]\npark = [\"ctrl+1\"]\n",
			`config.toml:2:9: park: "ctrl+1" is no key: terminals send no key of its own for ctrl with a digit; take alt with the digit`,
		},
		{
			"a letter of the search",
			"[screen]\nmap = \"attendant\"\n[keys]\npark = [\"p\"]\n",
			`config.toml:4:9: park cannot be on "p": in the attendant map it belongs to the directory search; take a function key or one with alt`,
		},
		{
			"the way out taken away, in a table on one line",
			"keys = { interrupt = [] }\n",
			`config.toml:1:10: interrupt must keep "ctrl+c": it is the way out of everything`,
		},
		{
			"columns count characters",
			"[parks]\nnumbers = [\"京都\", 802]\n",
			`config.toml:2:18: parks.numbers: must be a list of texts in quotes, like ["a", "b"]`,
		},
		{
			"several problems come in the order of the file",
			"[keys]\nnoted = [\"n\"]\n[pbx]\nurl = \"http://localhost\"\ntimeout = \"0s\"\n",
			"config.toml:2:1: there is no action \"noted\"; `cordboard keys` lists them\n" +
				"config.toml:4:7: pbx.url: write the address like \"wss://pbx.example.com:8443/pbx/ws\"\n" +
				"config.toml:5:11: pbx.timeout: the time must be more than nothing",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Parse("config.toml", []byte(c.file))
			if err == nil {
				t.Fatal("it was accepted")
			}
			if diff := cmp.Diff(c.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestProblemsKeepTheirTypes(t *testing.T) {
	_, err := config.Parse("config.toml", []byte("[keys]\npark = [\"t\"]\n[pbx]\nurl = \"x\"\n"))
	if at, ok := errors.AsType[*config.Error](err); !ok || at.Line != 2 || at.Column != 9 {
		t.Errorf("the place is %+v", at)
	}
	if clash, ok := errors.AsType[*keymap.Clash](err); !ok || clash.Key != "t" {
		t.Errorf("the clash is %+v", clash)
	}
	if invalid, ok := errors.AsType[*config.Invalid](err); !ok || invalid.Setting != "pbx.url" {
		t.Errorf("the invalid setting is %+v", invalid)
	}
}

func TestAddressesThatAreFine(t *testing.T) {
	for _, url := range []string{
		"wss://pbx.example.com/pbx/ws", "ws://localhost:18080/pbx/ws", "ws://127.0.0.1:1/", "ws://127.9.9.9/", "ws://[::1]:1/", "WSS://PBX/pbx/ws?tenant=main",
	} {
		c := config.Default()
		c.PBX.URL = url
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
	c := config.Default()
	c.PBX.URL, c.PBX.AllowPlaintext = "ws://192.0.2.10/pbx/ws", true
	if err := c.Validate(); err != nil {
		t.Errorf("allowed in plaintext: %v", err)
	}
}

func TestAnAddressWithAPasswordIsRefusedAndNotRepeated(t *testing.T) {
	for _, url := range []string{
		"wss://1000:hunter2@pbx.example.com/", "wss://h/?LOGIN_PASSWORD=hunter2", "wss://h/?login%5Fpassword=hunter2",
		"wss://h:bad/?login_password=hunter2", "wss://h/%zz?login_password=hunter2", "wss://1000:hunter2@h:bad/",
	} {
		c := config.Default()
		c.PBX.URL = url
		err := c.Validate()
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestNoErrorRepeatsThePassword(t *testing.T) {
	for _, file := range []string{
		"[pbx]\npassword = \"hunter2\n", "[pbx]\npassword = hunter2\n", "[pbx]\npassword = \"hunter2\" x\n", "[pbx]\npassword = [\"hunter2\"]\n",
		"[pbx]\npassword = \"hunter2\"\npassword = \"hunter2\"\n", "[pbx]\npassword = \"hunter2\"\nurl = 1\n", "[pbx]\npassword = \"\\qhunter2\"\n",
	} {
		_, err := config.Parse("config.toml", []byte(file))
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// Whatever stands in the file, each problem has a place inside it.
func TestEveryProblemHasAPlaceInTheFile(t *testing.T) {
	pieces := []string{
		"[pbx]", "[keys]", "[[parks]]", "[parks.limit]", "\n", "\r\n", " ", "url", "timeout", "park", ".", " = ", `"x"`, `"10s"`, `["t"]`, "[1]", "1", "true", "{", "}", ",", "京",
		"\"", "'", "#", "\xff", "\ufeff", "1979-05-27",
	}
	rapid.Check(t, func(t *rapid.T) {
		file := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "file"), "")
		_, err := config.Parse("config.toml", []byte(file))
		if err == nil {
			return
		}
		at, ok := errors.AsType[*config.Error](err)
		if !ok {
			t.Fatalf("%q: no place: %v", file, err)
		}
		if lines := strings.Count(file, "\n") + 1; at.Line < 1 || at.Line > lines || at.Column < 1 || at.Problem == "" {
			t.Fatalf("%q: %v", file, err)
		}
	})
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
