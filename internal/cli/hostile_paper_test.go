package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"cordboard/internal/hostile"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// wantOnPaper wants nothing foreign in what a command printed.
func wantOnPaper(t *testing.T, what, printed string) {
	t.Helper()
	j := onPaper()
	_, _ = io.WriteString(j, printed)
	if foreign := j.verdict(); len(foreign) > 0 {
		t.Errorf("%s prints foreign bytes:\n%s", what, strings.Join(foreign, "\n"))
	}
}

// printing is a hostile PBX for commands: what it says after the login are the frames.
func printing(t *testing.T, answer func(asking) (string, bool), frames ...string) *foreignPBX {
	p := foreign()
	p.before, p.answers, p.answer = nil, nil, answer
	p.after = append([]string{note("notify_serverstatus", `"status":"active"`)}, frames...)
	return p.start(t)
}

func (p *foreignPBX) flags() []string {
	return []string{"--url", p.url(), "--tenant", tenant, "--user", "1000"}
}

func TestWatchPrintsNothingForeign(t *testing.T) {
	t.Parallel()
	// Given a PBX with hostile texts in every notification, which then ends the line for good,
	texts := hostile.Texts()
	last := note("notify_pal", `"code":1,"message":"ANOTHER_LOGIN"`)
	for name, write := range map[string]func(hostile.Text) string{"bytes": hostile.Text.Quoted, "escapes": hostile.Text.Escaped} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := printing(t, nil)
			h := &hostilePBX{foreignPBX: p, texts: texts, write: write}
			p.after = append(p.after, h.each(h.call("65", "role", "role", "logid", "log id")), h.each(h.call("-1", "rescode", "response code", "q850code", "q850 code",
				"disconnected_by", "disconnected by")), h.each(func(row int) string {
				return note("notify_park", fmt.Sprintf(`"park":%s,"status":%[1]s,"room_id":%[1]s,"talker_id":%[1]s,"tenant":%[1]s,"time":%[1]s`, h.text("park", row)))
			}, func(row int) string {
				return note("notify_line", fmt.Sprintf(`"line":%s,"status":"on","line_talker_id":%[1]s,"line_talker":%[1]s,"assigned_talker_id":%[1]s,"room_id":%[1]s`, h.text("line", row)))
			}, func(row int) string {
				return note("notify_registered", fmt.Sprintf(`"user":%s,"registered":%[1]s,"tenant":%[1]s`, h.text("number", row)))
			}, func(row int) string {
				return note("notify_voicemail", fmt.Sprintf(`"user":%s,"new":%[1]s`, h.text("number", row)))
			}, func(row int) string {
				return note("notify_callrecording", fmt.Sprintf(`"user":%s,"talker_id":%[1]s,"status":%[1]s`, h.text("number", row)))
			}, func(row int) string {
				return note("notify_pal", fmt.Sprintf(`"code":%s,"message":%[1]s`, h.text("notice", row)))
			}, func(row int) string {
				return `{"jsonrpc":"2.0","method":` + h.text("unknown notification", row) + `,"params":{}}`
			}), last)
			// when it is watched,
			got := cordboard(t, world(t).knowing("1000"), with(p.flags(), "watch")...)
			// then every text has been printed, and nothing that a terminal would obey.
			wantOnPaper(t, "watch", got.stdout)
			wantOnPaper(t, "watch, to the person,", got.stderr)
			if lines := strings.Count(got.stdout, "\n"); got.code != exitOffline || lines < 9*len(texts) {
				t.Errorf("ended with %d after %d lines, want %d after 9 for each of %d texts:\n%s", got.code, lines, exitOffline, len(texts), got.stderr)
			}
		})
	}
}

func TestCallPrintsNothingForeign(t *testing.T) {
	t.Parallel()
	for at, text := range hostile.Texts() {
		quoted := text.Quoted()
		if at%2 == 1 {
			quoted = text.Escaped()
		}
		t.Run(fmt.Sprintf("%s %d", text.Class, at), func(t *testing.T) {
			t.Parallel()
			p := printing(t, func(request asking) (string, bool) {
				switch request.Method {
				case "getNoteNames":
					return `"result":[` + quoted + `,{` + quoted + `:` + quoted + `}]`, true
				case "getNote":
					return `"error":{"code":-1,"message":` + quoted + `,"data":` + quoted + `}`, true
				}
				return `"result":"failed ` + quoted[1:], true
			})
			// A result, an error and a failure with the text in it, and the text as an argument.
			for _, args := range [][]string{
				{"call", "getNoteNames"},
				{"call", "getNote", "name=x"},
				{"call", "deleteNote", "name=x"},
				{"call", "getNote", strings.ReplaceAll(text.Raw, "\x00", "") + "=x"},
				{"call", strings.ReplaceAll(text.Raw, "\x00", "")},
				{"call", "transfer", "user=1001", "tid=1", "mode=" + text.Raw},
				{"watch", "--kind=x" + text.Raw},
				{"methods", text.Raw},
			} {
				got := cordboard(t, world(t).knowing("1000"), with(p.flags(), args...)...)
				if args[0] == "methods" {
					got = cordboard(t, world(t), args...)
				}
				wantOnPaper(t, strings.Join(args[:1], " "), got.stdout)
				wantOnPaper(t, fmt.Sprintf("%.60q, to the person,", args), got.stderr)
				if got.stdout+got.stderr == "" {
					t.Errorf("%.60q prints nothing", args)
				}
			}
		})
	}
}

func TestLoginsThatAreRefusedPrintNothingForeign(t *testing.T) {
	t.Parallel()
	for _, text := range hostile.Texts() {
		err := &palconn.LoginRefused{Code: -2022, Message: pal.NewText(text.Raw)}
		var said bytes.Buffer
		say(&said, fmt.Errorf("log in: %w", err))
		wantOnPaper(t, text.Class, said.String())
	}
}

func TestLogsHoldNothingForeign(t *testing.T) {
	t.Parallel()
	// Given handlers of both kinds,
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(to io.Writer) slog.Handler { return slog.NewTextHandler(to, nil) },
		"JSON": func(to io.Writer) slog.Handler { return slog.NewJSONHandler(to, nil) },
	} {
		for _, hostileText := range hostile.Texts() {
			// when texts of every type, and errors that hold them, are logged,
			text, long, secret := pal.NewText(hostileText.Raw), pal.NewLongText(hostileText.Raw), pal.NewSecret(hostileText.Raw)
			var log bytes.Buffer
			slog.New(handler(&log)).Info("call", "text", text, "long", long, "secret", secret, "errors", errors.Join(
				&pal.Refused{Method: "park", Message: text}, &pal.Failed{Method: "park", Result: text}, &palconn.LoginRefused{Message: text}))
			// then a terminal can show the log.
			wantOnPaper(t, name+" log of "+hostileText.Class, log.String())
		}
	}
}

// panicVariable has the process that runs this test panic with the text of that index.
const panicVariable = "CORDBOARD_TEST_PANIC"

func TestPanicsHoldNothingForeign(t *testing.T) {
	texts := hostile.Texts()
	if index := os.Getenv(panicVariable); index != "" {
		panicWith(texts, index)
	}
	t.Parallel()
	for _, text := range texts {
		for _, verb := range []string{"%v", "%s", "%+v", "%q", "%#v"} {
			wantOnPaper(t, verb+" of "+text.Class, fmt.Sprintf(verb, pal.NewText(text.Raw)))
			wantOnPaper(t, verb+" of a secret", fmt.Sprintf(verb, pal.NewSecret(text.Raw)))
		}
		wantOnPaper(t, "a panic of the line with "+text.Class, (&palconn.Panicked{Value: pal.NewText(fmt.Sprint(text.Raw))}).Error())
	}
	// And what the runtime itself writes when nobody catches it.
	for _, index := range []string{"27", "100", "260"} {
		ctx, cancel := context.WithTimeout(t.Context(), soon)
		defer cancel()
		cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestPanicsHoldNothingForeign$")
		cmd.Env = append(os.Environ(), panicVariable+"="+index)
		said, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatal("the process did not panic")
		}
		wantOnPaper(t, "the runtime", strings.ReplaceAll(string(said), "\t", " "))
	}
}

// panicWith panics with a text on a goroutine of its own: the tests' recover does not see it.
func panicWith(texts []hostile.Text, index string) {
	var i int
	_, _ = fmt.Sscan(index, &i)
	go func() { panic(pal.NewText(texts[i].Raw)) }()
	select {}
}
