package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"cordboard/palconn/palsim"
)

// runProgram builds cordboard and runs its commands with a password, ends one of them with the stacks of all its goroutines,
// and adds all that they print, their arguments and their exports.
func (l *lab) runProgram(ctx context.Context, pbx, kept, login string, w *writings) error {
	binary, password, config := l.file("cordboard"), l.file("password"), l.file("config.toml")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "cordboard").CombinedOutput(); err != nil {
		return fmt.Errorf("build cordboard: %w\n%s", err, out)
	}
	settings := fmt.Sprintf("[pbx]\nurl = %q\ntenant = %q\nuser = %q\npassword_file = %q\n[journal]\npath = %q\n",
		pbx, tenant, palsim.Reception, filepath.Base(password), kept)
	if err := errors.Join(os.WriteFile(password, []byte(login+"\n"), 0o600), os.WriteFile(config, []byte(settings), 0o600)); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"call", "getNoteNames"},
		{"call", "noSuchMethod"},
		{"call", "setNote", "name=n", "description=d", "note=n"},
		{"journal"},
		{"journal", "--format", "csv"},
		{"journal", "--format", "jsonl"},
		{"journal", "calls", "--format", "csv"},
		{"journal", "verify"},
		{"journal", "search", "tones"},
		{"config", "check"},
	} {
		out, _ := exec.CommandContext(ctx, binary, append(args, "--config", config)...).CombinedOutput()
		w.add(fmt.Sprintf("%q", args), append(out, '\n'))
	}
	loose := l.file("password")
	if err := os.WriteFile(loose, []byte(login+"\n"), 0o600); err != nil {
		return err
	}
	if err := os.Chmod(loose, 0o644); err != nil {
		return err
	}
	out, _ := exec.CommandContext(ctx, binary, "call", "getNoteNames", "--config", config, "--password-file", loose).CombinedOutput()
	w.add("a password file that others can read", out)
	return l.watchAndQuit(ctx, exec.CommandContext(ctx, binary, "watch", "--config", config), login, w)
}

// watchAndQuit lets a command run for a while with the password in its environment, and ends it as a fault of the runtime
// does: with the stacks of all goroutines.
func (l *lab) watchAndQuit(ctx context.Context, cmd *exec.Cmd, login string, w *writings) error {
	cmd.Env = append(os.Environ(), "CORDBOARD_PASSWORD="+login, "GOTRACEBACK=all")
	cmd.Stdout, cmd.Stderr = w.writer("watch"), w.writer("watch, and its stacks")
	if err := cmd.Start(); err != nil {
		return err
	}
	waiting := pause(ctx, time.Second)
	arguments, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", cmd.Process.Pid))
	w.add("arguments", arguments)
	quitting := cmd.Process.Signal(syscall.SIGQUIT)
	_ = cmd.Wait() // it was ended
	return errors.Join(waiting, err, quitting)
}
