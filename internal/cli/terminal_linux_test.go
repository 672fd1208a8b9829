package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"cordboard/palconn/palsim"
)

// TestCallOnATerminal asks for the password, shows nothing of it and writes no escape codes, whatever the terminal can.
func TestCallOnATerminal(t *testing.T) {
	pbx := startPBX(t, palsim.Options{})
	operator, screen := openTerminal(t)
	call := exec.Command(build(t), with(at(pbx, "1000"), "call", "ping", "--config", emptyFile(t))...)
	call.Env = append(os.Environ(), "CORDBOARD_PASSWORD=", "TERM=xterm-256color")
	call.Stdin, call.Stdout, call.Stderr = screen, screen, screen
	call.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	must(t, call.Start())
	must(t, screen.Close())

	// When the prompt has come and the password is typed,
	const prompt = "Password of 1000: "
	said := readUntil(t, operator, prompt)
	_, err := operator.WriteString("1000\n")
	must(t, err)

	// then the result follows, and nothing else.
	rest, _ := io.ReadAll(operator) // ends with EIO when the other side is closed
	wantEnd(t, call, exitDone)
	if got, want := said+string(rest), prompt+"\r\n\"succeeded\"\r\n"; got != want {
		t.Errorf("the terminal shows %q; want %q", got, want)
	}
}

func readUntil(t *testing.T, from io.Reader, end string) string {
	t.Helper()
	var said strings.Builder
	for one := make([]byte, 1); !strings.HasSuffix(said.String(), end); {
		if _, err := io.ReadFull(from, one); err != nil {
			t.Fatalf("%v after %q", err, said.String())
		}
		said.Write(one)
	}
	return said.String()
}

// openTerminal gives both ends of a pseudo-terminal: what a person has, and what a program has.
func openTerminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	must(t, err)
	t.Cleanup(func() { person.Close() })
	raw, err := person.SyscallConn()
	must(t, err)
	var number int
	must(t, raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			number, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
	}))
	must(t, err)
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	must(t, err)
	return person, program
}
