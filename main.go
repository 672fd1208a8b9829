// Command cordboard is a terminal operator console for a PBX that speaks PAL WebSocket.
package main

import (
	_ "embed"
	"os"

	"github.com/mattn/go-runewidth"

	"cordboard/internal/cli"
)

//go:embed config.example.toml
var exampleConfig []byte

func main() {
	// The terminal libraries measure with go-runewidth, which widens characters by the locale and RUNEWIDTH_EASTASIAN:
	// then the columns of the same screen would depend on where it was started. The variable is what new conditions
	// copy, the condition what the library's functions use.
	runewidth.EastAsianWidth = false
	runewidth.DefaultCondition = runewidth.NewCondition()
	os.Exit(cli.Main(exampleConfig))
}
