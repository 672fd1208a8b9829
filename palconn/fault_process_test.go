//go:build unix

package palconn_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// childVariable makes this test binary a PBX.
const childVariable = "PALCONN_TEST_PBX"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	if err := beAPBX(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// beAPBX prints the URL and the talker of a call of 1000, and serves until standard input ends. It does not answer the
// first park.
func beAPBX() error {
	pbx := palsim.New(palsim.Options{Replay: palsim.ReplayNone})
	defer func() { _ = pbx.Close() }()
	pbx.Persons(false)
	pbx.FailNext("park", palsim.Swallow)
	_, called := pbx.Call(palsim.DefaultTenant, "1000", "1001")
	if err := errors.Join(called, pbx.Answer(palsim.DefaultTenant, "1001"), pbx.Start("127.0.0.1:0")); err != nil {
		return err
	}
	for _, leg := range pbx.Truth().Talkers {
		if leg.User == "1000" {
			fmt.Println(pbx.URL(), leg.ID)
		}
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// child is a PBX in a process of its own.
type child struct {
	*os.Process
	url, talker string
}

func newChild(t *testing.T) child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env, cmd.Stderr = append(os.Environ(), childVariable+"=1"), os.Stderr
	// Its standard input ends with this process, so that it cannot outlive it.
	input, inputErr := cmd.StdinPipe()
	output, outputErr := cmd.StdoutPipe()
	if err := errors.Join(inputErr, outputErr, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	url, talker, ok := strings.Cut(strings.TrimSpace(line), " ")
	if err != nil || !ok {
		t.Fatalf("the PBX says %q, %v", line, err)
	}
	return child{cmd.Process, url, talker}
}

// stop stops the process and returns when it stands still.
func (c child) stop(t *testing.T) {
	t.Helper()
	var status syscall.WaitStatus
	err := c.Signal(syscall.SIGSTOP)
	for err == nil && !status.Stopped() {
		_, err = syscall.Wait4(c.Pid, &status, syscall.WUNTRACED, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestFaultServerStoppedAndContinued(t *testing.T) {
	checkLeaks(t)
	pbx := newChild(t)
	r := run(t, simOptions(pbx.url))
	r.settle(t, 1)
	r.awaitLive(t)
	// Given a PBX whose process stands still while its sockets stay open
	pbx.stop(t)
	stopped := r.clock.Now()
	// when it does not answer a ping
	r.clock.pass(pingTime)
	r.clock.pass(pingTime)
	// then that is noticed in time,
	r.expect(t, "lost 1: the PBX stopped answering")
	if took := r.clock.Now().Sub(stopped); took > notices {
		t.Errorf("noticed after %v", took)
	}
	// and when it goes on, the session, which is dialling by now, is back.
	r.clock.pass(250 * time.Millisecond)
	if err := pbx.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	r.settle(t, 2)
}

func TestFaultServerKilledWithARequestUnderWay(t *testing.T) {
	checkLeaks(t)
	pbx := newChild(t)
	r := run(t, simOptions(pbx.url))
	r.settle(t, 1)
	r.awaitLive(t)
	// Given a call that the PBX has parked without having said so in an answer
	outcome := make(chan error, 1)
	go func() {
		outcome <- palconn.Client{Sender: r}.Park(t.Context(), pal.Park{TID: pbx.talker, Number: "801"})
	}()
	for r.next(t, 1)[0] != "1 notify_park" {
	}
	// when it is killed
	if err := pbx.Kill(); err != nil {
		t.Fatal(err)
	}
	// then the outcome is unknown, and what is asked for next was certainly not done.
	if err := await(t, outcome); !errors.Is(err, pal.ErrOutcomeUnknown) || !errors.Is(err, pal.ErrClosed) {
		t.Errorf("park: %v", err)
	}
	for !strings.HasPrefix(r.next(t, 1)[0], "lost 1: ") {
	}
	if err := awaitRefusal(t, r); errors.Is(err, pal.ErrOutcomeUnknown) {
		t.Errorf("on a dead line: %v", err)
	}
}
