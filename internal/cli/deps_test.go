package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// repository is where this module stands, seen from this package.
const repository = "../.."

// mayImport is who may import whom, as docs/architecture.md has it: for each package, those of ours that it may use.
// A name that ends in "/..." stands for everything below it.
var mayImport = map[string][]string{
	"palconn/pal":         {},
	"palconn":             {"palconn/pal"},
	"palconn/palsim":      {"palconn/pal"},
	"model":               {"palconn/pal"},
	"keymap":              {},
	"internal/journal":    {"palconn/pal", "keymap"},
	"internal/faultproxy": {},
	"internal/faultlab": {
		"internal/cli/background", "internal/config", "internal/desk", "internal/faultproxy", "internal/journal", "model", "palconn",
		"palconn/pal", "palconn/palsim", "tui", "tui/pane", "tui/theme",
	},
	"internal/config":         {"palconn/pal", "keymap"},
	"internal/desk":           {"palconn/pal", "model", "internal/journal"},
	"tui/theme":               {},
	"tui/widget":              {},
	"tui/phonebook":           {"model", "tui/widget"},
	"tui/pane":                {"model", "keymap", "tui/phonebook", "tui/theme", "tui/widget"},
	"tui/dialog":              {"model", "keymap", "tui/phonebook", "tui/theme", "tui/widget"},
	"tui":                     {"tui/...", "model", "keymap", "internal/desk"},
	"internal/sshd":           {"tui", "model", "internal/desk", "internal/config"},
	"internal/cli":            {"..."},
	"internal/cli/background": {},
	"internal/hostile":        {},
	"":                        {"internal/cli"},
}

// onlyForTests is data that no package imports but in its tests, which this table does not bind.
const onlyForTests = "internal/hostile"

// confined are libraries that appear only in the packages named; files, when set, is in how many files of each.
var confined = []struct {
	module   string
	packages []string
	files    int
}{
	{"nhooyr.io/websocket", []string{"palconn", "palconn/palsim"}, 1},
	{"github.com/charmbracelet/bubbletea", []string{"tui/...", "internal/sshd"}, 0},
	{"github.com/mattn/go-runewidth", []string{""}, 1},
	{"modernc.org/sqlite", []string{"internal/journal"}, 0},
}

// topLevel is everything that may stand in the root of the repository, beside what .gitignore names.
var topLevel = []string{
	".ci", ".git", ".gitignore", "LICENSE", "README.md", "config.example.toml", "docs", "go.mod", "go.sum", "internal",
	"keymap", "main.go", "model", "palconn", "tools", "tui",
}

// listed is what `go list` says of a package.
type listed struct {
	Dir, ImportPath string
	GoFiles         []string
	Imports         []string
}

// name is the package's path in this module, "" for the command.
func (l listed) name() string {
	return strings.TrimPrefix(strings.TrimPrefix(l.ImportPath, "cordboard"), "/")
}

// TestImportsGoOneWay keeps the table of imports.
func TestImportsGoOneWay(t *testing.T) {
	for _, p := range listPackages(t) {
		allowed, known := mayImport[p.name()]
		if !known {
			t.Errorf("%s stands in no row of the table of imports", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			ours, isOurs := strings.CutPrefix(imported, "cordboard/")
			if isOurs && (!covers(allowed, ours) || ours == onlyForTests) {
				t.Errorf("%s imports %s; it may import %q", p.ImportPath, imported, allowed)
			}
		}
	}
}

// TestLibrariesStayWhereTheyBelong keeps the libraries that may be replaced one day in few places.
func TestLibrariesStayWhereTheyBelong(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, c := range confined {
			files := filesImporting(t, p, c.module)
			switch {
			case len(files) > 0 && !covers(c.packages, p.name()):
				t.Errorf("%s is imported by %s in %q; it belongs in %q alone", c.module, p.ImportPath, files, c.packages)
			case c.files > 0 && len(files) > c.files:
				t.Errorf("%s is imported by %q of %s; %d may", c.module, files, p.ImportPath, c.files)
			case c.files > 0 && slices.Contains(c.packages, p.name()) && len(files) == 0:
				t.Errorf("%s is imported nowhere in %s: this rule guards nothing", c.module, p.ImportPath)
			}
		}
	}
}

// TestRootHoldsWhatIsGiven keeps the top level of the repository.
func TestRootHoldsWhatIsGiven(t *testing.T) {
	ignored := readIgnored(t)
	entries, err := os.ReadDir(repository)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		isIgnored := slices.ContainsFunc(ignored, func(pattern string) bool {
			match, _ := path.Match(pattern, entry.Name())
			return match
		})
		if !isIgnored && !slices.Contains(topLevel, entry.Name()) {
			t.Errorf("%s has no place in the root of the repository", entry.Name())
		}
	}
}

func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		below, all := strings.CutSuffix(pattern, "...")
		return pattern == name || all && strings.HasPrefix(name+"/", below)
	})
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=Dir,ImportPath,GoFiles,Imports", "./...")
	cmd.Dir = repository
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &said)
	}
	var all []listed
	for stream := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		switch err := stream.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatalf("read what go list says: %v", err)
		}
		all = append(all, p)
	}
}

// filesImporting are the files of p, tests aside, that import the library or a package below it.
func filesImporting(t *testing.T, p listed, library string) []string {
	t.Helper()
	var files []string
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if strings.HasPrefix(imported+"/", library+"/") {
				files = append(files, name)
				break
			}
		}
	}
	return files
}

// readIgnored are the names that .gitignore leaves out of the repository.
func readIgnored(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	patterns := strings.Fields(string(text))
	for i, pattern := range patterns {
		patterns[i] = strings.Trim(pattern, "/")
	}
	return patterns
}
