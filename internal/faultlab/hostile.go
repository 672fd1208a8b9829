package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

const (
	hostilePackage = "cordboard/internal/cli"
	hostileTest    = "TestNoHostileTextReachesTheTerminal"
)

// hostileCount is where the test says over how many cases it went.
var hostileCount = regexp.MustCompile(`(\d+) texts × fields × views`)

// hostileVerdict is what it says of a console that has written a foreign byte.
const hostileVerdict = "foreign bytes reached the terminal"

// measureHostile runs the test of the console that shows every hostile text in every field and view, which judges each byte
// that reaches the terminal.
func measureHostile(ctx context.Context, l *lab) error {
	said, err := exec.CommandContext(ctx, "go", "test", hostilePackage, "-run", "^"+hostileTest+"$", "-v").CombinedOutput()
	if bytes.Contains(said, []byte("no tests to run")) {
		return fmt.Errorf("%s has no %s", hostilePackage, hostileTest)
	}
	count, foreign := hostileCount.FindSubmatch(said), bytes.Count(said, []byte(hostileVerdict))
	if count == nil || err != nil && foreign == 0 {
		return fmt.Errorf("%s fails for another reason: %w\n%s", hostileTest, err, said)
	}
	n, _ := strconv.Atoi(string(count[1]))
	l.report(foreignBytes.measured("", float64(foreign), n))
	return nil
}
