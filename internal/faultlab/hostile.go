package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

const (
	hostilePackage = "cordboard/internal/cli"
	hostileTest    = "TestNoHostileTextReachesTheTerminal"
)

// The lines in which the test says over how many cases it went, and which of its parts failed.
var (
	hostileCount  = regexp.MustCompile(`(\d+) texts × fields × views`)
	hostileFailed = regexp.MustCompile(`(?m)^ {8}--- FAIL: `)
)

// measureHostile runs the test of the console that shows every hostile text in every field and view, which judges each byte
// that reaches the terminal.
func measureHostile(ctx context.Context, l *lab) error {
	said, err := exec.CommandContext(ctx, "go", "test", hostilePackage, "-run", "^"+hostileTest+"$", "-v").CombinedOutput()
	if bytes.Contains(said, []byte("no tests to run")) {
		return fmt.Errorf("%s has no %s", hostilePackage, hostileTest)
	}
	count := hostileCount.FindSubmatch(said)
	if _, failed := errors.AsType[*exec.ExitError](err); count == nil || err != nil && !failed {
		return fmt.Errorf("%s: %w\n%s", hostileTest, err, said)
	}
	n, _ := strconv.Atoi(string(count[1]))
	failures := len(hostileFailed.FindAll(said, -1))
	if err != nil {
		failures = max(failures, 1)
		l.progress("%s", said)
	}
	l.report(foreignBytes.measured("", float64(failures), n))
	return nil
}
