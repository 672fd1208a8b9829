package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"cordboard/palconn/palsim"
)

// The roles that this program plays in a process of its own.
const (
	rolePBX      = "play-pbx"
	roleOperator = "play-operator"
)

func roles() map[string]func(context.Context, []string) error {
	return map[string]func(context.Context, []string) error{rolePBX: playPBX, roleOperator: playOperator}
}

// child is this program in another process. It ends with this one.
type child struct {
	process *os.Process
	// said is its first line.
	said  string
	input io.WriteCloser
	wait  func() error
}

// startChild starts one and waits for its first line.
func startChild(ctx context.Context, role string, args ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{role}, args...)...)
	cmd.Stderr = os.Stderr
	input, inputErr := cmd.StdinPipe()
	output, outputErr := cmd.StdoutPipe()
	if err := errors.Join(inputErr, outputErr, cmd.Start()); err != nil {
		return nil, fmt.Errorf("start %s: %w", role, err)
	}
	c := &child{process: cmd.Process, input: input, wait: cmd.Wait}
	said, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		c.end()
		return nil, fmt.Errorf("%s says %q: %w", role, said, err)
	}
	c.said = strings.TrimSpace(said)
	return c, nil
}

// end kills the process, as kill -9 does.
func (c *child) end() {
	_ = c.process.Kill()
	_ = c.input.Close()
	_ = c.wait()
}

// playPBX is a PBX. It prints its URL and serves until standard input ends. A number on a line of it is how many
// notifications to make at once.
func playPBX(context.Context, []string) error {
	e, err := newExchange(100, palsim.ReplayOneByOne, 1)
	if err != nil {
		return err
	}
	defer e.Close()
	fmt.Println(e.URL())
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		n, err := strconv.ParseUint(orders.Text(), 10, 64)
		if err != nil {
			return err
		}
		e.tell(n)
	}
	return orders.Err()
}

// order writes a line to the process.
func (c *child) order(n uint64) error {
	_, err := fmt.Fprintln(c.input, n)
	return err
}
